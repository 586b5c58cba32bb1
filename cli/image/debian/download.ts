import * as fs from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { Lock, LockedPackage } from './lock';
import { hashFile } from '../../../provider/engine/image/source/hash';
import { Cache } from '../cache';
import { downloadFailed } from '../errors';

/** As many downloads at once as a mirror likes. */
const AT_ONCE = 4;

/** Downloads packages into the cache, unless they are there. Returns the path of each, in the order given. Each has the locked hash. */
export async function download(
  packages: readonly LockedPackage[], lock: Lock, cache: Cache, signal: AbortSignal,
): Promise<readonly string[]> {
  const limit = pLimit(AT_ONCE);
  return Promise.all(packages.map((each) => limit(async () => (
    join(await cache.get('packages', each.sha256, (folder) => fetchInto(folder, each, lock.mirrors, signal)), 'package.deb')))));
}

async function fetchInto(folder: string, locked: LockedPackage, mirrors: readonly string[], signal: AbortSignal): Promise<void> {
  const problems: string[] = [];
  for (const mirror of mirrors) {
    const url = `${mirror.replace(/\/$/, '')}/${locked.file}`;
    const problem = await fetchFrom(url, join(folder, 'package.deb'), locked, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      return (error as Error & { cause?: Error }).cause?.message ?? (error as Error).message;
    });
    if (problem === undefined) return;
    problems.push(`${url}: ${problem}`);
  }
  throw downloadFailed(locked.name, locked.version, problems);
}

/** Returns what is wrong with what a mirror has, or undefined if it is the locked package. */
async function fetchFrom(url: string, target: string, { sha256, size }: LockedPackage, signal: AbortSignal): Promise<string | undefined> {
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) return `status ${response.status}`;
  let written = 0;
  const file = await fs.promises.open(target, 'w');
  try {
    for await (const chunk of response.body) {
      written += (chunk as Uint8Array).length;
      // Whoever answers must not fill the disk.
      if (written > size) return `more than the ${size} bytes of the lock file`;
      await file.writeFile(chunk as Uint8Array);
    }
  } finally {
    await file.close();
  }
  const hash = await hashFile(target);
  return hash === sha256 ? undefined : `the SHA-256 is ${hash}, not ${sha256} as in the lock file`;
}
