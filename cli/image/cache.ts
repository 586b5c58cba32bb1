import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder in which things are kept by what they are made from, so that nothing is made twice. What is in it is complete: it gets its
 * name when it is.
 */
export class Cache {
  /** Returns the cache of the user: `BERTH_CACHE`, or `berth` in the folder of caches (XDG Base Directory Specification). */
  public static of({ BERTH_CACHE: own, XDG_CACHE_HOME: caches }: { readonly [name: string]: string | undefined }): Cache {
    return new Cache(own || join(caches || join(homedir(), '.cache'), 'berth'));
  }

  constructor(private readonly folder: string) {}

  /**
   * Returns the folder of something, and makes it first if it is not there.
   *
   * @param kind  what it is: `layers`
   * @param key   what it is made from, such as a hash
   * @param make  fills a new folder
   */
  public async get(kind: string, key: string, make: (folder: string) => Promise<void>): Promise<string> {
    const place = join(this.folder, kind, key);
    if (fs.existsSync(place)) return place;
    fs.mkdirSync(join(this.folder, kind), { recursive: true });
    const temporary = fs.mkdtempSync(`${place}.`);
    try {
      await make(temporary);
      fs.renameSync(temporary, place);
    } catch (error) {
      // Another process may have been faster.
      if (!fs.existsSync(place)) throw error;
    } finally {
      fs.rmSync(temporary, { recursive: true, force: true });
    }
    return place;
  }
}

/** Returns the SHA-256 of a value as JSON, in hexadecimal. */
export function keyOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
