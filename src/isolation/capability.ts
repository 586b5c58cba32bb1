import { BASELINE_CAPABILITIES, capabilityName } from '../shared/capabilities';

/**
 * A Linux capability: one of the powers of root that a container can have separately.
 */
export class Capability {
  /** Writes to the kernel's audit log. */
  public static readonly AUDIT_WRITE = new Capability('AUDIT_WRITE');
  /** Changes the owner of files. */
  public static readonly CHOWN = new Capability('CHOWN');
  /** Bypasses the permissions of files. */
  public static readonly DAC_OVERRIDE = new Capability('DAC_OVERRIDE');
  /** Acts as the owner of any file. */
  public static readonly FOWNER = new Capability('FOWNER');
  /** Keeps the set-user-id and set-group-id bits when a file changes. */
  public static readonly FSETID = new Capability('FSETID');
  /** Locks memory. */
  public static readonly IPC_LOCK = new Capability('IPC_LOCK');
  /** Sends signals to processes of other users. */
  public static readonly KILL = new Capability('KILL');
  /** Creates device files. */
  public static readonly MKNOD = new Capability('MKNOD');
  /** Configures network interfaces, routes and firewalls. */
  public static readonly NET_ADMIN = new Capability('NET_ADMIN');
  /** Listens on ports below 1024. */
  public static readonly NET_BIND_SERVICE = new Capability('NET_BIND_SERVICE');
  /** Sends and receives raw packets. */
  public static readonly NET_RAW = new Capability('NET_RAW');
  /** Sets the capabilities of files. */
  public static readonly SETFCAP = new Capability('SETFCAP');
  /** Changes the group of its processes. */
  public static readonly SETGID = new Capability('SETGID');
  /** Changes its own capabilities, within its bounding set. */
  public static readonly SETPCAP = new Capability('SETPCAP');
  /** Changes the user of its processes. */
  public static readonly SETUID = new Capability('SETUID');
  /** Changes the root directory of its processes. */
  public static readonly SYS_CHROOT = new Capability('SYS_CHROOT');
  /** Raises the priority of processes. */
  public static readonly SYS_NICE = new Capability('SYS_NICE');
  /** Traces any process. */
  public static readonly SYS_PTRACE = new Capability('SYS_PTRACE');
  /** Raises resource limits. */
  public static readonly SYS_RESOURCE = new Capability('SYS_RESOURCE');
  /** Sets the system clock. */
  public static readonly SYS_TIME = new Capability('SYS_TIME');

  /**
   * Returns the capabilities that a container has by default: those that ordinary images need to start as root and to switch to a
   * user. They are Docker's fourteen default capabilities without AUDIT_WRITE, MKNOD and NET_RAW.
   */
  public static baseline(): Capability[] {
    return BASELINE_CAPABILITIES.map((name) => Capability[name]);
  }

  /**
   * Returns any other capability.
   *
   * @param name its name in capabilities(7), with or without `CAP_`
   */
  public static of(name: string): Capability {
    return new Capability(capabilityName(name));
  }

  private constructor(
    /**
     * The name without `CAP_`.
     */
    public readonly name: string,
  ) {}

  /**
   * Returns the name without `CAP_`.
   */
  public toString(): string {
    return this.name;
  }
}
