import type { Agent } from 'node:http';
import type Dockerode from 'dockerode';
import { createAgent } from './agent';
import { Endpoint } from './endpoint';

/** Variables that the client library takes its defaults from. An endpoint is resolved already, and must not be mixed with them. */
const CLIENT_VARIABLES = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_PATH_PREFIX', 'DOCKER_CLIENT_TIMEOUT'];

/** The client of an engine, over connections of its own. It connects with the first call. */
export interface Client {
  readonly docker: Dockerode;
  readonly agent: Agent;
}

export function createClient(endpoint: Endpoint): Client {
  // Loaded here and not above: most starts of the provider end without a call, and loading it would be paid for by each.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Docker = require('dockerode') as typeof Dockerode;
  const { target } = endpoint;
  const agent = createAgent(endpoint);
  return { agent, docker: withoutClientVariables(() => new Docker({ agent, ...addressOf(target) } as Dockerode.DockerOptions)) };
}

function addressOf(target: Endpoint['target']): Dockerode.DockerOptions {
  switch (target.kind) {
    case 'unix': return { protocol: 'http', socketPath: target.socketPath };
    case 'tcp': return { protocol: target.tls === undefined ? 'http' : 'https', host: target.host, port: target.port };
    // The agent knows the way. The engine only sees the name, and has no use for it.
    case 'ssh': return { protocol: 'http', host: 'docker', port: 80 };
  }
}

/** The same client, whose requests are all abandoned when the signal is aborted, and speak the given version of the API. */
export function boundClient(client: Dockerode, signal: AbortSignal, apiVersion?: string): Dockerode {
  const modem = client.modem as unknown as Modem;
  const bound = Object.create(modem, {
    version: { value: apiVersion === undefined ? undefined : `v${apiVersion}` },
    dial: { value: (options: DialOptions, callback: DialCallback) => modem.dial.call(bound, { abortSignal: signal, ...defined(options) }, callback) },
  }) as Modem;
  return Object.create(client, { modem: { value: bound } }) as Dockerode;
}

type DialOptions = Record<string, unknown>;
type DialCallback = (error: unknown, data: unknown) => void;
interface Modem { dial(options: DialOptions, callback: DialCallback): void }

/** Callers that name no signal of their own still pass the key, with nothing in it. */
function defined(options: DialOptions): DialOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function withoutClientVariables<T>(create: () => T): T {
  const kept = CLIENT_VARIABLES.map((name) => [name, process.env[name]] as const);
  for (const name of CLIENT_VARIABLES) delete process.env[name];
  try {
    return create();
  } finally {
    for (const [name, value] of kept) if (value !== undefined) process.env[name] = value;
  }
}
