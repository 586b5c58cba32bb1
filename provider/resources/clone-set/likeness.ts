import { Attributes } from './template';
import { AnyModel, CreateBody, Inspect, isUnset } from '../container/fields/fact';
import { allFacts, ContainerModel } from '../container/fields/schema';

type Tree = { readonly [name: string]: unknown };

/** The parts of what the engine reports about a clone, with what it chose itself left out. */
interface Parts {
  readonly image: string;
  readonly mounts: unknown;
  readonly networks: unknown;
  readonly config: Tree;
  readonly host: Tree;
}

/** A clone that was compared in full and is as described. */
interface Sample {
  readonly model: ContainerModel;
  readonly parts: Parts;
  /** The parts, and the fields of `config` and `host`, that differ from clone to clone. */
  readonly varying: ReadonlySet<string>;
  /** The attributes that differ from clone to clone, and what they decide. */
  readonly facts: readonly Fact[];
  readonly described: Tree;
}

const ANONYMOUS_VOLUME = /^[0-9a-f]{64}$/;

/**
 * Tells whether a clone is like one of its set that was compared in full and is as described. What the engine reports about both may only
 * differ where their descriptions do, and in the same way. That takes a small part of the time of a comparison in full. What is unlike is
 * compared in full.
 */
export class Likeness {
  /** By the host, and what clones there have in common. */
  private readonly samples = new Map<string, Sample>();

  /** Returns the model of the clone with which others are compared. */
  public modelOf(key: string): ContainerModel | undefined {
    return this.samples.get(key)?.model;
  }

  /**
   * Remembers a clone as a measure for others.
   *
   * @param model  as which it is described
   * @param other  those attributes of another clone of the set that vary
   */
  public learn(key: string, model: ContainerModel, other: Attributes, inspect: Inspect): void {
    if (this.samples.has(key) || hasOwnAddress(model)) return;
    const facts = allFacts().filter(([name]) => name in other);
    const [described, others] = [describedParts(model, facts), describedParts(withOthers(model, other), facts)];
    const varying = Object.keys({ ...described, ...others })
      .filter((part) => JSON.stringify(described[part]) !== JSON.stringify(others[part]));
    this.samples.set(key, { model, parts: partsOf(inspect), varying: new Set(varying), facts, described });
  }

  /** @param varying  the attributes of the clone that others have differently */
  public isAlike(key: string, varying: Attributes, inspect: Inspect): boolean {
    const sample = this.samples.get(key);
    if (sample === undefined) return false;
    const { parts: before } = sample;
    const after = partsOf(inspect);
    const changes = changesBetween(sample.described, describedParts(withOthers(sample.model, varying), sample.facts));
    if (changes === undefined) return false;
    const changesOf = (part: string) => (sample.varying.has(part) ? changes.get(part) ?? NONE : NONE);
    const isSame = (part: string, one: unknown, other: unknown) => same(one, other, changesOf(part));
    return before.image === after.image
      && isSame('mounts', before.mounts, after.mounts)
      && isSame('networks', before.networks, after.networks)
      && areSame('config', before.config, after.config, isSame)
      && areSame('host', before.host, after.host, isSame);
  }
}

const NONE: ReadonlyMap<string, string> = new Map();

function areSame(
  part: 'config' | 'host', before: Tree, after: Tree, isSame: (part: string, one: unknown, other: unknown) => boolean,
): boolean {
  const names = Object.keys(before);
  return names.length === Object.keys(after).length
    && names.every((name) => name in after && isSame(`${part}.${name}`, before[name], after[name]));
}

/** What only one container of a network can have is not left out, so clones with it are compared in full. */
function hasOwnAddress({ mac_address: mac, networks_advanced: networks }: ContainerModel): boolean {
  return Boolean(mac) || networks!.some(({ mac_address: own }) => Boolean(own));
}

/**
 * The parts of an answer of the engine from which attributes are read, without what it chooses for each container, and without the mark of
 * the creation (`HostConfig.ContainerIDFile`).
 */
