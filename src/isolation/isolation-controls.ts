import { Capability } from './capability';
import { isUnknown } from './described';
import { boundNotKnown } from './errors';
import { Runtime } from './runtime';
import { SeccompProfile } from './seccomp-profile';
import { Controls } from '../shared/controls/table';
import { Size } from '../units/size';

/**
 * With whom a container may share a namespace of the kernel.
 */
export enum NamespaceSharing {
  /**
   * With the host.
   */
  HOST = 'host',

  /**
   * With other containers.
   */
  CONTAINERS = 'shared',

  /**
   * With no one.
   */
  PRIVATE = 'private',
}

/**
 * Which paths of the host a container may see.
 */
export enum HostPaths {
  /**
   * Any.
   */
  ANY = 'any',

  /**
   * Any, and what the machine itself runs on (CIS Docker Benchmark 5.6) only to read.
   */
  HARMLESS = 'harmless',

  /**
   * None.
   */
  NONE = 'none',
}

/**
 * How much of each control a policy asks for.
 */
export interface IsolationControls {
  /**
   * Whether a container may have every power of the host's root.
   *
   * @default - as in the policy
   */
  readonly privileged?: boolean;

  /**
   * The capabilities that a container may have; `Capability.of('ALL')` for any.
   *
   * @default - as in the policy
   */
  readonly capabilities?: Capability[];

  /**
   * Whether no process may gain privileges by a set-user-id program.
   *
   * @default - as in the policy
   */
  readonly noNewPrivileges?: boolean;

  /**
   * Whether the image's own file system must be read-only.
   *
   * @default - as in the policy
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * Whether what runs must be a user other than root, by its number.
   *
   * @default - as in the policy
   */
  readonly nonRootUser?: boolean;

  /**
   * Whether a container may be on the host's users where the engine remaps them.
   *
   * @default - as in the policy
   */
  readonly hostUserNamespace?: boolean;

  /**
   * With whom a container may share processes.
   *
   * @default - as in the policy
   */
  readonly pidNamespace?: NamespaceSharing;

  /**
   * With whom a container may share memory segments, semaphores and message queues.
   *
   * @default - as in the policy
   */
  readonly ipcNamespace?: NamespaceSharing;

  /**
   * With whom a container may share its host name.
   *
   * @default - as in the policy
   */
  readonly utsNamespace?: NamespaceSharing;

  /**
   * With whom a container may share network interfaces.
   *
   * @default - as in the policy
   */
  readonly networkNamespace?: NamespaceSharing;

  /**
   * With whom a container may share the sight of control groups.
   *
   * @default - as in the policy
   */
  readonly cgroupNamespace?: NamespaceSharing;

  /**
   * The system calls that a container may make at most.
   *
   * @default - as in the policy
   */
  readonly seccomp?: SeccompProfile;

  /**
   * The AppArmor profile that a container must have, by its name on the host.
   *
   * @default - as in the policy
   */
  readonly apparmorProfile?: string;

  /**
   * The devices of the host that a container may have, by their paths on the host.
   *
   * @default - as in the policy
   */
  readonly devices?: string[];

  /**
   * Whether the paths of /proc and /sys that tell of the host or change it must be hidden or read-only.
   *
   * @default - as in the policy
   */
  readonly maskedKernelPaths?: boolean;

  /**
   * Whether a container may set only the kernel parameters that reach no further than itself (Pod Security Standards, "Sysctls").
   *
   * @default - as in the policy
   */
  readonly safeSysctls?: boolean;

  /**
   * Whether a container may see the engine's socket.
   *
   * @default - as in the policy
   */
  readonly engineSocket?: boolean;

  /**
   * Which paths of the host a container may see.
   *
   * @default - as in the policy
   */
  readonly hostPaths?: HostPaths;

  /**
   * The most memory that a container may have.
   *
   * @default - as in the policy
   */
  readonly memory?: Size;

  /**
   * The most processors' worth of time that a container may have.
   *
   * @default - as in the policy
   */
  readonly cpus?: number;

  /**
   * The most processes and threads that a container may have.
   *
   * @default - as in the policy
   */
  readonly processes?: number;

  /**
   * The most files that a process may have open.
   *
   * @default - as in the policy
   */
  readonly openFiles?: number;

  /**
   * The most that a container may read from a disk, and as much that it may write, in a second.
   *
   * @default - as in the policy
   */
  readonly diskThroughput?: Size;

  /**
   * The runtimes of which one must run a container.
   *
   * @default - as in the policy
   */
  readonly runtimes?: Runtime[];
}

/** The same under the names and values of the table of controls. */
export function controlsFrom(given: IsolationControls): Controls {
  const capabilities = given.capabilities?.map(({ name }) => name);
  const controls: Controls = {
    privileged: choose(given.privileged, 'allowed', 'denied'),
    capabilities: capabilities?.includes('ALL') ? 'any' : capabilities,
    no_new_privileges: choose(given.noNewPrivileges, 'required', 'optional'),
    read_only_root: choose(given.readOnlyRootFilesystem, 'required', 'optional'),
    user: choose(given.nonRootUser, 'non-root', 'any'),
    user_namespace: choose(given.hostUserNamespace, 'host', 'engine'),
    pid_namespace: given.pidNamespace,
    ipc_namespace: given.ipcNamespace,
    uts_namespace: given.utsNamespace,
    network_namespace: given.networkNamespace,
    cgroup_namespace: given.cgroupNamespace,
    seccomp: given.seccomp?._calls,
    apparmor: given.apparmorProfile === undefined ? undefined : [given.apparmorProfile],
    devices: given.devices,
    kernel_paths: choose(given.maskedKernelPaths, 'masked', 'exposed'),
    sysctls: choose(given.safeSysctls, 'safe', 'any'),
    engine_socket: choose(given.engineSocket, 'any', 'absent'),
    host_paths: given.hostPaths,
    memory: given.memory?.toBytes(),
    cpus: given.cpus,
    processes: given.processes,
    open_files: given.openFiles,
    disk_io: given.diskThroughput?.toBytes(),
    runtime: given.runtimes?.map(({ name }) => name),
  };
  const said = Object.entries(controls).filter(([, value]) => value !== undefined);
  const later = said.find(([, value]) => isUnknown(value) || (Array.isArray(value) && value.some(isUnknown)));
  if (later) throw boundNotKnown(later[0]);
  return Object.fromEntries(said);
}

function choose<T extends string>(given: boolean | undefined, yes: T, no: T): T | undefined {
  return given === undefined ? undefined : given ? yes : no;
}
