import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { runBerth } from '../../cli/program';

export interface BerthRun {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface BerthOptions {
  readonly stdin?: Readable;
  /** Whether stdin and stdout are terminals. */
  readonly isTTY?: boolean;
  readonly environment?: { readonly [name: string]: string | undefined };
  readonly signal?: AbortSignal;
  /** Receives what is printed to stdout, as soon as it is. */
  readonly onOutput?: (text: string) => void;
}

/** Runs a command line of berth in this process. */
export async function berth(args: readonly string[], options: BerthOptions = {}): Promise<BerthRun> {
  const { stdin = Readable.from([]), isTTY = false, environment = {}, signal = new AbortController().signal } = options;
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  stdout.on('data', (chunk: Buffer) => options.onOutput?.(chunk.toString()));
  const printed = Promise.all([buffer(stdout), buffer(stderr)]);
  for (const stream of [stdin, stdout]) Object.assign(stream, { isTTY });
  const code = await runBerth(args, '1.2.3', { stdin, stdout, stderr, environment, signal });
  stdout.end();
  stderr.end();
  const [out, errors] = await printed;
  return { code, stdout: out, stderr: errors.toString() };
}
