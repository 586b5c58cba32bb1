import fc from 'fast-check';
import { Capability, Control, HostPaths, IsolationPolicy, NamespaceSharing, Runtime, SeccompProfile, Size } from '../../src';
import { CONTROL_NAMES, Controls } from '../../src/shared/controls/table';
import { refusal } from '../assertions';
import { controls } from '../shared/controls/values';

const { PRIVILEGED, BASELINE, RESTRICTED, SHARED, SANDBOXED, MICRO_VM } = IsolationPolicy;
const NAMED = [PRIVILEGED, BASELINE, RESTRICTED, SHARED, SANDBOXED, MICRO_VM];

/** Returns a policy with any controls. The conversion of props by `with` has tests of its own. */
const policyOf = (given: Controls): IsolationPolicy => new (IsolationPolicy as unknown as new (given: Controls) => IsolationPolicy)(given);
const policy = fc.oneof(fc.constantFrom(...NAMED), controls.map(policyOf));
const same = (a: IsolationPolicy, b: IsolationPolicy) => expect(a._controls).toEqual(b._controls);

test('meet is associative, commutative and idempotent', () => {
  fc.assert(fc.property(policy, policy, policy, (a, b, c) => {
    same(a.meet(b.meet(c)), a.meet(b).meet(c));
    same(a.meet(b), b.meet(a));
    same(a.meet(a), a);
  }));
});

test('two policies meet in the weakest one that is as strict as both', () => {
  fc.assert(fc.property(policy, policy, policy, (a, b, c) => {
    const both = a.meet(b);
    expect(both.isAtLeast(a) && both.isAtLeast(b)).toBe(true);
    if (c.isAtLeast(a) && c.isAtLeast(b)) expect(c.isAtLeast(both)).toBe(true);
    expect(a.isAtLeast(b)).toBe(JSON.stringify(both._controls) === JSON.stringify(a._controls));
  }));
});

test('each axis goes from weak to strict, and neither axis implies the other', () => {
  for (const [stricter, weaker] of [[RESTRICTED, BASELINE], [BASELINE, PRIVILEGED], [MICRO_VM, SANDBOXED], [SANDBOXED, SHARED]]) {
    expect(stricter.isAtLeast(weaker)).toBe(true);
    expect(weaker.isAtLeast(stricter)).toBe(false);
  }
  expect(RESTRICTED.isAtLeast(SANDBOXED)).toBe(false);
  expect(SANDBOXED.isAtLeast(BASELINE)).toBe(false);
  expect(RESTRICTED.meet(SANDBOXED).isAtLeast(BASELINE.meet(SANDBOXED))).toBe(true);
});

test('every control can be changed', () => {
  const all = PRIVILEGED.with({
    privileged: false,
    capabilities: [Capability.CHOWN],
    noNewPrivileges: true,
    readOnlyRootFilesystem: true,
    nonRootUser: true,
    hostUserNamespace: false,
    pidNamespace: NamespaceSharing.PRIVATE,
    ipcNamespace: NamespaceSharing.CONTAINERS,
    utsNamespace: NamespaceSharing.PRIVATE,
    networkNamespace: NamespaceSharing.PRIVATE,
    cgroupNamespace: NamespaceSharing.PRIVATE,
    localLogs: true,
    seccomp: SeccompProfile.allowing('write', 'read'),
    apparmorProfile: 'mine',
    selinux: true,
    devices: ['/dev/fuse'],
    maskedKernelPaths: true,
    safeSysctls: true,
    engineSocket: false,
    hostPaths: HostPaths.NONE,
    memory: Size.mebibytes(1),
    cpus: 0.5,
    processes: 10,
    openFiles: 20,
    diskThroughput: Size.mebibytes(2),
    runtimes: [Runtime.RUNSC],
  })._controls;
  expect(all).toEqual({
    privileged: 'denied',
    capabilities: ['CHOWN'],
    no_new_privileges: 'required',
    read_only_root: 'required',
    user: 'non-root',
    user_namespace: 'engine',
    pid_namespace: 'private',
    ipc_namespace: 'shared',
    uts_namespace: 'private',
    network_namespace: 'private',
    cgroup_namespace: 'private',
    log_driver: 'local',
    seccomp: ['read', 'write'],
    apparmor: ['mine'],
    selinux: 'confined',
    devices: ['/dev/fuse'],
    kernel_paths: 'masked',
    sysctls: 'safe',
    engine_socket: 'absent',
    host_paths: 'none',
    memory: 1_048_576,
    cpus: 0.5,
    processes: 10,
    open_files: 20,
    disk_io: 2_097_152,
    runtime: ['runsc'],
  });
  expect(Object.keys(all)).toEqual(CONTROL_NAMES);
});

test('an override may be weaker, and leaves the original policy unchanged', () => {
  expect(BASELINE.with({ capabilities: [Capability.of('ALL')], privileged: true })._controls).not.toHaveProperty('capabilities');
  expect(BASELINE._controls.privileged).toBe('denied');
});

test('fails for a bound that is known only after apply', () => {
  expect(refusal(() => BASELINE.with({ devices: ['${var.device}'] }))).toBe(
    'The value of "devices" in a policy must be known at synthesis; it is known only after apply. Write the value into the code.');
});

describe('explain', () => {
  test('returns a line for each control, with the reason, the caveat and the standards', () => {
    const lines = RESTRICTED.explain().split('\n');
    expect(lines).toHaveLength(Object.keys(RESTRICTED._controls).length);
    expect(lines).toContain('Capabilities: NET_BIND_SERVICE. Each capability is a power of the host\'s root, and a way to attack its '
      + 'kernel. '
      + 'But: The process of a user other than root has none of the allowed capabilities in effect: Docker sets no ambient capabilities. '
      + '[CIS Docker Benchmark 5.4; Pod Security Standards, "Capabilities"]');
    expect(lines).toContainEqual(expect.stringMatching(/^Log driver: local\. The engine sends it .* But: The default driver of the/));
  });

  test('reports that a policy asks for nothing', () => {
    expect(PRIVILEGED.explain()).toBe('It asks for nothing.');
  });
});

test('there is a constant for every control', () => {
  expect(Control.all().map(({ name }) => name).sort()).toEqual([...CONTROL_NAMES].sort());
  for (const control of Control.all()) expect(Control[control.name.toUpperCase() as 'USER']).toBe(control);
  expect(Control.SECCOMP).toMatchObject({ title: 'System calls', cisSections: ['5.22'], podSecurityStandard: 'Seccomp' });
  expect(`${Control.SECCOMP}`).toBe('seccomp');
});

test('the baseline allows the capabilities that a container has by default', () => {
  expect(BASELINE._controls.capabilities).toEqual(Capability.baseline().map(({ name }) => name).sort());
});
