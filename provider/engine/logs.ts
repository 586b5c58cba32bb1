import { buffer } from 'node:stream/consumers';
import { Engine } from './engine';

/** How long output is followed, in milliseconds: Terraform's default timeout for a creation, 20 minutes. */
const FOLLOW_TIMEOUT = 20 * 60_000;

/** Which part of a container's output to read. Options that are left out do not restrict it. */
export interface LogRequest {
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** The number of lines from the end. */
  readonly tail?: number;
  /** A Unix timestamp in seconds with up to nine decimals. */
  readonly since?: string;
  readonly until?: string;
  /** Prefixes each line with its timestamp. */
  readonly timestamps?: boolean;
  /** Prefixes each line with the details that the logging driver adds. */
  readonly details?: boolean;
  /** Reads until the container stops, at most 20 minutes. */
  readonly follow?: boolean;
}

/** A frame of the log stream. */
export interface LogFrame {
  /**
   * Eight bytes: the stream (1 for stdout, 2 for stderr), three zeros, and the length in four bytes. Empty if the
   * container has a terminal, where all output is one frame.
   */
  readonly header: Buffer;
  readonly content: Buffer;
}

/** Reads the output of a container, in the engine's order. */
export async function readLogs(
  engine: Engine, container: { readonly id: string; readonly tty: boolean }, request: LogRequest, signal?: AbortSignal,
): Promise<readonly LogFrame[]> {
  return engine.call(`read the logs of container "${container.id}"`, async (docker) => {
    // The client library's types allow whole seconds only.
    const answer: unknown = await docker.getContainer(container.id).logs({ follow: false, ...request } as never);
    const bytes = request.follow ? await buffer(answer as AsyncIterable<Buffer>) : bytesOf(answer);
    return container.tty ? [{ header: Buffer.alloc(0), content: bytes }] : framesOf(bytes);
  }, { ...(request.follow ? { timeout: FOLLOW_TIMEOUT } : {}), ...(signal && { signal }) });
}

function bytesOf(answer: unknown): Buffer {
  return Buffer.isBuffer(answer) ? answer : Buffer.from(String(answer), 'binary');
}

/**
 * Splits the stream of a container without a terminal: the engine multiplexes stdout and stderr, in frames with a
 * header.
 */
export function framesOf(bytes: Buffer): readonly LogFrame[] {
  const frames: LogFrame[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at + 4);
    frames.push({ header: bytes.subarray(at, at + 8), content: bytes.subarray(at + 8, end) });
    at = end;
  }
  return frames;
}
