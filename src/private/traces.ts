/**
 * Runs a function that creates many tokens, without a stack trace for each token.
 *
 * cdktf records a stack trace for each list and each reference of a resource. For a container, this costs more than everything
 * else. cdktf shows the trace only if that very token can't be resolved. Errors that the function throws keep their stack traces.
 */
export function withoutTraces<T>(create: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return create();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
