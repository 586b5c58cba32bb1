import { TerraformVariable } from 'cdktf';
import {
  Backend, Capability, CgroupNamespace, Control, Exemption, IpcMode, IsolationPolicy, LogDriver, Mount, NetworkMode, PidMode, Runtime,
  SeccompProfile, Size, UserNamespace, UtsMode, ContainerOptions,
} from '../../src';
import { Synthesized, addTo, anImage, refusal, testHost } from '../assertions';

const { BASELINE, RESTRICTED, SANDBOXED, MICRO_VM } = IsolationPolicy;
const USER = { user: '1000' };
const CASES: Array<[Control, IsolationPolicy, Partial<ContainerOptions>, string]> = [
  [Control.PRIVILEGED, BASELINE, { privileged: true },
    'Privileged mode: the policy requires denied, but the value is allowed (CIS Docker Benchmark 5.5; Pod Security Standards, '
      + '"Privileged Containers"). '
    + 'Remove `privileged`'],
  [Control.CAPABILITIES, BASELINE, { capabilities: [Capability.CHOWN, Capability.NET_ADMIN] },
    'Capabilities: the policy requires CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, '
      + 'SYS_CHROOT, but the value is '
    + 'NET_ADMIN (CIS Docker Benchmark 5.4; Pod Security Standards, "Capabilities"). Remove them from `capabilities`'],
  [Control.NO_NEW_PRIVILEGES, BASELINE, { noNewPrivileges: false },
    'No new privileges: the policy requires required, but the value is optional (CIS Docker Benchmark 5.26; Pod Security Standards, '
      + '"Privilege Escalation"). '
    + 'Remove `noNewPrivileges`'],
  [Control.READ_ONLY_ROOT, RESTRICTED, { ...USER, readOnlyRootFilesystem: false },
    'Read-only root file system: the policy requires required, but the value is optional (CIS Docker Benchmark 5.13). Remove '
      + '`readOnlyRootFilesystem`'],
  [Control.USER, RESTRICTED, {},
    'User: the policy requires non-root, but the value is any (CIS Docker Benchmark 4.1; Pod Security Standards, "Running as Non-root"). '
    + 'Set `user` to the number of a user other than root that the image is made for, such as "1000:1000" for node or "101:101" for nginx '
      + '(docs/guides/restricted-images.md has what common images need)'],
  [Control.USER_NAMESPACE, BASELINE, { userNamespace: UserNamespace.HOST },
    'User namespace: the policy requires engine, but the value is host (CIS Docker Benchmark 5.31). Remove `userNamespace`'],
  [Control.PID_NAMESPACE, BASELINE, { pidMode: PidMode.HOST },
    'Process namespace: the policy requires shared, but the value is host (CIS Docker Benchmark 5.16; Pod Security Standards, "Host '
      + 'Namespaces"). Remove `pidMode`'],
  [Control.IPC_NAMESPACE, RESTRICTED, { ...USER, ipcMode: IpcMode.SHAREABLE },
    'IPC namespace: the policy requires private, but the value is shared (CIS Docker Benchmark 5.17; Pod Security Standards, "Host '
      + 'Namespaces"). Remove `ipcMode`'],
  [Control.UTS_NAMESPACE, BASELINE, { utsMode: UtsMode.HOST },
    'UTS namespace: the policy requires private, but the value is host (CIS Docker Benchmark 5.21). Remove `utsMode`'],
  [Control.NETWORK_NAMESPACE, BASELINE, { networkMode: NetworkMode.of('host') },
    'Network namespace: the policy requires shared, but the value is host (CIS Docker Benchmark 5.10; Pod Security Standards, "Host '
      + 'Namespaces"). Remove `networkMode`'],
  [Control.CGROUP_NAMESPACE, BASELINE, { cgroupNamespace: CgroupNamespace.HOST },
    'Cgroup namespace: the policy requires private, but the value is host (CIS Docker Benchmark 5.25). Remove `cgroupNamespace`'],
  [Control.LOG_DRIVER, BASELINE, { logDriver: LogDriver.of('fluentd') },
    'Log driver: the policy requires local, but the value is any. Remove `logDriver`, or set it to one that stays on the host, with a '
      + '"max-buffer-size" of at most 4m, at most 100 files of at least 16k, and a plain "tag"'],
  [Control.LOG_DRIVER, BASELINE, { logDriver: LogDriver.of('json-file', { 'mode': 'non-blocking', 'max-buffer-size': '700m' }) },
    'Log driver: the policy requires local, but the value is any. Remove `logDriver`, or set it to one that stays on the host, with a '
      + '"max-buffer-size" of at most 4m, at most 100 files of at least 16k, and a plain "tag"'],
  [Control.SECCOMP, BASELINE, { seccomp: SeccompProfile.UNCONFINED },
    'System calls: the policy requires default, but the value is unconfined (CIS Docker Benchmark 5.22; Pod Security Standards, '
      + '"Seccomp"). '
    + 'Remove `seccomp`, or set it to a profile that allows no other calls'],
  [Control.SECCOMP, BASELINE, { seccomp: SeccompProfile.allowing('read', 'mount', 'bpf') },
    'System calls: the policy requires default, but the value is 2 calls: bpf, mount (CIS Docker Benchmark 5.22; Pod Security '
      + 'Standards, "Seccomp"). '
    + 'Remove `seccomp`, or set it to a profile that allows no other calls'],
  [Control.APPARMOR, BASELINE, { apparmorProfile: 'unconfined' },
    'AppArmor profile: the policy requires some, but the value is none (CIS Docker Benchmark 5.2; Pod Security Standards, "AppArmor"). '
      + 'Set the profile with `apparmorProfile`'],
  [Control.SELINUX, BASELINE, { securityOptions: ['label=disable'] },
    'SELinux label: the policy requires confined, but the value is any (CIS Docker Benchmark 5.3; Pod Security Standards, "SELinux"). '
      + 'Remove "label" from `securityOptions`, except a level'],
  [Control.APPARMOR, BASELINE.with({ apparmorProfile: 'mine' }), {},
    'AppArmor profile: the policy requires mine, but the value is docker-default (CIS Docker Benchmark 5.2; Pod Security Standards, '
      + '"AppArmor"). '
    + 'Set the profile with `apparmorProfile`'],
  [Control.DEVICES, BASELINE, { devices: [{ hostPath: '/dev/fuse' }] },
    'Host devices: the policy requires none, but the value is /dev/fuse (CIS Docker Benchmark 5.18). Remove them from `devices` '
    + 'and `gpus`'],
  [Control.KERNEL_PATHS, BASELINE, { securityOptions: ['systempaths=unconfined'] },
    'Kernel paths: the policy requires masked, but the value is exposed (Pod Security Standards, "/proc Mount Type"). '
    + 'Remove "systempaths=unconfined" and options that Berth does not know from '
    + '`securityOptions`, and mounts of the host\'s /proc and /sys, or at these paths, from `mounts`'],
  [Control.SYSCTLS, BASELINE, { sysctls: { 'net.core.somaxconn': '1024' } },
    'Kernel parameters: the policy requires safe, but the value is any (Pod Security Standards, "Sysctls"). Set only parameters that '
      + 'the Pod Security Standards list as safe'],
  [Control.ENGINE_SOCKET, BASELINE, { mounts: [Mount.bind('/run/docker.sock', '/x')] },
    'A mount of "/run/docker.sock" gives the container the engine\'s socket (/run/docker.sock), and with it the whole machine '
      + '(CIS Docker Benchmark 5.32). '
    + 'Mount a folder that does not contain the socket'],
  [Control.HOST_PATHS, BASELINE, { mounts: [Mount.bind('/etc', '/x')] },
    'The host does not share "/etc" for writing, so no container may mount it (CIS Docker Benchmark 5.6; Pod Security Standards, '
      + '"HostPath Volumes"). The host shares no folder. Use a volume'],
  [Control.HOST_PATHS, RESTRICTED, { ...USER, mounts: [Mount.bind('/srv', '/x')] },
    'Host paths: the policy requires none, but the value is any (CIS Docker Benchmark 5.6; Pod Security Standards, "HostPath '
      + 'Volumes"). Use a volume'],
  [Control.MEMORY, BASELINE.with({ memory: Size.mebibytes(512) }), { memory: Size.gibibytes(1) },
    'Memory: the policy requires 512 MiB, but the value is 1 GiB (CIS Docker Benchmark 5.11). Remove `memory` '
      + 'and `memorySwap`, or set them to less'],
  [Control.CPUS, BASELINE.with({ cpus: 0.5 }), { cpus: 2 },
    'CPUs: the policy requires 0.5, but the value is 2 (CIS Docker Benchmark 5.12). Remove `cpus`, or set it to less'],
  [Control.PROCESSES, BASELINE, { pidsLimit: -1 },
    'Processes: the policy requires limited, but the value is unlimited (CIS Docker Benchmark 5.29). Remove `pidsLimit`, or set it to '
      + 'less'],
  [Control.OPEN_FILES, BASELINE, { ulimits: [{ name: 'nofile', soft: 10, hard: -1 }] },
    'Open files: the policy requires limited, but the value is unlimited (CIS Docker Benchmark 5.19). Remove "nofile" from `ulimits`, '
      + 'or set it to less'],
  [Control.DISK_IO, BASELINE.with({ diskThroughput: Size.mebibytes(10) }),
    { diskLimits: [{ device: '/dev/sda', read: Size.mebibytes(20) }] },
    'Disk throughput: the policy requires 10 MiB/s, but the value is unlimited. Set `diskLimits`, with `read` and `write` for each device'],
  [Control.DISK_IO, BASELINE.with({ diskThroughput: Size.mebibytes(10) }),
    { diskLimits: [{ device: '/dev/sda', read: Size.mebibytes(5), write: Size.mebibytes(20) }] },
    'Disk throughput: the policy requires 10 MiB/s, but the value is 20 MiB/s. Set `diskLimits`, with `read` and `write` for each device'],
  [Control.RUNTIME, MICRO_VM, { runtime: Runtime.RUNSC },
    'Runtime: the policy requires io.containerd.kata.v2, kata, kata-clh, kata-fc, kata-qemu, kata-runtime, but the value is runsc. '
      + 'Remove `runtime`, or set it to one of these'],
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

  test('is tested for every control', () => {
    expect(new Set(CASES.map(([{ name }]) => name))).toEqual(new Set(Control.all().map(({ name }) => name)));
  });

  test('fails with all violations at once', () => {
    expect(refusal(() => addTo(testHost(), { privileged: true, pidMode: PidMode.HOST, pidsLimit: -1 })).split('\n')).toEqual([
      '[stack/Host/Web] 3 problems:',
      expect.stringMatching(/^ {2}- Privileged mode: /),
      expect.stringMatching(/^ {2}- Process namespace: /),
      expect.stringMatching(/^ {2}- Processes: /),
    ]);
  });

  test('fails for a mount that is added later', () => {
    const host = testHost();
    expect(refusal(() => addTo(host).addMount(Mount.bind('/var/run', '/run')))).toContain('A mount of "/var/run" gives the container '
      + 'the engine\'s socket');
  });

  test('fails for its own policy', () => {
    expect(refusal(() => addTo(testHost(), { isolation: SANDBOXED, runtime: Runtime.RUNC }))).toContain('Runtime: the policy requires');
  });
});

