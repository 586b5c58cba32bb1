import pLimit from 'p-limit';
import { compare } from './as-described';
import { CloneSetModel } from './schema';
import { engineOf, Host, wantedSummary, WantedSet } from './set';
import { isSameTemplate } from './template';
import { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/errors';
import { Engines } from '../../engines/engines';
import { fromModel } from '../../framework/schema/body-values';
import { matches } from '../../framework/schema/match';
import { fromEngine } from '../container/fields/model';
import { schema as containerSchema } from '../container/fields/schema';
import { shouldRun } from '../container/fields/settings';
import { inspectAsModeled } from '../container/operations/inspect';
import { clonesOn, ListedClone } from '../shared/clones';
import { listed } from '../shared/listed';

/** How many requests of one set an engine gets at once. */
export const CONCURRENCY = 16;

/** A container of a set that exists. */
export interface Found extends ListedClone {
  readonly host: Host;
  readonly engine: Engine;
}

/** What is wrong with a clone that exists where it should be. One that is replaced has the labels of a clone, but was made by hand. */
export type Difference = 'stopped' | 'changed' | 'outdated' | 'replaced';

export interface Observation {
  readonly found: readonly Found[];
  /** The hosts of which nothing is known: why, by the name of the host. */
  readonly unseen: ReadonlyMap<string, EngineError | undefined>;
}

/** Lists the containers of a set on hosts. */
export async function listClones(
  engines: Engines, set: Pick<CloneSetModel, 'id' | 'name'>, hosts: readonly Host[], signal: AbortSignal,
): Promise<Observation> {
  const unseen = new Map<string, EngineError | undefined>();
  const lists = await Promise.all(hosts.map(async (host) => {
    const engine = engineOf(engines, host);
    if (engine !== undefined) {
      try {
        const clones = await clonesOn(engine, { id: set.id!, name: set.name! }, signal);
        return clones.map((clone) => ({ ...clone, host, engine }));
      } catch (error) {
        if (!(error instanceof EngineError) || error.statusCode !== undefined) throw error;
        unseen.set(host.name, error);
        return [];
      }
    }
    unseen.set(host.name, undefined);
    return [];
  }));
  return { found: lists.flat(), unseen };
}

/** Returns the containers that are where the set wants a clone, by the index of the clone. */
export function inPlace(set: WantedSet, { found }: Observation): Map<number, Found> {
  return new Map(found.filter(({ index, host }) => set.hostOf(index)?.name === host.name).map((each) => [each.index, each]));
}

/** Compares containers with what the set describes. Returns what is wrong, by the index of the clone. */
export async function differences(
  set: WantedSet, found: Iterable<Found>, signal: AbortSignal,
): Promise<ReadonlyMap<number, Difference>> {
  const limit = pLimit(CONCURRENCY);
  const compared = await Promise.all([...found].map((each) => (
    limit(async () => [each.index, await differenceOf(set, each, signal)] as const))));
  return new Map(compared.filter((each): each is [number, Difference] => each[1] !== undefined));
}

/** Compares a container with what the set describes. Returns what is wrong, if anything is. */
export async function differenceOf(
  set: WantedSet, { engine, id, index, labels }: Found, signal: AbortSignal,
): Promise<Difference | undefined> {
  const clone = set.clone(index);
  if (!isSameTemplate(labels, clone)) return 'outdated';
  const inspect = await inspectAsModeled(engine, id, clone.model, signal);
  // It is gone since it was listed, and the next plan says so.
  if (inspect === undefined) return undefined;
  if (shouldRun(clone.model) && (!inspect.State.Running || inspect.State.Paused && !clone.model.suspended)) return 'stopped';
  const observed = fromModel(containerSchema, fromEngine(inspect, clone.model));
  const comparison = await compare(engine, inspect, clone.model, signal);
  if (comparison === 'other') return 'replaced';
  if (!matches(containerSchema, fromModel(containerSchema, clone.model), observed, 'anything')) return 'changed';
  // What only an import sees, such as a further network, no change in place repairs.
  return comparison === 'live' ? 'replaced' : undefined;
}

/** What was read about a set. */
export interface Summary {
  readonly placement: Record<string, number>;
  readonly summary: string;
}

/**
 * Sums up what exists. A host of which nothing is known counts as it was.
 *
 * @param before the placement as it was known before
 */
export async function summarize(
  set: WantedSet, observation: Observation, before: Readonly<Record<string, number>>, signal: AbortSignal,
): Promise<Summary> {
  const { found, unseen } = observation;
  const there = inPlace(set, observation);
  const wrong = await differences(set, there.values(), signal);
  const indexes = Array.from({ length: set.replicas }, (_, index) => index);
  const isUnseen = (index: number) => unseen.has(set.hostOf(index)?.name ?? '');
  const gone = indexes.filter((index) => !there.has(index) && !isUnseen(index));
  const withDifference = (difference: Difference) => indexes.filter((index) => wrong.get(index) === difference);
  const extra = found.filter((each) => there.get(each.index) !== each);
  const right = set.replicas - gone.length - wrong.size;
  const names = (all: readonly number[]) => all.map((index) => set.nameOf(index));
  const parts = [
    part('gone', names(gone)),
    part('stopped', names(withDifference('stopped'))),
    part('with other settings', names(withDifference('changed'))),
    part('from another template', names(withDifference('outdated'))),
    part('not as created', names(withDifference('replaced'))),
    part('not wanted there', extra.map(({ name, host }) => `${name} on ${host.name}`)),
  ].flat();
  const placement = Object.fromEntries(set.hosts.map(({ name }) => [name, unseen.has(name) ? before[name] ?? 0 : 0]));
  found.forEach(({ host }) => { placement[host.name] = (placement[host.name] ?? 0) + 1; });
  return {
    placement,
    summary: parts.length === 0 ? wantedSummary(set.replicas) : [`${right} of ${set.replicas} run as described`, ...parts].join('; '),
  };
}

function part(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${names.length} ${what}: ${listed(names)}`];
}
