import { TerraformStack } from 'cdktf';
import { provideEngine } from '../../../dev/engine/provide-engine';
import { provideImages } from '../../../dev/images/provide-images';
import {
  BaseImage, Capability, ContainerHost, ContainerOptions, Control, Exemption, IsolationPolicy, PidMode, SeccompProfile,
} from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { TEST_STATE } from '../support/engine';
import { run } from '../support/run';
import { PREPARATION } from '../support/shop';

const NAME = 'e2e-policy';
const busybox: ContainerOptions = { image: BaseImage.fromRegistry('busybox:latest'), init: true, command: ['sleep', '1000'] };

// In this image /tmp is writable for everyone. runc gives a tmpfs the permissions of the folder that it covers.
const REDIS = 'redis:7.0';
const debian = BaseImage.fromRegistry(REDIS);

// The system calls of busybox's sleep and of the shell that inspects the container.
const CALLS = [
  'access', 'arch_prctl', 'brk', 'capget', 'capset', 'chdir', 'clone', 'close', 'clock_nanosleep', 'dup', 'dup2', 'epoll_pwait',
  'execve', 'exit', 'exit_group', 'faccessat2', 'fchdir', 'fcntl', 'fork', 'fstat', 'fstatfs', 'futex', 'getcwd', 'getdents64',
  'getegid', 'geteuid', 'getgid', 'getpgrp', 'getpid', 'getppid', 'getrandom', 'getuid', 'ioctl', 'lseek', 'madvise', 'mmap',
  'mprotect', 'munmap', 'nanosleep', 'newfstatat', 'open', 'openat', 'pipe2', 'pread64', 'prctl', 'prlimit64', 'read', 'readlink',
  'readlinkat', 'readv', 'restart_syscall', 'rseq', 'rt_sigaction', 'rt_sigprocmask', 'rt_sigreturn', 'sched_getaffinity',
  'sched_yield', 'set_robust_list', 'set_tid_address', 'setgid', 'setgroups', 'setresgid',
  'setresuid', 'setuid', 'sigaltstack', 'stat', 'statfs', 'statx', 'tgkill', 'uname', 'vfork', 'wait4', 'write', 'writev',
];

const stack = new AppliedStack(NAME);
afterAll(async () => {
  await stack.destroy();
  const left = await docker.listContainers({ all: true, filters: { name: [NAME] } });
  expect(left).toEqual([]);
});

const inspect = (id: string) => docker.getContainer(`${NAME}-host-${id}`).inspect();
const inside = (id: string, script: string) => run('docker', ['exec', `${NAME}-host-${id}`, 'sh', '-c', script]);
const status = async (id: string) => {
  const lines = (await inside(id, 'cat /proc/self/status')).split('\n');
  return Object.fromEntries(lines.map((line) => line.split(/:\s*/)));
};

function describeStack(within: TerraformStack): void {
  const host = ContainerHost.fromEnvironment(within, 'host');
  host.addContainer('baseline', busybox);
  host.addContainer('restricted', { ...busybox, image: debian, isolation: IsolationPolicy.RESTRICTED, user: '65532:65532' });
  host.addContainer('sandboxed', { ...busybox, isolation: IsolationPolicy.SANDBOXED });
  host.addContainer('both', { ...busybox, isolation: IsolationPolicy.RESTRICTED.meet(IsolationPolicy.SANDBOXED), user: '65532:65532' });
  host.addContainer('few-calls', { ...busybox, init: false, seccomp: SeccompProfile.allowing(...CALLS) });
  // For a host namespace, the engine turns SELinux off by itself.
  host.addContainer('monitor', {
    ...busybox, pidMode: PidMode.HOST, exemptions: [Exemption.of(Control.PID_NAMESPACE, 'it lists the processes of the host')],
  });
  host.addContainer('exempted', {
    ...busybox, capabilities: [...Capability.baseline(), Capability.NET_RAW], exemptions: [Exemption.of(Control.CAPABILITIES, 'it pings')],
  });
}

beforeAll(async () => {
  await provideImages(await provideEngine(TEST_STATE), TEST_STATE, [REDIS]);
  stack.synthesize(describeStack);
  await stack.apply();
}, PREPARATION);

test('a second plan is empty', async () => {
  stack.synthesize(describeStack);
  expect(await stack.isUpToDate()).toBe(true);
});

test('BASELINE grants the capabilities of ordinary images, denies new privileges and filters system calls', async () => {
  expect(await status('baseline')).toMatchObject({ CapBnd: '00000000800405fb', CapEff: '00000000800405fb', NoNewPrivs: '1', Seccomp: '2' });
});

test('RESTRICTED grants no capabilities, denies root and makes only /tmp writable', async () => {
  expect(await status('restricted')).toMatchObject({
    CapBnd: '0000000000000000', CapEff: '0000000000000000', NoNewPrivs: '1', Seccomp: '2', Uid: expect.stringMatching(/^65532\b/),
  });
  expect((await inspect('restricted')).HostConfig).toMatchObject({ ReadonlyRootfs: true, CapDrop: ['ALL'], CapAdd: [], Runtime: 'runc' });
  const script = 'touch /tmp/x && echo written; touch /x || echo refused; cp /bin/true /tmp/true && /tmp/true || echo not executed';
  expect(await inside('restricted', script))
    .toBe('written\nrefused\nnot executed\n');
  expect(await inside('restricted', 'grep " /tmp " /proc/mounts')).toMatch(/^tmpfs \/tmp tmpfs rw,nosuid,nodev,noexec,.*size=65536k/);
});

test.each(['sandboxed', 'both'])('SANDBOXED uses gVisor\'s kernel: %s', async (id) => {
  expect((await inspect(id)).HostConfig).toMatchObject({ Runtime: 'runsc', PidsLimit: 12 * 1_024 });
  expect(await inside(id, 'cat /proc/version')).toMatch(/^Linux version 4\.4\.0 /);
});

test('RESTRICTED and SANDBOXED apply at once', async () => {
  expect(await status('both')).toMatchObject({ CapBnd: '0000000000000000', Uid: expect.stringMatching(/^65532\b/) });
});

test('a seccomp profile refuses the system calls that it does not allow', async () => {
  expect(await inside('few-calls', 'echo runs; mkdir /tmp/x 2>/dev/null || echo refused')).toBe('runs\nrefused\n');
});

test('an exemption from the process namespace is enough for the namespace of the host', async () => {
  expect((await inspect('monitor')).HostConfig).toMatchObject({ PidMode: 'host', SecurityOpt: expect.arrayContaining(['label=disable']) });
});

test('the container has a label for its exemption', async () => {
  const { Config, HostConfig } = await inspect('exempted');
  expect(Config.Labels).toEqual({ 'berth.exemption.capabilities': 'it pings' });
  expect(HostConfig.CapAdd).toContain('NET_RAW');
});

test('the provider refuses a violation that synthesis can\'t see, before it creates anything', async () => {
  stack.synthesize((within) => {
    describeStack(within);
    const { friendlyUniqueId } = (within.node.findChild('host') as ContainerHost).addContainer('smuggled', busybox).resource;
    within.addOverride(`resource.docker_container.${friendlyUniqueId}.privileged`, true);
  });
  const { exitCode, stderr } = await stack.plan();
  expect(exitCode).toBe(1);
  expect(stderr.replace(/\n│ */g, ' '))
    .toContain('Container "e2e-policy-host-smuggled" is weaker than its isolation policy: privileged mode');
  stack.synthesize(describeStack);
});
