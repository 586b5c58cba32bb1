import { AnswerCache } from '../../../../provider/engine/connection/answer-cache';

/** Something that is asked, and counts how often. */
function source() {
  let asked = 0;
  return { ask: async () => { asked += 1; return asked; }, asked: () => asked };
}

test('whoever asks the same gets the same answer, at once and later', async () => {
  const answers = new AnswerCache();
  const { ask, asked } = source();
  expect(await Promise.all([answers.share('a', ask, false), answers.share('a', ask, false)])).toEqual([1, 1]);
  expect(await answers.share('a', ask, false)).toBe(1);
  expect(await answers.share('b', ask, false)).toBe(2);
  expect(asked()).toBe(2);
});

test('once something has changed, everybody asks for themselves', async () => {
  const answers = new AnswerCache();
  const { ask } = source();
  await answers.share('a', ask, false);
  answers.invalidate();
  expect([await answers.share('a', ask, false), await answers.share('a', ask, false)]).toEqual([2, 3]);
});

test('what no change makes another stays, however it was asked for first', async () => {
  const answers = new AnswerCache();
  const { ask } = source();
  await answers.share('a', ask, false);
  expect(await answers.share('a', ask, true)).toBe(1);
  answers.invalidate();
  expect(await answers.share('a', ask, true)).toBe(1);
  expect(await answers.share('b', ask, true)).toBe(2);
  expect(await answers.share('b', ask, true)).toBe(2);
  // Who wants to know how it is now, asks.
  expect(await answers.share('a', ask, false)).toBe(3);
});

test('a failure is no answer, but all who asked meanwhile have it', async () => {
  const answers = new AnswerCache();
  const failing = async () => { throw new Error('no'); };
  const both = [answers.share('a', failing, false), answers.share('a', async () => 1, false)];
  await Promise.all(both.map((one) => expect(one).rejects.toThrow('no')));
  expect(await answers.share('a', async () => 2, false)).toBe(2);
});

test('an engine is asked no more than 32 things at once, and each in turn', async () => {
  const answers = new AnswerCache();
  const waiting: (() => void)[] = [];
  const order: number[] = [];
  const all = Array.from({ length: 100 }, (_, index) => answers.share(`${index}`, () => new Promise<void>((resolve) => {
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
