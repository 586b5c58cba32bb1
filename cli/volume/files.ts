import * as fs from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fileExists, fileFailed, noTerminal, stdoutFailed } from './errors';
import { Io } from '../command/io';
import { write } from '../command/output';

/** Where an archive goes. */
export interface Output {
  /** Runs the work that writes the archive. If it fails, there is no file. */
  write<T>(work: (write: (chunk: Buffer) => Promise<void>) => Promise<T>): Promise<T>;
}

/** @param example  a command that names a file */
export function standardOutput({ stdout }: Io, example: string): Output {
  if (stdout.isTTY) throw noTerminal('written to', example);
  return { write: (work) => work((chunk) => write(stdout, chunk).catch((error: unknown) => { throw stdoutFailed(error); })) };
}

/** A file that appears under its name when it is complete. Only its owner can read it, since a volume can contain secrets. */
export function fileOutput(file: string): Output {
  if (fs.existsSync(file)) throw fileExists(file);
  return {
    async write(work) {
      const partial = `${file}.partial`;
      const failed = (error: unknown) => { throw fileFailed('write', partial, error); };
      const handle = await fs.promises.open(partial, 'wx', 0o600).catch(failed);
      try {
        const result = await work((chunk) => handle.writeFile(chunk).catch(failed));
        await handle.sync().catch(failed);
        // Unlike a renaming, this does not overwrite a file that appeared meanwhile.
        fs.linkSync(partial, file);
        return result;
      } finally {
        await handle.close();
        fs.rmSync(partial, { force: true });
      }
    },
  };
}

/** Reads a file as a tar stream. Decompresses it, if it is compressed with gzip. */
export function readArchive(file: string): AsyncIterable<Buffer> {
  return decompressed(named(fs.createReadStream(file), file));
}

export function readStandardInput({ stdin }: Io, example: string): AsyncIterable<Buffer> {
  if (stdin.isTTY) throw noTerminal('read from', example);
  return decompressed(named(stdin, 'stdin'));
}

async function* named(source: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    throw fileFailed('read', name, error);
  }
}

/** The first two bytes of every file that gzip wrote. */
const GZIP = Buffer.from([0x1f, 0x8b]);

async function* decompressed(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let first = Buffer.alloc(0);
  while (first.length < GZIP.length) {
    const { done, value } = await source.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  async function* all() {
    yield first;
    yield* source;
  }
  if (!first.subarray(0, GZIP.length).equals(GZIP)) return yield* all();
  const input = Readable.from(all(), { objectMode: false });
  const gunzip = createGunzip();
  input.on('error', (error) => gunzip.destroy(error));
  yield* input.pipe(gunzip) as AsyncIterable<Buffer>;
}
