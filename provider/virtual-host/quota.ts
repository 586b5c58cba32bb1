import { noRoom } from './errors';
import { named, rulesOf } from './judge';
import { holdLock } from './lock';
import { countedContainers, memberVolumes, MemberVolume } from './members';
import { sizeOfVolume } from './volume-size';
import { Attributes } from '../../src/shared/virtual-host/broken-rule';
import { VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { MIB } from '../engine/canonical/size';
import { Engine } from '../engine/engine';

/** How much of something a virtual container host may have. */
export interface Quota {
  /** The name of the virtual container host. */
  readonly host: string;
  /** Throws if there is no room for one more, besides what exists under its own name, or for what was created already. */
  readonly requireRoom: (engine: Engine, isCreated: boolean) => Promise<void>;
}

/**
 * Returns the quota for a container, or undefined if there is none.
 *
 * @param volumes  the anonymous volumes that are created with it
 */
export function containerQuota(container: Attributes, volumes: readonly MemberVolume[] = []): Quota | undefined {
  const rules = rulesOf(container);
  if (rules === undefined) return undefined;
  const countsVolumes = volumes.length > 0 && (rules.max_volumes !== undefined || rules.max_storage !== undefined);
  if (rules.max_containers === undefined && !countsVolumes) return undefined;
  const refuse = (problem: string | undefined, remedy: string) => {
    if (problem !== undefined) throw noRoom(named('Container', container), rules.name, problem, remedy);
  };
  return {
    host: rules.name,
    requireRoom: async (engine, isCreated) => {
      const names = await countedContainers(engine, rules, { fresh: true });
      refuse(tooManyContainers(new Set([...names, String(container.name)]).size, rules), CONTAINERS_REMEDY);
      if (!countsVolumes) return;
      const existing = await memberVolumes(engine, rules, { fresh: true });
      refuse(tooManyVolumes([...existing, ...isCreated ? [] : volumes], rules), VOLUMES_REMEDY);
    },
  };
}

/** Returns the quota for a volume, or undefined if there is none. */
export function volumeQuota(volume: Attributes): Quota | undefined {
  const rules = rulesOf(volume);
  if (rules?.max_volumes === undefined && rules?.max_storage === undefined) return undefined;
  return {
    host: rules.name,
    requireRoom: async (engine) => {
      const others = (await memberVolumes(engine, rules, { fresh: true })).filter(({ name }) => name !== volume.name);
      const own = { name: String(volume.name), size: sizeOfVolume(volume.driver ?? 'local', volume.driver_opts as Attributes | null) };
      const problem = tooManyVolumes([...others, own], rules);
      if (problem !== undefined) throw noRoom(named('Volume', volume), rules.name, problem, VOLUMES_REMEDY);
    },
  };
}

export const CONTAINERS_REMEDY = 'Remove or pause containers, or raise `max_containers`.';
export const VOLUMES_REMEDY = 'Remove volumes, or raise the rule.';

/** Returns what is wrong with a number of containers. */
export function tooManyContainers(count: number, { max_containers: max }: VirtualHostRules): string | undefined {
  return max === undefined || count <= max ? undefined
    : `With it, there are ${count} containers, and \`max_containers\` is ${max}. Containers that are paused don't count.`;
}

/** Returns what is wrong with volumes. */
export function tooManyVolumes(volumes: readonly MemberVolume[], { max_volumes: most, max_storage: mebibytes }: VirtualHostRules) {
  if (most !== undefined && volumes.length > most) return `With it, there are ${volumes.length} volumes, and \`max_volumes\` is ${most}.`;
  if (mebibytes === undefined) return undefined;
  const unlimited = volumes.find(({ size }) => size === undefined);
  if (unlimited !== undefined) return `Nothing holds the volume "${unlimited.name}" to a size, and \`max_storage\` is ${mebibytes} MiB.`;
  const sum = volumes.reduce((total, { size }) => total + size!, 0);
  return sum <= mebibytes * MIB ? undefined
    : `With it, the volumes have ${Math.ceil(sum / MIB)} MiB together, and \`max_storage\` is ${mebibytes} MiB.`;
}

/**
 * Creates something within a quota, also if several applies create at once.
 *
 * @param undo  takes back what was created, if another apply took the last room at the same time
 */
export async function withinQuota<T>(
  engine: Engine, quota: Quota | undefined, signal: AbortSignal, create: () => Promise<T>, undo: (created: T) => Promise<unknown>,
): Promise<T> {
  if (quota === undefined) return create();
  const { host } = quota;
  const { result, isKept } = await holdLock(engine, host, signal, async () => {
    await quota.requireRoom(engine, false);
    return create();
  });
  if (!isKept) await countAgain(engine, quota, signal, () => undo(result));
  return result;
}

/**
 * Another apply took the lock for that of a killed one, and may have counted before this one created. What is one too many is taken back
 * under the lock, so that the next one that counts does not see it.
 */
async function countAgain(engine: Engine, { host, requireRoom }: Quota, signal: AbortSignal, undo: () => Promise<unknown>): Promise<void> {
  let undone: Promise<unknown> | undefined;
  const undoOnce = async (error: unknown) => {
    await (undone ??= undo());
    throw error;
  };
  for (let isCounted = false; !isCounted;) {
    const held = await holdLock(engine, host, signal, () => requireRoom(engine, true).catch(undoOnce)).catch(undoOnce);
    isCounted = held.isKept;
  }
}
