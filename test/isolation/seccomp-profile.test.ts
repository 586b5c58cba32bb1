import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { IsolationPolicy, SeccompProfile } from '../../src';
import { callsOf, DEFAULT_CALLS } from '../../src/shared/controls/seccomp';
import { containerWith, refusal } from '../assertions';

/** The address families from 12 on that the default profile allows: neither AF_ALG (38) nor AF_VSOCK (40). */
const FAMILIES = [13, 14, 15, 16, 17, 18, 21, 22, 24, 26, 27, 28, 29, 30, 31, 32, 33, 35, 36, 39, 41, 42, 43, 44, 45];

const profileIn = (seccomp: SeccompProfile) => JSON.parse(containerWith({ seccomp }).security_opts[1].replace('seccomp=', ''));

test('the default profile is the engine\'s, which needs no mention', () => {
  expect(containerWith({ seccomp: SeccompProfile.DEFAULT }).security_opts).toEqual(['no-new-privileges']);
});

test('a profile of some calls refuses all others, and keeps the default\'s conditions', () => {
  expect(profileIn(SeccompProfile.allowing('write', 'clone', 'read', 'socket', 'personality', 'read'))).toEqual({
    defaultAction: 'SCMP_ACT_ERRNO',
    archMap: [
      { architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86', 'SCMP_ARCH_X32'] },
      { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: ['SCMP_ARCH_ARM'] },
    ],
    syscalls: [
      { names: ['read', 'write'], action: 'SCMP_ACT_ALLOW' },
      { names: ['clone'], action: 'SCMP_ACT_ALLOW', args: [{ index: 0, value: 0x7e020000, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }] },
      ...[0, 8, 0x20000, 0x20008, 0xffffffff].map((value) => ({
        names: ['personality'], action: 'SCMP_ACT_ALLOW', args: [{ index: 0, value, op: 'SCMP_CMP_EQ' }],
      })),
      { names: ['socket'], action: 'SCMP_ACT_ALLOW', args: [{ index: 0, value: 12, op: 'SCMP_CMP_LT' }] },
      ...FAMILIES.map((value) => ({ names: ['socket'], action: 'SCMP_ACT_ALLOW', args: [{ index: 0, value, op: 'SCMP_CMP_EQ' }] })),
      { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: 38 },
    ],
  });
});

test('a profile of calls that the default allows is never weaker than it', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...DEFAULT_CALLS), { minLength: 1 }), (calls) => {
    const profile = SeccompProfile.allowing(...calls);
    expect(profile._calls).toEqual([...calls].sort());
    expect(callsOf(profile._option!, [])).toEqual(profile._calls);
    expect(IsolationPolicy.BASELINE.with({ seccomp: SeccompProfile.allowing(...calls) }).isAtLeast(IsolationPolicy.BASELINE)).toBe(true);
  }));
});

test.each([
  { defaultAction: 'SCMP_ACT_KILL' },
  { defaultAction: 'SCMP_ACT_KILL_THREAD' },
  { defaultAction: 'SCMP_ACT_ERRNO', syscalls: [{ names: ['execve'], action: 'SCMP_ACT_KILL' }] },
])('a profile that ends threads, so that the engine waits for ever, counts as none: %j', (profile) => {
  expect(callsOf(JSON.stringify(profile), [])).toBe('any');
});

test('a profile may end a process', () => {
  const profile = { defaultAction: 'SCMP_ACT_KILL_PROCESS', syscalls: [{ names: ['read'], action: 'SCMP_ACT_ALLOW' }] };
  expect(callsOf(JSON.stringify(profile), [])).toEqual(['read']);
});

