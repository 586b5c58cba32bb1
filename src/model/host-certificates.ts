/** What a stack describes as the certificates of an engine and its client, whatever they become. */
export interface HostCertificatesModel {
  /** The names and IP addresses at which the engine is reached. */
  readonly hosts: readonly string[];
}
