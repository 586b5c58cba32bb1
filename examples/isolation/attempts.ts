import { Control } from 'cdktf-berth';
import { PRIVILEGES, Combination, Kernel, Privilege } from './combinations';

/** What stops an attempt, and at which combinations. */
export interface Barrier {
  /** A control of the policy, or another measure of the stack. */
  readonly by: Control | string;
  /** The weakest privilege at which it applies. @default - all */
  readonly from?: Privilege;
  /** The kernel at which it applies. @default - both */
  readonly on?: Kernel;
}

/** The targets in the network, as `address:port`. */
export interface Scene {
  /** All workloads. */
  readonly neighbours: readonly string[];
  /** The workloads' published ports, at the addresses of the host. */
  readonly published: readonly string[];
  /** A service of the host that listens on all addresses. Empty if the host is not this machine. */
  readonly host: readonly string[];
  /** A metadata service on the host. Empty if the host is not this machine. */
  readonly metadata: readonly string[];
}

/** The response of redis. */
const PONG = '+PONG';
/** The response of the services on the host. */
export const BAIT = 'I am the host';

/** An attempt that an attacker makes from inside a container, and what should stop it. */
export interface Attempt {
  /** Its name in attacker/attack.pl. */
  readonly name: string;
  readonly title: string;
  readonly arguments?: (scene: Scene) => readonly string[];
  /** The targets that it needs. Without them, the attempt is not made. */
  readonly needs?: keyof Scene;
  /** The first that applies is named in the table. If none applies, the attempt may succeed. */
  readonly barriers: readonly Barrier[];
  /** Whether it uses up a resource. Such an attempt is made only where something stops it. */
  readonly isGreedy?: true;
  /** Explains the result. */
  readonly note?: string;
}

/** The limits of the attackers, which the greedy attempts exceed. */
export const LIMITS = { processes: 400, memoryMiB: 128, openFiles: 1024 } as const;

const OWN_KERNEL: Barrier = { by: Control.RUNTIME, on: 'SANDBOXED' };
const CAPABILITIES: Barrier = { by: Control.CAPABILITIES, from: 'BASELINE' };
const SECCOMP: Barrier = { by: Control.SECCOMP, from: 'BASELINE', on: 'SHARED' };
const NO_NETWORK = 'no network';

