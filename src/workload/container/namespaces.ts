import { IContainer } from './i-container';

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
 * Whose host name a container has.
 */
export enum UtsMode {
  /**
   * Its own.
   */
  PRIVATE = '',

  /**
   * The host's.
   */
  HOST = 'host',
}

/**
 * Whose users the users of a container are, on an engine that remaps them.
 */
export enum UserNamespace {
  /**
   * As the engine is set: remapped, so that root in the container is nobody on the host.
   */
  ENGINE = '',

  /**
   * The host's.
   */
  HOST = 'host',
}

/**
 * Whose processes a container sees, besides its own.
 */
export class PidMode {
  /**
   * The host's.
   */
  public static readonly HOST = new PidMode('host');

  /**
   * Those of another container, whose processes see this one's, too.
   *
   * @param container the other container, of the same host
   */
  public static container(container: IContainer): PidMode {
    return new PidMode(`container:${container.containerId}`);
  }

  private constructor(
    /**
     * The mode in the Engine API (`HostConfig.PidMode`).
     */
    public readonly name: string,
  ) {}
}
