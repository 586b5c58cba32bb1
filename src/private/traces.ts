/**
 * Runs what makes many tokens without their stack traces. cdktf takes one for each of a resource's lists and references, which for a
 * container costs more than everything else about it, and shows it only when that very token can't be resolved. Errors keep theirs.
 */
export function withoutTraces<T>(make: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return make();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
