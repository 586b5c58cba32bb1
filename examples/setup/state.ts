import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { SetupError } from './say';

/** The folder for what the demo keeps, where `BERTH_STATE_DIR` names no other. */
const DEFAULT_FOLDER = '/var/lib/berth-demo';

/** The longest path that a Unix socket may have is 107 bytes, and the engine puts its own up to 45 bytes deep. */
const LONGEST_FOLDER = 60;

/** Where the set-up keeps what outlives a run: outside the checkout, under one folder, so that it can be removed as a whole. */
export interface State {
  readonly folder: string;
  /**
   * What was made from Debian packages, and takes minutes to make again. `BERTH_CACHE_DIR` moves it elsewhere, where it
   * then outlives the removal of the rest.
   */
  readonly cache: string;
  /** Stands for the folder in names of limited length, such as a network interface's. */
  readonly id: string;
}

/** What the demo keeps, where the environment says. */
export function demoState(): State {
  return stateIn(process.env.BERTH_STATE_DIR ?? DEFAULT_FOLDER, process.env.BERTH_CACHE_DIR);
}

export function stateIn(folder: string, cache = join(folder, 'cache')): State {
  if (!folder.startsWith('/') || Buffer.byteLength(folder) > LONGEST_FOLDER) {
    throw new SetupError(
      `The folder for the demo's engine can't be ${folder}`,
      `BERTH_STATE_DIR must be an absolute path of at most ${LONGEST_FOLDER} bytes: the paths of the engine's sockets, inside it, must not be longer than 107.`,
    );
  }
  return { folder, cache, id: createHash('sha256').update(folder).digest('hex').slice(0, 8) };
}
