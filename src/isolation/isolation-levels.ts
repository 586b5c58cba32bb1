/**
 * With whom a container may share a namespace of the kernel.
 */
export enum NamespaceSharing {
  /**
   * With the host.
   */
  HOST = 'host',

  /**
   * With other containers.
   */
  CONTAINERS = 'shared',

  /**
   * With no one.
   */
  PRIVATE = 'private',
}

/**
 * Which paths of the host a container may see.
 */
export enum HostPaths {
  /**
   * Any.
   */
  ANY = 'any',

  /**
   * Any, but those that the machine itself runs on (CIS Docker Benchmark 5.6) only read-only.
   */
  HARMLESS = 'harmless',

  /**
   * None.
   */
  NONE = 'none',
}
