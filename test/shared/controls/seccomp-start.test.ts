import { requirePolicy } from '../../../provider/isolation/judge';
import { callsOf, DEFAULT_CALLS } from '../../../src/shared/controls/seccomp';
import { callsMissingToStart, profileProblems } from '../../../src/shared/controls/seccomp-start';
import { describeTask } from '../../../src/shared/controls/task';
import { judgeBuild, judgeContainer } from '../../../src/shared/virtual-host/judge';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';

const ALLOW = 'SCMP_ACT_ALLOW';
const ERRNO = 'SCMP_ACT_ERRNO';
const allowing = (names: readonly string[], ...more: object[]) => (
  { defaultAction: ERRNO, syscalls: [{ names, action: ALLOW }, ...more] });
const without = (...calls: string[]) => allowing(DEFAULT_CALLS.filter((call) => !calls.includes(call)));
const missing = (profile: object, ...more: string[]) => (
  callsMissingToStart({ security_opts: [`seccomp=${JSON.stringify(profile)}`, ...more] }, () => false));

test.each([
  'capget', 'capset', 'chdir', 'close', 'execve', 'exit_group', 'fstat', 'fstatfs', 'futex', 'getcwd', 'getdents64', 'getppid',
  'newfstatat', 'openat', 'prctl', 'read', 'setgid', 'setgroups', 'setuid', 'write',
])('a profile without %s does not let a container start', (call) => {
  expect(missing(without(call))).toEqual([call]);
});

test('a container that gains no privileges needs fewer calls to start', () => {
  const few = allowing(['close', 'execve', 'exit_group', 'futex', 'openat', 'write']);
  expect(missing(few)).toHaveLength(14);
  expect(missing(few, 'no-new-privileges')).toEqual([]);
  expect(missing(few, 'no-new-privileges:true')).toEqual([]);
  expect(missing(few, 'no-new-privileges=false')).toHaveLength(14);
});

test.each<[string, object]>([
  ['on some arguments', { args: [{ index: 0, value: 7, op: 'SCMP_CMP_EQ' }] }],
  ['with a capability', { includes: { caps: ['CAP_SYS_ADMIN'] } }],
  ['on another architecture', { includes: { arches: ['s390x'] } }],
  ['unless on an architecture', { excludes: { arches: ['amd64'] } }],
  ['with another action', { action: 'SCMP_ACT_TRACE' }],
])('a call that is allowed only %s is missing', (_, rule) => {
  const profile = without('exit_group');
  const syscalls = [...profile.syscalls, { names: ['exit_group'], action: ALLOW, ...rule }];
  expect(missing({ ...profile, syscalls })).toEqual(['exit_group']);
});

test('a call that a rule refuses is missing, whatever else the profile allows', () => {
  for (const action of [ERRNO, 'SCMP_ACT_KILL', 'SCMP_ACT_TRAP']) {
    expect(missing({ defaultAction: ALLOW, syscalls: [{ names: ['futex'], action }] })).toEqual(['futex']);
    expect(missing(allowing(DEFAULT_CALLS, { name: 'futex', action }))).toEqual(['futex']);
  }
});

test('no profile, and one that allows all that is needed, lack nothing', () => {
  expect(callsMissingToStart({}, () => false)).toEqual([]);
  expect(callsMissingToStart({ security_opts: ['seccomp=unconfined'] }, () => false)).toEqual([]);
  expect(callsMissingToStart({ security_opts: ['a'] }, (value) => value === 'a')).toEqual([]);
  expect(missing(allowing(DEFAULT_CALLS))).toEqual([]);
  expect(missing({ defaultAction: 'SCMP_ACT_LOG', syscalls: null })).toEqual([]);
  const empty = { args: [], includes: {}, excludes: { caps: [] }, comment: '' };
  expect(missing({ defaultAction: ERRNO, syscalls: [{ names: DEFAULT_CALLS, action: ALLOW, ...empty }] })).toEqual([]);
});

test('rules and policies refuse such a profile, and say which calls are missing', () => {
  const security = [`seccomp=${JSON.stringify(without('exit_group', 'openat'))}`, 'no-new-privileges'];
  const problem = 'The seccomp profile in `security_opts` does not allow, or not always: `exit_group`, `openat`. The runtime makes these '
    + 'calls before it starts the program. Without them the start may never end, and requests about the container wait for it. Allow them '
    + 'without conditions.';
  const container = { name: 'blue-a', labels: [{ label: VIRTUAL_HOST_LABEL, value: 'blue' }], security_opts: security };
  expect(judgeContainer(container, { name: 'blue' }, () => false)).toEqual([{
    rule: 'name',
    attribute: 'security_opts',
    problem: `A container of the virtual container host "blue" must be able to start. ${problem}`,
  }]);
  expect(judgeBuild({ security_opt: security }, { name: 'blue' }, () => false)).toMatchObject([{ attribute: 'build' }]);
  const policy = { isolation_policy: 'none@1 no_new_privileges=required' };
  expect(() => requirePolicy({ ...container, ...policy })).toThrow(expect.objectContaining({
    diagnostics: [expect.objectContaining({
      summary: 'Container "blue-a" could not start with its seccomp profile', detail: problem, path: ['security_opts'],
    })],
  }));
  expect(() => requirePolicy({ ...container, ...policy, isolation_exemptions: { seccomp: 'A test of the runtime.' } })).not.toThrow();
});

