/**
 * Runs something that has until then: after `timeout` milliseconds, or when the caller's signal is aborted, the signal
 * that the work was given is aborted, and the answer is an error, whether the work minds its signal or not.
 */
export async function withDeadline<T>(
  timeout: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  const stop = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout / 1000} s`)), timeout);
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
