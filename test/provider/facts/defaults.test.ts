import { defaultsOf } from '../../../provider/facts/defaults';

const valuesOf = (status: string | undefined, groups: string | undefined) =>
  Object.values(defaultsOf(status, groups)).map(({ value }) => value as unknown);

const status = (noNewPrivileges: number, seccomp: number) =>
  `Name:\tprobe\nNoNewPrivs:\t${noNewPrivileges}\nSeccomp:\t${seccomp}\nSeccomp_filters:\t1\n`;

test.each([
  ['an engine as it is installed, on version 1', status(0, 2), '2:cpu,cpuacct:/docker/ab\n0::/docker/ab\n', [false, true, 'host']],
  ['one that enforces everything', status(1, 2), '2:cpu,cpuacct:/\n1:name=systemd:/\n', [true, true, 'private']],
  ['version 2', status(0, 2), '0::/\n', [false, true, 'private']],
  ['no filter', status(1, 0), '0::/\n', [true, false, 'private']],
  ['one group of several is the host\'s', status(1, 2), '2:cpu:/\n1:memory:/docker/ab\n', [true, true, 'host']],
])('reads what a container gets that asks for nothing: %s', (_, own, groups, expected) => {
  expect(valuesOf(own, groups)).toEqual(expected);
});

test('what a kernel does not show is not known', () => {
  expect(valuesOf('Name:\tsandbox\n', '')).toEqual([null, null, null]);
  expect(defaultsOf(undefined, undefined).default_seccomp.evidence).toContain('has no Seccomp');
});
