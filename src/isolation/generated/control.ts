// Generated from src/shared/controls/ by `npx projen generate:controls`. Do not edit.
import { ControlName, controlRow } from '../../shared/controls/table';

/**
 * Something that separates a container from its host and its neighbours, and comes in several strengths. An isolation policy sets the
 * minimum for each control.
 */
export class Control {
  /**
   * All powers of the host's root.
   */
  public static readonly PRIVILEGED = new Control('privileged');

  /**
   * The single powers of root that a container has.
   */
  public static readonly CAPABILITIES = new Control('capabilities');

  /**
   * Whether a program can gain more privileges than the process that starts it.
   */
  public static readonly NO_NEW_PRIVILEGES = new Control('no_new_privileges');

  /**
   * Whether the image's own file system can be written to.
   */
  public static readonly READ_ONLY_ROOT = new Control('read_only_root');

  /**
   * Whether the container runs as a user other than root.
   */
  public static readonly USER = new Control('user');

  /**
   * Whether an engine that remaps users does so for the container.
   */
  public static readonly USER_NAMESPACE = new Control('user_namespace');

  /**
   * Whose processes the container sees.
   */
  public static readonly PID_NAMESPACE = new Control('pid_namespace');

  /**
   * With whom the container shares memory segments, semaphores and message queues.
   */
  public static readonly IPC_NAMESPACE = new Control('ipc_namespace');

  /**
   * Whose host name the container has.
   */
  public static readonly UTS_NAMESPACE = new Control('uts_namespace');

  /**
   * Whose network interfaces the container has.
   */
  public static readonly NETWORK_NAMESPACE = new Control('network_namespace');

  /**
   * Which control groups the container sees, and below which one it is.
   */
  public static readonly CGROUP_NAMESPACE = new Control('cgroup_namespace');

  /**
   * Where the engine sends the output of the container, and how much of it the engine holds in memory.
   */
  public static readonly LOG_DRIVER = new Control('log_driver');

  /**
   * Which system calls the container can make.
   */
  public static readonly SECCOMP = new Control('seccomp');

  /**
   * Which AppArmor profile confines the container.
   */
  public static readonly APPARMOR = new Control('apparmor');

  /**
   * Whether SELinux confines the container as one.
   */
  public static readonly SELINUX = new Control('selinux');

  /**
   * Which devices of the host the container can use.
   */
  public static readonly DEVICES = new Control('devices');

  /**
   * Whether the paths of /proc and /sys that show or change the host are hidden or read-only.
   */
  public static readonly KERNEL_PATHS = new Control('kernel_paths');

  /**
   * Which kernel parameters the container sets.
   */
  public static readonly SYSCTLS = new Control('sysctls');

  /**
   * Whether the container sees the socket that controls the engine.
   */
  public static readonly ENGINE_SOCKET = new Control('engine_socket');

  /**
   * Which paths of the host the container sees.
   */
  public static readonly HOST_PATHS = new Control('host_paths');

  /**
   * The most memory that the container can use.
   */
  public static readonly MEMORY = new Control('memory');

  /**
   * The most processor time that the container can use.
   */
  public static readonly CPUS = new Control('cpus');

  /**
   * The most processes and threads that the container can have.
   */
  public static readonly PROCESSES = new Control('processes');

  /**
   * The most files that a process of the container can have open.
   */
  public static readonly OPEN_FILES = new Control('open_files');

  /**
   * The most bytes per second that the container can read from a disk or write to it.
   */
  public static readonly DISK_IO = new Control('disk_io');

  /**
   * What runs the container: on the host's kernel, or on a kernel of its own.
   */
  public static readonly RUNTIME = new Control('runtime');

  /**
   * Returns all controls.
   */
  public static all(): Control[] {
    return Object.values(Control).filter((each): each is Control => each instanceof Control);
  }

  /**
   * A short name for readers.
   */
  public readonly title: string;

  /**
   * Why a policy asks for it.
   */
  public readonly reason: string;

  /**
   * What Docker cannot guarantee, if there is something.
   */
  public readonly caveat?: string;

  /**
   * The sections of the CIS Docker Benchmark that ask for it.
   */
  public readonly cisSections: string[];

  /**
   * Its name in the Pod Security Standards, if it has one.
   */
  public readonly podSecurityStandard?: string;

  private constructor(
    /**
     * Its name in a plan, and in the label of an exemption, `berth.exemption.<name>`.
     */
    public readonly name: string,
  ) {
    const { title, reason, caveat, cis, pss } = controlRow(this._name);
    this.title = title;
    this.reason = reason;
    this.caveat = caveat;
    this.cisSections = [...cis];
    this.podSecurityStandard = pss;
  }

  /** @internal */
  public get _name(): ControlName {
    return this.name as ControlName;
  }

  /**
   * Returns its name.
   */
  public toString(): string {
    return this.name;
  }
}
