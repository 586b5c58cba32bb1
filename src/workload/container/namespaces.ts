import { IContainer } from './i-container';

/**
 * The IPC namespace of a container: shared memory segments, semaphores and message queues.
 */
export enum IpcMode {
  /**
   * A namespace of its own.
   */
  PRIVATE = 'private',

  /**
   * A namespace of its own, which other containers can join.
   */
  SHAREABLE = 'shareable',

  /**
   * A namespace of its own, without `/dev/shm`.
   */
  NONE = 'none',

  /**
   * The host's namespace.
   */
  HOST = 'host',
}

/**
 * The control group namespace of a container: which control groups it sees.
 */
export enum CgroupNamespace {
  /**
   * A namespace of its own.
   */
  PRIVATE = 'private',

  /**
   * The host's namespace.
   */
  HOST = 'host',
}

/**
 * The UTS namespace of a container: its host name and domain name.
 */
export enum UtsMode {
  /**
   * A namespace of its own.
   */
  PRIVATE = '',

  /**
   * The host's namespace.
   */
  HOST = 'host',
}

/**
 * The user namespace of a container on an engine that remaps users (`userns-remap`).
 */
export enum UserNamespace {
  /**
   * The engine's setting. If the engine remaps users, root in the container is an unprivileged user on the host.
   */
  ENGINE = '',

  /**
   * The host's namespace: root in the container is root on the host.
   */
  HOST = 'host',
}

/**
 * The PID namespace of a container: which processes it sees in addition to its own.
 */
export class PidMode {
  /**
   * The host's namespace: the container sees all processes of the host.
   */
  public static readonly HOST = new PidMode('host');

  /**
   * The namespace of another container: the processes of both see each other.
   *
   * @param container another container on the same host
   */
  public static container(container: IContainer): PidMode {
    return new PidMode(`container:${container.containerId}`);
  }

  /** @internal */
  public static _of(name: string): PidMode {
    return new PidMode(name);
  }

  private constructor(
    /**
     * The mode in the Engine API (`HostConfig.PidMode`).
     */
    public readonly name: string,
  ) {}
}
