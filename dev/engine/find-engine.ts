import Docker from 'dockerode';
import { createClient } from '../../provider/engine/connection/client';
import { resolveEndpoint } from '../../provider/engine/endpoint/resolve';

/** The address that the environment leads to, and the engine there. */
export interface Search {
  readonly address: string;
  /** Names the setting that the address comes from. */
  readonly origin: string;
  /** Undefined if no engine answers. */
  readonly engine?: Docker;
}

/** Looks for an engine where the provider looks too: `DOCKER_HOST`, the current context, or the usual socket. */
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
