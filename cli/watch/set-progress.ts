import { after, Clone, ContainerEvent, Listed, listedClone } from './clone';
import { cloneNames } from '../../src/shared/clones';
import { StackSet } from '../stack/clone-sets';

/** Over how many milliseconds a rate is the average. */
const WINDOW = 10_000;

/** How far a set is. */
export interface Figures {
  readonly name: string;
  /** How many clones run, and are to run. */
  readonly running: number;
  readonly replicas: number | null;
  readonly standby: number;
  readonly unhealthy: number;
  /** What has happened since the beginning. */
  readonly created: number;
  readonly removed: number;
  readonly failed: number;
  /** How many clones were started, resumed or removed each second, of late. */
  readonly rate: number;
}

/** A clone that failed, and why. */
export interface Failure {
  readonly set: string;
  readonly clone: string;
  readonly host: string;
  readonly reason: string;
}

/** Follows the clones of one set. */
export class SetProgress {
  /** The set as the stack describes it now. */
  public set: StackSet;
  /** By the name of the host and the id of the container. */
  private readonly clones = new Map<string, Map<string, Clone>>();
  private readonly counts = { created: 0, removed: 0, failed: 0 };
  /** When something was done with a clone, in milliseconds. */
  private moments: number[] = [];
  private readonly pattern: RegExp;

  constructor(set: StackSet) {
    this.set = set;
    this.pattern = new RegExp(`^${cloneNames(set.name)}$`);
  }

  /** Takes over what a host has. */
  public list(host: string, containers: readonly Listed[]): void {
    this.clones.set(host, new Map(containers.flatMap((each) => {
      const name = (each.Names?.[0] ?? '').replace(/^\//, '');
      return this.pattern.test(name) ? [[each.Id, listedClone(name, each)] as const] : [];
    })));
  }

  /** Takes over an event of a host. Returns the failure of a clone, if it tells of one. */
  public hear(host: string, event: ContainerEvent, now: number): Failure | undefined {
    const { Action: action = '', Actor: { ID: id = '', Attributes: { name = '' } = {} } = {} } = event;
    if (!this.pattern.test(name)) return undefined;
    const clones = this.clones.get(host) ?? new Map<string, Clone>();
    this.clones.set(host, clones);
    const known = clones.get(id);
    if (known === undefined && action !== 'create') return undefined;
    const before = known ?? { name, state: 'created', isUnhealthy: false, isStopped: false };
    const { clone, failure } = after({ ...before, name }, event);
    clones.set(id, clone);
    if (known === undefined) this.counts.created += 1;
    if (['start', 'unpause', 'destroy'].includes(action)) this.moments.push(now);
    if (action === 'destroy') {
      clones.delete(id);
      this.counts.removed += 1;
    }
    if (failure === undefined) return undefined;
    this.counts.failed += 1;
    return { set: this.set.name, clone: name, host, reason: failure };
  }

  public figures(now: number): Figures {
    this.moments = this.moments.filter((moment) => moment > now - WINDOW);
    const clones = [...this.clones.values()].flatMap((ofHost) => [...ofHost.values()]);
    const count = (isCounted: (clone: Clone) => boolean) => clones.filter(isCounted).length;
    return {
      name: this.set.name,
      running: count(({ state }) => state === 'running'),
      replicas: this.set.replicas ?? null,
      standby: count(({ state }) => state === 'paused'),
      unhealthy: count(({ isUnhealthy }) => isUnhealthy),
      ...this.counts,
      rate: this.moments.length / (WINDOW / 1000),
    };
  }
}
