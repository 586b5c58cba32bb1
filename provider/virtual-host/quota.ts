import { noRoom, NoRoomToRun } from './errors';
import { named, rulesOf } from './judge';
import { holdLock } from './lock';
import { countedContainers, memberVolumes, MemberVolume } from './members';
import { onceParked } from './parking';
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
 * Returns the quota for a container, or undefined if there is none. One that is to be suspended needs no room itself, but it is created
 * under the lock, too, so that whatever counts before or after it sees all that there is.
 *
 * @param volumes  the anonymous volumes that are created with it
 */
export function containerQuota(container: Attributes, volumes: readonly MemberVolume[] = []): Quota | undefined {
  const rules = rulesOf(container);
  if (rules === undefined) return undefined;
  const countsVolumes = volumes.length > 0 && (rules.max_volumes !== undefined || rules.max_storage !== undefined);
  if (rules.max_containers === undefined && !countsVolumes) return undefined;
  const what = named('Container', container);
  return {
    host: rules.name,
    requireRoom: async (engine, isCreated) => {
      const tooMany = container.suspended === true ? undefined : await tooManyWith(engine, container, rules);
      if (tooMany !== undefined) throw new NoRoomToRun(what, rules.name, tooMany);
      if (!countsVolumes) return;
      const existing = await memberVolumes(engine, rules, { fresh: true });
      const tooMuch = tooManyVolumes([...existing, ...isCreated ? [] : volumes], rules);
      if (tooMuch !== undefined) throw noRoom(what, rules.name, tooMuch, VOLUMES_REMEDY);
    },
  };
}

/**
 * Whether there is room for a container that is to be suspended to run until it is. It exists, so what is created after it counts it.
 */
export async function hasRoomToRun(engine: Engine, container: Attributes): Promise<boolean> {
  const rules = rulesOf(container);
  return rules === undefined || await tooManyWith(engine, container, rules) === undefined;
}

async function tooManyWith(engine: Engine, { name }: Attributes, rules: VirtualHostRules): Promise<string | undefined> {
  if (rules.max_containers === undefined) return undefined;
  const names = await countedContainers(engine, rules, { fresh: true });
  return tooManyContainers(new Set([...names, String(name)]).size, rules);
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
 * Creates something within a quota, also if several applies create at once. If there is no room as long as a container of this apply is
 * not paused yet, waits for that.
 *
 * @param undo  takes back what was created, if another apply took the last room at the same time
 */
export async function withinQuota<T>(
  engine: Engine, quota: Quota | undefined, signal: AbortSignal, create: () => Promise<T>, undo: (created: T) => Promise<unknown>,
): Promise<T> {
  if (quota === undefined) return create();
  for (;;) {
    const wait = onceParked(engine, quota.host);
    try {
      return await createUnderLock(engine, quota, signal, create, undo);
    } catch (error) {
      if (!(error instanceof NoRoomToRun) || wait === undefined) throw error;
      await wait();
    }
  }
}

async function createUnderLock<T>(
  engine: Engine, quota: Quota, signal: AbortSignal, create: () => Promise<T>, undo: (created: T) => Promise<unknown>,
): Promise<T> {
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
