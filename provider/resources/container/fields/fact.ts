import Dockerode from 'dockerode';
import { same } from '../../../engine/canonical/form';
import { Known } from '../../../framework/schema/model';
import { Attribute, Block } from '../../../framework/schema/schema';
import { Type } from '../../../framework/value/type';
import { Value } from '../../../framework/value/value';

/** The body of a create request. */
export type CreateBody = Dockerode.ContainerCreateOptions & { HostConfig: Dockerode.HostConfig };

/** The engine's answer to an inspect. Any part may be missing, because older engines report fewer fields. */
export type Inspect = Dockerode.ContainerInspectInfo;

/** The state of a container by attribute name. Its precise type would depend on all rows, so rows use this one. */
export interface AnyModel { readonly [name: string]: unknown }

/** The place of an attribute in the Engine API: how to put it into a create request, and how to read it from an inspect. */
export interface Place<V> {
  /** The field in the answer to an inspect, for the documentation: `HostConfig.Memory`. */
  readonly field?: string;
  put(body: CreateBody, value: V, model: AnyModel): void;
  read(inspect: Inspect): V | null | undefined;
}

/**
 * How an attribute can change.
 * - `made`: only by creating a new container. A change replaces the container. Unconfigured values are not reported.
 * - `live`: while the container runs. Always reported, so that changes outside of terraform are detected.
 * - `setting`: not known to the engine. Only affects how this provider handles the container.
 */
export type Kind = 'made' | 'live' | 'setting';

/** One row: an attribute or block of the schema, and its place in the Engine API. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export interface Fact<V = any> {
  readonly kind: Kind;
  readonly place?: Place<V>;
  /** The engine can set this while the container runs, but not remove it. Removing it replaces the container. */
  readonly sticky?: boolean;
  /** An empty value has a meaning of its own, different from an unset one. */
  readonly emptyCounts?: boolean;
  /** Overrides the general rule of what to report. `actual` is the engine's value, `known` the desired or prior one. */
  report?(actual: V | null | undefined, known: V | null | undefined, model: AnyModel, inspect: Inspect): V | null;
}

export interface AttributeFact<A extends Attribute = Attribute> extends Fact<Known<A['type']>> { readonly attribute: A }
export interface BlockFact<B extends Block = Block> extends Fact { readonly block: B }
export interface Facts { readonly [name: string]: AttributeFact | BlockFact }

type Options<T extends Type> =
  & Omit<Attribute<T>, 'type' | 'requiresReplace' | 'default'>
  & { readonly unset?: Value }
  & Omit<Fact<Known<T>>, 'kind' | 'place'>
  & { readonly at?: Place<Known<T>> };

type DecidedOptions<T extends Type> = Pick<Attribute, 'description' | 'deprecated'> & Pick<Fact<Known<T>>, 'report'>;

/**
 * Defines an attribute that is set at the creation of the container. Its default is `unset`, or none. One with a `change` of its own
 * does not always replace the container: `plan.ts` decides. A `computed` one is chosen by the image or the engine if it is not
 * configured, and null in the state: the choice can't change afterwards.
 */
export function made<const T extends Type>(type: T, options: Options<T>): AttributeFact<Attribute<T>> {
  return fact('made', type, options.computed ? { nullUnlessConfigured: true, change: CHOSEN, ...options } : options, true);
}

/** Defines an attribute that can change while the container runs. */
export function live<const T extends Type>(type: T, options: Options<T>): AttributeFact<Attribute<T>> {
  return fact('live', type, options, false);
}

/** Defines an attribute that only affects this provider. */
export function setting<const T extends Type>(type: T, options: Options<T>): AttributeFact<Attribute<T>> {
  return fact('setting', type, options, false);
}

/** Defines a read-only attribute. A plan keeps its value, unless `plan.ts` marks it as unknown. */
export function decided<const T extends Type>(type: T, options: DecidedOptions<T>): AttributeFact<Attribute<T>> {
  const { report, ...attribute } = options;
  return { kind: 'live', attribute: { type, computed: true, stable: true, ...attribute }, ...(report && { report }) };
}

