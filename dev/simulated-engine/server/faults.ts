import { Operation } from './operations';

/** What goes wrong with some requests. */
export interface FaultOptions {
  /** Which requests. @default - all */
  readonly operation?: Operation;
  /**
   * - `fail`: the engine answers with an error.
   * - `hang`: the engine never answers.
   * - `close`: the engine closes the connection.
   */
  readonly kind: 'fail' | 'hang' | 'close';
  /** Which part of these requests, in percent, evenly spread. @default 100 */
  readonly percent?: number;
  /** How many requests at most. @default - any number */
  readonly times?: number;
  /** Whether the engine does what it was asked for before it hangs or closes the connection. @default false */
  readonly isDone?: boolean;
  /** The error of `fail`. @default 500 */
  readonly status?: number;
  /** @default "simulated failure" */
  readonly message?: string;
}

/** A fault that is in force until it is ended. */
export interface Fault {
  /** How many requests it has met. */
  readonly met: number;
  end(): void;
}

export class Faults {
  private readonly active = new Set<Active>();

  public add(options: FaultOptions): Fault {
    const fault = new Active(options, () => { this.active.delete(fault); });
    this.active.add(fault);
    return fault;
  }

  /** Returns what goes wrong with the next request, if anything does. */
  public next(operation: Operation): FaultOptions | undefined {
    return [...this.active].find((fault) => fault.meets(operation))?.options;
  }
}

class Active implements Fault {
  public met = 0;
  private seen = 0;

  constructor(public readonly options: FaultOptions, public readonly end: () => void) {}

  public meets(operation: Operation): boolean {
    const { operation: wanted = operation, percent = 100, times = Infinity } = this.options;
    if (operation !== wanted || this.met >= times) return false;
    this.seen += 1;
    if (Math.floor(this.seen * percent / 100) <= this.met) return false;
    this.met += 1;
    return true;
  }
}
