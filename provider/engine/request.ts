import Dockerode from 'dockerode';

/** A request to the Engine API. */
export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The path, without a version: `/swarm/update`. */
  readonly path: string;
  /** The parameters of the query string. */
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  /** The credentials for a registry, which are sent in a header. */
  readonly auth?: object;
  /** Returns the answer as a stream, for one that reports progress. @default false */
  readonly isStream?: boolean;
}

const SUCCESS = { 200: true, 201: true, 202: true, 204: true };

/**
 * Makes a request. The client library's own functions for swarms and plugins send the body in the query string as well: URLs end up in the
 * logs of engines and proxies, together with the secrets in them.
 */
export function request<T>({ modem }: Dockerode, { method, path, query = {}, body, auth, isStream = false }: EngineRequest): Promise<T> {
  const options = {
    method,
    // The question mark makes the client library append the query.
    path: `${path}?`,
    options: { _query: query, _body: body ?? {} },
    statusCodes: SUCCESS,
    ...auth && { authconfig: auth },
    ...isStream && { isStream },
  };
  return new Promise((resolve, reject) => {
    modem.dial(options as never, (error: unknown, answer: unknown) => error ? reject(error as Error) : resolve(answer as T));
  });
}
