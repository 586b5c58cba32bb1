import { CONTROLS, ControlName } from '../shared/controls/table';

/**
 * Something that separates a container from its host and its neighbours, and can be had in several strengths. An isolation policy says how much of
 * each there must be.
 */
export class Control {
  /** Every power of the host's root. */
  public static readonly PRIVILEGED = new Control('privileged', 'A privileged container is the host\'s root: nothing else here holds for it.');

  /** The powers of root that a container has one by one. */
  public static readonly CAPABILITIES = new Control('capabilities', 'Each is a power of the host\'s root, and a way to attack its kernel.',
    'A process that is not root has none in effect, whatever is allowed: Docker sets no ambient capabilities.');

  /** That no program gives more privileges than whoever starts it has. */
  public static readonly NO_NEW_PRIVILEGES = new Control('no_new_privileges', 'A set-user-id program in an image makes nobody root.');

  /** That the image's own file system can't be written to. */
  public static readonly READ_ONLY_ROOT = new Control('read_only_root', 'What broke in can\'t change the programs that run next.',
    '/dev/shm stays writable.');

  /** That what runs is not root. */
  public static readonly USER = new Control('user', 'Root in a container is the host\'s root where the engine does not remap users.',
    'A name can be any user of the image, so only a number counts.');

  /** Whether an engine that remaps users does so for a container. */
  public static readonly USER_NAMESPACE = new Control('user_namespace', 'Where the engine remaps users, root in a container is nobody on the host.',
    'A container can\'t ask for it: the engine remaps users for all of them or for none.');

  /** Whose processes a container sees. */
  public static readonly PID_NAMESPACE = new Control('pid_namespace', 'Who sees a process can read its environment and signal it.');

  /** With whom a container shares memory segments, semaphores and message queues. */
  public static readonly IPC_NAMESPACE = new Control('ipc_namespace', 'Who shares memory can read it.');

  /** Whose host name a container has. */
  public static readonly UTS_NAMESPACE = new Control('uts_namespace', 'A container that may change the host\'s name can pass for another machine.');

  /** Whose network interfaces a container has. */
  public static readonly NETWORK_NAMESPACE = new Control('network_namespace', 'On the host\'s network it reaches whatever listens on the host\'s loopback address.',
    'On a bridge it still reaches what the host offers on all of its addresses.');

  /** Which control groups a container sees. */
  public static readonly CGROUP_NAMESPACE = new Control('cgroup_namespace', 'The host\'s control groups tell what else runs there.');

  /** Which system calls a container can make. */
  public static readonly SECCOMP = new Control('seccomp', 'A call that can\'t be made is a part of the kernel that can\'t be attacked.',
    'gVisor ignores profiles: its own kernel answers every call.');

  /** Which AppArmor profile confines a container. */
  public static readonly APPARMOR = new Control('apparmor', 'It keeps even root from mounting, and from writing below /proc and /sys.',
    'A host without AppArmor takes any profile, and confines nothing: the attestation tells.');

  /** Which devices of the host a container has. */
  public static readonly DEVICES = new Control('devices', 'Who reads a disk as a device reads every file on it.');

  /** That the paths of /proc and /sys that tell of the host or change it are hidden or read-only. */
  public static readonly KERNEL_PATHS = new Control('kernel_paths', 'Below /proc and /sys the kernel can be read and set.');

  /** Which kernel parameters a container sets. */
  public static readonly SYSCTLS = new Control('sysctls', 'Some parameters reach beyond the container.');

  /** That a container does not see the socket by which the engine is told what to do. */
  public static readonly ENGINE_SOCKET = new Control('engine_socket', 'Whoever can use it is root on the host.',
    'A socket that was renamed, or lies where no engine listens by default, is not known as one.');

  /** Which paths of the host a container sees. */
  public static readonly HOST_PATHS = new Control('host_paths', 'What the machine runs on must not be written to by what runs on it.');

  /** The most memory that a container takes. */
  public static readonly MEMORY = new Control('memory', 'One container can\'t take the memory of all.');

  /** The most processors' worth of time that a container takes. */
  public static readonly CPUS = new Control('cpus', 'One container can\'t take the processors of all.');

  /** The most processes and threads that a container has. */
  public static readonly PROCESSES = new Control('processes', 'A fork bomb ends.', 'Under gVisor it counts the threads of gVisor itself, a dozen for each process.');

  /** The most files that a process of a container has open. */
  public static readonly OPEN_FILES = new Control('open_files', 'No process can use up the host\'s file table.');

  /** The most that a container reads from and writes to a disk. */
  public static readonly DISK_IO = new Control('disk_io', 'One container can\'t take the disk of all.',
    'On control groups version 1 it holds only for what does not go through the page cache.');

  /** What runs a container: on the host's kernel, or on one of its own. */
  public static readonly RUNTIME = new Control('runtime', 'Behind a kernel of its own, a hole in the host\'s kernel is out of reach.');

  /**
   * All controls.
   */
  public static all(): Control[] {
    return Object.values(Control).filter((each): each is Control => each instanceof Control);
  }

  /**
   * What it is, in a few words.
   */
  public readonly title: string;

  /**
   * The sections of the CIS Docker Benchmark that ask for it.
   */
  public readonly cisSections: string[];

  /**
   * What the Pod Security Standards call it, where they have it.
   */
  public readonly podSecurityStandard?: string;

  private constructor(
    /**
     * Its name in a plan, and in the label of an exemption, `berth.exemption.<name>`.
     */
    public readonly name: string,
    /**
     * Why a policy asks for it.
     */
    public readonly reason: string,
    /**
     * What Docker can't do about it, where there is something.
     */
    public readonly caveat?: string,
  ) {
    const { title, cis, pss } = { pss: undefined, ...CONTROLS[this._name] };
    this.title = title;
    this.cisSections = [...cis];
    this.podSecurityStandard = pss;
  }

  /** @internal */
  public get _name(): ControlName {
    return this.name as ControlName;
  }

  /**
   * Its name.
   */
  public toString(): string {
    return this.name;
  }
}

/** Who asks for a control, as it stands after a refusal; empty if nobody else does. */
export function sourcesOf(name: ControlName): string {
  const { cis, pss } = { pss: undefined, ...CONTROLS[name] };
  const sources = [...cis.length > 0 ? [`CIS Docker Benchmark ${cis.join(', ')}`] : [], ...pss === undefined ? [] : [`Pod Security Standards, "${pss}"`]];
  return sources.join('; ');
}

/** The constant of `Control` for a name, as a stack writes it. */
export function constantOf(name: ControlName): string {
  return `Control.${name.toUpperCase()}`;
}
