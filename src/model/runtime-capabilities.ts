import { Size } from '../units/size';

/**
 * What a runtime can do.
 */
export interface RuntimeCapabilities {
  /**
   * Whether its containers can use the host's network.
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
   * Whether its containers can share processes or memory with another container or with the host.
   *
   * @default true
   */
  readonly joinedNamespaces?: boolean;

  /**
   * Whether its containers can use devices of the host.
   *
   * @default true
   */
  readonly devices?: boolean;

  /**
   * Whether its containers can set kernel parameters.
   *
   * @default true
   */
  readonly sysctls?: boolean;

  /**
   * Whether it applies seccomp profiles.
   *
   * @default true
   */
  readonly seccompProfiles?: boolean;

  /**
   * Whether it works on an engine that remaps users.
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
   * Whether more processes can be started in its containers, as health checks do.
   *
   * @default true
   */
  readonly exec?: boolean;

  /**
   * Whether its containers can be checkpointed and restored later.
   *
   * @default true
   */
  readonly checkpoint?: boolean;

  /**
   * The minimum memory with which its containers start.
   *
   * @default Size.mebibytes(6)
   */
  readonly minimumMemory?: Size;

  /**
   * The minimum limit on processes with which its containers start.
   *
   * @default 1
   */
  readonly minimumPidsLimit?: number;

  /**
   * How many threads on the host one process of a container takes. A limit on processes counts these threads.
   *
   * @default 1
   */
  readonly threadsPerProcess?: number;
}
