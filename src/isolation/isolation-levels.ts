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
   * Those in the folders that the host shares (`sharedFolders`), read-only unless it shares them otherwise.
   */
  SHARED = 'shared',

  /**
   * None.
   */
  NONE = 'none',
}
