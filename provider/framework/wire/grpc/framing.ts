/** The header before each message: a compression flag (one byte) and the message's length (four bytes). */
const HEADER_LENGTH = 5;

/** Adds the header to a message. */
export function frame(message: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

/** Extracts the single message of a request or response. */
export function unframe(bytes: Buffer): Buffer {
  if (bytes.length < HEADER_LENGTH) {
    throw new RangeError(`A message has at least ${HEADER_LENGTH} bytes, but this one has ${bytes.length}`);
  }
  if (bytes[0] !== 0) {
    throw new RangeError('The message is compressed, but no compression was negotiated');
  }
  const length = bytes.readUInt32BE(1);
  if (bytes.length !== HEADER_LENGTH + length) {
    throw new RangeError(`The message has ${bytes.length - HEADER_LENGTH} bytes, but should have ${length}`);
  }
  return bytes.subarray(HEADER_LENGTH);
}
