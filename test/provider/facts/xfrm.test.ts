import { acknowledgement, espState } from '../../../provider/facts/xfrm';

test('a message is as long as it says, and asks for a state of ESP with the algorithm of a swarm', () => {
  const message = espState();
  expect(message.readUInt32LE(0)).toBe(message.length);
  expect(message.length).toBe(16 + 224 + 96);
  expect(message[16 + 76]).toBe(50);
  const algorithm = message.subarray(16 + 224);
  expect(algorithm.readUInt16LE(0)).toBe(96);
  expect(algorithm.subarray(4, 4 + 17).toString()).toBe('rfc4106(gcm(aes))\0'.slice(0, 17));
});

test('an acknowledgement is an error number, which may be 0, and nothing else is one', () => {
  const answer = (type: number, error: number) => {
    const bytes = Buffer.alloc(36);
    bytes.writeUInt16LE(type, 4);
    bytes.writeInt32LE(error, 16);
    return bytes;
  };
  expect(acknowledgement(answer(2, 0))).toBe(0);
  expect(acknowledgement(answer(2, -93))).toBe(-93);
  expect(acknowledgement(answer(3, 0))).toBeUndefined();
  expect(acknowledgement(Buffer.alloc(8))).toBeUndefined();
});
