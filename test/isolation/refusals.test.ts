import { TerraformVariable } from 'cdktf';
import {
  Backend, Capability, CgroupNamespace, Control, Exemption, IpcMode, IsolationPolicy, Mount, NetworkMode, PidMode, Runtime, SeccompProfile, Size,
  UserNamespace, UtsMode, ContainerOptions,
} from '../../src';
import { Synthesized, addTo, anImage, refusal, testHost } from '../assertions';

const { BASELINE, RESTRICTED, SANDBOXED, MICRO_VM } = IsolationPolicy;
const USER = { user: '1000' };
const CASES: Array<[Control, IsolationPolicy, Partial<ContainerOptions>, string]> = [
  [Control.PRIVILEGED, BASELINE, { privileged: true },
    'All powers of the host: the policy asks for denied, and this is allowed (CIS Docker Benchmark 5.5; Pod Security Standards, "Privileged Containers"). '
    + 'Leave `privileged` out'],
  [Control.CAPABILITIES, BASELINE, { capabilities: [Capability.CHOWN, Capability.NET_ADMIN] },
    'Capabilities: the policy asks for CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT, and this is '
    + 'NET_ADMIN (CIS Docker Benchmark 5.4; Pod Security Standards, "Capabilities"). Take them out of `capabilities`'],
  [Control.NO_NEW_PRIVILEGES, BASELINE, { noNewPrivileges: false },
    'No new privileges: the policy asks for required, and this is optional (CIS Docker Benchmark 5.26; Pod Security Standards, "Privilege Escalation"). '
    + 'Leave `noNewPrivileges` out'],
  [Control.READ_ONLY_ROOT, RESTRICTED, { ...USER, readOnlyRootFilesystem: false },
    'Read-only root file system: the policy asks for required, and this is optional (CIS Docker Benchmark 5.13). Leave `readOnlyRootFilesystem` out'],
  [Control.USER, RESTRICTED, {},
    'User: the policy asks for non-root, and this is any (CIS Docker Benchmark 4.1; Pod Security Standards, "Running as Non-root"). '
    + 'Give `user` a number that is not 0, as in "65532:65532"'],
  [Control.USER_NAMESPACE, BASELINE, { userNamespace: UserNamespace.HOST },
    'User namespace: the policy asks for engine, and this is host (CIS Docker Benchmark 5.31). Leave `userNamespace` out'],
  [Control.PID_NAMESPACE, BASELINE, { pidMode: PidMode.HOST },
    'Process namespace: the policy asks for shared, and this is host (CIS Docker Benchmark 5.16; Pod Security Standards, "Host Namespaces"). Leave `pidMode` out'],
  [Control.IPC_NAMESPACE, RESTRICTED, { ...USER, ipcMode: IpcMode.SHAREABLE },
    'IPC namespace: the policy asks for private, and this is shared (CIS Docker Benchmark 5.17; Pod Security Standards, "Host Namespaces"). Leave `ipcMode` out'],
  [Control.UTS_NAMESPACE, BASELINE, { utsMode: UtsMode.HOST },
    'Host name namespace: the policy asks for private, and this is host (CIS Docker Benchmark 5.21). Leave `utsMode` out'],
  [Control.NETWORK_NAMESPACE, BASELINE, { networkMode: NetworkMode.of('host') },
    'Network namespace: the policy asks for shared, and this is host (CIS Docker Benchmark 5.10; Pod Security Standards, "Host Namespaces"). Leave `networkMode` out'],
  [Control.CGROUP_NAMESPACE, BASELINE, { cgroupNamespace: CgroupNamespace.HOST },
    'Cgroup namespace: the policy asks for private, and this is host. Leave `cgroupNamespace` out'],
  [Control.SECCOMP, BASELINE, { seccomp: SeccompProfile.UNCONFINED },
    'System calls: the policy asks for default, and this is unconfined (CIS Docker Benchmark 5.22; Pod Security Standards, "Seccomp"). '
    + 'Leave `seccomp` out, or give a profile that allows no more'],
  [Control.SECCOMP, BASELINE, { seccomp: SeccompProfile.allowing('read', 'mount', 'bpf') },
    'System calls: the policy asks for default, and this is 2 calls: bpf, mount (CIS Docker Benchmark 5.22; Pod Security Standards, "Seccomp"). '
    + 'Leave `seccomp` out, or give a profile that allows no more'],
  [Control.APPARMOR, BASELINE, { apparmorProfile: 'unconfined' },
    'AppArmor profile: the policy asks for some, and this is none (CIS Docker Benchmark 5.2; Pod Security Standards, "AppArmor"). Give the profile as `apparmorProfile`'],
  [Control.APPARMOR, BASELINE.with({ apparmorProfile: 'mine' }), {},
    'AppArmor profile: the policy asks for mine, and this is docker-default (CIS Docker Benchmark 5.2; Pod Security Standards, "AppArmor"). '
    + 'Give the profile as `apparmorProfile`'],
  [Control.DEVICES, BASELINE, { devices: [{ hostPath: '/dev/fuse' }] },
    'Devices of the host: the policy asks for none, and this is /dev/fuse (CIS Docker Benchmark 5.18). Take them out of `devices`'],
  [Control.KERNEL_PATHS, BASELINE, { securityOptions: ['systempaths=unconfined'] },
    'Paths of the kernel: the policy asks for masked, and this is exposed (Pod Security Standards, "/proc Mount Type"). '
    + 'Take "systempaths=unconfined" out of `securityOptions`'],
  [Control.SYSCTLS, BASELINE, { sysctls: { 'net.core.somaxconn': '1024' } },
    'Kernel parameters: the policy asks for safe, and this is any (Pod Security Standards, "Sysctls"). Set only those that the Pod Security Standards name as safe'],
  [Control.ENGINE_SOCKET, BASELINE, { mounts: [Mount.bind('/run', '/x')] },
    'A mount of "/run" gives the container the engine\'s socket (/run/docker.sock), and with it the whole machine (CIS Docker Benchmark 5.32). '
    + 'Mount a folder that does not hold the socket'],
  [Control.HOST_PATHS, BASELINE, { mounts: [Mount.bind('/etc', '/x')] },
    'A writable mount of "/etc" lets the container change the machine itself (CIS Docker Benchmark 5.6). Mount it with `readOnly: true`, or a folder within it'],
  [Control.HOST_PATHS, RESTRICTED, { ...USER, mounts: [Mount.bind('/srv', '/x')] },
    'Paths of the host: the policy asks for none, and this is harmless (CIS Docker Benchmark 5.6; Pod Security Standards, "HostPath Volumes"). Use a volume'],
  [Control.MEMORY, BASELINE.with({ memory: Size.mebibytes(512) }), { memory: Size.gibibytes(1) },
    'Memory: the policy asks for 512 MiB, and this is 1 GiB (CIS Docker Benchmark 5.11). Leave `memory` out, or give less'],
  [Control.CPUS, BASELINE.with({ cpus: 0.5 }), { cpus: 2 },
    'Processors: the policy asks for 0.5, and this is 2 (CIS Docker Benchmark 5.12). Leave `cpus` out, or give less'],
  [Control.PROCESSES, BASELINE, { pidsLimit: -1 },
    'Processes: the policy asks for limited, and this is unlimited (CIS Docker Benchmark 5.29). Leave `pidsLimit` out, or give less'],
  [Control.OPEN_FILES, BASELINE, { ulimits: [{ name: 'nofile', soft: 10, hard: -1 }] },
    'Open files: the policy asks for limited, and this is unlimited (CIS Docker Benchmark 5.19). Leave "nofile" out of `ulimits`, or give less'],
  [Control.DISK_IO, BASELINE.with({ diskThroughput: Size.mebibytes(10) }), { diskLimits: [{ device: '/dev/sda', read: Size.mebibytes(20) }] },
    'Disk throughput: the policy asks for 10 MiB/s, and this is 20 MiB/s. Give `diskLimits`'],
  [Control.RUNTIME, MICRO_VM, { runtime: Runtime.RUNSC },
    'Runtime: the policy asks for io.containerd.kata.v2, kata, kata-clh, kata-fc, kata-qemu, kata-runtime, and this is runsc. Leave `runtime` out, or give one of these'],
];

