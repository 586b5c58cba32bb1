import { groupsWithin, lowerGroups, raiseGroups } from './cpu-groups';
import { boundRefused, cpusRefused, shrinkRefused, shrunkPartly } from './errors';
import { Failure, Group } from './group';
import { changed } from './layout';
import { lowerLeftovers } from './leftovers';
import { lowerCpus, Member, membersOf, PoolUse, useOf } from './members';
import { Layout, Row } from './row';
import { Bounds } from './schema';
import { CURRENT_2, HIGH_2 } from './version-2';
import { Diagnostic, DiagnosticError } from '../../diagnostics/diagnostics';
import { MIB } from '../../engine/canonical/size';
import { Engine } from '../../engine/engine';
import { errorName } from '../../probe/attempt';
import { Helper } from '../shared/control-groups/helper';

/**
 * What a limit of memory that goes down as far as it can leaves above what is in use: an eighth of that, and at least 16 MiB. Without, the
 * next program that needs a little more would be ended, even a command that someone runs in a container.
 */
const RESERVE = { part: 1 / 8, least: 16 * MIB };

/** A pool whose bounds are to change, and how. */
export interface Change {
  readonly engine: Engine;
  readonly helper: Helper;
  readonly layout: Layout;
  readonly id: string;
  readonly parent: string | null;
  readonly shrink: string | null;
  readonly lowerContainers: boolean;
  warn(warning: Omit<Diagnostic, 'severity'>): void;
}

/** Changes the bounds of a pool. If the kernel does not take one of them, all stay as they were. */
export async function setBounds(change: Change, desired: Bounds, prior: Bounds): Promise<void> {
  await new BoundsChange(change, desired, prior).run();
}

class BoundsChange {
  private readonly group: Group;
  private readonly rows: readonly Row[];
  private readonly goesFar: boolean;
  private members: Promise<Member[]> | undefined;
  /** What is in force in the end: higher than desired where a bound went down as far as it could. */
  private reached: Bounds;
  /** Gives back what was taken from what is in the pool, the last first. */
  private readonly undo: (() => Promise<unknown>)[] = [];

  constructor(private readonly change: Change, private readonly desired: Bounds, private readonly prior: Bounds) {
    this.group = new Group(change.helper, change.layout, change.id);
    this.rows = changed(change.layout, desired, prior);
    this.goesFar = change.shrink === 'as_far_as_possible';
    this.reached = desired;
  }

  public async run(): Promise<void> {
    await this.checkProcesses();
    if (this.change.layout.version === '2') await this.reclaim();
    const failures = [...await this.write(this.reached), ...await this.group.throttle(this.desired, this.prior)];
    for (const failure of failures) {
      if (await this.isSettled(failure, failures)) continue;
      await this.write(this.prior);
      await this.group.throttle(this.prior, this.desired).catch(() => undefined);
      for (const step of this.undo.reverse()) await step().catch(() => undefined);
      throw await this.refusal(failure);
    }
  }

  private write(bounds: Bounds): Promise<Failure[]> {
    return this.rows.length === 0 ? Promise.resolve([]) : this.group.write(this.rows, bounds);
  }

  /** The kernel takes any limit of processes, and only forbids more of them. */
  private async checkProcesses(): Promise<void> {
    if (this.goesFar || !isLower(this.desired.pids_limit, this.prior.pids_limit)) return;
    const use = await this.use();
    if ((use.whole.processes ?? 0) > this.desired.pids_limit!) {
      throw shrinkRefused(this.change.id, 'pids_limit', this.desired, this.prior, use);
    }
  }

  /**
   * With version 2, a limit below what is in use ends programs. So the kernel reclaims first, and slows down whoever wants more meanwhile.
   */
  private async reclaim(): Promise<void> {
    if (!isLower(this.desired.memory, this.prior.memory)) return;
    const target = this.desired.memory! * MIB;
    let current = Number(await this.group.writeAndRead([{ file: HIGH_2, value: `${target}` }], CURRENT_2));
    if (current > target) {
      current = Number(await this.group.writeAndRead([{ file: 'memory.reclaim', value: `${current - target}` }], CURRENT_2));
    }
    if (current <= target) return;
    if (!this.goesFar) {
      await this.group.writeAndRead([{ file: HIGH_2, value: 'max' }], CURRENT_2);
      throw shrinkRefused(this.change.id, 'memory', this.desired, this.prior, await this.use());
    }
    this.reach(this.lowest(current));
  }

  /** Returns whether a bound that the kernel did not take is settled otherwise. */
  private async isSettled({ attribute, error }: Failure, failures: readonly Failure[]): Promise<boolean> {
    const isMemoryFull = failures.some((each) => each.attribute === 'memory' && errorName(each.error) === 'EBUSY');
    if (attribute === 'memory_swap' && isMemoryFull) return true;
    if (attribute === 'cpus' && errorName(error) === 'EINVAL') return this.isCpusSettled();
    return this.goesFar && attribute === 'memory' && isMemoryFull && this.goDown();
  }