function partsOf({ Id: id, Image: image, Config: config, HostConfig: settings, Mounts: mounts, NetworkSettings: network }: Inspect): Parts {
  const short = id.slice(0, 12);
  const { ContainerIDFile: _mark, ...host } = settings as unknown as Tree;
  const networks = Object.entries(network.Networks ?? {}).map(([name, endpoint]) => {
    const { Aliases: aliases, NetworkID, IPAMConfig, DriverOpts, GwPriority } = endpoint as Tree;
    const own = ((aliases ?? []) as string[]).filter((alias) => alias !== short);
    return [name, { aliases: own, NetworkID, IPAMConfig, DriverOpts, GwPriority }] as const;
  });
  return {
    image,
    mounts: [...mounts as unknown as readonly Tree[] ?? []].map(placeOf).sort(byDestination),
    networks: Object.fromEntries(networks),
    config: { ...config as unknown as Tree, Hostname: config.Hostname === short ? '' : config.Hostname },
    host,
  };
}

/** Where a volume is on the host follows from its name, and the engine chooses that of an anonymous one. */
function placeOf(mount: Tree): Tree {
  if (mount.Type !== 'volume') return mount;
  const { Name: name, Source: _source, ...rest } = mount;
  return { ...rest, Name: ANONYMOUS_VOLUME.test(String(name)) ? '' : name };
}

function byDestination({ Destination: one }: Tree, { Destination: other }: Tree): number {
  return String(one) < String(other) ? -1 : 1;
}

type Fact = ReturnType<typeof allFacts>[number];

/** What some attributes of a clone decide of each part. */
function describedParts(model: ContainerModel, facts: readonly Fact[]): Tree {
  const values = model as unknown as AnyModel;
  const body: CreateBody = { HostConfig: {} };
  for (const [name, row] of facts) if (!isUnset(row, values[name])) row.place?.put(body, values[name], values);
  const { HostConfig: host, ...config } = body as unknown as Tree & { readonly HostConfig: Tree };
  return {
    mounts: [model.mounts, model.volumes, model.tmpfs],
    networks: model.networks_advanced,
    ...prefixed('config', config),
    ...prefixed('host', host),
  };
}

function prefixed(prefix: string, tree: object): Tree {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [`${prefix}.${name}`, value]));
}

/** Returns a model with some other attributes. It refers to the model for the rest, since copying a hundred attributes takes time. */
function withOthers(model: ContainerModel, others: Attributes): ContainerModel {
  return Object.assign(Object.create(model) as ContainerModel, others);
}

/**
 * Returns which texts of one clone, as the engine gets it, became which ones of another, by the part. Returns undefined if they also differ
 * in another way.
 */
function changesBetween(before: Tree, after: Tree): ReadonlyMap<string, ReadonlyMap<string, string>> | undefined {
  const changes = new Map<string, Map<string, string>>();
  for (const part of Object.keys(before)) {
    const ofPart = new Map<string, string>();
    if (!collect(before[part], after[part], ofPart)) return undefined;
    changes.set(part, ofPart);
  }
  return changes;
}

/** Collects which texts of one value became which ones of another. Returns false if the two differ in another way. */
function collect(before: unknown, after: unknown, changes: Map<string, string>): boolean {
  if (typeof before === 'string' && typeof after === 'string') {
    const known = changes.get(before);
    changes.set(before, after);
    return known === undefined || known === after;
  }
  if (!isTree(before) || !isTree(after)) return before === after;
  const [entries, others] = [Object.entries(before), Object.entries(after)];
  return entries.length === others.length && entries.every(([name, value], index) => {
    const [otherName, otherValue] = others[index]!;
    return collect(name, otherName, changes) && collect(value, otherValue, changes);
  });
}

/** Whether a value becomes another one by changes of its texts. */
function same(before: unknown, after: unknown, changes: ReadonlyMap<string, string>): boolean {
  if (typeof before === 'string') return (changes.get(before) ?? before) === after;
  if (!isTree(before) || !isTree(after)) return before === after;
  if (Array.isArray(before)) {
    return Array.isArray(after) && before.length === after.length && before.every((each, index) => same(each, after[index], changes));
  }
  const names = Object.keys(before);
  return names.length === Object.keys(after).length && names.every((name) => {
    const otherName = changes.get(name) ?? name;
    return otherName in after && same(before[name], after[otherName], changes);
  });
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
