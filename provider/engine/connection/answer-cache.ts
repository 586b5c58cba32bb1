/** How many answers are kept at most: many resources name the same images and networks, and few ask twice for anything else. */
const KEPT = 1_000;

/** How many questions are under way at once at most, of those that an engine answers at once. */
const AT_ONCE = 32;

/**
 * What an engine was asked and has answered, so that a plan over many resources asks for nothing twice. It holds until
 * this provider changes something: from then on, everybody asks for themselves.
 */
export class Answers {
  readonly #kept = new Map<string, Promise<unknown>>();
  readonly #lasting = new Map<string, Promise<unknown>>();
  readonly #waiting: (() => void)[] = [];
  #asking = 0;
  #changed = false;

  /**
   * An answer, from somebody who asked the same before or is asking right now; else from the engine. A failure is no
   * answer.
   *
   * @param lasting  whether nothing that this provider changes makes it another
   */
  async share<T>(question: string, ask: () => Promise<T>, lasting: boolean): Promise<T> {
    const known = this.#changed && !lasting ? undefined : this.#kept.get(question) ?? this.#lasting.get(question);
    const answer = known as Promise<T> | undefined ?? this.#inTurn(ask);
    if (lasting) keep(this.#lasting, question, answer);
    else if (!this.#changed) keep(this.#kept, question, answer);
    return answer;
  }

  /** Something is about to change: what was answered so far is over, and so may be what is answered from now on. */
  change(): void {
    this.#changed = true;
    this.#kept.clear();
  }

  async #inTurn<T>(ask: () => Promise<T>): Promise<T> {
    if (this.#asking >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#asking += 1;
    try {
      return await ask();
    } finally {
      // The turn goes on to whoever waits the longest.
      const next = this.#waiting.shift();
      if (next === undefined) this.#asking -= 1;
      else next();
    }
  }
}

function keep(kept: Map<string, Promise<unknown>>, question: string, answer: Promise<unknown>): void {
  if (kept.get(question) === answer) return;
  kept.set(question, answer);
  answer.catch(() => kept.delete(question));
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
}
