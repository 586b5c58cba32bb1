import PQueue from 'p-queue';

/**
 * How many operations an engine gets at once at first, and at least and at most. With forty removals at once, Docker Engine 20.10 can end
 * in a deadlock, and then answers nothing any more.
 */
const FIRST = 8;
const LEAST = 2;
const MOST = 32;

/** How much the limit changes at a time, and how much faster an engine has to get for a further change in that direction. */
const STEP = 1.5;
const GAIN = 1.05;

/**
 * Runs as many operations at once as an engine gains from. While operations wait, it measures how many end in a second, and changes the
 * limit for as long as that number grows. Otherwise, it tries the other direction.
 */
export class AdaptiveLimit {
  private readonly queue = new PQueue({ concurrency: FIRST });
  /** How many operations ended in a millisecond, when it was last measured. */
  private rate = 0;
  private isGrowing = true;
  private window = this.newWindow();

  /** @param now  returns the time in milliseconds. @default performance.now */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** How many operations run at once at most, at the moment. */
  public get limit(): number {
    return this.queue.concurrency;
  }

  public async run<T>(operation: () => Promise<T>): Promise<T> {
    return this.queue.add(async () => {
      try {
        return await operation();
      } finally {
        this.count();
      }
    });
  }

  /** Counts an operation that has ended, and changes the limit when enough have. */
  private count(): void {
    // Without operations that wait, the rate says nothing about the limit.
    if (this.queue.size === 0) {
      this.window = this.newWindow();
      return;
    }
    this.window.ended += 1;
    // The first ones began under the limit before.
    if (this.window.ended === this.limit) this.window.begin = this.now();
    if (this.window.ended < 3 * this.limit) return;
    const rate = 2 * this.limit / (this.now() - this.window.begin!);
    if (rate < this.rate * GAIN) this.isGrowing = !this.isGrowing;
    this.rate = rate;
    this.queue.concurrency = Math.min(MOST, Math.max(LEAST, Math.round(this.isGrowing ? this.limit * STEP : this.limit / STEP)));
    this.window = this.newWindow();
  }

  private newWindow(): { ended: number; begin?: number } {
    return { ended: 0 };
  }
}

/** The limits of the hosts of a set: each engine gets as much as it gains from. */
export class HostLimits {
  private readonly limits = new Map<string, AdaptiveLimit>();

  public of({ name }: { readonly name: string }): AdaptiveLimit {
    const limit = this.limits.get(name) ?? new AdaptiveLimit();
    this.limits.set(name, limit);
    return limit;
  }
}
