import { Size } from '../units/size';

/**
 * What a runtime can do.
 */
export interface RuntimeCapabilities {
  /**
   * Whether its containers can be on the network of the host itself.
   *
   * @default true
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether its containers can share the network of another container.
   *
   * @default true
   */
  readonly joinedNetwork?: boolean;

  /**
   * Whether its containers can share the processes or the memory of another container or of the host.
   *
   * @default true
   */
  readonly joinedNamespaces?: boolean;

  /**
   * Whether its containers can have devices of the host.
   *
   * @default true
   */
  readonly devices?: boolean;

  /**
   * Whether its containers can have kernel parameters set.
   *
   * @default true
   */
  readonly sysctls?: boolean;

  /**
   * Whether it obeys a seccomp profile.
   *
   * @default true
   */
  readonly seccompProfiles?: boolean;

  /**
   * Whether its containers run on an engine that remaps users.
   *
   * @default true
   */
  readonly userNamespaces?: boolean;

  /**
   * Whether the limits of its containers can change while they run.
   *
   * @default true
   */
  readonly liveUpdate?: boolean;

  /**
   * Whether further processes can be started in its containers, as health checks do.
   *
   * @default true
   */
  readonly exec?: boolean;

  /**
   * Whether its containers can be stopped and go on later.
   *
   * @default true
   */
  readonly checkpoint?: boolean;

  /**
   * The least memory with which its containers start.
   *
   * @default Size.mebibytes(6)
   */
  readonly minimumMemory?: Size;

  /**
   * The least limit on processes with which its containers start.
   *
   * @default 1
   */
  readonly minimumPidsLimit?: number;

  /**
   * How many threads of the host stand for one process of a container: what a limit on processes counts.
   *
   * @default 1
   */
  readonly threadsPerProcess?: number;
}

/**
 * What runs a container: on the host's kernel, or on one of its own. The engine must know it by its name.
 */
export class Runtime {
  /**
   * The kernel of the host, shared by all of its containers. Every engine has it.
   */
  public static readonly RUNC = new Runtime('runc', {});

  /**
   * gVisor: a kernel of its own in user space, by which no system call goes straight to the host's. It costs time for each system call, and 13 MB
   * of memory for each container.
   */
  public static readonly RUNSC = new Runtime('runsc', {
    joinedNamespaces: false,
    devices: false,
    sysctls: false,
    seccompProfiles: false,
    userNamespaces: false,
    liveUpdate: false,
    minimumMemory: Size.mebibytes(16),
    minimumPidsLimit: 40,
    threadsPerProcess: 12,
  });

  /**
   * Kata Containers: a virtual machine with a kernel of its own. It needs hardware virtualization, and Docker Engine 23 or newer, which finds
   * `containerd-shim-kata-v2` on its PATH by this name.
   */
  public static readonly KATA = new Runtime('io.containerd.kata.v2', {
    hostNetwork: false,
    joinedNetwork: false,
    joinedNamespaces: false,
    checkpoint: false,
    minimumMemory: Size.mebibytes(256),
  });

  /**
   * Any other runtime that the engine has.
   *
   * @param name its name in the engine's `daemon.json` (Engine API: `HostConfig.Runtime`)
   * @param capabilities what it can't do
   */
  public static of(name: string, capabilities: RuntimeCapabilities = {}): Runtime {
    return new Runtime(name, capabilities);
  }

  /**
   * What it can do: what is not said, it can.
   */
  public readonly capabilities: RuntimeCapabilities;

  private constructor(
    /**
     * Its name in the Engine API.
     */
    public readonly name: string,
    capabilities: RuntimeCapabilities,
  ) {
    this.capabilities = { ...capabilities };
  }

  /**
   * Its name.
   */
  public toString(): string {
    return this.name;
  }
}
