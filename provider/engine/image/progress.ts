import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A message of the engine's progress stream. */
export interface Progress {
  readonly status?: string;
  readonly id?: string;
  readonly stream?: string;
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

/** The longest line that is accepted. Real messages have at most a few hundred bytes. */
const LONGEST_LINE = 1024 * 1024;

/**
 * Reads a progress stream to its end. The engine sends status 200 before it starts, so it can report a failure only
 * within the stream. Throws such a failure, and throws if the stream breaks off, stays silent for too long, or is
 * invalid.
 */
export async function followProgress(stream: Readable, { silence, signal, onMessage }: FollowOptions): Promise<readonly Progress[]> {
  const messages: Progress[] = [];
  const stop = () => stream.destroy(signal?.reason as Error);
  const timer = setTimeout(() => stream.destroy(new Error(`no sign of progress for ${silence / 1000} s`)), silence);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    for await (const line of linesOf(stream, timer)) {
      const message = parse(line);
      const failure = failureOf(message);
      if (failure !== undefined) throw new ReportedFailure(failure);
      onMessage?.(message);
      messages.push(message);
    }
    return messages;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    stream.destroy();
  }
}

async function* linesOf(stream: Readable, timer: NodeJS.Timeout): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    timer.refresh();
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new Error(`a line of the engine's progress is longer than ${LONGEST_LINE} characters`);
    yield* lines.filter((line) => line.trim() !== '');
  }
  rest += decoder.end();
  if (rest.trim() !== '') yield rest;
}

function parse(line: string): Progress {
  try {
    const message: unknown = JSON.parse(line);
    if (typeof message === 'object' && message !== null) return message;
  } catch { /* Reported below, together with JSON that is not a message. */ }
  throw new Error(`the engine reported its progress in a line that is not JSON: ${line.trim().slice(0, 200)}`);
}

function failureOf(message: Progress): string | undefined {
  const { error, errorDetail } = message as { error?: unknown; errorDetail?: { message?: unknown } | null };
  const detail = errorDetail?.message;
  if (typeof detail === 'string' && detail !== '') return detail;
  return typeof error === 'string' ? error : error === undefined || error === null ? undefined : JSON.stringify(error);
}
