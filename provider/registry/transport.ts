import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline, Readable } from 'node:stream';
import { tooSlow } from './errors';

/** How long a registry may neither send nor take anything, in milliseconds: five minutes. */
const SILENCE = 5 * 60_000;

/** How often a registry may send us elsewhere. */
const MOST_REDIRECTS = 5;

/** The statuses that send the same request elsewhere. */
const REDIRECTS = [301, 302, 303, 307, 308];

export interface Call {
  /** @default GET */
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  /** What is sent. A stream is sent as it is read, so it may be larger than the memory. */
  readonly body?: Buffer | Readable;
  readonly signal: AbortSignal;
  /** Accepts any certificate. @default false */
  readonly skipsVerification?: boolean;
}

let unverified: https.Agent | undefined;

/**
 * Sends a request, and returns the answer, whose body must be read or thrown away with `resume()`. Follows redirects of what only reads. It
 * does not take credentials to other servers.
 *
 * Node's `fetch` does not do: it verifies each certificate, and it gives up an upload that takes longer than five minutes if the network is
 * slower than the disk.
 */
export async function send(url: URL, call: Call): Promise<http.IncomingMessage> {
  const { method = 'GET' } = call;
  let [target, headers] = [url, call.headers ?? {}];
  for (let redirects = 0; ; redirects += 1) {
    const answer = await sendOnce(target, { ...call, headers });
    const { location } = answer.headers;
    const isSentOn = REDIRECTS.includes(answer.statusCode!) && location !== undefined && ['GET', 'HEAD'].includes(method);
    if (!isSentOn || redirects === MOST_REDIRECTS) return answer;
    answer.resume();
    const next = new URL(location, target);
    if (next.origin !== target.origin) headers = withoutCredentials(headers);
    target = next;
  }
}

function sendOnce(url: URL, call: Call): Promise<http.IncomingMessage> {
  const { method = 'GET', headers = {}, body, signal, skipsVerification } = call;
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? https : http).request(url, {
      method, headers, signal, ...isSecure && skipsVerification && { agent: unverifiedAgent() },
    });
    // A stream takes as long as it takes. All else is short, also if something is sent all the time.
    const timer = body instanceof Readable ? undefined : setTimeout(() => request.destroy(tooSlow(SILENCE / 1000)), SILENCE);
    request.once('response', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
    const silence = () => request.destroy(new Error(`no sign of life for ${SILENCE / 1000} s`));
    request.on('response', resolve).setTimeout(SILENCE, silence).on('error', (error: NodeJS.ErrnoException) => {
      // The registry closed a connection that was idle at the same moment. A stream can't be sent again.
      const isStale = request.reusedSocket && error.code === 'ECONNRESET' && !(body instanceof Readable) && !signal.aborted;
      if (isStale) resolve(sendOnce(url, call));
      else reject(error);
    });
    // If the source fails, that is the error, and not that the request then ends.
    if (body instanceof Readable) pipeline(body.once('error', reject), request, () => undefined);
    else request.end(body);
  });
}

function unverifiedAgent(): https.Agent {
  unverified ??= new https.Agent({ rejectUnauthorized: false, keepAlive: true });
  return unverified;
}

function withoutCredentials(headers: { readonly [name: string]: string }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));
}
