import pMap from 'p-map';
import { compare } from './as-described';
import { engineOf, Host, WantedSet } from './set';
import { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/errors';
import { Engines } from '../../engines/engines';
import { isSuspended, silenceOf } from '../../engines/suspended';
import { fromModel } from '../../framework/schema/body-values';
import { matches } from '../../framework/schema/match';
import { Body } from '../../framework/schema/schema';
import { fromEngine } from '../container/fields/model';
import { ContainerModel, schema as containerSchema } from '../container/fields/schema';
import { shouldRun } from '../container/fields/settings';
import { inspectAsModeled } from '../container/operations/inspect';
import { ClonedSet, clonesOn, ListedClone } from '../shared/clones';

/** How many containers are inspected at once. More do not make it faster: reading the answers keeps a processor busy. */
const CONCURRENCY = 16;

/** How many hosts are listed at once. A list may have some MiB. */
const LISTS = 8;

/** A container of a set that exists. */
export interface Found extends ListedClone {
  readonly host: Host;
  readonly engine: Engine;
}

/**
 * What is wrong with a clone that exists where it should be. One that is outdated was made from another template. One that is replaced has
 * the labels of a clone, but was made by hand.
 */
export interface Difference {
  readonly kind: 'stopped' | 'paused' | 'unhealthy' | 'changed' | 'outdated' | 'replaced';
  /** The attributes that differ, if the engine can change them. */
  readonly settings?: readonly string[];
}

/** By the index of the clone. */
export type Differences = ReadonlyMap<number, Difference>;

export interface Observation {
  readonly found: readonly Found[];
  /** The hosts of which nothing is known: why, by the name of the host. */
  readonly unseen: ReadonlyMap<string, EngineError | undefined>;
}

/** Lists the containers of a set on hosts. */
export async function listClones(
  engines: Engines, set: ClonedSet, hosts: readonly Host[], signal: AbortSignal,
): Promise<Observation> {
  const unseen = new Map<string, EngineError | undefined>();
  const lists = await pMap(hosts, async (host) => {
    const engine = engineOf(engines, host);
    if (engine !== undefined) {
      try {
        if (await isSuspended(engine)) throw silenceOf(engine);
        const clones = await clonesOn(engine, set, signal);
        return clones.map((clone) => ({ ...clone, host, engine }));
      } catch (error) {
        if (!(error instanceof EngineError) || error.statusCode !== undefined) throw error;
        unseen.set(host.name, error);
        return [];
      }
    }
    unseen.set(host.name, undefined);
    return [];
  }, { concurrency: LISTS });
  return { found: lists.flat(), unseen };
}

/**
 * Returns the containers that are where the set wants a clone, by the index of the clone. One that is to take the place of another has it
 * once that one is removed.
 */
export function inPlace(set: WantedSet, { found }: Observation): Map<number, Found> {
  const there = found.filter(({ index, host }) => set.hostOf(index)?.name === host.name);
  return new Map([...there.filter(({ isNext }) => isNext), ...there.filter(({ isNext }) => !isNext)].map((each) => [each.index, each]));
}

/**
 * Compares containers with what the set describes. Returns what is wrong. The first one on each host is compared before the others, which
 * are compared with it.
 */
export async function differences(set: WantedSet, found: Iterable<Found>, signal: AbortSignal): Promise<Differences> {
  const all = [...found];
  const wrong = new Map<number, Difference>();
  const check = async (each: Found) => {
    const difference = await differenceOf(set, each, signal);
    if (difference !== undefined) wrong.set(each.index, difference);
  };
  const firsts = new Map<string, Found>();
  for (const each of all) if (!firsts.has(each.host.name)) firsts.set(each.host.name, each);
  await pMap(firsts.values(), check, { concurrency: CONCURRENCY });
  const others = all.filter((each) => firsts.get(each.host.name) !== each);
  await pMap(others, check, { concurrency: CONCURRENCY });
  return new Map([...wrong].sort(([one], [other]) => one - other));
}

/** Compares a container with what the set describes. Returns what is wrong, if anything is. */
export async function differenceOf(
  set: WantedSet, { engine, id, index, host, fingerprint, setId, isNext }: Found, signal: AbortSignal,
): Promise<Difference | undefined> {
  const isLabelled = setId !== undefined;
  if (isLabelled && fingerprint !== set.fingerprintOf(index)) return { kind: 'outdated' };
  const kin = `${host.name} ${set.fingerprintOf(index)} ${set.standsBy(index)} ${isLabelled}`;
  const model = set.likeness.modelOf(kin) ?? set.clone(index).model;
  // An answer that is kept would only take memory: each is needed once.
  const inspect = await inspectAsModeled(engine, id, model, { fresh: true, signal });
  // It is gone since it was listed, and the next plan says so.
  if (inspect === undefined) return undefined;
  const { State: { Running: isRunning, Paused: isPaused, Health: health } } = inspect;
  const isUnhealthy = health?.Status === 'unhealthy' && !isPaused;
  const isInItsState = !isNext && isRunning && isPaused === (model.suspended === true);
  if (shouldRun(model) && !isRunning) return { kind: 'stopped' };
  if (shouldRun(model) && isPaused && !model.suspended) return { kind: 'paused' };
  if (isInItsState && set.likeness.isAlike(kin, set.varying(index, isLabelled), inspect)) {
    return isUnhealthy ? { kind: 'unhealthy' } : undefined;
  }
  const clone = set.clone(index);
  const comparison = await compare(engine, inspect, clone.asRead, signal);
  if (comparison === 'other') return { kind: 'replaced' };
  if (isUnhealthy) return { kind: 'unhealthy' };
  const settings = [...changedSettings(clone.asRead, fromEngine(inspect, clone.asRead)), ...isNext ? ['name'] : []];
  if (settings.length > 0) return { kind: 'changed', settings };
  // What only an import sees, such as a further network, no change in place repairs.
  if (comparison === 'live') return { kind: 'replaced' };
  const other = set.otherThan(index);
  if (isInItsState && other !== undefined) {
    set.likeness.learn(kin, isLabelled ? clone.model : clone.asRead, set.varying(other, isLabelled), inspect);
  }
  return undefined;
}

/** Returns the names of the attributes and blocks that a container does not have as its model says. */
function changedSettings(model: ContainerModel, seen: ContainerModel): string[] {
  const [expected, observed] = [fromModel(containerSchema, model), fromModel(containerSchema, seen)];
  if (matches(containerSchema, expected, observed, 'anything')) return [];
  const { attributes, blocks = {} }: Body = containerSchema;
  const parts = [
    ...Object.entries(attributes).map(([name, attribute]): [string, Body] => [name, { attributes: { [name]: attribute } }]),
    ...Object.entries(blocks).map(([name, block]): [string, Body] => [name, { attributes: {}, blocks: { [name]: block } }]),
  ];
  return parts.filter(([, part]) => !matches(part, expected, observed, 'anything')).map(([name]) => name);
}