describe('the errors with which a profile answers', () => {
  const answering = (errnoRet: unknown, names: readonly string[] = ['mount']) => (
    allowing(DEFAULT_CALLS, { names, action: ERRNO, errnoRet }));
  const byDefault = (defaultErrnoRet: unknown) => ({ ...allowing(DEFAULT_CALLS), defaultErrnoRet });
  const opts = (profile: object) => [`seccomp=${JSON.stringify(profile)}`, 'no-new-privileges'];
  const problemsOf = (profile: object) => profileProblems({ security_opts: opts(profile) }, () => false).map(({ detail }) => detail);
  const EXPECTED = 'The runtime may repeat such a call for ever, or take it for one that had an effect. Then the start may never end, or '
    + 'the container may keep privileges that it should lose. Use one of: 1 (EPERM), 13 (EACCES), 38 (ENOSYS). Or leave it out, which is 1 '
    + '(EPERM).';
  const WHAT = 'The seccomp profile in `security_opts` answers calls with errors that programs do not expect: ';

  test.each([1, 13, 38, null, undefined])('may be %p', (number) => {
    for (const profile of [answering(number), byDefault(number)]) {
      expect(problemsOf(profile)).toEqual([]);
      expect(callsOf(JSON.stringify(profile), [])).not.toBe('any');
    }
  });

  test.each([0, 4, 11, 22, 512, 4095, 4096, 65536, -1, 1.5, '1', true])('may not be %p, and such a profile counts as none', (number) => {
    const shown = JSON.stringify(number);
    expect(problemsOf(answering(number))).toEqual([`${WHAT}\`errnoRet\` ${shown} for \`mount\`. ${EXPECTED}`]);
    expect(problemsOf(byDefault(number))).toEqual([`${WHAT}\`defaultErrnoRet\` ${shown}. ${EXPECTED}`]);
    for (const profile of [answering(number), byDefault(number)]) expect(callsOf(JSON.stringify(profile), [])).toBe('any');
  });

  test('count in any spelling and for any rule, and only the first calls are named', () => {
    const other = { ...byDefault(null), DEFAULTERRNORET: 0, syscalls: [{ names: DEFAULT_CALLS, action: ALLOW, ERRNORET: 4 }] };
    delete (other as { defaultErrnoRet?: unknown }).defaultErrnoRet;
    expect(problemsOf(other)).toEqual([expect.stringContaining(
      `${WHAT}\`defaultErrnoRet\` 0; \`errnoRet\` 4 for \`_llseek\`, \`_newselect\`, \`accept\`, \`accept4\`, \`access\` and `
      + `${DEFAULT_CALLS.length - 5} more. `)]);
  });

  test('are judged by policies and rules, unless the container is exempt or privileged', () => {
    const container = {
      name: 'blue-a',
      labels: [{ label: VIRTUAL_HOST_LABEL, value: 'blue' }],
      security_opts: opts(answering(4, ['getdents64'])),
      isolation_policy: 'none@1 no_new_privileges=required',
    };
    const detail = `${WHAT}\`errnoRet\` 4 for \`getdents64\`. ${EXPECTED}`;
    expect(() => requirePolicy(container)).toThrow(expect.objectContaining({
      diagnostics: [expect.objectContaining({
        summary: 'Container "blue-a" has a seccomp profile with errors that are not allowed', detail, path: ['security_opts'],
      })],
    }));
    expect(() => requirePolicy({ ...container, isolation_exemptions: { seccomp: 'A test of the runtime.' } })).not.toThrow();
    expect(profileProblems({ ...container, privileged: true }, () => false)).toEqual([]);
    expect(judgeContainer(container, { name: 'blue' }, () => false)).toEqual([{
      rule: 'name',
      attribute: 'security_opts',
      problem: `A container of the virtual container host "blue" must get errors that it expects. ${detail}`,
    }]);
    expect(judgeBuild({ security_opt: container.security_opts }, { name: 'blue' }, () => false)).toMatchObject([{ attribute: 'build' }]);
  });

  test('are judged in a service, too', () => {
    const profile = JSON.stringify(answering(4));
    const service = {
      isolation_policy: 'none@1 no_new_privileges=required',
      task_spec: [{ container_spec: [{ image: 'a', privileges: [{ no_new_privileges: true, seccomp: [{ mode: 'custom', profile }] }] }] }],
    };
    const described = { ...describeTask(service, () => false), name: 'web' };
    expect(profileProblems(described, () => false)).toHaveLength(1);
  });
});
