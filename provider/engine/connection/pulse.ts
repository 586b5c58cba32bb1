import { setInterval } from 'node:timers/promises';
import { abortAfter } from './abort-after';

/** How often an engine is asked for a sign of life, in milliseconds. */
const EVERY = 15_000;

/** After how many milliseconds without one it counts as gone. */
const SILENCE = 120_000;

export interface PulseOptions {
  /** Aborts the work. */
  readonly signal?: AbortSignal | undefined;
  /** @default 15 seconds */
  readonly every?: number;
  /** @default 2 minutes */
  readonly silence?: number;
}

/**
 * Runs some work that may take long without a sign of progress, and aborts it if the engine gives no sign of life meanwhile. An engine that
 * is frozen, or whose machine is gone, closes no connection.
 *
 * @param ping  makes a request that an engine answers at once
 */
export async function whileAlive<T>(
  ping: (signal: AbortSignal) => Promise<unknown>,
  { signal: outer, every = EVERY, silence = SILENCE }: PulseOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = new AbortController();
  const over = new AbortController();
  const watch = async () => {
    let last = performance.now();
    for await (const _ of setInterval(every, undefined, { signal: over.signal, ref: false })) {
      await ping(abortAfter(over.signal, every)).then(() => { last = performance.now(); }, () => undefined);
      if (performance.now() - last >= silence) {
        gone.abort(new Error(`the engine has not answered any request for ${Math.round(silence / 1000)} s`));
        return;
      }
    }
  };
  // It ends by an error when the work is over.
  watch().catch(() => undefined);
  try {
    return await work(outer === undefined ? gone.signal : AbortSignal.any([outer, gone.signal]));
  } finally {
    over.abort();
  }
}
