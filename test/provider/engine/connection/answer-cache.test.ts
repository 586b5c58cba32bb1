import { AnswerCache } from '../../../../provider/engine/connection/answer-cache';

/** A request that counts how often it is made. */
function source() {
  let asked = 0;
  return { ask: async () => { asked += 1; return asked; }, asked: () => asked };
}

test('equal requests share one answer, concurrently and later', async () => {
  const cache = new AnswerCache();
  const { ask, asked } = source();
  expect(await Promise.all([cache.share('a', ask, false), cache.share('a', ask, false)])).toEqual([1, 1]);
  expect(await cache.share('a', ask, false)).toBe(1);
  expect(await cache.share('b', ask, false)).toBe(2);
  expect(asked()).toBe(2);
});

test('after a change, every read makes its own request', async () => {
  const cache = new AnswerCache();
  const { ask } = source();
  await cache.share('a', ask, false);
  cache.invalidate();
  expect([await cache.share('a', ask, false), await cache.share('a', ask, false)]).toEqual([2, 3]);
});

test('a lasting answer stays cached after a change, also if it was first requested as an ordinary one', async () => {
  const cache = new AnswerCache();
  const { ask } = source();
  await cache.share('a', ask, false);
  expect(await cache.share('a', ask, true)).toBe(1);
  cache.invalidate();
  expect(await cache.share('a', ask, true)).toBe(1);
  expect(await cache.share('b', ask, true)).toBe(2);
  expect(await cache.share('b', ask, true)).toBe(2);
  // An ordinary read after the change makes its own request.
  expect(await cache.share('a', ask, false)).toBe(3);
});

test('a failure is shared by concurrent requests, but not cached', async () => {
  const cache = new AnswerCache();
  const failing = async () => { throw new Error('no'); };
  const both = [cache.share('a', failing, false), cache.share('a', async () => 1, false)];
  await Promise.all(both.map((one) => expect(one).rejects.toThrow('no')));
  expect(await cache.share('a', async () => 2, false)).toBe(2);
});

test('at most 32 requests run at once, in order', async () => {
  const cache = new AnswerCache();
  const waiting: (() => void)[] = [];
  const order: number[] = [];
  const all = Array.from({ length: 100 }, (_, index) => cache.share(`${index}`, () => new Promise<void>((resolve) => {
    order.push(index);
    waiting.push(resolve);
  }), false));
  let busiest = 0;
  while (order.length < 100 || waiting.length > 0) {
    busiest = Math.max(busiest, waiting.length);
    waiting.shift()!();
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  expect(busiest).toBe(32);
  expect(order).toEqual(Array.from({ length: 100 }, (_, index) => index));
});
