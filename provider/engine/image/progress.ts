import { Readable } from 'node:stream';
import { redact } from '../../diagnostics/secrets';
import { linesOf } from '../lines';

/** A message of the engine's progress stream. */
export interface Progress {
  readonly status?: string;
  readonly id?: string;
  readonly stream?: string;
  /** What a push, or a build, made. */
  readonly aux?: { readonly ID?: unknown; readonly Digest?: unknown } | null;
}

/** A failure that the engine reported within its progress, so it was reached and did answer. */
export class ReportedFailure extends Error {}

export interface FollowOptions {
  /** How long the engine may send nothing, in milliseconds. */
  readonly silence: number;
  /** Aborts the operation: the engine stops it when the connection is closed. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each message, including the last one before a failure. */
  readonly onMessage?: ((message: Progress) => void) | undefined;
}

/**
 * Reads a progress stream to its end. The engine sends status 200 before it starts, so it can report a failure only
 * within the stream. Throws such a failure, and throws if the stream breaks off, stays silent for too long, or is
 * invalid.
 */
export async function followProgress(stream: Readable, { silence, signal, onMessage }: FollowOptions): Promise<void> {
  const stop = () => stream.destroy(signal?.reason as Error);
  const timer = setTimeout(() => stream.destroy(new Error(`no sign of progress for ${silence / 1000} s`)), silence);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    for await (const line of linesOf(stream, 'the engine\'s progress', () => timer.refresh())) {
      const message = parse(line);
      const failure = failureOf(message);
      if (failure !== undefined) throw new ReportedFailure(failure);
      onMessage?.(message);
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    stream.destroy();
  }
}

function parse(line: string): Progress {
  try {
    const message: unknown = JSON.parse(line);
    if (typeof message === 'object' && message !== null) return message;
  } catch { /* Reported below, together with JSON that is not a message. */ }
  throw new Error(`the engine reported its progress in a line that is not JSON: ${redact(line.trim()).slice(0, 200)}`);
}

function failureOf(message: Progress): string | undefined {
  const { error, errorDetail } = message as { error?: unknown; errorDetail?: { message?: unknown } | null };
  const detail = errorDetail?.message;
  if (typeof detail === 'string' && detail !== '') return detail;
  return typeof error === 'string' ? error : error === undefined || error === null ? undefined : JSON.stringify(error);
}