/** Defines blocks that are set at the creation of the container. For those with a `change` of their own, `plan.ts` decides. */
export function madeBlock<const B extends Block>(block: B, rest: Omit<Fact, 'kind'>): BlockFact<B> {
  return { kind: 'made', block: { ...block, ...(block.change === undefined ? { requiresReplace: true } : {}) }, ...rest };
}

/** Defines blocks that can change while the container runs. */
export function liveBlock<const B extends Block>(block: B, rest: Omit<Fact, 'kind'>): BlockFact<B> {
  return { kind: 'live', block, ...rest };
}

/** Defines blocks that only affect this provider. */
export function settingBlock<const B extends Block>(block: B): BlockFact<B> {
  return { kind: 'setting', block };
}

/** What a change of an attribute does that the image or the engine chooses if it is not configured, for the documentation. */
const CHOSEN = 'A change replaces the container, unless the container has this value already.';

/** What a change does of what the engine's daemon.json may set for all containers, for the documentation. */
export const DEFAULTED_CHANGE = 'A change replaces the container. Removing what the engine sets for all containers (daemon.json) does not, '
  + 'as after an import, which finds it in the container. To tell, a plan makes a container that never starts.';

/** What a change of a `sticky` attribute does, for the documentation. */
const STICKY = 'A change is made live, but removing the value replaces the container, since the engine can\'t remove it.';

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
      ...(requiresReplace && attribute.change === undefined ? { requiresReplace } : {}),
    },
    ...(at && { place: at }),
    ...(report && { report }),
    ...(sticky && { sticky }),
    ...(emptyCounts && { emptyCounts }),
  };
}

/** Returns the default of a collection: an empty one, unless the image or the engine chooses it. */
function emptyOf(type: Type, { required, computed }: Pick<Attribute, 'required' | 'computed'>): Value | undefined {
  if (typeof type === 'string' || required || computed) return undefined;
  return type[0] === 'map' ? {} : [];
}

interface Codec<V> { encode?(value: V): unknown; decode?(actual: never): V | null }

/** Places an attribute in `Config`, whose values may come from the image. */
export function config<V>(field: keyof Dockerode.ContainerCreateOptions, codec: Codec<V> = {}): Place<V> {
  return {
    field: `Config.${field}`,
    put: (body, value) => { assign(body, field, codec.encode ? codec.encode(value) : value); },
    read: (inspect) => fieldOf((inspect.Config as unknown as AnyModel | null | undefined)?.[field], codec),
  };
}

/** Places an attribute in `HostConfig`. */
export function host<V>(field: keyof Dockerode.HostConfig, codec: Codec<V> = {}): Place<V> {
  return {
    field: `HostConfig.${field}`,
    put: (body, value) => { assign(body.HostConfig, field, codec.encode ? codec.encode(value) : value); },
    read: (inspect) => fieldOf((inspect.HostConfig as unknown as AnyModel | null | undefined)?.[field], codec),
  };
}

function assign(target: object, field: string, value: unknown): void {
  (target as Record<string, unknown>)[field] = value;
}

function fieldOf<V>(value: unknown, codec: Codec<V>): V | null {
  if (value === null || value === undefined) return null;
  return codec.decode ? codec.decode(value as never) : value as V;
}

/** Returns the function that converts a value to its canonical form. */
export function formOf(row: AttributeFact | BlockFact): (value: Value) => Value {
  return ('attribute' in row ? row.attribute.canonical : row.block.canonical) ?? ((value) => value);
}

/** Returns the value of an unset attribute or block. */
export function unsetOf(row: AttributeFact | BlockFact): Value {
  if ('attribute' in row) return row.attribute.default ?? null;
  return row.block.nesting === 'single' ? null : [];
}

/** Whether a value means the same as an unset attribute or block. */
export function isUnset(row: AttributeFact | BlockFact, value: unknown): boolean {
  if (value === null || value === undefined || same(value as Value, unsetOf(row))) return true;
  return unsetOf(row) === null && !row.emptyCounts && isEmpty(value);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
