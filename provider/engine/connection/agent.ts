import * as http from 'node:http';
import * as https from 'node:https';
import { inspect } from 'node:util';
import { Endpoint, TlsMaterials } from '../endpoint/endpoint';
import { SshAgent } from '../ssh/agent';

/**
 * The connections to one engine: kept open between calls, since an apply makes many, and a TLS connection is dear.
 * The certificates live here and nowhere else.
 */
export function createAgent({ target }: Endpoint): http.Agent {
  const agent = agentFor(target);
  failOnTruncatedAnswers(agent);
  // The client library renders its whole options, agent included, on every request for a log that is rarely on.
  return Object.defineProperty(agent, inspect.custom, { value: () => '[connections]' });
}

/** What is known of why a connection through an agent failed, beside the error itself. */
export async function explain(agent: http.Agent, error: unknown): Promise<unknown> {
  return 'explain' in agent ? (agent as SshAgent).explain(error) : error;
}

function agentFor(target: Endpoint['target']): http.Agent {
  if (target.kind === 'ssh') {
    // Loaded here and not above: few need it.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { SshAgent: Agent } = require('../ssh/agent') as typeof import('../ssh/agent');
    return new Agent(target);
  }
  return target.kind === 'tcp' && target.tls !== undefined ? secureAgent(target.tls) : new http.Agent({ keepAlive: true });
}

function secureAgent({ verify, ...materials }: TlsMaterials): https.Agent {
  return new https.Agent({ keepAlive: true, rejectUnauthorized: verify, ...materials });
}

/**
 * An engine that dies in the middle of an answer leaves the client library waiting for the rest of it: it listens for
 * errors of the request, and this is one of the response. So the request is told.
 */
function failOnTruncatedAnswers(agent: http.Agent): void {
  const queue = agent as http.Agent & { addRequest(request: http.ClientRequest, ...rest: unknown[]): void };
  const addRequest = queue.addRequest.bind(agent);
  queue.addRequest = (request, ...rest) => {
    request.once('response', (response: http.IncomingMessage) => {
      response.once('close', () => {
        if (!response.complete) request.emit('error', new Error('the connection was closed in the middle of the answer'));
      });
    });
    addRequest(request, ...rest);
  };
}