describe('the conditions of the default profile', () => {
  const allowing = (names: string[], ...args: object[]) => (
    { defaultAction: 'SCMP_ACT_ERRNO', syscalls: [{ names, action: 'SCMP_ACT_ALLOW', args }] });
  const when = (op: string, value: unknown, more: object = {}) => ({ index: 0, value, op: `SCMP_CMP_${op}`, ...more });
  const NAMESPACES = 0x7e020000;

  test('a profile that names all default calls, but has no conditions, is weaker', () => {
    const profile = SeccompProfile.of(allowing([...DEFAULT_CALLS]));
    expect(refusal(() => containerWith({ seccomp: profile }))).toContain(
      'the policy requires default, but the value is 3 calls: clone(any), personality(any), socket(any)');
    expect(IsolationPolicy.BASELINE.with({ seccomp: profile }).isAtLeast(IsolationPolicy.BASELINE)).toBe(false);
  });

  test.each([
    ['clone', when('MASKED_EQ', NAMESPACES)],
    ['clone', when('MASKED_EQ', NAMESPACES, { valueTwo: 0 })],
    ['clone', when('MASKED_EQ', 0xffffffff, { valueTwo: 17 })],
    ['clone', when('EQ', 17)],
    ['personality', when('EQ', 0x20008)],
    ['socket', when('LT', 12)],
    ['socket', when('LE', 11)],
    ['socket', when('EQ', 1)],
    ['socket', when('EQ', 16)],
  ])('are kept by %s if %j', (call, argument) => {
    expect(SeccompProfile.of(allowing([call], argument))._calls).toEqual([call]);
  });

  test.each<[string, ...object[]]>([
    ['clone'],
    ['clone', when('MASKED_EQ', NAMESPACES, { valueTwo: 0x10000000 })],
    ['clone', when('MASKED_EQ', NAMESPACES - 0x10000000)],
    ['clone', when('MASKED_EQ', NAMESPACES, { index: 1 })],
    ['clone', when('EQ', 0x10000000)],
    ['clone', when('NE', 0x10000000)],
    ['clone', when('MASKED_EQ', NAMESPACES), when('NE', 0)],
    ['clone', when('masked_eq', NAMESPACES)],
    ['personality', when('EQ', 0x40000)],
    ['personality', when('EQ', 0x100040000)],
    ['personality', when('LT', 9)],
    ['socket', when('NE', 40)],
    ['socket', when('EQ', 38)],
    ['socket', when('EQ', 40)],
    ['socket', when('EQ', 0x100000028)],
    ['socket', when('EQ', '1')],
    ['socket', when('LE', 12)],
    ['socket', when('GE', 0)],
  ])('are not kept by %s if %j', (call, ...args) => {
    expect(SeccompProfile.of(allowing([call], ...args))._calls).toEqual([call, `${call}(any)`]);
    expect(refusal(() => containerWith({ seccomp: SeccompProfile.of(allowing([call], ...args)) }))).toContain(`${call}(any)`);
  });

  test('don\'t apply to a call that the default profile allows with a capability without them', () => {
    const profile = JSON.stringify({
      defaultAction: 'SCMP_ACT_ERRNO',
      syscalls: [{ names: ['clone'], action: 'SCMP_ACT_ALLOW', includes: { caps: ['CAP_SYS_ADMIN'] } }],
    });
    expect([callsOf(profile, ['SYS_ADMIN']), callsOf(profile, [])]).toEqual([[], []]);
  });

  test('a policy that allows a call without them also allows it with them', () => {
    const policy = IsolationPolicy.PRIVILEGED.with({ seccomp: SeccompProfile.of(allowing(['clone', 'read'])) });
    expect(policy.with({ seccomp: SeccompProfile.allowing('clone') }).isAtLeast(policy)).toBe(true);
    expect(policy.isAtLeast(policy.with({ seccomp: SeccompProfile.allowing('clone', 'read') }))).toBe(false);
  });
});

test('a profile with io_uring is weaker than the default profile, since newer engines refuse it', () => {
  expect(refusal(() => containerWith({ seccomp: SeccompProfile.allowing('read', 'io_uring_setup') }))).toContain('io_uring_setup');
});

test('a profile as data or from a file is what it allows, besides what comes with a capability', () => {
  const profile = {
    defaultAction: 'SCMP_ACT_ERRNO',
    syscalls: [
      { names: ['read', 'write'], action: 'SCMP_ACT_ALLOW' },
      { names: ['mount'], action: 'SCMP_ACT_ALLOW', includes: { caps: ['CAP_SYS_ADMIN'] } },
    ],
  };
  const path = join(mkdtempSync(join(tmpdir(), 'berth-seccomp-')), 'profile.json');
  writeFileSync(path, JSON.stringify(profile, null, 2));
  for (const seccomp of [SeccompProfile.of(profile), SeccompProfile.fromFile(path)]) {
    expect(seccomp._calls).toEqual(['read', 'write']);
    expect(profileIn(seccomp)).toEqual(profile);
  }
});

