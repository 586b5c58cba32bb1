import { posix } from 'node:path';
import { Engine } from '../engine/engine';
import { ISOLATED, runProbe } from '../probe/run';

/** Where a runtime's program is mounted in the probe. */
const PROGRAM = '/runtime';

/**
 * Returns which files the programs of runtimes are on the host (device and inode), by the runtime's name. Omits runtimes for which the
 * engine does not report an absolute path, such as those that it finds by the name of their shim, and those that cannot be read.
 */
export async function readRuntimePrograms(
  engine: Engine, image: string, runtimes: readonly string[], signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const { Runtimes: registered } = await engine.info();
  const programs = await Promise.all([...new Set(runtimes)].map(async (name) => {
    const { path } = (registered?.[name] ?? {}) as { path?: unknown };
    if (typeof path !== 'string' || !posix.isAbsolute(path)) return [];
    // The engine resolves links in the path, as it does when it starts the runtime. A bind mount keeps the device and the inode.
    const host = { ...ISOLATED, Mounts: [{ Type: 'bind' as const, Source: path, Target: PROGRAM, ReadOnly: true }] };
    const answer = await runProbe(engine, image, [`=${PROGRAM}`], { host }, signal)
      .then((answers) => answers.get(`=${PROGRAM}`))
      .catch(() => undefined);
    return answer?.kind === 'identity' ? [[name, answer.text] as const] : [];
  }));
  signal.throwIfAborted();
  return new Map(programs.flat());
}
