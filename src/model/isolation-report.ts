/** What a stack describes as the isolation report of a host, whatever it becomes. */
export interface IsolationReportModel {
  readonly directory: string;
  readonly probe: boolean;
}