describe('a container that is weaker than its policy', () => {
  test.each(CASES)('fails in %s', (control, policy, options, text) => {
    const host = testHost();
    policy.enforce(host);
    expect(refusal(() => addTo(host, options))).toBe(
      `[stack/Host/Web] ${text}, or add Exemption.of(Control.${control.name.toUpperCase()}, 'the reason') to \`exemptions\`.`);
  });

  test.each(CASES)('passes in %s with an exemption', (control, policy, options) => {
    const host = testHost();
    policy.enforce(host);
    expect(() => addTo(host, { ...options, exemptions: [Exemption.of(control, 'it is tried')] })).not.toThrow();
  });

  test('has every control tried', () => {
    expect(new Set(CASES.map(([{ name }]) => name))).toEqual(new Set(Control.all().map(({ name }) => name)));
  });

  test('fails in all of them at once', () => {
    expect(refusal(() => addTo(testHost(), { privileged: true, pidMode: PidMode.HOST, pidsLimit: -1 })).split('\n')).toEqual([
      '[stack/Host/Web] 3 problems:',
      expect.stringMatching(/^ {2}- All powers of the host: /),
      expect.stringMatching(/^ {2}- Process namespace: /),
      expect.stringMatching(/^ {2}- Processes: /),
    ]);
  });

  test('fails in what is added later', () => {
    const host = testHost();
    expect(refusal(() => addTo(host).addMount(Mount.bind('/var/run', '/run')))).toContain('A mount of "/var/run" gives the container the engine\'s socket');
  });

  test('fails for its own policy, too', () => {
    expect(refusal(() => addTo(testHost(), { isolation: SANDBOXED, runtime: Runtime.RUNC }))).toContain('Runtime: the policy asks for');
  });
});

