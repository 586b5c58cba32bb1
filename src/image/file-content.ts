import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;

/** Reads a file in pieces, since images may be larger than the memory. Each piece is valid only until the next one. */
export function readFileContent(path: string, onPiece: (piece: Buffer) => void): void {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) onPiece(buffer.subarray(0, size));
  } finally {
    closeSync(file);
  }
}
