/** What a stack describes as the bootstrap of a host, whatever it becomes. */
export interface HostBootstrapModel {
  /** What runs on the machine, in POSIX sh. */
  readonly script: string;
  /** Whether the user of the connection becomes root with `sudo`. */
  readonly sudo: boolean;
  /** How long it may run. */
  readonly timeoutSeconds?: number;
}
