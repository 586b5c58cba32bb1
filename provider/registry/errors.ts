/** A registry that did not answer, or not as registries do. The message says what happened, and has no secret. */
export class RegistryError extends Error {
  /**
   * @param problem  what happened, after "The registry"
   * @param advice   what to do, as a sentence
   * @param status   the status of the answer, if that is what is wrong
   */
  constructor(public readonly problem: string, public readonly advice?: string, public readonly status?: number) {
    super(advice === undefined ? problem : `${problem}. ${advice}`);
  }
}

/** Thrown within this folder if a registry denied access. */
export class AccessDenied extends Error {}

export function noAnswer(error: unknown): RegistryError {
  const cause = causeOf(error);
  return new RegistryError(`did not answer (${cause})`, /certificate/.test(cause)
    ? 'If an authority of your own issued its certificate, set NODE_EXTRA_CA_CERTS to the PEM file of that authority' : undefined);
}

export const denied = (advice: string) => new RegistryError('denied access', advice);

/** @param said  what the registry says about it */
export const unexpectedStatus = (status: number, said?: string) => (
  new RegistryError(`answered with status ${status}${said === undefined ? '' : ` (${said})`}`, undefined, status));

export const tooLong = (most: number) => new RegistryError(`answered with more than ${most} bytes`);

export const tooSlow = (seconds: number) => new RegistryError(`did not answer in full within ${seconds} s`);

export const otherContent = (digest: string) => new RegistryError(`answered with something else than ${digest}`);

export const noPlace = () => new RegistryError('did not say where it wants an upload');

export const noToken = (realm: string) => new RegistryError(`has no token for us from ${realm}`);

export const insecureRealm = (realm: string) => new RegistryError(`wants credentials sent to ${realm} without TLS`);

export const unknownChallenge = (scheme: string) => new RegistryError(`asks for credentials in a way that is not known ("${scheme}")`);

/** With several addresses, the reason is in the errors of each. */
function causeOf(error: unknown): string {
  const { cause, errors, message, code } = error as Error & { errors?: readonly unknown[]; code?: string };
  const [first] = errors ?? [];
  const inner = cause ?? first;
  return inner === undefined ? message.trim() || code || 'no reason given' : causeOf(inner);
}
