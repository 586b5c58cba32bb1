import { messageOf } from './finding';
import { Laboratory, textAt } from './laboratory';

/** Whether a runtime starts containers. */
export interface RuntimeFact {
  /** Null if it was not tried. */
  readonly starts: boolean | null;
  /** The release of the kernel that its containers see. Null if none started, or if they don't see it. */
  readonly kernel: string | null;
  /** Why it does not start containers. Null if it does. */
  readonly error: string | null;
}

const VERSION = '/proc/version';

/** In bytes: enough for the virtual machine of a container. */
const MEMORY = 512 * 1024 * 1024;

/** More than the threads of a sandbox. */
const PROCESSES = 512;

/** How many containers start at the same time. */
const AT_ONCE = 4;

/** Starts a container with each of the runtimes. */
export async function measureRuntimes(laboratory: Laboratory, names: readonly string[]): Promise<{ readonly [name: string]: RuntimeFact }> {
  const waiting = [...new Set(names)].sort();
  const facts: { [name: string]: RuntimeFact } = {};
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) facts[name] = await measureRuntime(laboratory, name);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => a < b ? -1 : 1));
}

async function measureRuntime(laboratory: Laboratory, name: string): Promise<RuntimeFact> {
  try {
    const host = { Runtime: name, Memory: MEMORY, PidsLimit: PROCESSES };
    const version = textAt(await laboratory.read([VERSION], { host }), VERSION);
    return { starts: true, kernel: /^Linux version (\S+)/.exec(version ?? '')?.[1] ?? null, error: null };
  } catch (error) {
    laboratory.signal.throwIfAborted();
    return { starts: false, kernel: null, error: messageOf(error) };
  }
}
