import { createHash } from 'node:crypto';
import { closeSync, constants, copyFileSync, openSync, statSync, writeSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { readFileContent } from './file-content';
import { packFolder } from './tar';
import { pathMissing } from '../private/errors';

/** A file or folder on disk from which an image is made. A folder is packed as a tar archive. */
export class ImageSource {
  public readonly path: string;
  private readonly isFolder: boolean;
  private cachedHash?: string;

  /**
   * @param what what the file is for the user, for the error if it does not exist
   * @param path the path, absolute or relative to the working directory
   */
  constructor(what: string, path: string) {
    this.path = resolve(path);
    const stats = statSync(this.path, { throwIfNoEntry: false });
    if (!stats) throw pathMissing(what, path, this.path);
    this.isFolder = stats.isDirectory();
  }

  /** The name of the file or folder without the extensions of archive formats. */
  public get stem(): string {
    return basename(this.path).replace(/\.(tar|tgz|gz|bz2|xz|zst|oci)$/g, '').replace(/\.tar$/, '');
  }

  /** The SHA-256 of the content in hexadecimal. It is computed once, even if several hosts get the file. */
  public get hash(): string {
    if (this.cachedHash === undefined) {
      const hash = createHash('sha256');
      this.read((chunk) => hash.update(chunk));
      this.cachedHash = hash.digest('hex');
    }
    return this.cachedHash;
  }

  /** Copies the file, or writes the packed folder, to another path. */
  public writeTo(target: string): void {
    if (!this.isFolder) {
      copyFileSync(this.path, target, constants.COPYFILE_FICLONE);
      return;
    }
    const file = openSync(target, 'w');
    try {
      packFolder(this.path, (chunk) => writeAll(file, chunk));
    } finally {
      closeSync(file);
    }
  }

  private read(onChunk: (chunk: Buffer) => void): void {
    if (this.isFolder) packFolder(this.path, onChunk);
    else readFileContent(this.path, onChunk);
  }
}

function writeAll(file: number, chunk: Buffer): void {
  for (let written = 0; written < chunk.length;) written += writeSync(file, chunk, written);
}
