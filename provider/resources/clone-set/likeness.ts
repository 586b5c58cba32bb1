import { Attributes } from './template';
import { AnyModel, CreateBody, Inspect, isUnset } from '../container/fields/fact';
import { allFacts, ContainerModel } from '../container/fields/schema';

type Tree = { readonly [name: string]: unknown };

/** What the engine reports about a clone, with what it chose itself left out. */
interface Parts {
  readonly image: unknown;
  readonly mounts: unknown;
  readonly networks: unknown;
  readonly hostname: unknown;
  readonly config: Tree;
  readonly host: Tree;
}

/** A field of the configuration or of the settings for the host. */
interface Field {
  /** As in what is described: `config.Env`. */
  readonly part: string;
  readonly tree: 'config' | 'host';
  readonly name: string;
  readonly value: unknown;
  readonly isVarying: boolean;
}

/** A clone that was compared in full and is as described. */
interface Sample {
  readonly model: ContainerModel;
  readonly parts: Parts;
  readonly fields: readonly Field[];
  /** The attributes that differ from clone to clone, and what they decide. */
  readonly facts: readonly Fact[];
  /** The parts that differ from clone to clone, as this one is described. */
  readonly varying: Tree;
}

/** What the engine or the provider chooses for each container: a host's name may be its id, and the file is the mark of the creation. */
const OWN = { config: 'Hostname', host: 'ContainerIDFile' };
const TREES = ['config', 'host'] as const;

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
    const isVarying = (part: string) => JSON.stringify(described[part]) !== JSON.stringify(others[part]);
    const varying = Object.keys({ ...described, ...others }).filter(isVarying).map((part) => [part, described[part]] as const);
    const parts = partsOf(inspect);
    const fields = TREES.flatMap((tree) => fieldsOf(parts, tree).map((field) => ({ ...field, isVarying: isVarying(field.part) })));
    this.samples.set(key, { model, parts, fields, facts, varying: Object.fromEntries(varying) });
  }

  /** @param varying  the attributes of the clone that others have differently */
  public isAlike(key: string, varying: Attributes, inspect: Inspect): boolean {
    const sample = this.samples.get(key);
    if (sample === undefined) return false;
    const { parts: before, fields } = sample;
    const changes = changesBetween(sample.varying, describedParts(withOthers(sample.model, varying), sample.facts));
    if (changes === undefined) return false;
    const after = partsOf(inspect);
    const isSame = (part: string, one: unknown, other: unknown) => same(one, other, changes.get(part) ?? NONE);
    return before.image === after.image
      && isSame('mounts', before.mounts, after.mounts)
      && isSame('networks', before.networks, after.networks)
      && isSame('config.Hostname', before.hostname, after.hostname)
      && TREES.every((tree) => Object.keys(before[tree]).length === Object.keys(after[tree]).length)
      && fields.every(({ part, tree, name, value, isVarying }) => (
        isVarying ? isSame(part, value, after[tree][name]) : same(value, after[tree][name], NONE)));
  }
}

const NONE: ReadonlyMap<string, string> = new Map();

function fieldsOf(parts: Parts, tree: Field['tree']): Omit<Field, 'isVarying'>[] {
  const own = Object.entries(parts[tree]).filter(([name]) => name !== OWN[tree]);
  return own.map(([name, value]) => ({ part: `${tree}.${name}`, tree, name, value }));
}

/** What only one container of a network can have is not left out, so clones with it are compared in full. */
function hasOwnAddress({ mac_address: mac, networks_advanced: networks }: ContainerModel): boolean {
  return Boolean(mac) || networks!.some(({ mac_address: own }) => Boolean(own));
}

/** The parts of an answer of the engine from which attributes are read, without what it chooses for each container. */
function partsOf({ Id: id, Image: image, Config: config, HostConfig: host, Mounts: mounts, NetworkSettings: network }: Inspect): Parts {
  const short = id.slice(0, 12);
  const networks = Object.entries(network.Networks ?? {}).map(([name, endpoint]) => {
    const { Aliases: aliases, NetworkID, IPAMConfig, DriverOpts, GwPriority } = endpoint as Tree;
    const own = ((aliases ?? []) as string[]).filter((alias) => alias !== short);
    return [name, { aliases: own, NetworkID, IPAMConfig, DriverOpts, GwPriority }] as const;
  });
  return {
    image,
    mounts: [...mounts as unknown as readonly Tree[] ?? []].map(placeOf).sort(byDestination),
    networks: Object.fromEntries(networks),
    hostname: config.Hostname === short ? '' : config.Hostname,
    config: config as unknown as Tree,
    host: host as unknown as Tree,
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
