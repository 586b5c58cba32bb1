import { observe } from '../../../src/shared/controls/observe';

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
