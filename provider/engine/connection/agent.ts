import * as http from 'node:http';
import * as https from 'node:https';
import { inspect } from 'node:util';
import { UnixAgent } from './unix-agent';
import { Endpoint, TlsMaterials } from '../endpoint/endpoint';
import { SshAgent } from '../ssh/agent';
import { SshTunnel } from '../ssh/tunnel';

/**
 * Creates the HTTP agent of one engine. It keeps connections open between calls, because an apply makes many calls and
 * a TLS handshake is expensive. Only this agent holds the certificates.
 */
export function createAgent({ target }: Endpoint): http.Agent {
  // The client library formats its options for a debug log at every request, even if the log is off. This keeps the
  // agent out of it.
  return Object.defineProperty(agentFor(target), inspect.custom, { value: () => '[connections]' });
}

/** Returns a more detailed error for a failed connection, if the agent has one. */
export async function explain(agent: http.Agent, error: unknown): Promise<unknown> {
  return 'explain' in agent ? (agent as SshAgent).explain(error) : error;
}

/** Returns the SSH connection of an agent, if it has one. */
export function tunnelOf(agent: http.Agent): SshTunnel | undefined {
  return 'tunnel' in agent ? (agent as SshAgent).tunnel : undefined;
}

function agentFor(target: Endpoint['target']): http.Agent {
  if (target.kind === 'ssh') {
    // Loaded on demand, because few configurations use SSH.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { SshAgent: Agent } = require('../ssh/agent') as typeof import('../ssh/agent');
    return new Agent(target);
  }
  if (target.kind === 'unix') return new UnixAgent();
  return target.tls === undefined ? new http.Agent({ keepAlive: true }) : secureAgent(target.tls);
}

function secureAgent({ verify, ...materials }: TlsMaterials): https.Agent {
  return new https.Agent({ keepAlive: true, rejectUnauthorized: verify, ...materials });
}
