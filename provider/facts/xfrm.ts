// The kernel's interface for IPsec (linux/xfrm.h, linux/netlink.h).

/** The family of netlink sockets for IPsec. */
export const NETLINK_XFRM = 6;

const NEW_STATE = 0x10;
const REQUEST_AND_ACKNOWLEDGE = 5;
const ALGORITHM_AEAD = 18;
const ERROR = 2;
const ESP = 50;
const AF_INET = 2;

/** In bytes. */
const [HEADER, STATE, KEY] = [16, 224, 20];
const ALGORITHM_NAME = 64;
const ALGORITHM = 4 + ALGORITHM_NAME + 8 + KEY;

/**
 * Returns a message that adds a state: packets between two addresses are encrypted with ESP, with the algorithm that a swarm uses for
 * its encrypted networks. The addresses are those for documentation, and the key is all zeros.
 */
export function espState(): Buffer {
  const message = Buffer.alloc(HEADER + STATE + ALGORITHM);
  message.writeUInt32LE(message.length, 0);
  message.writeUInt16LE(NEW_STATE, 4);
  message.writeUInt16LE(REQUEST_AND_ACKNOWLEDGE, 6);
  message.writeUInt32LE(1, 8);

  const state = message.subarray(HEADER, HEADER + STATE);
  state.set([192, 0, 2, 1], 56); // the destination
  state.writeUInt32BE(0x1001, 72); // the index of the parameters
  state.writeUInt8(ESP, 76);
  state.set([192, 0, 2, 2], 80); // the source
  state.fill(0xff, 96, 96 + 32); // no limit on bytes and packets
  state.writeUInt16LE(AF_INET, 212);

  const algorithm = message.subarray(HEADER + STATE);
  algorithm.writeUInt16LE(ALGORITHM, 0);
  algorithm.writeUInt16LE(ALGORITHM_AEAD, 2);
  algorithm.write('rfc4106(gcm(aes))', 4);
  algorithm.writeUInt32LE(KEY * 8, 4 + ALGORITHM_NAME);
  algorithm.writeUInt32LE(64, 8 + ALGORITHM_NAME); // bits of the check value
  return message;
}

/** Returns the kernel's answer to a message: 0, or the negated number of an error. Undefined if it is no answer. */
export function acknowledgement(answer: Buffer): number | undefined {
  return answer.length >= HEADER + 4 && answer.readUInt16LE(4) === ERROR ? answer.readInt32LE(HEADER) : undefined;
}
