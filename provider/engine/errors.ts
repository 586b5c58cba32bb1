import { adviceFor } from './advice';
import { TooLong } from './connection/answers';
import { Endpoint } from './endpoint/endpoint';
import { ReportedFailure } from './image/progress';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { beginningOf } from '../diagnostics/program-output';

/** A failed call: the engine answered with an error, or could not be reached. */
export class EngineError extends DiagnosticError {
  /** The HTTP status, if the engine answered. */
  public readonly statusCode?: number;
  /** The engine's (or the connection's) message, verbatim, or its beginning if it is very long. */
  public readonly engineMessage: string;
  /** The engine, its address and where that is configured, for messages. */
  public readonly engine: string;
  /** The operation, starting with a verb. */
  public readonly what: string;

  /**
   * @param what            the operation, starting with a verb: `create container "web"`
   * @param cause           the original error
   * @param specificAdvice  what to do next. @default - the general advice for this cause, if there is any
   */
  constructor(what: string, endpoint: Endpoint, cause: unknown, specificAdvice?: string) {
    const statusCode = statusCodeOf(cause);
    const message = beginningOf(messageOf(cause));
    const advice = specificAdvice ?? adviceFor({ cause, message, endpoint, ...(statusCode === undefined ? {} : { statusCode }) });
    const outcome = cause instanceof ReportedFailure ? 'reported this failure'
      : cause instanceof TooLong ? 'sends without an end'
        : statusCode === undefined ? 'was not reached, or did not answer' : `answered with status ${statusCode}`;
    const engine = `The Docker Engine at ${endpoint.address} (${endpoint.origin})`;
    super({
      summary: `Could not ${what}: ${message}`,
      detail: [
        `${engine} ${outcome}.`,
        ...(advice === undefined ? [] : [advice]),
      ].join('\n\n'),
    });
    this.name = 'EngineError';
    this.engineMessage = message;
    this.engine = engine;
    this.what = what;
    if (statusCode !== undefined) this.statusCode = statusCode;
    this.cause = cause;
  }
}

/** Whether the engine reports that the object does not exist. */
export function isNotFound(error: unknown): error is EngineError {
  return error instanceof EngineError && error.statusCode === 404;
}

/** Whether the engine reports a conflict: a name is taken, or an image or a network is in use. */
export function isConflict(error: unknown): error is EngineError {
  return error instanceof EngineError && error.statusCode === 409;
}

/** Whether the engine did not answer, or was not reached. */
export function isUnanswered(error: unknown): error is EngineError {
  return error instanceof EngineError && error.statusCode === undefined;
}

/** Whether the engine sent more than is read as a whole. */
export function isTooLong(error: unknown): error is EngineError {
  return error instanceof EngineError && error.cause instanceof TooLong;
}

function statusCodeOf(cause: unknown): number | undefined {
  const statusCode = (cause as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** Returns the engine's own message from its JSON answer. The client library's error adds a prefix to it. */
function messageOf(cause: unknown): string {
  const answer = (cause as { json?: unknown } | undefined)?.json;
  const own = (answer as { message?: unknown } | undefined)?.message;
  if (typeof own === 'string' && own.trim() !== '') return own.trim();
  if (cause instanceof AggregateError) return [...new Set(cause.errors.map(messageOf))].join('; ');
  const { code, reason } = (cause ?? {}) as { code?: unknown; reason?: unknown };
  // For a TLS failure, Node's message contains the location in OpenSSL's sources. `reason` is only the reason.
  if (typeof code === 'string' && code.startsWith('ERR_SSL_') && typeof reason === 'string') return reason;
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/^\(HTTP code \d+\) .*? - /, '').trim() || 'no reason was given';
}
