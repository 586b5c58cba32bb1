import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** The text of an example by its path below the folder of examples, or nothing where there is none. */
export type Examples = (file: string) => string | undefined;

/** The examples in a folder. */
export function examplesIn(folder: string): Examples {
  return (file) => {
    const found = path.join(folder, file);
    return existsSync(found) ? readFileSync(found, 'utf8').trimEnd() : undefined;
  };
}
