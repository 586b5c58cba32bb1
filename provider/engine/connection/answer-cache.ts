/**
 * The maximum number of cached answers. Many resources refer to the same images and networks. Other answers are rarely
 * needed twice.
 */
const MAX_ANSWERS = 1_000;

/** The maximum number of concurrent requests, of those that the engine answers immediately. */
const MAX_CONCURRENT = 32;

/**
 * Caches the engine's answers, so that a plan with many resources makes no request twice. After this provider has
 * changed something, every read makes its own request.
 */
export class AnswerCache {
  private readonly kept = new Map<string, Promise<unknown>>();
  private readonly lasting = new Map<string, Promise<unknown>>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private changed = false;

  /**
   * Returns the answer to a request that was made before or is in flight, or makes the request. Failures are not
   * cached.
   *
   * @param lasting  whether the answer stays valid when this provider changes something
   */
  public async share<T>(request: string, ask: () => Promise<T>, lasting: boolean): Promise<T> {
    const known = this.changed && !lasting ? undefined : this.kept.get(request) ?? this.lasting.get(request);
    const answer = known as Promise<T> | undefined ?? this.inTurn(ask);
    if (lasting) keep(this.lasting, request, answer);
    else if (!this.changed) keep(this.kept, request, answer);
    return answer;
  }

  /**
   * Called before a change. Discards all answers except lasting ones, and stops caching others, because the change may be
   * followed by more.
   */
  public invalidate(): void {
    this.changed = true;
    this.kept.clear();
  }

  private async inTurn<T>(ask: () => Promise<T>): Promise<T> {
    if (this.running >= MAX_CONCURRENT) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await ask();
    } finally {
      // Passes the turn to the caller that has waited longest.
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

function keep(kept: Map<string, Promise<unknown>>, request: string, answer: Promise<unknown>): void {
  if (kept.get(request) === answer) return;
  kept.set(request, answer);
  answer.catch(() => kept.delete(request));
  if (kept.size > MAX_ANSWERS) kept.delete(kept.keys().next().value!);
}
