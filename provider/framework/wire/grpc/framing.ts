/** Before each message: whether it is compressed, and its length. */
const HEADER_LENGTH = 5;

/** A message as it goes over the stream. */
export function frame(message: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

/** The one message of a request or an answer. */
export function unframe(bytes: Buffer): Buffer {
  if (bytes.length < HEADER_LENGTH) {
    throw new RangeError(`A message has at least ${HEADER_LENGTH} bytes, and this one ${bytes.length}`);
  }
  if (bytes[0] !== 0) {
    throw new RangeError('The message is compressed, which was not agreed on');
  }
  const length = bytes.readUInt32BE(1);
  if (bytes.length !== HEADER_LENGTH + length) {
    throw new RangeError(`The message has ${bytes.length - HEADER_LENGTH} bytes, and should have ${length}`);
  }
  return bytes.subarray(HEADER_LENGTH);
}
