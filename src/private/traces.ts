/**
 * Runs what makes many tokens without their stack traces. cdktf formats one for each of a resource's lists and references, which for a
 * container takes longer than everything else about it, and shows it only when that very token can't be resolved.
 */
export function withoutTraces<T>(make: () => T): T {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => '';
  try {
    return make();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
