/**
 * Runs some work with a timeout. After `timeout` milliseconds, or when the outer signal is aborted, this aborts the
 * work's signal and rejects, even if the work ignores its signal.
 */
export async function withDeadline<T>(
  timeout: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  const stop = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => controller.abort(new NoAnswer(timeout)), timeout);
  outer?.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([
      work(controller.signal).catch((error: unknown) => { throw controller.signal.aborted ? controller.signal.reason : error; }),
      new Promise<never>((_, reject) => {
        controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
      }),
    ]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
}

/** An engine that does not answer in time. */
export class NoAnswer extends Error {
  /** @param timeout  in milliseconds */
  constructor(timeout: number) {
    super(`no answer within ${timeout / 1000} s`);
    this.name = 'NoAnswer';
  }
}
