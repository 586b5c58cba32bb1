/** What a stack describes as the isolation report of a host, whatever it becomes. */
export interface IsolationReportModel {
  readonly directory: string;
  readonly probe: boolean;
  /** The ids of the nodes of a swarm that are attested. Tokens. Undefined for the engine of one machine, or of a worker. */
  readonly attestedNodes?: readonly string[];
}
