import { HostLimits } from './adaptive-limit';
import { CloneOperations } from './clone-operations';
import { Failure } from './errors';
import { Difference, differenceOf, Differences, differences, Found, inPlace, Observation } from './observe';
import { CloneSetModel, schema } from './schema';
import { Host, WantedSet } from './set';
import { Comparison } from './summary';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engines } from '../../engines/engines';
import { ApplyContext } from '../../framework/resource';
import { NoRoomToRun } from '../../virtual-host/errors';

/** What became of the changes of one apply. */
export interface Outcome {
  readonly failures: readonly Failure[];
  /** Whether containers were made anew, and some of them failed. The rest then keeps the template from before. */
  readonly hasBadBatch: boolean;
}

/** The changes that bring a set to what it describes. */
export class Work {
  private readonly failures: Failure[] = [];
  private readonly operations: CloneOperations;
  private readonly limits = new HostLimits();

  /** @param before  what the containers were compared with already. @default - nothing */
  constructor(
    private readonly context: ApplyContext<Engines, typeof schema>,
    private readonly set: WantedSet,
    model: CloneSetModel,
    private readonly observation: Observation,
    private readonly before?: Comparison,
  ) {
    this.operations = new CloneOperations(context, set, model);
  }

  public async run(): Promise<Outcome> {
    const there = new Map(await Promise.all([...inPlace(this.set, this.observation)]
      .map(async ([index, found]) => [index, await this.named(found)] as const)));
    const wrong = await this.differences(there);
    const outdated = await this.changeInPlace([...wrong].map(([index, difference]) => [there.get(index)!, difference] as const));
    const missing = this.missing(there);
    const waiting = await this.create(missing, there, outdated.length > 0);
    const surplus = this.surplus(there);
    // An apply that was killed left them. Their names are needed.
    await this.removeAll(surplus.filter(({ isNext }) => isNext));
    const hasBadBatch = await this.replace(outdated);
    if (!hasBadBatch) await this.create(waiting, there, false);
    await this.removeAll(surplus.filter(({ isNext }) => !isNext));
    return { failures: this.failures, hasBadBatch };
  }

  /** Compares containers with the set. Those that are described as before have been compared already. */
  private async differences(there: ReadonlyMap<number, Found>): Promise<Differences> {
    const { set, wrong = new Map() } = this.before ?? {};
    const isKnown = set === undefined ? () => false : this.set.isDescribedAs(set);
    const known = [...wrong as Differences].filter(([index]) => there.has(index) && isKnown(index));
    const rest = [...there.values()].filter(({ index }) => !isKnown(index));
    return new Map([...known, ...await differences(this.set, rest, this.context.signal)]);
  }

  /** Gives a container its name if an apply was killed after it removed the one whose place the container takes. */
  private async named(found: Found): Promise<Found> {
    if (!found.isNext) return found;
    await this.attempt(found.index, found.host, () => this.operations.rename(found));
    return { ...found, name: this.set.nameOf(found.index), isNext: false };
  }

  /** Changes what the engine can change. Returns the containers for which that takes a new one, also since something else differs. */
  private async changeInPlace(wrong: readonly (readonly [Found, Difference])[]): Promise<readonly Found[]> {
    const left = await Promise.all(wrong.map(async ([found, { kind }]) => {
      if (kind === 'outdated' || kind === 'replaced' || kind === 'unhealthy') return [found];
      const isDone = await this.attempt(found.index, found.host, async () => (
        await this.operations.update(found) && await differenceOf(this.set, found, this.context.signal) === undefined));
      return isDone === false ? [found] : [];
    }));
    return left.flat();
  }

  private missing(there: ReadonlyMap<number, Found>): number[] {
    return this.set.indexes.filter((index) => !there.has(index) && !this.observation.unseen.has(this.set.hostOf(index)!.name));
  }

  /**
   * Creates containers. Those that are on another host are removed there afterwards.
   *
   * @param mayWait  whether others are replaced next, so that there is room then for the template of which they become forks
   * @returns        those for which there is no room before that
   */
  private async create(indexes: readonly number[], there: ReadonlyMap<number, Found>, mayWait: boolean): Promise<number[]> {
    const others = this.observation.found.filter((each) => there.get(each.index)?.id !== each.id);
    const elsewhere = new Map(others.map((each) => [each.index, each]));
    const waiting: number[] = [];
    await Promise.all(indexes.map((index) => this.attempt(index, this.set.hostOf(index)!, async () => {
      try {
        await this.operations.create(index);
      } catch (error) {
        if (!mayWait || !(error instanceof NoRoomToRun)) throw error;
        waiting.push(index);
        return;
      }
      const old = elsewhere.get(index);
      if (old !== undefined) await this.operations.removeMoved(old);
    })));
    return waiting;
  }

  /**
   * Replaces containers in batches: those first that are of no use, then those with the lowest indexes. Stops at the first batch of which
   * one fails, and says whether there was one. Those that stand by are replaced at last, and all at once.
   */
  private async replace(outdated: readonly Found[]): Promise<boolean> {
    const { maxUnavailable, maxSurge } = this.set.batch;
    const isUseless = ({ isRunning, isUnhealthy }: Found) => !isRunning || isUnhealthy;
    const running = outdated.filter(({ index }) => !this.set.standsBy(index))
      .sort((one, other) => Number(isUseless(other)) - Number(isUseless(one)) || one.index - other.index);
    const before = this.failures.length;
    for (let from = 0; from < running.length; from += maxUnavailable + maxSurge) {
      if (before > 0 || this.context.signal.aborted) return false;
      const batch = running.slice(from, from + maxUnavailable + maxSurge);
      await Promise.all(batch.map((found, place) => this.attempt(found.index, found.host, () => (
        place < maxSurge ? this.operations.replaceAfter(found) : this.operations.replace(found)))));
      if (this.failures.length > before) return true;
    }
    const waiting = outdated.filter(({ index }) => this.set.standsBy(index));
    await Promise.all(waiting.map((found) => this.attempt(found.index, found.host, () => this.operations.replace(found))));
    return false;
  }

  /**
   * Returns the containers that are too many, and those that are on two hosts since an apply ended between. Unhealthy ones go first, then
   * those with the highest indexes.
   */
  private surplus(there: ReadonlyMap<number, Found>): Found[] {
    const isSurplus = (found: Found) => there.get(found.index)?.id !== found.id
      && (this.set.hostOf(found.index) === undefined || there.has(found.index));
    return this.observation.found.filter(isSurplus)
      .sort((one, other) => Number(other.isUnhealthy) - Number(one.isUnhealthy) || other.index - one.index);
  }

  private async removeAll(surplus: readonly Found[]): Promise<void> {
    await Promise.all(surplus.map((found) => this.attempt(found.index, found.host, () => this.operations.remove(found))));
  }

  /** Does something with one container. Returns undefined if that failed, or if it was not begun any more. */
  private attempt<T>(index: number, host: Host, work: () => Promise<T>): Promise<T | undefined> {
    return this.limits.of(host).run(async () => {
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
