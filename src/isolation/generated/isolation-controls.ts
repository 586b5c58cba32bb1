// Generated from src/shared/controls/ by `npx projen generate:controls`. Do not edit.
import { Size } from '../../units/size';
import { Capability } from '../capability';
import { HostPaths, NamespaceSharing } from '../isolation-levels';
import { Runtime } from '../runtime';
import { SeccompProfile } from '../seccomp-profile';

/**
 * How strict a policy is in each control.
 */
export interface IsolationControls {
  /**
   * Whether a container may have all powers of the host's root.
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
   * Whether processes must be kept from gaining privileges through a set-user-id program.
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
   * Whether a container must run as a user other than root, given by its number.
   *
   * @default - as in the policy
   */
  readonly nonRootUser?: boolean;

  /**
   * Whether a container may use the host's users although the engine remaps users.
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
   * With whom a container may share its view of control groups.
   *
   * @default - as in the policy
   */
  readonly cgroupNamespace?: NamespaceSharing;

  /**
   * Whether the engine must keep the output of a container on the host.
   *
   * @default - as in the policy
   */
  readonly localLogs?: boolean;

  /**
   * The system calls that a container may make.
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
   * Whether SELinux must confine a container as one, on a host that has SELinux.
   *
   * @default - as in the policy
   */
  readonly selinux?: boolean;

  /**
   * The devices of the host that a container may have, by their paths on the host.
   *
   * @default - as in the policy
   */
  readonly devices?: string[];

  /**
   * Whether the paths of /proc and /sys that show or change the host must be hidden or read-only.
   *
   * @default - as in the policy
   */
  readonly maskedKernelPaths?: boolean;

  /**
   * Whether a container may set only those kernel parameters that affect nothing but itself (Pod Security Standards, "Sysctls").
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
   * The most memory that a container may use.
   *
   * @default - as in the policy
   */
  readonly memory?: Size;

  /**
   * The most processor time that a container may use, as a number of processors.
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
   * The most bytes that a container may read from a disk in a second, and the most that it may write.
   *
   * @default - as in the policy
   */
  readonly diskThroughput?: Size;

  /**
   * The runtimes that may run a container.
   *
   * @default - as in the policy
   */
  readonly runtimes?: Runtime[];
}
