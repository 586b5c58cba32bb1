import { adviceFor } from './advice';
import { Endpoint } from './endpoint/endpoint';
import { DiagnosticError } from '../diagnostics/diagnostics';

/** What the engine, or the way to it, answered instead of what was asked for. */
export class EngineError extends DiagnosticError {
  /** The HTTP status, where the engine answered at all. */
  readonly statusCode?: number;
  /** What the engine (or the connection) said, word for word. */
  readonly engineMessage: string;

  /**
   * @param what   what was being done, beginning with a verb: `create container "web"`
   * @param cause  what was thrown
   * @param known  what to do next, where the caller knows better than what is generally said of such a cause
   */
  constructor(what: string, endpoint: Endpoint, cause: unknown, known?: string) {
    const statusCode = statusCodeOf(cause);
    const message = messageOf(cause);
    const advice = known ?? adviceFor({ cause, message, endpoint, ...(statusCode === undefined ? {} : { statusCode }) });
    super({
      summary: `Could not ${what}: ${message}`,
      detail: [
        `The Docker Engine at ${endpoint.address} (${endpoint.origin}) ${statusCode === undefined ? 'was not reached, or did not answer' : `answered so, with status ${statusCode}`}.`,
        ...(advice === undefined ? [] : [advice]),
      ].join('\n\n'),
    });
    this.name = 'EngineError';
    this.engineMessage = message;
    if (statusCode !== undefined) this.statusCode = statusCode;
    this.cause = cause;
  }
}

/** The engine says that there is no such thing. */
export function isNotFound(error: unknown): error is EngineError {
  return error instanceof EngineError && error.statusCode === 404;
}

/** The engine says that it is in the way of something that exists: a name taken, an image or a network in use. */
export function isConflict(error: unknown): error is EngineError {
  return error instanceof EngineError && error.statusCode === 409;
}

function statusCodeOf(cause: unknown): number | undefined {
  const statusCode = (cause as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** The engine's own words: the client library puts its own in front of them, and keeps the answer beside. */
function messageOf(cause: unknown): string {
  const answer = (cause as { json?: unknown } | undefined)?.json;
  const own = (answer as { message?: unknown } | undefined)?.message;
  if (typeof own === 'string' && own.trim() !== '') return own.trim();
  if (cause instanceof AggregateError) return [...new Set(cause.errors.map(messageOf))].join('; ');
  const { code, reason } = (cause ?? {}) as { code?: unknown; reason?: unknown };
  // Node puts into the message of a TLS failure where in OpenSSL's sources it was found.
  if (typeof code === 'string' && code.startsWith('ERR_SSL_') && typeof reason === 'string') return reason;
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/^\(HTTP code \d+\) .*? - /, '').trim() || 'no reason was given';
}
