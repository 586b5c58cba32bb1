/**
 * A Linux capability: one of the powers of root that a container may have on its own.
 */
export class Capability {
  /** Records to the kernel's audit log. */
  public static readonly AUDIT_WRITE = new Capability('AUDIT_WRITE');
  /** Changes the owner of files. */
  public static readonly CHOWN = new Capability('CHOWN');
  /** Ignores the permissions of files. */
  public static readonly DAC_OVERRIDE = new Capability('DAC_OVERRIDE');
  /** Acts as the owner of any file. */
  public static readonly FOWNER = new Capability('FOWNER');
  /** Keeps the set-user-id and set-group-id bits when a file changes. */
  public static readonly FSETID = new Capability('FSETID');
  /** Locks memory. */
  public static readonly IPC_LOCK = new Capability('IPC_LOCK');
  /** Signals processes of other users. */
  public static readonly KILL = new Capability('KILL');
  /** Makes device files. */
  public static readonly MKNOD = new Capability('MKNOD');
  /** Configures network interfaces, routes and firewalls. */
  public static readonly NET_ADMIN = new Capability('NET_ADMIN');
  /** Listens on ports below 1024. */
  public static readonly NET_BIND_SERVICE = new Capability('NET_BIND_SERVICE');
  /** Sends and receives raw packets. */
  public static readonly NET_RAW = new Capability('NET_RAW');
  /** Sets the capabilities of files. */
  public static readonly SETFCAP = new Capability('SETFCAP');
  /** Changes its group. */
  public static readonly SETGID = new Capability('SETGID');
  /** Changes its own capabilities within bounds. */
  public static readonly SETPCAP = new Capability('SETPCAP');
  /** Changes its user. */
  public static readonly SETUID = new Capability('SETUID');
  /** Changes its root folder. */
  public static readonly SYS_CHROOT = new Capability('SYS_CHROOT');
  /** Raises the priority of processes. */
  public static readonly SYS_NICE = new Capability('SYS_NICE');
  /** Traces any process. */
  public static readonly SYS_PTRACE = new Capability('SYS_PTRACE');
  /** Raises resource limits. */
  public static readonly SYS_RESOURCE = new Capability('SYS_RESOURCE');
  /** Sets the system's clock. */
  public static readonly SYS_TIME = new Capability('SYS_TIME');

  /**
   * The capabilities that a container has unless others are given: what ordinary images need to start as root and drop to a user. Of Docker's
   * own fourteen it lacks AUDIT_WRITE, MKNOD and NET_RAW.
   */
  public static baseline(): Capability[] {
    return [
      Capability.CHOWN, Capability.DAC_OVERRIDE, Capability.FOWNER, Capability.FSETID, Capability.KILL, Capability.NET_BIND_SERVICE,
      Capability.SETFCAP, Capability.SETGID, Capability.SETPCAP, Capability.SETUID, Capability.SYS_CHROOT,
    ];
  }

  /**
   * Any other capability.
   *
   * @param name its name in capabilities(7), with or without `CAP_`
   */
  public static of(name: string): Capability {
    return new Capability(name.toUpperCase().replace(/^CAP_/, ''));
  }

  private constructor(
    /**
     * The name without `CAP_`.
     */
    public readonly name: string,
  ) {}

  /**
   * The name without `CAP_`.
   */
  public toString(): string {
    return this.name;
  }
}