test.each([
  ['{"defaultAction": "SCMP_ACT_ERRNO", "DefaultAction": "SCMP_ACT_ALLOW"}', 'DefaultAction'],
  ['{"defaultAction": "SCMP_ACT_ERRNO", "defaultAction": "SCMP_ACT_ALLOW"}', 'defaultAction'],
  ['{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [], "\u017fyscalls": [{"names": ["bpf"]}]}', '\u017fyscalls'],
  ['{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "NAMES": ["bpf"], "action": "SCMP_ACT_ALLOW"}]}', 'NAMES'],
])('a profile with two members of one name is refused: %s', (text, member) => {
  const path = join(mkdtempSync(join(tmpdir(), 'berth-seccomp-')), 'profile.json');
  writeFileSync(path, text);
  expect(refusal(() => SeccompProfile.fromFile(path))).toBe(`${path} has more than one member "${member}". `
    + 'The engine reads names without regard to case, and takes the last one. Keep one.');
  expect(callsOf(text, [])).toBe('any');
});

test('names of members count in any case, as for the engine', () => {
  expect(callsOf('{"DEFAULTACTION": "SCMP_ACT_ALLOW"}', [])).toBe('any');
  const profile = { DefaultAction: 'SCMP_ACT_ERRNO', SysCalls: [{ Names: ['read'], ACTION: 'SCMP_ACT_ALLOW' }] };
  expect(SeccompProfile.of(profile)._calls).toEqual(['read']);
});

test.each<[string, object]>([
  ...['\u0131ncludes', '\u0130ncludes', 'inclu\u0064es\u0307', 'include', 'arg'].map((member): [string, object] => (
    [member, { syscalls: [{ names: ['unshare'], action: 'SCMP_ACT_ALLOW', [member]: { caps: ['CAP_SYS_ADMIN'] } }] }])),
  ['cap', { syscalls: [{ names: ['mount'], action: 'SCMP_ACT_ALLOW', includes: { cap: ['CAP_SYS_ADMIN'] } }] }],
  ['valuemask', { syscalls: [{ names: ['clone'], action: 'SCMP_ACT_ALLOW', args: [{ index: 0, value: 0, valuemask: 1, op: 'x' }] }] }],
  ['$schema', { $schema: 'x' }],
  ['listenerpath', { listenerPath: '/run/agent.sock' }],
  ['flags', { flags: ['SECCOMP_FILTER_FLAG_SPEC_ALLOW'] }],
])('a profile with the member "%s", which counts as no condition or weakens it, is refused', (member, profile) => {
  const given = { defaultAction: 'SCMP_ACT_ERRNO', ...profile };
  expect(refusal(() => SeccompProfile.of(given))).toBe(`The given data has a member "${member}" that may change what the profile allows, `
    + 'or that the engine ignores. Use the members of Docker\'s format. Text for readers belongs in "comment" of a rule.');
  expect(callsOf(JSON.stringify(given), [])).toBe('any');
});

