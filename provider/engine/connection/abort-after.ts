/**
 * Returns a signal that also aborts after some time. The timer holds on to it. In Node 20, a signal of `AbortSignal.timeout` to which only
 * `AbortSignal.any` refers is collected as garbage, and then never aborts.
 *
 * @param reason  returns the reason for an abort after that time. @default - an error without details
 */
export function abortAfter(signal: AbortSignal, milliseconds: number, reason?: () => Error): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason?.()), milliseconds).unref();
  return AbortSignal.any([signal, controller.signal]);
}
