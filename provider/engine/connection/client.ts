import { Agent } from 'node:http';
import Dockerode from 'dockerode';
import { createAgent } from './agent';
import { refusing } from './refusal';
import { Endpoint } from '../endpoint/endpoint';
import { Check, shaped } from '../shape/conforms';
import { createdShape, createdVolumeShape } from '../shape/shapes';

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

export interface Binding {
  /** Abandons every request when it is aborted. */
  readonly signal: AbortSignal;
  /** The version of the API that is spoken. @default - none: what the engine takes by itself */
  readonly apiVersion?: string;
  /** Called before each request that changes something. */
  readonly onChange?: () => void;
}

/** The same client, for one call. */
export function boundClient(client: Dockerode, { signal, apiVersion, onChange }: Binding): Dockerode {
  const modem = client.modem as unknown as Modem;
  const bound = Object.create(modem, {
    version: { value: apiVersion === undefined ? undefined : `v${apiVersion}` },
    buildPayload: { value: refusing(modem.buildPayload.bind(modem)) },
    dial: {
      value: (options: DialOptions, callback: DialCallback) => {
        if (options.method !== 'GET' && options.method !== 'HEAD') onChange?.();
        const creation = options.method === 'POST' ? CREATIONS[String(options.path)] : undefined;
        const request = { abortSignal: signal, ...defined(options) };
        if (creation === undefined) modem.dial.call(bound, request, callback);
        else modem.dial.call(bound, { ...request, ...withoutBodyInAddress(options, creation) }, checked(creation, callback));
      },
    },
  }) as Modem;
  return Object.create(client, { modem: { value: bound } }) as Dockerode;
}

interface Creation {
  /** What of the parameters belongs into the address. */
  readonly inAddress: readonly string[];
  readonly answer: Check;
}

/** By their paths. */
const CREATIONS: Readonly<Record<string, Creation>> = {
  '/containers/create?': { inAddress: ['name', 'platform'], answer: createdShape },
  '/networks/create?': { inAddress: [], answer: createdShape },
  '/volumes/create?': { inAddress: [], answer: createdVolumeShape },
};

/**
 * The client library sends all parameters of a creation twice, in the body and in the address; and addresses end up in
 * the logs of engines and proxies, with the secrets of a container's environment.
 */
function withoutBodyInAddress({ options }: DialOptions, { inAddress }: Creation): DialOptions {
  if (typeof options !== 'object' || options === null) return {};
  const of = (isInAddress: boolean) => Object.fromEntries(Object.entries(options).filter(([name]) => inAddress.includes(name) === isInAddress));
  return { options: { _query: of(true), _body: of(false) } };
}

/** The client library takes what was created for what it should be, where nobody catches what that throws. */
function checked({ answer: shape }: Creation, callback: DialCallback): DialCallback {
  return (error, answer) => {
    if (error) return callback(error, answer);
    try {
      shaped(shape, Buffer.isBuffer(answer) ? undefined : answer);
    } catch (wrong) {
      return callback(wrong, undefined);
    }
    return callback(error, answer);
  };
}

type DialOptions = Record<string, unknown>;
type DialCallback = (error: unknown, answer: unknown) => void;
interface Modem {
  readonly buildPayload: Parameters<typeof refusing>[0];
  dial(options: DialOptions, callback: DialCallback): void;
}

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
