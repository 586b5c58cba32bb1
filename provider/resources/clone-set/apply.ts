import { claimOf } from './claim';
import { clonesFailed, Failure, hostUnreachable, interrupted, leftBehind, rolledBack, changedSincePlan } from './errors';
import { removeLeftOver, removeStaleTemplates } from './fork/tidy';
import { isDescribed } from './import';
import { listClones, Observation } from './observe';
import { CloneSetModel, schema } from './schema';
import { Host, hostsOf, placesOf, WantedSet } from './set';
import { compareSet, Comparison, perfect, Summary } from './summary';
import { Outcome, Work } from './work';
import { cloneName } from '../../../src/shared/clones';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engines } from '../../engines/engines';
import { ApplyContext } from '../../framework/resource';
import { ClonedSet } from '../shared/clones';

type SetContext = ApplyContext<Engines, typeof schema>;

/**
 * Brings the containers of a set to what it describes. Whatever fails, the rest is done; one error at the end tells what failed.
 *
 * @param prior the set before, or undefined at its creation
 */
export async function apply(context: SetContext, desired: CloneSetModel, prior?: CloneSetModel): Promise<CloneSetModel> {
  const set = new WantedSet(desired);
  const removed = prior === undefined ? [] : hostsOf(prior).filter(({ name }) => set.hosts.every((host) => host.name !== name));
  const hosts = [...set.hosts, ...removed];
  // If the apply fails, the summary tells what is left to do, and the next one has to look for containers on all of these hosts.
  context.record({ ...desired, id: set.id, host: hosts as unknown as CloneSetModel['host'] });

  // Of an imported set, nothing is known before its first apply.
  const described = prior && isDescribed(prior) ? prior : undefined;
  const claim = claimOf({ ...desired, id: set.id }, prior);
  const [observation] = await Promise.all([
    listClones(context.client, claim, hosts, context.signal), removeLeftOver(context, set),
  ]);
  const before = described && await compareBefore(context, described, observation);
  const outcome = await new Work(context, set, desired, observation, before).run();
  const former = outcome.hasBadBatch && described && rollsBack(desired) ? withTemplateOf(described, desired) : undefined;
  const back = former && await rollBack(context, former, hosts, claim);
  const problems = [
    ...problemsOf(context, desired, outcome, back), ...hostProblems(context, desired, prior, removed, observation),
  ];
  if (problems.length === 0) {
    await removeStaleTemplates(context, { ...desired, id: set.id }, prior);
    return { ...desired, ...perfect(set) };
  }

  const seen = await observed(context, former === undefined ? set : new WantedSet(former), hosts, claim, prior?.placement ?? {});
  const diagnostics = problems.flatMap((problem) => problem(seen.summary).diagnostics);
  if (prior === undefined && desired.keep_on_failure && Object.values(seen.placement).some((count) => count > 0)) {
    diagnostics.forEach(({ severity: _severity, ...warning }) => context.warn(warning));
    return { ...desired, ...seen };
  }
  context.record(former === undefined ? seen : { ...former, host: withImagesOf(prior!, hosts), ...seen });
  throw new DiagnosticError(...diagnostics);
}

/** Compares what exists with the set before, and warns if an approved plan did not show what has become of it since. */
async function compareBefore(
  { client, signal, warn }: SetContext, prior: CloneSetModel, { found, unseen }: Observation,
): Promise<Comparison> {
  const set = new WantedSet(prior);
  const there = found.filter(({ host }) => set.hosts.some(({ name }) => name === host.name));
  const comparison = await compareSet(set, { found: there, unseen }, prior.placement ?? {}, signal);
  const { summary } = comparison.seen;
  if (summary !== prior.summary && hostsOf(prior).every((host) => client.has(host.engine))) {
    warn(changedSincePlan(prior.name!, prior.summary!, summary));
  }
  return comparison;
}

function rollsBack({ rolling_update: [update] }: CloneSetModel): boolean {
  return (update as { readonly rollback: boolean } | undefined)?.rollback === true;
}

/** Returns a set with the template and the images that it had before. */
function withTemplateOf(prior: CloneSetModel, desired: CloneSetModel): CloneSetModel {
  return { ...desired, template: prior.template, host: withImagesOf(prior, hostsOf(desired)) };
}

function withImagesOf(prior: CloneSetModel, hosts: readonly Host[]): CloneSetModel['host'] {
  const images = new Map(hostsOf(prior).map(({ name, image }) => [name, image]));
  const before = hosts.map((host) => ({ ...host, image: images.has(host.name) ? images.get(host.name)! : host.image }));
  return before as unknown as CloneSetModel['host'];
}

/** Brings the containers back to what a set described before. */
async function rollBack(context: SetContext, before: CloneSetModel, hosts: readonly Host[], claim: ClonedSet): Promise<Outcome> {
  const set = new WantedSet(before);
  return new Work(context, set, before, await listClones(context.client, claim, hosts, context.signal)).run();
}

/** What is wrong at the end, given what the set is then. */
type Problem = (outcome: string) => DiagnosticError;

/** @param back  what became of the way back to the template before, if it was gone */
function problemsOf({ signal }: SetContext, { name }: CloneSetModel, { failures }: Outcome, back: Outcome | undefined): Problem[] {
  const failed = (all: readonly Failure[]) => (all.length === 0 ? [] : [(outcome: string) => clonesFailed(name!, all, outcome)]);
  return [
    ...back === undefined ? failed(failures) : [(outcome: string) => rolledBack(name!, failures, outcome), ...failed(back.failures)],
    ...signal.aborted ? [(outcome: string) => interrupted(name!, outcome)] : [],
  ];
}

/** Returns the problems of hosts that do not answer. For a host that is no longer in the list, it warns. */
function hostProblems(
  { client, warn }: SetContext, desired: CloneSetModel, prior: CloneSetModel | undefined, removed: readonly Host[],
  { unseen }: Observation,
): Problem[] {
  const places = prior === undefined ? [] : placesOf(prior);
  return [...unseen].flatMap(([name, error]): Problem[] => {
    if (removed.some((host) => host.name === name)) {
      const count = prior?.placement?.[name] ?? 0;
      if (count > 0) warn(leftBehind({ ...prior!, name: desired.name }, name, count));
      return [];
    }
    if (error === undefined) {
      // Throws an error that lists the engines there are.
      client.of(hostsOf(desired).find((host) => host.name === name)!.engine);
      return [];
    }
    const left = places.flatMap((host, index) => (host === name ? [cloneName(desired.name!, index)] : []));
    return [() => hostUnreachable(desired.name!, name, left, error)];
  });
}

/** Returns what exists after a failure, also if Terraform asked to stop. */
async function observed(
  { client }: SetContext, set: WantedSet, hosts: readonly Host[], claim: ClonedSet, before: Readonly<Record<string, number>>,
): Promise<Summary> {
  const { signal } = new AbortController();
  return (await compareSet(set, await listClones(client, claim, hosts, signal), before, signal)).seen;
}
