/**
 * What a host makes of a check of the CIS Docker Benchmark.
 */
export enum CisStatus {
  /**
   * The host passes the check.
   */
  PASSES = 'PASSES',

  /**
   * The host does not do what the check asks for. The reason says why.
   */
  OFF = 'OFF',

  /**
   * There is nothing on the host that the check is about. The reason says why.
   */
  NOT_APPLICABLE = 'NOT_APPLICABLE',

  /**
   * Only a person can judge it. The reason says what the host does about it.
   */
  MANUAL = 'MANUAL',
}

/**
 * A check of the CIS Docker Benchmark 1.6, and what a host makes of it.
 */
export interface CisCheck {
  /**
   * Its number, such as "2.9".
   */
  readonly id: string;

  /**
   * What it is about.
   */
  readonly title: string;

  /**
   * What the host makes of it.
   */
  readonly status: CisStatus;

  /**
   * Why the status is not `PASSES`.
   *
   * @default - none, since the host passes
   */
  readonly reason?: string;
}