describe('what another resource tells passes, for the provider to check', () => {
  test('in every prop', () => {
    const host = testHost();
    RESTRICTED.enforce(host);
    const { stringValue, numberValue } = new TerraformVariable(host.node.scope!, 'later', {});
    expect(() => addTo(host, {
      user: stringValue,
      memory: Size.mebibytes(numberValue),
      cpus: numberValue,
      pidsLimit: numberValue,
      ulimits: [{ name: 'nofile', soft: numberValue }],
      apparmorProfile: stringValue,
      mounts: [Mount.tmpfs(stringValue)],
      devices: [],
    })).not.toThrow();
    expect(() => Synthesized.of(host)).not.toThrow();
  });

  test('in the processes of another container', () => {
    const host = testHost();
    const pidMode = PidMode.container(addTo(host));
    expect(() => host.addContainer('Watcher', { image: anImage, pidMode })).not.toThrow();
  });
});

describe('the standard back end', () => {
  const standard = () => testHost({ backend: Backend.KREUZWERKER });

  test('is asked for no limit on processes', () => {
    expect(() => addTo(standard())).not.toThrow();
  });

  test('fails for what only our provider has', () => {
    expect(refusal(() => addTo(standard(), { utsMode: UtsMode.HOST, exemptions: Exemption.ofAll('why') }))).toBe(
      '[stack/Host/Web] The host\'s UTS namespace is not supported by the back end kreuzwerker/docker: leave `utsMode` out, or use Backend.BERTH.');
    expect(refusal(() => addTo(standard(), { diskLimits: [{ device: '/dev/sda' }] }))).toBe(
      '[stack/Host/Web] A limit on disks is not supported by the back end kreuzwerker/docker: leave `diskLimits` out, or use Backend.BERTH.');
  });
});

test('fails for a device or a disk whose path is not absolute', () => {
  const exemptions = Exemption.ofAll('why');
  expect(refusal(() => addTo(testHost(), { exemptions, devices: [{ hostPath: 'fuse', containerPath: 'x' }], diskLimits: [{ device: 'sda' }] }))).toBe(
    '[stack/Host/Web] 3 problems:\n'
    + '  - The device of a disk must be an absolute path; given: "sda". Begin it with "/".\n'
    + '  - The path of a device must be an absolute path; given: "fuse". Begin it with "/".\n'
    + '  - The path of a device must be an absolute path; given: "x". Begin it with "/".');
});

test('fails for a file that the engine can\'t put into a read-only container', () => {
  const host = testHost();
  const text = 'The engine can\'t put the file "/etc/app" into a container whose root file system is read-only. '
    + 'Mount a volume at its folder, or leave `readOnlyRootFilesystem` out.';
  const files = [{ path: '/etc/app', content: '' }];
  expect(refusal(() => addTo(host, { readOnlyRootFilesystem: true, files }))).toBe(`[stack/Host/Web] ${text}`);
  const other = host.addContainer('Other', { image: anImage, readOnlyRootFilesystem: true, mounts: [Mount.volume(host.addVolume('Etc'), '/etc')], files });
  expect(refusal(() => other.addFile({ path: '/opt/app', content: '' }))).toBe(`[stack/Host/Other] ${text.replace('/etc/app', '/opt/app')}`);
});

test('fails for a volume that binds a path of the host where none may be seen', () => {
  const host = testHost();
  RESTRICTED.enforce(host);
  expect(refusal(() => host.addVolume('Data', { driverOptions: { type: 'none', o: 'bind', device: '/srv' } }))).toBe(
    '[stack/Host/Data] Paths of the host: the policy asks for none, and this is harmless (CIS Docker Benchmark 5.6; Pod Security Standards, "HostPath Volumes"). '
    + 'Use a volume.');
});
