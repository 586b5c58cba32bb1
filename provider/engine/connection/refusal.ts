import { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What the client library makes an answer from: what it takes for JSON, and the bytes otherwise. */
type Build = (
  error: unknown, isStream: boolean | undefined, statusCodes: Record<string, unknown>, openStdin: boolean | undefined,
  request: unknown, response: IncomingMessage, body: unknown, callback: (error: unknown, answer: unknown) => void,
) => void;

/**
 * Makes an answer as the client library does, but for a refusal with a reason that is no text: the library takes it for
 * one, and what that throws nobody catches.
 */
export function refusing(build: Build): Build {
  return (error, isStream, statusCodes, openStdin, request, response, body, callback) => {
    const answer = (content: unknown, stream = isStream) => build(error, stream, statusCodes, openStdin, request, response, content, callback);
    if (error || statusCodes[String(response.statusCode)] === true) answer(body);
    else if (isStream) buffer(response).then((bytes) => answer(reasonIn(bytes), false), (failure: unknown) => callback(failure, undefined));
    else answer(reasonOf(body));
  };
}

function reasonIn(bytes: Buffer): unknown {
  try {
    return reasonOf(JSON.parse(bytes.toString()));
  } catch {
    return bytes;
  }
}

function reasonOf(body: unknown): unknown {
  if (Buffer.isBuffer(body)) return body;
  const { message, error } = (body ?? {}) as { message?: unknown; error?: unknown };
  const reason = [message, error].find((one) => typeof one === 'string');
  return { message: reason ?? JSON.stringify(body) };
}