describe('a profile in the form of the engine\'s default one', () => {
  const allow = (names: readonly string[], more: object = {}) => ({ names, action: 'SCMP_ACT_ALLOW', ...more });
  const withoutNamespaces = (index: number) => ({ args: [{ index, value: 0x7e020000, op: 'SCMP_CMP_MASKED_EQ' }] });
  const S390 = ['s390', 's390x'];
  const { syscalls } = JSON.parse(SeccompProfile.allowing(...DEFAULT_CALLS)._option!) as { syscalls: Array<{ names: string[] }> };
  // As in moby, profiles/seccomp/default.json.
  const profile = (...more: readonly object[]) => ({
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: 1,
    archMap: [{ architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86'] }],
    syscalls: [
      ...syscalls.filter(({ names: [name] }) => name !== 'clone'),
      allow(['ptrace', 'process_vm_readv'], { includes: { minKernel: '4.8' } }),
      allow(['arch_prctl'], { includes: { arches: ['amd64', 'x32'] } }),
      allow(['sync_file_range2', 'swapcontext'], { includes: { arches: ['ppc64le'] } }),
      allow(['arm_fadvise64_64', 'sync_file_range2', 'breakpoint', 'cacheflush', 'set_tls'], { includes: { arches: ['arm', 'arm64'] } }),
      allow(['s390_pci_mmio_read', 's390_runtime_instr'], { includes: { arches: S390 } }),
      allow(['riscv_flush_icache'], { includes: { arches: ['riscv64'] } }),
      allow(['mount', 'clone', 'unshare'], { includes: { caps: ['CAP_SYS_ADMIN'] } }),
      allow(['clone'], { ...withoutNamespaces(0), excludes: { caps: ['CAP_SYS_ADMIN'], arches: S390 } }),
      allow(['clone'], { ...withoutNamespaces(1), comment: 's390', includes: { arches: S390 }, excludes: { caps: ['CAP_SYS_ADMIN'] } }),
      { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: 38, excludes: { caps: ['CAP_SYS_ADMIN'] } },
      allow(['chroot'], { includes: { caps: ['CAP_SYS_CHROOT'] } }),
      ...more,
    ],
  });

  test('counts as the default one', () => {
    expect(SeccompProfile.of(profile())._calls).toBe('default');
    expect(() => containerWith({ seccomp: SeccompProfile.of(profile()) })).not.toThrow();
  });

  test.each([
    ['another call on an architecture', allow(['kexec_load'], { includes: { arches: ['arm64'] } }), 'kexec_load'],
    ['a call of another architecture', allow(['cacheflush'], { includes: { arches: ['arm64', 'amd64'] } }), 'cacheflush'],
    ['a call of an architecture on all', allow(['set_tls']), 'set_tls'],
    ['clone with the arguments of another architecture', allow(['clone'], withoutNamespaces(1)), 'clone(any)'],
    ['clone with the usual arguments on s390', allow(['clone'], { ...withoutNamespaces(0), includes: { arches: S390 } }), 'clone(any)'],
    ['a call that is only excluded with a capability', allow(['unshare'], { excludes: { caps: ['CAP_SYS_ADMIN'] } }), 'unshare'],
    // Engines 23 to 28. It allows AF_ALG, and any family with a bit in the upper half of the argument.
    ['the sockets of older engines', allow(['socket'], { args: [{ index: 0, value: 40, op: 'SCMP_CMP_NE' }] }), 'socket(any)'],
    // Engines before 25.
    ['io_uring', allow(['io_uring_setup']), 'io_uring_setup'],
  ])('is weaker with %s', (_, rule, call) => {
    expect(SeccompProfile.of(profile(rule))._calls).toEqual([...DEFAULT_CALLS, call].sort());
  });
});

describe('calls that a profile allows with a capability', () => {
  const rule = (names: string[], caps: string[]) => ({ names, action: 'SCMP_ACT_ALLOW', includes: { caps } });
  const profile = JSON.stringify({
    defaultAction: 'SCMP_ACT_ERRNO',
    syscalls: [rule(['chroot'], ['CAP_SYS_CHROOT']), rule(['kexec_load'], ['CAP_CHOWN']), rule(['mount'], ['CAP_SYS_ADMIN', 'CAP_CHOWN'])],
  });

  test('count if the container holds it', () => {
    expect(callsOf(profile, ['CHOWN'])).toEqual(['kexec_load']);
    expect(callsOf(profile, [])).toEqual([]);
  });

  test('do not count if the engine\'s default profile allows them with it, too', () => {
    expect(callsOf(profile, ['CHOWN', 'SYS_CHROOT', 'SYS_ADMIN'])).toEqual(['kexec_load']);
    expect(callsOf(profile, 'any')).toEqual(['kexec_load']);
  });

  test('are refused under the baseline', () => {
    const options = { seccomp: SeccompProfile.of(JSON.parse(profile)) };
    expect(refusal(() => containerWith(options))).toContain('kexec_load');
  });
});

test.each([
  [() => SeccompProfile.allowing(), 'A seccomp profile allows one or more system calls by name; given: "". '
    + 'Write the names as in syscalls(2): SeccompProfile.allowing(\'read\', \'write\').'],
  [() => SeccompProfile.allowing('read', 'SYS_write'), 'A seccomp profile allows one or more system calls by name; given: "SYS_write". '
    + 'Write the names as in syscalls(2): SeccompProfile.allowing(\'read\', \'write\').'],
  [() => SeccompProfile.of({}), 'The given data is not a seccomp profile. Write JSON in Docker\'s format, with "defaultAction" and '
    + '"syscalls".'],
  [() => SeccompProfile.fromFile('/nowhere.json'), 'The seccomp profile "/nowhere.json" does not exist (looked for /nowhere.json). A '
    + 'relative path starts at the working directory of the app.'],
  [() => SeccompProfile.fromFile(__filename),
    `${__filename} is not a seccomp profile. Write JSON in Docker's format, with "defaultAction" and "syscalls".`],
])('fails for what is none', (mistake, text) => {
  expect(refusal(mistake)).toBe(text);
});
