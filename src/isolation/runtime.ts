import { RuntimeCapabilities } from '../model/runtime-capabilities';
import { GVISOR_RUNTIME, KATA_RUNTIME } from '../shared/runtimes';
import { Size } from '../units/size';

/**
 * What runs a container: on the host's kernel, or on a kernel of its own. The engine must have a runtime of this name.
 */
export class Runtime {
  /**
   * Runs containers on the host's kernel, which all of them share. Every engine has it.
   */
  public static readonly RUNC = new Runtime('runc', {});

  /**
   * gVisor: a kernel in user space. No system call goes directly to the host's kernel. It costs time for each system call, and 13
   * MB of memory for each container.
   */
  public static readonly RUNSC = new Runtime(GVISOR_RUNTIME, {
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
   * Kata Containers: a virtual machine with a kernel of its own. It requires hardware virtualization, and Docker Engine 23 or
   * newer, which finds `containerd-shim-kata-v2` on its PATH by this name.
   */
  public static readonly KATA = new Runtime(KATA_RUNTIME, {
    hostNetwork: false,
    joinedNetwork: false,
    joinedNamespaces: false,
    checkpoint: false,
    minimumMemory: Size.mebibytes(256),
  });

  /**
   * Returns any other runtime that the engine has.
   *
   * @param name its name in the engine's `daemon.json` (Engine API: `HostConfig.Runtime`)
   * @param capabilities what it can and cannot do
   */
  public static of(name: string, capabilities: RuntimeCapabilities = {}): Runtime {
    return new Runtime(name, capabilities);
  }

  /** Returns the runtime with a name, with what it can do if that is known. @internal */
  public static _named(name: string): Runtime {
    return [Runtime.RUNC, Runtime.RUNSC, Runtime.KATA].find((known) => known.name === name) ?? Runtime.of(name);
  }

  /**
   * What it can and cannot do. What is not given, it can do.
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
   * Returns its name.
   */
  public toString(): string {
    return this.name;
  }
}
