import { CloneSetModel } from './schema';
import { Clone, cloneOf, fingerprintOf, Template } from './template';
import { cloneName } from '../../../src/shared/clones';
import { spread } from '../../../src/shared/spread';
import { Engine } from '../../engine/engine';
import { Engines } from '../../engines/engines';

/** A host of a set, as configured. */
export interface Host {
  readonly name: string;
  readonly engine: string | null;
  readonly image: string | null;
  readonly drain: boolean;
}

/** What a set wants: its clones, and where they are. */
export class WantedSet {
  public readonly hosts: readonly Host[];
  /** The host of each clone, by its index. */
  private readonly places: readonly Host[];
  /** By the image. Many clones have the same one. */
  private readonly fingerprints = new Map<string, string>();

  constructor(private readonly model: CloneSetModel) {
    this.hosts = hostsOf(model);
    const byName = new Map(this.hosts.map((host) => [host.name, host]));
    this.places = placesOf(model).map((name) => byName.get(name)!);
  }

  public get id(): string {
    return this.model.id!;
  }

  public get name(): string {
    return this.model.name!;
  }

  public get replicas(): number {
    return this.places.length;
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

  /** Returns the clone with an index, as its template describes it on its host. */
  public clone(index: number): Clone {
    const template = templateOf(this.model);
    const image = this.places[index]!.image ?? String(template.image);
    return cloneOf(template, image, { id: this.id, name: this.model.name!, fingerprint: this.fingerprint(image) }, index);
  }

  private fingerprint(image: string): string {
    const known = this.fingerprints.get(image) ?? fingerprintOf(templateOf(this.model), image);
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
export function placesOf(model: Pick<CloneSetModel, 'name' | 'replicas' | 'host'>): string[] {
  const active = (model.host as unknown as Host[]).filter(({ drain }) => !drain).map(({ name }) => name);
  return spread(model.name!, model.replicas!, active);
}

/** Returns the engine of a host, or undefined if the provider does not know it, or not yet. */
export function engineOf(engines: Engines, { engine }: Host): Engine | undefined {
  return engines.has(engine) ? engines.of(engine) : undefined;
}

/** How `summary` says that nothing is wrong. */
export function wantedSummary(replicas: number): string {
  return `${replicas} of ${replicas} run as described`;
}
