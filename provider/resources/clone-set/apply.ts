import pLimit from 'p-limit';
import { CloneOperations } from './clone-operations';
import { clonesFailed, Failure, hostUnreachable, interrupted, leftBehind } from './errors';
import { CONCURRENCY, differenceOf, differences, Found, inPlace, listClones, Observation, summarize, Summary } from './observe';
import { CloneSetModel, schema } from './schema';
import { Host, hostsOf, placesOf, wantedSummary, WantedSet } from './set';
import { cloneName } from '../../../src/shared/clones';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engines } from '../../engines/engines';
import { ApplyContext } from '../../framework/resource';

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
  // If the apply fails, the next one has to look for containers on all of these.
  context.record({ ...prior ?? desired, id: set.id, host: hosts as unknown as CloneSetModel['host'] });

  const observation = await listClones(context.client, set, hosts, context.signal);
  const work = new Work(context, set, desired, observation);
  await work.run();
  const problems = [...work.problems(), ...hostProblems(context, desired, prior, removed, observation)];
  if (problems.length === 0) return { ...desired, placement: set.placement, summary: wantedSummary(set.replicas) };

  const seen = await observed(context, set, hosts, prior?.placement ?? {});
  context.record(seen);
  throw new DiagnosticError(...problems.flatMap((problem) => problem(seen.summary).diagnostics));
}

/** What is wrong at the end, given what the set is then. */
type Problem = (outcome: string) => DiagnosticError;

/** The changes of one apply. */
class Work {
  private readonly failures: Failure[] = [];
  private readonly operations: CloneOperations;
  private readonly limit = pLimit(CONCURRENCY);

  constructor(
    private readonly context: SetContext,
    private readonly set: WantedSet,
    private readonly model: CloneSetModel,
    private readonly observation: Observation,
  ) {
    this.operations = new CloneOperations(context, set, model);
  }

  public async run(): Promise<void> {
    const there = inPlace(this.set, this.observation);
    const wrong = await differences(this.set, there.values(), this.context.signal);
    const outdated = await this.changeInPlace([...wrong].map(([index, difference]) => [there.get(index)!, difference] as const));
    await this.createMissing(there);
    await this.replace(outdated);
    await this.removeSurplus(there);
  }

  public problems(): Problem[] {
    const { name } = this.model;
    return [
      ...this.failures.length === 0 ? [] : [(outcome: string) => clonesFailed(name!, this.failures, outcome)],
      ...this.context.signal.aborted ? [(outcome: string) => interrupted(name!, outcome)] : [],
    ];
  }

  /** Changes what the engine can change. Returns the containers for which that takes a new one, also since something else differs. */
  private async changeInPlace(wrong: readonly (readonly [Found, string])[]): Promise<readonly Found[]> {
    const left = await Promise.all(wrong.map(async ([found, difference]) => {
      if (difference === 'outdated' || difference === 'replaced') return [found];
      const isDone = await this.attempt(found.index, found.host, async () => (
        await this.operations.update(found) && await differenceOf(this.set, found, this.context.signal) === undefined));
      return isDone === false ? [found] : [];
    }));
    return left.flat();
  }

  /** Creates the containers that are missing. Those that are on another host are removed there afterwards. */
  private async createMissing(there: ReadonlyMap<number, Found>): Promise<void> {
    const elsewhere = new Map(this.observation.found.filter((each) => there.get(each.index) !== each).map((each) => [each.index, each]));
    const missing = Array.from({ length: this.set.replicas }, (_, index) => index)
      .filter((index) => !there.has(index) && !this.observation.unseen.has(this.set.hostOf(index)!.name));
    await Promise.all(missing.map((index) => this.attempt(index, this.set.hostOf(index)!, async () => {
      await this.operations.create(index);
      const old = elsewhere.get(index);
      if (old !== undefined) await this.operations.removeMoved(old);
    })));
  }

  /** Replaces containers one after the other, and stops at the first that fails. */
  private async replace(outdated: readonly Found[]): Promise<void> {
    for (const found of [...outdated].sort((a, b) => a.index - b.index)) {
      if (this.failures.length > 0) return;
      await this.attempt(found.index, found.host, async () => {
        await this.operations.remove(found);
        await this.operations.create(found.index);
      });
    }
  }

  /** Removes the containers that are too many, and those that are on two hosts since an apply ended between. */
  private async removeSurplus(there: ReadonlyMap<number, Found>): Promise<void> {
    const isSurplus = (found: Found) => there.get(found.index) !== found
      && (this.set.hostOf(found.index) === undefined || there.has(found.index));
    await Promise.all(this.observation.found.filter(isSurplus)
      .map((found) => this.attempt(found.index, found.host, () => this.operations.remove(found))));
  }

  /** Does something with one container. Returns undefined if that failed, or if it was not begun any more. */
  private attempt<T>(index: number, host: Host, work: () => Promise<T>): Promise<T | undefined> {
    return this.limit(async () => {
      if (this.context.signal.aborted) return undefined;
      try {
        return await work();
      } catch (error) {
        if (this.context.signal.aborted) return undefined;
        if (!(error instanceof DiagnosticError)) throw error;
        this.failures.push({ name: this.set.nameOf(index), host: host.name, error });
        return undefined;
      }
    });
  }
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
      if (count > 0) warn(leftBehind(desired.name!, name, count));
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
  { client }: SetContext, set: WantedSet, hosts: readonly Host[], before: Readonly<Record<string, number>>,
): Promise<Summary> {
  const { signal } = new AbortController();
  return summarize(set, await listClones(client, set, hosts, signal), before, signal);
}
