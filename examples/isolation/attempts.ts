import { Control } from 'cdktf-berth';
import { PRIVILEGES, type Combination, type Kernel, type Privilege } from './combinations';

/** What stops an attempt, and from where on. */
export interface Wall {
  /** A control of the policy, or what else the stack has put between the two. */
  readonly by: Control | string;
  /** The weakest privilege at which it stands. @default - at all */
  readonly from?: Privilege;
  /** The kernel with which it stands. @default - with either */
  readonly on?: Kernel;
}

/** Where there is something to find, as `address:port`, and how it answers. */
export interface Scene {
  /** All workloads. */
  readonly neighbours: readonly string[];
  /** The workloads' published ports, where they may be found on the host. */
  readonly published: readonly string[];
  /** A service of the host that listens on all addresses; empty where the host is not this machine. */
  readonly host: readonly string[];
  /** A metadata service on the host; empty where the host is not this machine. */
  readonly metadata: readonly string[];
}

/** What redis answers, and what the bait on the host does. */
const PONG = '+PONG';
export const BAIT = 'I am the host';

/** Something that an attacker tries from inside a container, and what should stop it. */
export interface Attempt {
  /** Its name in attacker/attack.pl. */
  readonly name: string;
  readonly title: string;
  readonly arguments?: (scene: Scene) => readonly string[];
  /** What it needs of the scene. Where that is not there, it is not tried. */
  readonly needs?: keyof Scene;
  /** The first that stands is what the table names. Where none does, the attempt may succeed. */
  readonly walls: readonly Wall[];
  /** It takes all that it can get, and so is tried only where something stops it. */
  readonly isGreedy?: true;
  /** What a reader should know of what is seen. */
  readonly note?: string;
}

/** Limits of the attackers, which the greedy attempts go beyond. */
export const LIMITS = { processes: 400, memoryMiB: 128, openFiles: 1024 } as const;

const OWN_KERNEL: Wall = { by: Control.RUNTIME, on: 'SANDBOXED' };
const CAPABILITIES: Wall = { by: Control.CAPABILITIES, from: 'BASELINE' };
const SECCOMP: Wall = { by: Control.SECCOMP, from: 'BASELINE', on: 'SHARED' };
const NO_NETWORK = 'no network';

