import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { ApiError, badRequest, serverError } from '../api-error';
import { Faults } from './faults';
import { Pace } from './latency';
import { Answer } from './route';
import { match, Match } from './router';
import { API_VERSION, ENGINE_VERSION, OLDEST_API_VERSION } from '../answers/system';
import { Json, objectOf } from '../settings/json';
import { EngineState } from '../state/engine-state';

const HEADERS = {
  'Api-Version': API_VERSION, 'Docker-Experimental': 'false', 'Ostype': 'linux', 'Server': `Docker/${ENGINE_VERSION} (linux)`,
};

/** Answers the requests to one engine. */
export class EngineServer {
  public readonly http: Server;

  constructor(private readonly state: EngineState, private readonly pace: Pace, private readonly faults: Faults) {
    this.http = createServer((request, response) => { void this.serve(request, response); });
    // An engine keeps idle connections open.
    this.http.keepAliveTimeout = 0;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    try {
      const found = match(request.method!, withoutVersion(request.url!));
      if (found === undefined) throw new ApiError(404, 'page not found');
      await this.answer(found, request, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else send(response, errorAnswer(error));
    }
  }

  private async answer({ route, params, query }: Match, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { operation, handler } = route;
    const body = await bodyOf(request);
    const fault = this.faults.next(operation);
    if (fault === undefined || fault.isDone) await this.pace.spend(operation, this.state.containers.size);
    if (fault?.kind === 'fail') throw new ApiError(fault.status ?? 500, fault.message ?? 'simulated failure');
    const call = { state: this.state, params, query, body, request, response };
    const answer = fault === undefined || fault.isDone ? await handler(call) : undefined;
    if (fault?.kind === 'close') request.socket.destroy();
    else if (fault === undefined && answer !== undefined) send(response, answer);
  }
}

/** Removes the version from a path, and refuses one that the engine does not have. */
function withoutVersion(url: string): string {
  const [prefix, version] = /^\/v(\d+\.\d+)(?=\/)/.exec(url) ?? [];
  if (prefix === undefined || version === undefined) return url;
  const minor = (text: string) => Number(text.split('.')[1]);
  if (minor(version) > minor(API_VERSION)) {
    throw badRequest(`client version ${version} is too new. Maximum supported API version is ${API_VERSION}`);
  }
  if (minor(version) < minor(OLDEST_API_VERSION)) {
    throw badRequest(`client version ${version} is too old. Minimum supported API version is ${OLDEST_API_VERSION}, `
      + 'please upgrade your client to a newer version');
  }
  return url.slice(prefix.length);
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  const isJson = /json/.test(request.headers['content-type'] ?? '');
  for await (const chunk of request) if (isJson) chunks.push(chunk as Buffer);
  if (chunks.length === 0) return {};
  try {
    return objectOf(JSON.parse(Buffer.concat(chunks).toString()));
  } catch (error) {
    throw serverError((error as Error).message);
  }
}

function errorAnswer(error: unknown): Answer {
  if (!(error instanceof ApiError)) return { status: 500, body: { message: `the simulation failed: ${(error as Error).stack}` } };
  return error.status === 304 ? { status: 304 } : { status: error.status, body: { message: error.message } };
}

function send(response: ServerResponse, { status, body, json }: Answer): void {
  if (body === undefined && json === undefined) {
    response.writeHead(status, status === 200 ? { 'Content-Length': 0 } : {}).end();
    return;
  }
  const text = typeof body === 'string' ? body : `${json ?? JSON.stringify(body)}\n`;
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) }).end(text);
}
