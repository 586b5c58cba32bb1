import { isDeepStrictEqual } from 'node:util';
import { Fork, ForkBlock } from './fork/fork';
import { Likeness } from './likeness';
import { CloneSetModel } from './schema';
import { Clone, cloneOf, CloneSource, Attributes, fingerprintOf, Template, varyingOf } from './template';
import { cloneName, FORK_LABEL, forkTemplateName } from '../../../src/shared/clones';
import { spread } from '../../../src/shared/spread';
import { Engine } from '../../engine/engine';
import { Engines } from '../../engines/engines';
import { ContainerModel } from '../container/fields/schema';

/** A host of a set, as configured. */
export interface Host {
  readonly name: string;
  readonly engine: string | null;
  readonly image: string | null;
  readonly drain: boolean;
}

/** How a change that makes clones anew goes through a set. */
interface RollingUpdate {
  readonly max_unavailable: number;
  readonly max_surge: number;
}

/** What a set wants: its clones, and where they are. */
export class WantedSet {
  public readonly hosts: readonly Host[];
  /** The host of each clone, by its index. */
  private readonly places: readonly Host[];
  /** What clones of the set have been compared with. */
  public readonly likeness = new Likeness();
  /** By the image. Many clones have the same one. */
  private readonly fingerprints = new Map<string, string>();
  /** The template with what its clones have as forks, by the image. */
  private readonly forked = new Map<string, Template>();
  /** How the clones start as forks. Undefined if they don't. */
  public readonly fork: Fork | undefined;

  constructor(private readonly model: CloneSetModel) {
    this.hosts = hostsOf(model);
    const [fork] = model.fork as unknown as readonly ForkBlock[];
    this.fork = fork && new Fork(model.id ?? '', fork);
    const byName = new Map(this.hosts.map((host) => [host.name, host]));
    this.places = placesOf(model).map((name) => byName.get(name)!);
  }

  public get id(): string {
    return this.model.id!;
  }

  public get name(): string {
    return this.model.name!;
  }

  public get imported(): boolean {
    return this.model.imported === true;
  }

  /** The number of clones that run. */
  public get replicas(): number {
    return this.model.replicas!;
  }

  /** The number of clones that are started and suspended: those with the highest indexes. */
  public get standby(): number {
    return this.model.standby!;
  }

  /** Returns the indexes of all clones, in the order in which they are created. */
  public get indexes(): number[] {
    return [...this.places.keys()];
  }

  /** How many clones a change may make anew at once: some after their predecessors are removed, and some before. */
  public get batch(): { readonly maxUnavailable: number; readonly maxSurge: number } {
    const [update] = this.model.rolling_update as unknown as readonly RollingUpdate[];
    return { maxUnavailable: update?.max_unavailable ?? 1, maxSurge: update?.max_surge ?? 0 };
  }

  public get overlap(): number {
    return this.model.overlap_seconds!;
  }

  /** Returns the number of clones on each host, by its name. */
  public get placement(): Record<string, number> {
    const counts = Object.fromEntries(this.hosts.map(({ name }) => [name, 0]));
    this.places.forEach(({ name }) => { counts[name]! += 1; });
    return counts;
  }

  public nameOf(index: number): string {
    return cloneName(this.model.name!, index);
  }

  /** Returns the host of a clone, or undefined if the set has no clone with this index. */
  public hostOf(index: number): Host | undefined {
    return this.places[index];
  }

  /** Returns whether a clone is described, and placed, as in another set. */
  public isDescribedAs(other: WantedSet): (index: number) => boolean {
    const [described, before] = [this, other].map(({ model: { template, fork } }) => [template, fork]);
    if (this.name !== other.name || !isDeepStrictEqual(described, before)) return () => false;
    return (index) => {
      const [host, place] = [this.hostOf(index), other.hostOf(index)];
      return host !== undefined && place !== undefined && isDeepStrictEqual([host.name, host.image], [place.name, place.image])
        && this.standsBy(index) === other.standsBy(index);
    };
  }

  /** Returns the index of another clone, if there is one. */
  public otherThan(index: number): number | undefined {
    return this.places.length < 2 ? undefined : index === 0 ? 1 : 0;
  }

