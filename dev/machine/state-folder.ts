import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { SetupError } from '../console/setup-error';

/** The demo's folder unless `BERTH_STATE_DIR` is set. */
const DEFAULT_FOLDER = '/var/lib/berth-demo';

/** The path of a Unix socket has at most 107 bytes, and the engine's own sockets are up to 45 bytes deeper than this folder. */
const LONGEST_FOLDER = 60;

/** Where an engine and a registry keep their files between runs: one folder outside the checkout, so that it can be removed as a whole. */
export interface StateFolder {
  readonly folder: string;
  /**
   * The images made from Debian packages, which take minutes to make. `BERTH_CACHE_DIR` moves the cache to another place,
   * where it survives the removal of the folder.
   */
  readonly cache: string;
  /** Identifies the folder in names of limited length, such as that of a network interface. */
  readonly id: string;
}

/** Returns the demo's folder, as configured in the environment. */
export function demoState(): StateFolder {
  return stateIn(process.env.BERTH_STATE_DIR ?? DEFAULT_FOLDER, process.env.BERTH_CACHE_DIR);
}

export function stateIn(folder: string, cache = join(folder, 'cache')): StateFolder {
  if (!folder.startsWith('/') || Buffer.byteLength(folder) > LONGEST_FOLDER) {
    throw new SetupError(
      `The folder for the demo's engine can't be ${folder}`,
      `Set BERTH_STATE_DIR to an absolute path of at most ${LONGEST_FOLDER} bytes. `
        + 'It contains the engine\'s sockets, and the path of a socket has at most 107 bytes.',
    );
  }
  return { folder, cache, id: createHash('sha256').update(folder).digest('hex').slice(0, 8) };
}
