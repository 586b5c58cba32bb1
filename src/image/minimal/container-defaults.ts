/** What containers of an image get unless they set it. */
export interface ContainerDefaults {
  /** Numeric user and group ids. */
  readonly user: string;
  /** The folders at which they get a tmpfs. */
  readonly scratchFolders: readonly string[];
}
