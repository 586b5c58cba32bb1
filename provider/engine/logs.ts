import { buffer } from 'node:stream/consumers';
import { Engine } from './engine';

/** How long output is followed that does not end, in milliseconds: Terraform's own default for a creation, 20 minutes. */
const FOLLOW_TIMEOUT = 20 * 60_000;

/** Which of a container's output to read. What is left out does not restrict it. */
export interface LogRequest {
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** How many of the last lines. */
  readonly tail?: number;
  /** A moment, as seconds since 1970 with up to nine decimals. */
  readonly since?: string;
  readonly until?: string;
  /** Puts before each line when it was written. */
  readonly timestamps?: boolean;
  /** Puts before each line what the logging driver notes of it. */
  readonly details?: boolean;
  /** Reads until the container has ended, at most 20 minutes. */
  readonly follow?: boolean;
}

/** What a container put out at once. */
export interface LogPiece {
  /** Which of the outputs, three zeros, and the length, in eight bytes. None where the container has a terminal: all is one piece then. */
  readonly header: Buffer;
  readonly content: Buffer;
}

/** The output of a container, in the order in which the engine has it. */
export async function readLogs(
  engine: Engine, container: { readonly id: string; readonly tty: boolean }, request: LogRequest, signal?: AbortSignal,
): Promise<readonly LogPiece[]> {
  return engine.call(`read the logs of container "${container.id}"`, async (docker) => {
    // The client library's types know moments of whole seconds only.
    const answer: unknown = await docker.getContainer(container.id).logs({ follow: false, ...request } as never);
    const bytes = request.follow ? await buffer(answer as AsyncIterable<Buffer>) : bytesOf(answer);
    return container.tty ? [{ header: Buffer.alloc(0), content: bytes }] : piecesOf(bytes);
  }, { ...(request.follow ? { timeout: FOLLOW_TIMEOUT } : {}), ...(signal && { signal }) });
}

function bytesOf(answer: unknown): Buffer {
  return Buffer.isBuffer(answer) ? answer : Buffer.from(String(answer), 'binary');
}

/** Without a terminal the engine sends both outputs as one, piece by piece, each behind its header. */
export function piecesOf(bytes: Buffer): readonly LogPiece[] {
  const pieces: LogPiece[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at + 4);
    pieces.push({ header: bytes.subarray(at, at + 8), content: bytes.subarray(at + 8, end) });
    at = end;
  }
  return pieces;
}