export const ATTEMPTS: readonly Attempt[] = [
  // The host's files.
  { name: 'other-root', title: 'read files of the host by /proc/PID/root', walls: [{ by: Control.PID_NAMESPACE, from: 'BASELINE' }, OWN_KERNEL] },
  { name: 'host-root', title: 'open the host\'s root by a file handle', walls: [CAPABILITIES, OWN_KERNEL] },
  { name: 'mount-disk', title: 'mount the host\'s disk', walls: [{ by: Control.DEVICES, from: 'BASELINE' }, OWN_KERNEL] },
  { name: 'read-disk', title: 'read the host\'s disk', walls: [{ by: Control.DEVICES, from: 'BASELINE' }, OWN_KERNEL] },
  {
    name: 'device-node',
    title: 'make a device node',
    walls: [{ ...CAPABILITIES, on: 'SHARED' }, { by: Control.USER, from: 'RESTRICTED' }],
    note: 'gVisor lets root make one without the capability; it stands for a device of the sandbox\'s own kernel',
  },
  { name: 'mount', title: 'mount anything', walls: [CAPABILITIES], note: 'in gVisor, in the sandbox\'s own kernel' },
  {
    name: 'chroot',
    title: 'escape by chroot',
    walls: [{ by: 'the mount namespace' }],
    note: 'stopped everywhere: the root that it escapes to is the container\'s',
  },
  { name: 'write-root', title: 'write the root file system', walls: [{ by: Control.READ_ONLY_ROOT, from: 'RESTRICTED' }] },

  // The host's processes.
  { name: 'processes', title: 'see processes of the host', walls: [{ by: Control.PID_NAMESPACE, from: 'BASELINE' }, OWN_KERNEL] },
  { name: 'ptrace', title: 'trace a neighbour\'s process', arguments: () => ['redis-server'], walls: [{ by: Control.PID_NAMESPACE, from: 'BASELINE' }, OWN_KERNEL] },

  // More privileges.
  { name: 'set-user-id', title: 'become root by a set-user-id program', walls: [{ by: Control.NO_NEW_PRIVILEGES, from: 'BASELINE' }] },
  { name: 'capability', title: 'gain a capability', walls: [CAPABILITIES] },
  { name: 'user-namespace', title: 'become root of a user namespace', walls: [SECCOMP], note: 'in gVisor it is a namespace of the sandbox\'s own kernel' },

  // The host's kernel.
  {
    name: 'module',
    title: 'load a kernel module',
    walls: [CAPABILITIES, OWN_KERNEL],
    note: 'stopped everywhere on a kernel that was built without modules',
  },
  { name: 'clock', title: 'change the clock', walls: [CAPABILITIES, OWN_KERNEL] },
  { name: 'kernel-setting', title: 'write /proc/sys', walls: [{ by: Control.KERNEL_PATHS, from: 'BASELINE' }, OWN_KERNEL] },
  { name: 'control-group', title: 'write /sys/fs/cgroup', walls: [CAPABILITIES], note: 'in gVisor, control groups of the sandbox\'s own kernel' },
  { name: 'keyring', title: 'use the kernel\'s keyring', walls: [SECCOMP, OWN_KERNEL] },
  { name: 'userfaultfd', title: 'use userfaultfd', walls: [SECCOMP, OWN_KERNEL] },
  { name: 'bpf', title: 'use bpf', walls: [SECCOMP, OWN_KERNEL] },
  { name: 'perf', title: 'watch the processors (perf)', walls: [SECCOMP, OWN_KERNEL] },
  { name: 'io-uring', title: 'use io_uring', walls: [], note: 'Docker\'s default profile forbids it from Engine 25 on; in gVisor it is the sandbox\'s own' },

  // The engine.
  {
    name: 'engine-socket',
    title: 'tell the engine what to do',
    arguments: () => ['/var/run/docker.sock', '/run/docker.sock'],
    walls: [{ by: Control.ENGINE_SOCKET, from: 'BASELINE' }, OWN_KERNEL],
  },

  // The network.
  { name: 'raw-socket', title: 'open a raw socket', walls: [CAPABILITIES, OWN_KERNEL] },
  {
    name: 'reach',
    title: 'reach a neighbour',
    needs: 'neighbours',
    arguments: ({ neighbours }) => [PONG, ...neighbours],
    walls: [{ by: 'no connection', from: 'BASELINE' }],
    note: 'the privileged ones were allowed to reach the workload beside them',
  },
  {
    name: 'reach',
    title: 'reach a neighbour\'s port on the host',
    needs: 'published',
    arguments: ({ published }) => [PONG, ...published],
    walls: [{ by: 'the loopback address' }],
    note: 'where the workloads\' ports are published',
  },
  {
    name: 'reach',
    title: 'reach a service of the host',
    needs: 'host',
    arguments: ({ host }) => [BAIT, ...host],
    walls: [{ by: NO_NETWORK, from: 'RESTRICTED' }],
    note: 'all but the restricted may reach the internet, and the host is on the way',
  },
  {
    name: 'reach',
    title: 'reach the metadata service',
    needs: 'metadata',
    arguments: ({ metadata }) => [BAIT, ...metadata],
    walls: [{ by: NO_NETWORK, from: 'RESTRICTED' }],
    note: '169.254.169.254; as above',
  },

  // More than its share, last: in gVisor the whole sandbox ends where a limit is reached.
  {
    name: 'open-files',
    title: 'open files until it can\'t',
    arguments: () => [`${4 * LIMITS.openFiles}`],
    walls: [{ by: Control.OPEN_FILES, from: 'BASELINE' }],
    isGreedy: true,
  },
  { name: 'fork', title: 'fork until it can\'t', arguments: () => [`${2 * LIMITS.processes}`], walls: [{ by: Control.PROCESSES, from: 'BASELINE' }], isGreedy: true },
  { name: 'memory', title: 'fill memory', arguments: () => [`${4 * LIMITS.memoryMiB}`], walls: [{ by: Control.MEMORY, from: 'BASELINE' }], isGreedy: true },
];

/** What stops an attempt at a combination, or nothing, where it may succeed. */
export function wallAt({ walls }: Attempt, { privilege, kernel }: Combination): Wall | undefined {
  return walls.find(({ from = 'PRIVILEGED', on = kernel }) => PRIVILEGES.indexOf(privilege) >= PRIVILEGES.indexOf(from) && on === kernel);
}
