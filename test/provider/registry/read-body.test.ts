import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readBody } from '../../../provider/registry/read-body';

afterEach(() => jest.useRealTimers());

/** Returns an answer that never ends. */
const endless = () => new Readable({ read: () => undefined }) as IncomingMessage;

test('an answer that never ends is given up, also if something is sent all the time', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  const answer = endless();
  const read = readBody(answer, 100).catch((error: Error) => error.message);
  for (let sent = 0; sent < 4; sent += 1) {
    answer.push('x');
    await jest.advanceTimersByTimeAsync(30_000);
  }
  expect(await read).toBe('did not answer in full within 120 s');
  expect(answer.destroyed).toBe(true);
});

test('an answer that ends is read, and leaves no timer', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  const read = readBody(Readable.from([Buffer.from('a'), Buffer.from('b')]) as IncomingMessage, 2);
  expect((await read).toString()).toBe('ab');
  await expect(readBody(Readable.from([Buffer.from('abc')]) as IncomingMessage, 2)).rejects.toThrow('answered with more than 2 bytes');
  expect(jest.getTimerCount()).toBe(0);
});