describe('a value that is known only after apply passes', () => {
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
      '[stack/Host/Web] The host\'s UTS namespace is not supported by the back end kreuzwerker/docker: leave `utsMode` out, or use '
        + 'Backend.BERTH.');
    expect(refusal(() => addTo(standard(), { diskLimits: [{ device: '/dev/sda' }] }))).toBe(
      '[stack/Host/Web] A limit on disks is not supported by the back end kreuzwerker/docker: leave `diskLimits` out, or use '
        + 'Backend.BERTH.');
  });
});

test('fails for a device or a disk whose path is not absolute', () => {
  const exemptions = Exemption.ofAll('why');
  const options = { exemptions, devices: [{ hostPath: 'fuse', containerPath: 'x' }], diskLimits: [{ device: 'sda' }] };
  expect(refusal(() => addTo(testHost(), options))).toBe(
    '[stack/Host/Web] 3 problems:\n'
    + '  - The device of a disk must be an absolute path; given: "sda". Begin it with "/".\n'
    + '  - The path of a device must be an absolute path; given: "fuse". Begin it with "/".\n'
    + '  - The path of a device must be an absolute path; given: "x". Begin it with "/".');
});

test('fails for a file for a read-only root file system on kreuzwerker/docker', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  const text = 'The back end kreuzwerker/docker can\'t copy the file "/etc/app" into a container whose root file system is read-only, as '
    + '`readOnlyRootFilesystem` or IsolationPolicy.RESTRICTED makes it. Mount a volume at its folder, or use Backend.BERTH.';
  const files = [{ path: '/etc/app', content: '' }];
  expect(refusal(() => addTo(host, { readOnlyRootFilesystem: true, files }))).toBe(`[stack/Host/Web] ${text}`);
  const mounts = [Mount.volume(host.addVolume('Etc', { preventDestroy: true }), '/etc')];
  const other = host.addContainer('Other', { image: anImage, readOnlyRootFilesystem: true, mounts, files });
  const addFile = () => other.addFile({ path: '/opt/app', content: '' });
  expect(refusal(addFile)).toBe(`[stack/Host/Other] ${text.replace('/etc/app', '/opt/app')}`);
});

