import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** Returns the text of an example by its path in the folder of examples, or undefined if there is none. */
export type Examples = (file: string) => string | undefined;

/** Returns the examples in a folder. */
export function examplesIn(folder: string): Examples {
  return (file) => {
    const full = path.join(folder, file);
    return existsSync(full) ? readFileSync(full, 'utf8').trimEnd() : undefined;
  };
}
