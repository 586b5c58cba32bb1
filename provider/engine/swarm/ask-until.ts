import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds. */
const INTERVAL = 500;

export interface Patience {
  /** In milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Asks twice a second until the answer is not undefined. Returns undefined after the timeout. Throws if it is aborted. */
export async function askUntil<T>({ timeout, signal }: Patience, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = performance.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() >= end) return answer;
    await sleep(INTERVAL, undefined, { signal });
  }
}
