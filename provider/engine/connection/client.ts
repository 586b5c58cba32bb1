import { Agent, IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import Dockerode from 'dockerode';
import { createAgent } from './agent';
import { readAnswer } from './answers';
import { withTextReasons } from './error-answers';
import { Address } from './get';
import { Endpoint } from '../endpoint/endpoint';
import { conforming, Shape } from '../shape/conforms';
import { createdShape, createdVolumeShape } from '../shape/shapes';

/**
 * Variables from which the client library takes defaults. They must not be mixed with an endpoint that is already
 * resolved.
 */
const CLIENT_VARIABLES = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_PATH_PREFIX', 'DOCKER_CLIENT_TIMEOUT'];

/** A client with its own connections. It connects at the first call. */
export interface Client {
  readonly docker: Dockerode;
  readonly agent: Agent;
  readonly address: Address;
}

export function createClient(endpoint: Endpoint): Client {
  // Loaded on demand: most runs of the provider make no call, and each would pay for loading it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Docker = require('dockerode') as typeof Dockerode;
  const { target } = endpoint;
  const agent = createAgent(endpoint);
  const address = addressOf(target);
  return { agent, address, docker: withoutClientVariables(() => new Docker({ agent, ...address } as Dockerode.DockerOptions)) };
}

function addressOf(target: Endpoint['target']): Address {
  switch (target.kind) {
    case 'unix': return { protocol: 'http', socketPath: target.socketPath };
    case 'tcp': return { protocol: target.tls === undefined ? 'http' : 'https', host: target.host, port: target.port };
    // The agent makes the connection. The engine only sees this host name, and ignores it.
    case 'ssh': return { protocol: 'http', host: 'docker', port: 80 };
  }
}

export interface Binding {
  /** Aborts every request. */
  readonly signal: AbortSignal;
  /** The API version of the requests. @default - none: the engine's default */
  readonly apiVersion?: string;
  /** Called before each request that changes something. */
  readonly onChange?: () => void;
}

/** Returns a client for one call, which shares the connections of `client`. */
export function boundClient(client: Dockerode, { signal, apiVersion, onChange }: Binding): Dockerode {
  const modem = client.modem as unknown as Modem;
  // As for the agent: the client library formats it for a debug log at every request, even if the log is off.
  Object.defineProperty(signal, inspect.custom, { value: () => '[signal]', configurable: true });
  const bound = Object.create(modem, {
    version: { value: apiVersion === undefined ? undefined : `v${apiVersion}` },
    buildPayload: { value: withTextReasons(modem.buildPayload.bind(modem)) },
    dial: {
      value: (options: DialOptions, callback: DialCallback) => {
        if (options.method !== 'GET' && options.method !== 'HEAD') onChange?.();
        const creation = options.method === 'POST' ? CREATIONS[String(options.path)] : undefined;
        const body = creation === undefined ? {} : withoutBodyInQuery(options, creation);
        const answered = creation === undefined ? callback : checked(creation, callback);
        // The client library would read an answer to its end, however long it is.
        modem.dial.call(bound, { abortSignal: signal, ...defined(options), ...body, isStream: true },
          options.isStream === true ? answered : reading(answered));
      },
    },
  }) as Modem;
  return Object.create(client, { modem: { value: bound } }) as Dockerode;
}

interface Creation {
  /** The parameters that go into the query string. */
  readonly inQuery: readonly string[];
  readonly answer: Shape;
}

/** The creation requests, by path. */
const CREATIONS: Readonly<Record<string, Creation>> = {
  '/containers/create?': { inQuery: ['name', 'platform'], answer: createdShape },
  '/networks/create?': { inQuery: [], answer: createdShape },
  '/volumes/create?': { inQuery: [], answer: createdVolumeShape },
};

/**
 * Sends the parameters in the body only, except those that the API requires in the query string. The client library
 * sends all of them in both places, and URLs end up in the logs of engines and proxies, together with the secrets in a
 * container's environment.
 */
function withoutBodyInQuery({ options }: DialOptions, { inQuery }: Creation): DialOptions {
  if (typeof options !== 'object' || options === null) return {};
  const of = (isInQuery: boolean) => Object.fromEntries(Object.entries(options).filter(([name]) => inQuery.includes(name) === isInQuery));
  return { options: { _query: of(true), _body: of(false) } };
}

/** Reads an answer that the caller wants as a whole. */
function reading(callback: DialCallback): DialCallback {
  return (error, response) => {
    if (error) return callback(error, undefined);
    readAnswer(response as IncomingMessage).then((answer) => callback(null, answer), (failure: unknown) => callback(failure, undefined));
  };
}

/** Checks the answer to a creation. The client library would throw on an unexpected one where nothing catches the error. */
function checked({ answer: shape }: Creation, callback: DialCallback): DialCallback {
  return (error, answer) => {
    if (error) return callback(error, answer);
    try {
      conforming(shape, Buffer.isBuffer(answer) ? undefined : answer);
    } catch (problem) {
      return callback(problem, undefined);
    }
    return callback(error, answer);
  };
}

type DialOptions = Record<string, unknown>;
type DialCallback = (error: unknown, answer: unknown) => void;
interface Modem {
  readonly buildPayload: Parameters<typeof withTextReasons>[0];
  dial(options: DialOptions, callback: DialCallback): void;
}

/** Drops undefined options: callers without a signal still pass the key `abortSignal`, with the value undefined. */
function defined(options: DialOptions): DialOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function withoutClientVariables<T>(create: () => T): T {
  const saved = CLIENT_VARIABLES.map((name) => [name, process.env[name]] as const);
  for (const name of CLIENT_VARIABLES) delete process.env[name];
  try {
    return create();
  } finally {
    for (const [name, value] of saved) if (value !== undefined) process.env[name] = value;
  }
}
