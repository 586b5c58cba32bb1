import Docker from 'dockerode';
import { createClient } from '../../../provider/engine/connection/client';
import { resolveEndpoint } from '../../../provider/engine/endpoint/resolve';

/** Where the environment leads to, and the engine there. */
export interface Search {
  readonly address: string;
  /** Which setting leads to it, in words. */
  readonly origin: string;
  /** Missing where none answers. */
  readonly engine?: Docker;
}

/** Looks where the provider itself will: `DOCKER_HOST`, the current context, or the usual socket. */
export async function findEngine(): Promise<Search> {
  const endpoint = resolveEndpoint({}, process.env);
  const { address, origin } = endpoint;
  const { docker: engine } = createClient(endpoint);
  try {
    await engine.ping();
    return { address, origin, engine };
  } catch {
    return { address, origin };
  }
}
