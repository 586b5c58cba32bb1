import { Difference, Differences, differences, Found, inPlace, Observation } from './observe';
import { WantedSet } from './set';
import { listed } from '../shared/listed';

/** What was read about a set. */
export interface Summary {
  readonly placement: Record<string, number>;
  readonly summary: string;
  readonly complete: boolean;
  readonly imported: boolean;
}

/** What is read about a set with which nothing is wrong. */
export function perfect(set: WantedSet): Summary {
  return { placement: set.placement, summary: wantedSummary(set), complete: true, imported: set.imported };
}

/** How `summary` says that nothing is wrong. */
function wantedSummary({ replicas, standby }: WantedSet): string {
  return `${replicas} of ${replicas} run as described${standby === 0 ? '' : `, and ${standby} of ${standby} stand by`}`;
}

/** What a set was found to be. */
export interface Comparison {
  readonly set: WantedSet;
  readonly wrong: Differences;
  readonly seen: Summary;
}

/**
 * Compares what exists with a set, and sums it up. A host of which nothing is known counts as it was.
 *
 * @param before  the placement as it was known before
 */
export async function compareSet(
  set: WantedSet, observation: Observation, before: Readonly<Record<string, number>>, signal: AbortSignal,
): Promise<Comparison> {
  const there = inPlace(set, observation);
  const wrong = await differences(set, there.values(), signal);
  const summary = inWords(set, observation, there, wrong);
  const imported = set.imported && observation.found.some(({ setId }) => setId === undefined);
  const seen = { placement: placementOf(set, observation, before), summary, complete: summary === wantedSummary(set), imported };
  return { set, wrong, seen };
}

/** Returns how many clones are on each host. A host of which nothing is known has as many as before. */
export function placementOf(
  set: WantedSet, { found, unseen }: Observation, before: Readonly<Record<string, number>>,
): Record<string, number> {
  const placement = Object.fromEntries(set.hosts.map(({ name }) => [name, unseen.has(name) ? before[name] ?? 0 : 0]));
  found.forEach(({ host }) => { placement[host.name] = (placement[host.name] ?? 0) + 1; });
  return placement;
}

/** Says what is wrong with which clones, and what an apply does with them. */
function inWords(set: WantedSet, observation: Observation, there: ReadonlyMap<number, Found>, wrong: Differences): string {
  const isUnseen = (index: number) => observation.unseen.has(set.hostOf(index)?.name ?? '');
  const gone = new Set(set.indexes.filter((index) => !there.has(index) && !isUnseen(index)));
  const names = (indexes: readonly number[]) => indexes.map((index) => set.nameOf(index));
  const those = (kind: Difference['kind']) => names(set.indexes.filter((index) => wrong.get(index)?.kind === kind));
  const extra = observation.found.filter((each) => there.get(each.index) !== each).map(({ name, host }) => `${name} on ${host.name}`);
  const parts = [
    part('gone', 'create', names([...gone])),
    part('stopped', 'start', those('stopped')),
    part('paused', 'resume', those('paused')),
    ...bySettings(wrong).map(([settings, indexes]) => part(`with another ${settings}`, 'change while they run', names(indexes))),
    part('unhealthy', 'replace', those('unhealthy')),
    part('from another template', 'replace', those('outdated')),
    part('not as created', 'replace', those('replaced')),
    part('not wanted there', 'remove', extra),
  ].flat();
  if (parts.length === 0) return wantedSummary(set);
  const isRight = (index: number) => !gone.has(index) && !wrong.has(index);
  const running = set.indexes.filter((index) => !set.standsBy(index) && isRight(index)).length;
  const waiting = set.indexes.filter((index) => set.standsBy(index) && isRight(index)).length;
  const standby = set.standby === 0 ? '' : `, and ${waiting} of ${set.standby} stand by`;
  return [`${running} of ${set.replicas} run as described${standby}`, ...parts].join('; ');
}

/** Returns the clones with other settings, by what differs. */
function bySettings(wrong: Differences): [string, number[]][] {
  const groups = new Map<string, number[]>();
  for (const [index, { settings }] of wrong) {
    if (settings === undefined) continue;
    const key = listed(settings.map((name) => `\`${name}\``));
    groups.set(key, [...groups.get(key) ?? [], index]);
  }
  return [...groups];
}

function part(what: string, action: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${names.length} ${what}, ${action}: ${listed(names)}`];
}