  /** With version 1, the kernel refuses a limit that is less than that of a group in the pool. */
  private async isCpusSettled(): Promise<boolean> {
    if (await this.lowerLeftovers() || this.change.lowerContainers && await this.lowerContainers()) return true;
    return this.goesFar && this.giveCpus();
  }

  /** Lowers the groups of containers that are gone. */
  private async lowerLeftovers(): Promise<boolean> {
    const { helper, id } = this.change;
    await lowerLeftovers(helper, id, Number(this.desired.cpus), (await this.containers()).map((member) => member.id));
    return this.writeCpus(this.desired);
  }

  private async writeCpus(bounds: Bounds): Promise<boolean> {
    return (await this.group.write(this.rows.filter(({ attribute }) => attribute === 'cpus'), bounds)).length === 0;
  }

  /** With version 1, the kernel refuses a limit that it can't reach, so the limit goes to what it can. */
  private async goDown(): Promise<boolean> {
    const amount = this.lowest((await this.use()).whole.memory ?? 0);
    const rows = this.rows.filter(({ attribute }) => attribute === 'memory');
    if ((await this.group.write(rows, withMemory(this.desired, amount))).length > 0) return false;
    this.reach(amount);
    return true;
  }

  /** Returns the lowest limit of memory that leaves a reserve above what is in use, in MiB. A limit does not go up for that. */
  private lowest(used: number): number {
    const amount = Math.ceil((used + Math.max(used * RESERVE.part, RESERVE.least)) / MIB);
    return Math.min(amount, this.prior.memory || amount);
  }

  /** Gives what is in the pool and has more CPU time as much as that, the innermost first: containers, and pools. */
  private async lowerContainers(): Promise<boolean> {
    const { engine, helper, id } = this.change;
    const cpus = Number(this.desired.cpus);
    const { inContainers, pools } = await groupsWithin(helper, id);
    const bigger = (await this.containers()).filter((member) => member.cpus > cpus);
    const ofContainers = inContainers.filter(({ folder }) => bigger.some((member) => folder.includes(member.id)));
    const lowered = await lowerGroups(helper, ofContainers, cpus);
    this.undo.push(() => raiseGroups(helper, lowered));
    this.undo.push(() => Promise.all(bigger.map((member) => lowerCpus(engine, member, member.cpus))));
    await Promise.all(bigger.map((member) => lowerCpus(engine, member, cpus)));
    const loweredPools = await lowerGroups(helper, pools, cpus);
    this.undo.push(() => raiseGroups(helper, loweredPools));
    return bigger.length + loweredPools.length > 0 && this.writeCpus(this.desired);
  }

  /** Gives the pool the CPU time of the biggest that is in it. */
  private async giveCpus(): Promise<boolean> {
    const running = (await this.containers()).filter(({ isRunning }) => isRunning).map(({ cpus }) => cpus);
    const { pools } = await groupsWithin(this.change.helper, this.change.id);
    const biggest = Math.max(0, ...running, ...pools.map(({ period, quota }) => quota / period));
    if (biggest <= Number(this.desired.cpus)) return false;
    const reached = { ...this.desired, cpus: `${biggest}` };
    if (!await this.writeCpus(reached)) return false;
    this.change.warn(shrunkPartly(this.change.id, 'cpus', `"${this.desired.cpus}"`, `"${biggest}"`));
    return true;
  }

  private reach(memory: number): void {
    this.reached = withMemory(this.desired, memory);
    this.change.warn(shrunkPartly(this.change.id, 'memory', `${this.desired.memory}`, `${memory}`));
  }

  private async refusal({ attribute, error }: Failure): Promise<DiagnosticError> {
    const { id, parent } = this.change;
    const name = errorName(error);
    if (name === 'EBUSY' && (attribute === 'memory' || attribute === 'memory_swap')) {
      return shrinkRefused(id, attribute, this.desired, this.prior, await this.use());
    }
    if (name === 'EINVAL' && attribute === 'cpus') return cpusRefused(id, this.desired, parent, await this.containers());
    return boundRefused(id, attribute, error);
  }

  private async use(): Promise<PoolUse> {
    const { helper, layout, id } = this.change;
    return (await useOf(helper, layout, id, await this.containers()))!;
  }

  private containers(): Promise<Member[]> {
    this.members ??= membersOf(this.change.engine, this.change.id);
    return this.members;
  }
}

/** Whether a limit gets less. 0 and less is none. */
function isLower(wanted: number | null, before: number | null): boolean {
  return (wanted ?? 0) > 0 && ((before ?? 0) <= 0 || wanted! < before!);
}

function withMemory(bounds: Bounds, memory: number): Bounds {
  const swap = bounds.memory_swap ?? 0;
  return { ...bounds, memory, memory_swap: swap > 0 ? Math.max(swap, memory) : swap };
}
