import { createHash } from 'node:crypto';
import { closeSync, constants, copyFileSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { packFolder } from './tar';
import { pathMissing } from '../private/errors';

const CHUNK = 1024 * 1024;

/** A file, or a folder that is packed as one, from which an image is made. */
export class SourceFile {
  public readonly path: string;
  private readonly isFolder: boolean;
  private knownHash?: string;

  /**
   * @param what what it is to the user, for the error when it is not there
   * @param path where it is; a relative path counts from the working folder
   */
  constructor(what: string, path: string) {
    this.path = resolve(path);
    const stats = statSync(this.path, { throwIfNoEntry: false });
    if (!stats) throw pathMissing(what, path, this.path);
    this.isFolder = stats.isDirectory();
  }

  /** The name without what tells the format. */
  public get stem(): string {
    return basename(this.path).replace(/\.(tar|tgz|gz|bz2|xz|zst|oci)$/g, '').replace(/\.tar$/, '');
  }

  /** The SHA-256 of the content, in hexadecimal. It is found once, however many hosts get the file. */
  public get hash(): string {
    if (this.knownHash === undefined) {
      const hash = createHash('sha256');
      this.read((piece) => hash.update(piece));
      this.knownHash = hash.digest('hex');
    }
    return this.knownHash;
  }

  /** Writes the file, or the packed folder, to another place. */
  public writeTo(target: string): void {
    if (!this.isFolder) {
      copyFileSync(this.path, target, constants.COPYFILE_FICLONE);
      return;
    }
    const file = openSync(target, 'w');
    try {
      packFolder(this.path, (piece) => writeAll(file, piece));
    } finally {
      closeSync(file);
    }
  }

  private read(take: (piece: Buffer) => void): void {
    if (this.isFolder) {
      packFolder(this.path, take);
      return;
    }
    const file = openSync(this.path, 'r');
    try {
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) take(buffer.subarray(0, read));
    } finally {
      closeSync(file);
    }
  }
}

function writeAll(file: number, piece: Buffer): void {
  for (let written = 0; written < piece.length;) written += writeSync(file, piece, written);
}
