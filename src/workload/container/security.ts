import type { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { BASELINE } from '../../isolation/baseline';
import type { Capability } from '../../isolation/capability';

/**
 * With whom a container shares memory segments, semaphores and message queues.
 */
export enum IpcMode {
  /**
   * With no one.
   */
  PRIVATE = 'private',

  /**
   * With containers that ask to join it.
   */
  SHAREABLE = 'shareable',

  /**
   * With no one, and there is no `/dev/shm`.
   */
  NONE = 'none',

  /**
   * With the host.
   */
  HOST = 'host',
}

/**
 * Which control groups a container sees.
 */
export enum CgroupNamespace {
  /**
   * Its own.
   */
  PRIVATE = 'private',

  /**
   * The host's.
   */
  HOST = 'host',
}

/**
 * What separates a container from its host and its neighbours.
 */
export interface ContainerSecurityOptions {
  /**
   * The capabilities that it has, and no others (CIS Docker Benchmark 5.4): `[...Capability.baseline(), Capability.NET_RAW]` adds one.
   *
   * @default Capability.baseline()
   */
  readonly capabilities?: Capability[];

  /**
   * Whether no process in it can gain privileges by a set-user-id program (CIS Docker Benchmark 5.26).
   *
   * @default true
   */
  readonly noNewPrivileges?: boolean;

  /**
   * Whether it has every power of the host's root (CIS Docker Benchmark 5.5): then nothing separates it from the host.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * With whom it shares memory segments.
   *
   * @default IpcMode.PRIVATE
   */
  readonly ipcMode?: IpcMode;

  /**
   * Which control groups it sees.
   *
   * @default CgroupNamespace.PRIVATE
   */
  readonly cgroupNamespace?: CgroupNamespace;

  /**
   * More of the engine's security options, such as `apparmor=my-profile`.
   *
   * @default - none, besides `no-new-privileges`; the engine's own seccomp profile is in force
   */
  readonly securityOptions?: string[];

  /**
   * Kernel parameters of the container's own namespaces, such as `net.core.somaxconn`.
   *
   * @default - the kernel's
   */
  readonly sysctls?: { [name: string]: string };
}

export function renderSecurity(options: ContainerSecurityOptions): Partial<ContainerConfig> {
  const capabilities = options.capabilities ?? BASELINE.capabilities;
  const noNewPrivileges = options.noNewPrivileges ?? BASELINE.noNewPrivileges;
  const securityOpts = [...noNewPrivileges ? ['no-new-privileges'] : [], ...options.securityOptions ?? []];
  return {
    privileged: options.privileged,
    capabilities: { drop: ['ALL'], add: capabilities.length > 0 ? capabilities.map(({ name }) => name) : undefined },
    ipcMode: options.ipcMode ?? BASELINE.ipcMode,
    cgroupnsMode: options.cgroupNamespace ?? BASELINE.cgroupNamespace,
    securityOpts: securityOpts.length > 0 ? securityOpts : undefined,
    sysctls: options.sysctls,
  };
}
