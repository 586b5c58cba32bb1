import { IncomingMessage } from 'node:http';
import { readAnswer } from './answers';

/** The client library's `buildPayload`, which parses JSON and leaves anything else as bytes. */
type Build = (
  error: unknown, isStream: boolean | undefined, statusCodes: Record<string, unknown>, openStdin: boolean | undefined,
  request: unknown, response: IncomingMessage, body: unknown, callback: (error: unknown, answer: unknown) => void,
) => void;

/**
 * Wraps `buildPayload` for error answers whose reason is not a string. The client library treats every reason as a
 * string, and throws where nothing catches the error.
 */
export function withTextReasons(build: Build): Build {
  return (error, isStream, statusCodes, openStdin, request, response, body, callback) => {
    const answer = (content: unknown, stream = isStream) => {
      build(error, stream, statusCodes, openStdin, request, response, content, callback);
    };
    if (error || statusCodes[String(response.statusCode)] === true) answer(body);
    else readAnswer(response).then((content) => answer(reasonOf(content), false), (failure: unknown) => callback(failure, undefined));
  };
}

/** Throws what an error answer says, as the client library does. */
export async function failedAnswer(response: IncomingMessage): Promise<never> {
  const content = reasonOf(await readAnswer(response));
  const reason = Buffer.isBuffer(content) ? content.toString() : content.message;
  throw Object.assign(new Error(reason), { statusCode: response.statusCode });
}

/** Writes a value as JSON. One that is nested too deeply for that is none that an engine sends. */
function textOf(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    return 'the answer can\'t be read';
  }
}

function reasonOf(body: unknown): Buffer | { readonly message: string } {
  if (Buffer.isBuffer(body)) return body;
  const { message, error } = (body ?? {}) as { message?: unknown; error?: unknown };
  const reason = [message, error].find((one): one is string => typeof one === 'string');
  return { message: reason ?? textOf(body) };
}