test('accepts a file for a read-only root file system, except in the root folder', () => {
  const host = testHost();
  RESTRICTED.enforce(host);
  const container = addTo(host, { ...USER, files: [{ path: '/etc/app', content: '' }] });
  expect(refusal(() => container.addFile({ path: '/app', content: '' }))).toBe(
    '[stack/Host/Web] The file "/app" is in the root folder of a container whose root file system is read-only. Such a file comes with a '
    + 'volume at its folder, and there can be none at "/". Put it into another folder.');
  expect(refusal(() => container.addFile({ path: '/tmp/app', content: '' }))).toBe(
    '[stack/Host/Web] The file "/tmp/app" is in "/tmp", a tmpfs, which is empty whenever the container starts. '
    + 'Put it into another folder.');
});

test('fails for a file in a mount that can\'t have it', () => {
  const host = testHost();
  const mounts = [Mount.tmpfs('/run'), Mount.volume(host.addVolume('Data'), '/data', { readOnly: true }),
    Mount.volume(host.addVolume('Own'), '/data/own')];
  const container = addTo(host, { mounts, files: [{ path: '/data/own/app', content: '' }] });
  expect(refusal(() => container.addFile({ path: '/run/app', content: '' }))).toBe(
    '[stack/Host/Web] The file "/run/app" is in "/run", a tmpfs, which is empty whenever the container starts. '
    + 'Put it into another folder.');
  expect(refusal(() => container.addFile({ path: '/data/app', content: '' }))).toBe(
    '[stack/Host/Web] The file "/data/app" is in the mount at "/data", which is read-only. Put it into another folder, or leave `readOnly` '
    + 'of the mount out.');
});

test('fails for a volume that binds a path of the host where none may be seen', () => {
  const host = testHost();
  RESTRICTED.enforce(host);
  expect(refusal(() => host.addVolume('Data', { driverOptions: { type: 'none', o: 'bind', device: '/srv' } }))).toBe(
    '[stack/Host/Data] Host paths: the policy requires none, but the value is any (CIS Docker Benchmark 5.6; Pod Security '
      + 'Standards, "HostPath Volumes"). '
    + 'Use a volume.');
});
