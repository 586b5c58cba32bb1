import { Http2Server, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { frame, unframe } from './framing';
import { encodeStatusMessage, Status, StatusError } from './status';

/** Handles one call: receives the request message and returns the response message. */
export type Handler = (request: Buffer) => Promise<Uint8Array> | Uint8Array;

/** The calls that a server supports, by path: `/package.Service/Method`. */
export interface Service {
  readonly unary: ReadonlyMap<string, Handler>;
  /** Streams that are accepted and stay open, but never carry a message. */
  readonly silent: ReadonlySet<string>;
}

const RESPONSE_HEADERS = { ':status': 200, 'content-type': 'application/grpc+proto' };

/**
 * Handles a server's streams as gRPC calls. Looks up the service of the connection at each call, so that a service need not
 * exist before its first call.
 */
export function answerCalls(server: Http2Server, serviceOf: (connection: object) => Service): void {
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    // The client has disconnected, so there is nobody to report the error to.
    stream.on('error', () => {});
    if (stream.session === undefined) {
      return;
    }
    const service = serviceOf(stream.session);
    const path = String(headers[':path']);
    const handler = service.unary.get(path);
    if (handler !== undefined) {
      answerUnary(stream, handler);
    } else if (service.silent.has(path)) {
      stream.respond(RESPONSE_HEADERS);
      stream.resume();
    } else {
      stream.resume();
      fail(stream, new StatusError(Status.UNIMPLEMENTED, `This provider does not support ${path}`));
    }
  });
}

function answerUnary(stream: ServerHttp2Stream, handler: Handler): void {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => {
    void answer(stream, handler, chunks);
  });
}

async function answer(stream: ServerHttp2Stream, handler: Handler, chunks: readonly Buffer[]): Promise<void> {
  let response: Uint8Array;
  try {
    response = await handler(unframeRequest(chunks));
  } catch (error) {
    fail(stream, error);
    return;
  }
  if (stream.closed || stream.destroyed) {
    return;
  }
  stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(Status.OK) }));
  stream.end(frame(response));
}

function unframeRequest(chunks: readonly Buffer[]): Buffer {
  try {
    return unframe(Buffer.concat(chunks));
  } catch (error) {
    throw new StatusError(Status.INVALID_ARGUMENT, (error as Error).message);
  }
}

function fail(stream: ServerHttp2Stream, error: unknown): void {
  if (stream.closed || stream.destroyed) {
    return;
  }
  const status = error instanceof StatusError ? error.status : Status.INTERNAL;
  const message = error instanceof Error ? error.message : String(error);
  stream.respond({ ...RESPONSE_HEADERS, 'grpc-status': String(status), 'grpc-message': encodeStatusMessage(message) }, { endStream: true });
}