  /** Whether a clone is started and suspended, until the set has more replicas. */
  public standsBy(index: number): boolean {
    return index >= this.replicas;
  }

  /** Returns the clone with an index, as its template describes it on its host. */
  public clone(index: number): Clone {
    const clone = cloneOf(this.template(index), this.imageOf(index), this.source(index), index);
    if (!this.standsBy(index)) return clone;
    return { ...clone, model: { ...clone.model, suspended: true }, asRead: { ...clone.asRead, suspended: true } };
  }

  /** Returns those attributes of a clone that others on its host have differently, with or without the labels of the set. */
  public varying(index: number, isLabelled: boolean): Attributes {
    return varyingOf(this.template(index), this.source(index), index, isLabelled);
  }

  /** Returns the id of the template of which a clone becomes a fork, or undefined if it becomes none. */
  public forkIdOf(index: number): string | undefined {
    return this.forkIdOn(this.places[index]!);
  }

  /** Returns the id of the template on a host, or undefined if the clones are no forks. */
  public forkIdOn({ image }: Host): string | undefined {
    return this.fork?.idOf(fingerprintOf(templateOf(this.model), image ?? String(templateOf(this.model).image)));
  }

  /**
   * Returns the container that is saved for a clone, which publishes nothing: it is the first clone in all else. Returns undefined if the
   * set has no forks.
   */
  public forkTemplate(index: number): { readonly id: string; readonly model: ContainerModel } | undefined {
    const id = this.forkIdOf(index);
    if (id === undefined) return undefined;
    const { asRead } = cloneOf(templateOf(this.model), this.imageOf(index), this.source(index), 0);
    const model = {
      ...asRead,
      name: forkTemplateName(this.name),
      env: [...asRead.env ?? [], ...this.fork!.templateVariables(id)],
      labels: [...asRead.labels, { label: FORK_LABEL, value: this.id }],
      ports: [],
      restart: 'no',
      suspended: false,
      start: true,
      wait: this.fork!.readyCommand === undefined,
      wait_timeout: this.fork!.readyCommand === undefined ? this.fork!.readyTimeout : asRead.wait_timeout,
    };
    return { id, model: model as unknown as ContainerModel };
  }

  /** Returns the template of the clones on the host of one. Forks have variables that tell so. */
  private template(index: number): Template {
    const template = templateOf(this.model);
    const id = this.forkIdOf(index);
    if (id === undefined) return template;
    const image = this.imageOf(index);
    const known = this.forked.get(image) ?? { ...template, env: [...(template.env ?? []) as string[], ...this.fork!.variables(id)] };
    this.forked.set(image, known);
    return known;
  }

  /** Returns what tells from which template, and from which image, a clone is made. */
  public fingerprintOf(index: number): string {
    return this.fingerprint(this.imageOf(index));
  }

  private imageOf(index: number): string {
    return this.places[index]!.image ?? String(templateOf(this.model).image);
  }

  private source(index: number): CloneSource {
    return { id: this.id, name: this.name, fingerprint: this.fingerprintOf(index) };
  }

  private fingerprint(image: string): string {
    const known = this.fingerprints.get(image) ?? fingerprintOf(templateOf(this.model), image, this.fork?.made);
    this.fingerprints.set(image, known);
    return known;
  }
}

/** Returns the template of a set. */
export function templateOf({ template: [template] }: CloneSetModel): Template {
  return template as unknown as Template;
}

export function hostsOf({ host }: CloneSetModel): Host[] {
  return host as unknown as Host[];
}

/** Returns the name of the host of each clone, by its index. */
export function placesOf(model: Pick<CloneSetModel, 'name' | 'replicas' | 'standby' | 'host'>): string[] {
  const active = (model.host as unknown as Host[]).filter(({ drain }) => !drain).map(({ name }) => name);
  return spread(model.name!, model.replicas! + model.standby!, active);
}

/** Returns the engine of a host, or undefined if the provider does not know it, or not yet. */
export function engineOf(engines: Engines, { engine }: Host): Engine | undefined {
  return engines.has(engine) ? engines.of(engine) : undefined;
}

