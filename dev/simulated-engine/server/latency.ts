import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Operation } from './operations';

/** How long an operation takes on an engine. */
export interface Latency {
  readonly milliseconds: number;
  /** How many of its kind an engine does at once. Further ones wait. */
  readonly parallel: number;
  /** What each container that the engine has adds, in milliseconds. @default 0 */
  readonly perContainer?: number;
}

/** The latencies of an engine, by operation. An operation without one takes no time. */
export type Latencies = Readonly<Partial<Record<Operation, Latency>>>;

/** Makes operations take as long as on a real engine. */
export class Pace {
  private readonly lines = new Map<Operation, pLimit.Limit>();

  constructor(private readonly latencies: Latencies) {}

  /** Waits until an operation is done, after those of its kind that are in front of it. */
  public async spend(operation: Operation, containers: number): Promise<void> {
    const latency = this.latencies[operation];
    if (latency === undefined) return;
    const { milliseconds, parallel, perContainer = 0 } = latency;
    const line = this.lines.get(operation) ?? pLimit(parallel);
    this.lines.set(operation, line);
    await line(() => sleep(milliseconds + perContainer * containers));
  }
}
