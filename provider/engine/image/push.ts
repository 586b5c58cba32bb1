import Dockerode from 'dockerode';
import { UNREACHABLE } from './advice';
import { explainDenied, followOperation, PULL_SILENCE } from './images';
import { Progress } from './progress';
import { FoundCredentials } from '../credentials/credentials';
import { Engine } from '../engine';
import { EngineError } from '../errors';
import { listedName, Reference } from '../reference';

/**
 * Pushes an image of the engine to its registry, and returns the digest that it has there, if the engine says it.
 *
 * @param found  the credentials for the registry
 */
export async function pushImage(
  engine: Engine, reference: Reference, found: FoundCredentials, signal: AbortSignal,
): Promise<string | undefined> {
  const { repository, tag = 'latest' } = reference;
  const what = `push image "${listedName(reference)}"`;
  let digest: unknown;
  const onMessage = ({ aux }: Progress) => { digest = aux?.Digest ?? digest; };
  try {
    await followOperation(engine, what, { silence: PULL_SILENCE, signal, onMessage }, (docker: Dockerode) => (
      // The engine refuses a push without the header for credentials, which may be empty.
      docker.getImage(repository).push({ tag, authconfig: found.credentials ?? {} })));
  } catch (error) {
    throw explainDenied(engine, what, explainUnreachable(engine, what, error), found);
  }
  return typeof digest === 'string' ? digest : undefined;
}

/** The advice for a pull would be to use an image that needs no registry. */
function explainUnreachable(engine: Engine, what: string, error: unknown): unknown {
  if (!(error instanceof EngineError) || error.statusCode !== undefined || !UNREACHABLE.test(error.engineMessage)) return error;
  return new EngineError(what, engine.endpoint, error.cause, 'The engine (not this machine) could not reach the registry. Check the '
    + 'engine\'s name servers, proxy and network. This machine can push an image without an engine: set `layout`.');
}