export const ATTEMPTS: readonly Attempt[] = [
  // Files of the host.
  {
    name: 'other-root',
    title: 'read files of the host by /proc/PID/root',
    barriers: [{ by: Control.PID_NAMESPACE, from: 'BASELINE' }, OWN_KERNEL],
  },
  { name: 'host-root', title: 'open the host\'s root by a file handle', barriers: [CAPABILITIES, OWN_KERNEL] },
  { name: 'mount-disk', title: 'mount the host\'s disk', barriers: [{ by: Control.DEVICES, from: 'BASELINE' }, OWN_KERNEL] },
  { name: 'read-disk', title: 'read the host\'s disk', barriers: [{ by: Control.DEVICES, from: 'BASELINE' }, OWN_KERNEL] },
  {
    name: 'device-node',
    title: 'make a device node',
    barriers: [{ ...CAPABILITIES, on: 'SHARED' }, { by: Control.USER, from: 'RESTRICTED' }],
    note: 'gVisor lets root create one without the capability; it is a device of the sandbox\'s own kernel',
  },
  { name: 'mount', title: 'mount anything', barriers: [CAPABILITIES], note: 'in gVisor, in the sandbox\'s own kernel' },
  {
    name: 'chroot',
    title: 'escape by chroot',
    barriers: [{ by: 'the mount namespace' }],
    note: 'stopped everywhere: it escapes only to the container\'s own root',
  },
  { name: 'write-root', title: 'write the root file system', barriers: [{ by: Control.READ_ONLY_ROOT, from: 'RESTRICTED' }] },

  // Processes of the host.
  { name: 'processes', title: 'see processes of the host', barriers: [{ by: Control.PID_NAMESPACE, from: 'BASELINE' }, OWN_KERNEL] },
  {
    name: 'ptrace',
    title: 'trace a neighbour\'s process',
    arguments: () => ['redis-server'],
    barriers: [{ by: Control.PID_NAMESPACE, from: 'BASELINE' }, OWN_KERNEL],
  },

  // More privileges.
  { name: 'set-user-id', title: 'become root by a set-user-id program', barriers: [{ by: Control.NO_NEW_PRIVILEGES, from: 'BASELINE' }] },
  { name: 'capability', title: 'gain a capability', barriers: [CAPABILITIES] },
  {
    name: 'user-namespace',
    title: 'become root of a user namespace',
    barriers: [SECCOMP],
    note: 'in gVisor, a namespace of the sandbox\'s own kernel',
  },

  // The kernel of the host.
  {
    name: 'module',
    title: 'load a kernel module',
    barriers: [CAPABILITIES, OWN_KERNEL],
    note: 'stopped everywhere if the kernel was built without modules',
  },
  { name: 'clock', title: 'change the clock', barriers: [CAPABILITIES, OWN_KERNEL] },
  { name: 'kernel-setting', title: 'write /proc/sys', barriers: [{ by: Control.KERNEL_PATHS, from: 'BASELINE' }, OWN_KERNEL] },
  {
    name: 'control-group',
    title: 'write /sys/fs/cgroup',
    barriers: [CAPABILITIES],
    note: 'in gVisor, control groups of the sandbox\'s own kernel',
  },
  { name: 'keyring', title: 'use the kernel\'s keyring', barriers: [SECCOMP, OWN_KERNEL] },
  { name: 'userfaultfd', title: 'use userfaultfd', barriers: [SECCOMP, OWN_KERNEL] },
  { name: 'bpf', title: 'use bpf', barriers: [SECCOMP, OWN_KERNEL] },
  { name: 'perf', title: 'watch the processors (perf)', barriers: [SECCOMP, OWN_KERNEL] },
  {
    name: 'io-uring',
    title: 'use io_uring',
    barriers: [],
    note: 'Docker\'s default profile forbids it since Engine 25; in gVisor, it is the sandbox\'s own',
  },

  // The engine.
  {
    name: 'engine-socket',
    title: 'control the engine',
    arguments: () => ['/var/run/docker.sock', '/run/docker.sock'],
    barriers: [{ by: Control.ENGINE_SOCKET, from: 'BASELINE' }, OWN_KERNEL],
  },

  // The network.
  { name: 'raw-socket', title: 'open a raw socket', barriers: [CAPABILITIES, OWN_KERNEL] },
  {
    name: 'reach',
    title: 'reach a neighbour',
    needs: 'neighbours',
    arguments: ({ neighbours }) => [PONG, ...neighbours],
    barriers: [{ by: 'no connection', from: 'BASELINE' }],
    note: 'the privileged attackers may reach their own workload',
  },
  {
    name: 'reach',
    title: 'reach a neighbour\'s port on the host',
    needs: 'published',
    arguments: ({ published }) => [PONG, ...published],
    barriers: [{ by: 'the loopback address' }],
    note: 'the workloads\' ports are published there',
  },
  {
    name: 'reach',
    title: 'reach a service of the host',
    needs: 'host',
    arguments: ({ host }) => [BAIT, ...host],
    barriers: [{ by: NO_NETWORK, from: 'RESTRICTED' }],
    note: 'all except the restricted attackers may reach the internet, and therefore the host',
  },
  {
    name: 'reach',
    title: 'reach the metadata service',
    needs: 'metadata',
    arguments: ({ metadata }) => [BAIT, ...metadata],
    barriers: [{ by: NO_NETWORK, from: 'RESTRICTED' }],
    note: '169.254.169.254; as above',
  },

  // Resources. Last, because in gVisor the whole sandbox ends when a limit is reached.
  {
    name: 'open-files',
    title: 'open files without end',
    arguments: () => [`${4 * LIMITS.openFiles}`],
    barriers: [{ by: Control.OPEN_FILES, from: 'BASELINE' }],
    isGreedy: true,
  },
  {
    name: 'fork',
    title: 'fork without end',
    arguments: () => [`${2 * LIMITS.processes}`],
    barriers: [{ by: Control.PROCESSES, from: 'BASELINE' }],
    isGreedy: true,
  },
  {
    name: 'memory',
    title: 'fill memory',
    arguments: () => [`${4 * LIMITS.memoryMiB}`],
    barriers: [{ by: Control.MEMORY, from: 'BASELINE' }],
    isGreedy: true,
  },
];

/** Returns what stops an attempt at a combination, or `undefined` if it may succeed. */
export function barrierAt({ barriers }: Attempt, { privilege, kernel }: Combination): Barrier | undefined {
  return barriers.find(({ from = 'PRIVILEGED', on = kernel }) =>
    PRIVILEGES.indexOf(privilege) >= PRIVILEGES.indexOf(from) && on === kernel);
}
