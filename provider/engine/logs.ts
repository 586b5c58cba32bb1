import { addAbortSignal, Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { Engine } from './engine';
import { MOST_BYTES, MOST_LINES, Output, readTail } from './output-tail';

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

/** Reads the output of a container, in the engine's order. Keeps only the end of a long one. */
export async function readLogs(
  engine: Engine, container: { readonly id: string; readonly tty: boolean }, request: LogRequest, signal?: AbortSignal,
): Promise<Output> {
  const { id, tty } = container;
  return engine.call(`read the logs of container "${id}"`, async (docker, aborted) => {
    const stream = await openLogs(docker, `/containers/${id}/logs?`, { follow: false, ...request });
    return readTail(addAbortSignal(aborted, stream), tty);
  }, { ...(request.follow ? { timeout: FOLLOW_TIMEOUT } : {}), ...(signal && { signal }) });
}

/** Reads the output of a task of a swarm, on whatever node it ran. Keeps only the end of a long one. */
export async function readTaskLogs(
  engine: Engine, task: { readonly id: string; readonly tty: boolean }, request: LogRequest, timeout: number,
): Promise<Output> {
  const { id, tty } = task;
  return engine.call(`read the logs of task "${id}"`, async (docker, aborted) => {
    const stream = await openLogs(docker, `/tasks/${id}/logs?`, { follow: false, ...request });
    return readTail(addAbortSignal(aborted, stream), tty);
  }, { timeout });
}

interface Modem { dial(options: object, callback: (error: Error | null, answer: Readable) => void): void }

/** Opens a stream of output. The client library's own method reads all of it into one string, unless it follows it. */
function openLogs(docker: Dockerode, path: string, request: LogRequest): Promise<Readable> {
  const options = { path, method: 'GET', isStream: true, statusCodes: { 200: true }, options: request };
  return new Promise((resolve, reject) => {
    (docker.modem as unknown as Modem).dial(options, (error, answer) => error ? reject(error) : resolve(answer));
  });
}

/** Explains, for a warning, what is missing from the output that was read. */
export function outputCut(attribute: string, advice: string): string {
  return `The container wrote more than ${MOST_BYTES / 1024 / 1024} MiB, or more than ${MOST_LINES} lines. `
    + `\`${attribute}\` has only the end of it. ${advice}`;
}
