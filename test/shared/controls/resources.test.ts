import { observe } from '../../../src/shared/controls/observe';
import { DescribedContainer } from '../../../src/shared/controls/reader';

const options = { isUnknown: (value: unknown) => value === '${unknown}' };
const nofile = (name: string, hard: number) => ({ name, soft: hard, hard });

test.each([
  [[], 'unlimited'],
  [[nofile('nofile', 10)], 10],
  [[nofile('NoFile', 10)], 10],
  [[nofile('nofile', 10), nofile('Nofile', 20)], 20],
  [[nofile('NOFILE', -1), nofile('nofile', 10)], 'unlimited'],
  // The engine makes capitals of names, and of a dotless i, too.
  [[nofile('nofile', 10), nofile('nof\u0131le', -1)], 'unlimited'],
  [[nofile('nproc', 10)], 'unlimited'],
])('open files: %j is %s', (ulimit, limit) => {
  expect(observe({ ulimit }, options).open_files).toBe(limit);
});

test.each<[DescribedContainer, string, unknown]>([
  [{}, 'unlimited', undefined],
  [{ memory: 64 }, 'the memory', 64],
  [{ memory: 64, memory_swap: 0 }, 'the memory', 64],
  [{ memory: 64, memory_swap: 64 }, 'the memory', 64],
  [{ memory: 64, memory_swap: 128 }, 'the memory', 64],
  [{ memory: 64, memory_swap: 1024 }, 'the swap', 960],
  [{ memory: 64, memory_swap: -1 }, 'unlimited', undefined],
  [{ memory_swap: 64 }, 'unlimited', undefined],
  [{ memory: 64, oom_score_adj: -1 }, 'unlimited', undefined],
  [{ memory: 64, oom_score_adj: 0 }, 'the memory', 64],
  [{ memory: 64, oom_score_adj: 500 }, 'the memory', 64],
  // What is locked counts as memory.
  [{ memory: 64, ulimit: [{ name: 'memlock', soft: -1, hard: -1 }] }, 'the memory', 64],
])('memory: of %j, %s counts', (container, _, limit) => {
  expect(observe(container, options).memory).toBe(limit === undefined ? 'unlimited' : limit as number * 1024 * 1024);
});

test('memory is not known while the swap is not', () => {
  expect(observe({ memory: 64, memory_swap: '${unknown}' }, options)).not.toHaveProperty('memory');
  expect(observe({ memory_swap: '${unknown}' }, options)).toHaveProperty('memory', 'unlimited');
});

test.each([
  ['rtprio', 0, 0.5], ['rtprio', 1, 'unlimited'], ['RTPRIO', 99, 'unlimited'], ['rtprio', -1, 'unlimited'],
  ['nice', 0, 0.5], ['nice', 20, 0.5], ['nice', 21, 'unlimited'], ['Nice', 40, 'unlimited'], ['nice', -1, 'unlimited'], ['nproc', -1, 0.5],
])('processor time with the limit "%s" of %s: %s', (name, hard, limit) => {
  expect(observe({ cpus: '0.5', ulimit: [{ name, soft: 0, hard }] }, options).cpus).toBe(limit);
});
