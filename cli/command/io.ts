import { Readable, Writable } from 'node:stream';

/** What a run of the program reads and writes. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  readonly environment: { readonly [name: string]: string | undefined };
  /** Aborted when the user interrupts the program. */
  readonly signal: AbortSignal;
}
