import Dockerode from 'dockerode';
import { same } from '../../../engine/canonical/form';
import { Known } from '../../../framework/schema/model';
import { Attribute, Block } from '../../../framework/schema/schema';
import { Type } from '../../../framework/value/type';
import { Value } from '../../../framework/value/value';

/** What a container is created from. */
export type CreateBody = Dockerode.ContainerCreateOptions & { HostConfig: Dockerode.HostConfig };

/** What the engine says of a container. Any part may be missing: an older engine has fewer. */
export type Inspect = Dockerode.ContainerInspectInfo;

/** A container's state, by attribute. Facts know one another by name only. */
export interface AnyModel { readonly [name: string]: unknown }

/** Where the engine keeps a fact: how it is told at creation, and where it is seen afterwards. */
export interface Place<V> {
  /** What the Engine API calls it when it shows the container, for the reference: `HostConfig.Memory`. */
  readonly field?: string;
  put(body: CreateBody, value: V, model: AnyModel): void;
  see(inspect: Inspect): V | null | undefined;
}

/**
 * How a fact may change.
 * - `made`: with the container, for good. A change replaces the container; what was not asked for is not reported.
 * - `live`: while the container runs. All that is seen is reported, so that a change from outside is noticed.
 * - `setting`: not a fact of the engine at all, only of how this provider treats the container.
 */
export type Kind = 'made' | 'live' | 'setting';

/** One row of the table that a container is: an attribute or block of the schema, and its place in the engine. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export interface Fact<V = any> {
  readonly kind: Kind;
  readonly place?: Place<V>;
  /** The engine can set this while the container runs, but not take it back: its removal replaces the container. */
  readonly sticky?: boolean;
  /** An empty value is an answer of its own, and not the same as none. */
  readonly emptyCounts?: boolean;
  /** Where the general rule does not do: what to report of what is seen, given what is known. */
  report?(seen: V | null | undefined, known: V | null | undefined, model: AnyModel, inspect: Inspect): V | null;
}

export interface AttributeFact<A extends Attribute = Attribute> extends Fact<Known<A['type']>> { readonly attribute: A }
export interface BlockFact<B extends Block = Block> extends Fact { readonly block: B }
export interface Facts { readonly [name: string]: AttributeFact | BlockFact }

type Options<T extends Type> =
  & Omit<Attribute<T>, 'type' | 'requiresReplace' | 'default'>
  & { readonly unset?: Value }
  & Omit<Fact<Known<T>>, 'kind' | 'place'>
  & { readonly at?: Place<Known<T>> };

/**
 * An attribute that is made with the container. Left out it means `unset`, or nothing; one that is `computed` is then
 * reported as the image or the engine decided it.
 */
export function made<const T extends Type>(type: T, options: Options<T>): AttributeFact<Attribute<T>> {
  return fact('made', type, options, true);
}

/** An attribute that changes while the container runs. */
export function live<const T extends Type>(type: T, options: Options<T>): AttributeFact<Attribute<T>> {
  return fact('live', type, options, false);
}

/** An attribute that the engine knows nothing of. */
export function setting<const T extends Type>(type: T, options: Options<T>): AttributeFact<Attribute<T>> {
  return fact('setting', type, options, false);
}

/** An attribute that only the engine decides. A plan keeps it, until `plan.ts` says that it is going to be another. */
export function decided<const T extends Type>(type: T, options: Pick<Attribute, 'description' | 'deprecated'> & Pick<Fact<Known<T>>, 'report'>): AttributeFact<Attribute<T>> {
  const { report, ...attribute } = options;
  return { kind: 'live', attribute: { type, computed: true, stable: true, ...attribute }, ...(report && { report }) };
}

/** Blocks that are made with the container. */
export function madeBlock<const B extends Block>(block: B, rest: Omit<Fact, 'kind'>): BlockFact<B & { requiresReplace: true }> {
  return { kind: 'made', block: { ...block, requiresReplace: true }, ...rest };
}

/** Blocks that change while the container runs. */
export function liveBlock<const B extends Block>(block: B, rest: Omit<Fact, 'kind'>): BlockFact<B> {
  return { kind: 'live', block, ...rest };
}

/** Blocks that the engine knows nothing of. */
export function settingBlock<const B extends Block>(block: B): BlockFact<B> {
  return { kind: 'setting', block };
}

/** How a fact changes that the engine can't take back. */
const STICKY = 'A change is made live, but taking it away replaces the container: the engine can\'t take it back.';

function fact<T extends Type>(kind: Kind, type: T, options: Options<T>, requiresReplace: boolean): AttributeFact<Attribute<T>> {
  const { unset = emptyOf(type, options), at, report, sticky, emptyCounts, ...attribute } = options;
  return {
    kind,
    attribute: {
      type,
      ...(attribute.required ? {} : { optional: true }),
      ...(sticky ? { change: STICKY } : {}),
      ...attribute,
      description: at?.field === undefined ? attribute.description : `${attribute.description} Engine API: \`${at.field}\`.`,
      ...(unset === undefined ? {} : { default: unset }),
      ...(requiresReplace ? { requiresReplace } : {}),
    },
    ...(at && { place: at }),
    ...(report && { report }),
    ...(sticky && { sticky }),
    ...(emptyCounts && { emptyCounts }),
  };
}

/** A collection that is left out is an empty one, unless image or engine decide it. */
function emptyOf(type: Type, { required, computed }: Pick<Attribute, 'required' | 'computed'>): Value | undefined {
  if (typeof type === 'string' || required || computed) return undefined;
  return type[0] === 'map' ? {} : [];
}

interface Codec<V> { encode?(value: V): unknown; decode?(seen: never): V | null }

/** A field of the container's own configuration, which may come from its image. */
export function config<V>(field: keyof Dockerode.ContainerCreateOptions, codec: Codec<V> = {}): Place<V> {
  return {
    field: `Config.${field}`,
    put: (body, value) => { assign(body, field, codec.encode ? codec.encode(value) : value); },
    see: (inspect) => seen((inspect.Config as unknown as AnyModel | null | undefined)?.[field], codec),
  };
}

/** A field of the container's relation to its host. */
export function host<V>(field: keyof Dockerode.HostConfig, codec: Codec<V> = {}): Place<V> {
  return {
    field: `HostConfig.${field}`,
    put: (body, value) => { assign(body.HostConfig, field, codec.encode ? codec.encode(value) : value); },
    see: (inspect) => seen((inspect.HostConfig as unknown as AnyModel | null | undefined)?.[field], codec),
  };
}

function assign(target: object, field: string, value: unknown): void {
  (target as Record<string, unknown>)[field] = value;
}

function seen<V>(value: unknown, codec: Codec<V>): V | null {
  if (value === null || value === undefined) return null;
  return codec.decode ? codec.decode(value as never) : value as V;
}

/** The attribute's or block's one form. */
export function formOf(row: AttributeFact | BlockFact): (value: Value) => Value {
  return ('attribute' in row ? row.attribute.canonical : row.block.canonical) ?? ((value) => value);
}

/** What it means to leave a fact out. */
export function unsetOf(row: AttributeFact | BlockFact): Value {
  if ('attribute' in row) return row.attribute.default ?? null;
  return row.block.nesting === 'single' ? null : [];
}

/** Whether a value says no more than leaving the fact out does. */
export function isUnset(row: AttributeFact | BlockFact, value: unknown): boolean {
  if (value === null || value === undefined || same(value as Value, unsetOf(row))) return true;
  return unsetOf(row) === null && !row.emptyCounts && isEmpty(value);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
