import { Engine } from '../engine/engine';
import { Answer } from '../probe/answers';
import { ProbeSettings, runProbe, twinSettings } from '../probe/run';
import { Inspect } from '../resources/container/fields/fact';

const TWIN_FILES = ['/proc/self/status', '/proc/self/mountinfo', '/proc/self/uid_map', '/proc/version', '/proc/sys/kernel/random/boot_id'];

/** What a twin printed, or nothing if it could not run. */
type Twin = ReadonlyMap<string, Answer> | undefined;

/**
 * Runs one twin for all containers with the same settings. Returns what each printed, by the id of the container.
 *
 * A runtime that no longer starts containers leaves its containers without evidence. It must not keep others from being attested.
 */
export async function readTwins(
  engine: Engine, image: string, containers: readonly Inspect[], signal: AbortSignal,
): Promise<Map<string, Exclude<Twin, undefined>>> {
  const bySettings = new Map<string, Promise<Twin>>();
  const twinOf = (settings: ProbeSettings) => {
    const key = JSON.stringify(settings);
    const twin = bySettings.get(key) ?? runProbe(engine, image, TWIN_FILES, settings, signal).catch(() => undefined);
    bySettings.set(key, twin);
    return twin;
  };
  const twins = await Promise.all(containers.map(async (container) => [container.Id, await twinOf(twinSettings(container))] as const));
  signal.throwIfAborted();
  return new Map(twins.flatMap(([id, twin]) => twin === undefined ? [] : [[id, twin] as const]));
}
