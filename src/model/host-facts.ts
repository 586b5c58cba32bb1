/** What a stack describes as the facts of a host, whatever they become. */
export interface HostFactsModel {
  /** Whether containers find out what the host can do. */
  readonly probe: boolean;
}
