import { isDeepStrictEqual } from 'node:util';
import { Known } from '../../../framework/schema/model';
import { Attribute, Attributes, Block, Blocks } from '../../../framework/schema/schema';
import { Type } from '../../../framework/value/type';
import { Value } from '../../../framework/value/value';

/** A part of a service in the Engine API: an object in the answer to an inspect, or in the body of a request. */
export type Part = Record<string, unknown>;

/** The values of a body of the schema, by name. */
export type Values = Readonly<Record<string, unknown>>;

/** One row: an attribute, and its place in a part of a service. */
export interface AttributeField {
  readonly attribute: Attribute;
  /** Sets the value in the part. An unset value removes it, so that the engine uses its default. */
  put(part: Part, value: unknown): void;
  /** Returns the value in the part, or the value of an unset attribute. */
  read(part: Part): unknown;
  /** Whether an actual value is what the engine or a tool made of a known one, although they differ. */
  isMadeOf?(known: unknown, actual: unknown): boolean;
}

/** One row: a kind of blocks, and its place in a part of a service. */
export interface BlockField {
  readonly block: Block;
  /** The rows within a single block. Without them, a block is compared as a whole. */
  readonly fields?: Fields;
  put(part: Part, blocks: readonly Values[]): void;
  /** Returns the blocks. One that only has defaults is none. */
  read(part: Part): readonly Values[];
}

export interface Fields { readonly [name: string]: AttributeField | BlockField }

type Options<T extends Type> = Omit<Attribute<T>, 'type' | 'default'> & {
  /** The default. @default - an empty collection for a collection, no default for anything else */
  readonly unset?: Value;
  /** Whether to send the value even if it is the default: the engine would use another value. */
  readonly always?: boolean;
  /** Whether an unset value leaves the one that the service has. */
  readonly keepsCurrent?: boolean;
  readonly isMadeOf?: AttributeField['isMadeOf'];
  /** What the engine means if it reports no value although it reports the part. @default - the default */
  readonly absent?: Value;
  /** Converts the value to the Engine API. Spellings that become the same value mean the same. */
  encode?(value: Known<T>): unknown;
  decode?(actual: never): Value;
};

/** Defines an attribute at a place in the Engine API, which its description names. */
export function field<const T extends Type>(type: T, at: string, options: Options<T>): AttributeField {
  const { unset = emptyOf(type, options), always, keepsCurrent, encode, decode, isMadeOf, absent = unset ?? null, ...attribute } = options;
  const put = (part: Part, given: unknown) => {
    // The maps of a model have no prototype, and so differ from others.
    const value: unknown = typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...given } : given;
    const isUnset = value === null || value === undefined || !always && isDeepStrictEqual(value, unset);
    if (!isUnset) part[at] = encode ? encode(value as Known<T>) : value;
    else if (!keepsCurrent) delete part[at];
  };
  const read = (part: Part): unknown => {
    const actual = part[at];
    if (actual === null || actual === undefined) return absent;
    return decode ? decode(actual as never) : actual;
  };
  return {
    attribute: {
      type,
      ...(attribute.required ? {} : { optional: true }),
      ...attribute,
      description: `${attribute.description} Engine API: \`${at}\`.`,
      ...(unset === undefined ? {} : { default: unset }),
      ...(encode && attribute.canonical === undefined && { canonical: (value: Value) => canonicalOf(put, read, value) }),
    },
    put,
    read,
    ...(isMadeOf && { isMadeOf }),
  };
}

/** Converts a value to the Engine API and back. */
function canonicalOf(put: AttributeField['put'], read: AttributeField['read'], value: Value): Value {
  const part: Part = {};
  put(part, value);
  return read(part) as Value;
}

/** Returns the default of a collection: an empty one. */
function emptyOf(type: Type, { required, computed }: Pick<Attribute, 'required' | 'computed'>): Value | undefined {
  if (typeof type === 'string' || required || computed) return undefined;
  return type[0] === 'map' ? {} : [];
}

type BlockOptions = Pick<Block, 'description'> & Partial<Pick<Block, 'minItems'>>;

/** Defines a block that is an object in the Engine API. What nobody configured in it is left as it is, if the schema does not have it. */
export function one(at: string, options: BlockOptions, fields: Fields): BlockField {
  return {
    block: { nesting: 'list', maxItems: 1, exhaustive: true, ...options, ...bodyOf(fields), canonical: canonicalIn(fields) },
    fields,
    put: (part, [values]) => {
      const within = putAll(fields, { ...part[at] as Part | null }, values ?? {});
      const saysNothing = Object.keys(putAll(fields, {}, values ?? {})).length === 0 && Object.values(within).every(isZero);
      if (saysNothing) delete part[at];
      else part[at] = within;
    },
    read: (part) => {
      const within = part[at] as Part | null | undefined;
      return within ? unlessDefault(fields, readAll(fields, within)) : [];
    },
  };
}

/** Whether a value that the schema does not have says nothing. The engine reports some fields that are not set. */
function isZero(value: unknown): boolean {
  return value === null || value === '' || value === 0 || value === false;
}

/** Returns a block, or none if all its values are defaults. */
export function unlessDefault(fields: Fields, values: Values): readonly Values[] {
  const defaults = Object.fromEntries(Object.entries(fields).map(([name, row]) => [name, 'attribute' in row ? row.attribute.default : []]));
  return isDeepStrictEqual(values, readAll(fields, putAll(fields, {}, defaults))) ? [] : [values];
}

/** Defines blocks that are the objects of a list in the Engine API. */
export function many(at: string, nesting: 'list' | 'set', description: string, fields: Fields): BlockField {
  return {
    block: { nesting, exhaustive: true, description, ...bodyOf(fields), canonical: canonicalIn(fields) },
    put: (part, blocks) => {
      if (blocks.length === 0) delete part[at];
      else part[at] = blocks.map((values) => putAll(fields, {}, values));
    },
    read: (part) => ((part[at] ?? []) as Part[]).map((each) => readAll(fields, each)),
  };
}

/** Returns the attributes and blocks of a body. */
export function bodyOf(fields: Fields): { readonly attributes: Attributes; readonly blocks: Blocks } {
  const rows = Object.entries(fields);
  return {
    attributes: Object.fromEntries(rows.flatMap(([name, row]) => 'attribute' in row ? [[name, row.attribute]] : [])),
    blocks: Object.fromEntries(rows.flatMap(([name, row]) => 'block' in row ? [[name, row.block]] : [])),
  };
}

/** Sets all values of a body in a part, and returns the part. */
export function putAll(fields: Fields, part: Part, values: Values): Part {
  for (const [name, row] of Object.entries(fields)) {
    if ('block' in row) row.put(part, (values[name] ?? []) as readonly Values[]);
    else row.put(part, values[name]);
  }
  return part;
}

/** Returns all values of a part. */
export function readAll(fields: Fields, part: Part): Values {
  return Object.fromEntries(Object.entries(fields).map(([name, row]) => [name, row.read(part)]));
}

function canonicalIn(fields: Fields): (value: Value) => Value {
  return (value) => readAll(fields, putAll(fields, {}, value as unknown as Values)) as never;
}

/** Returns actual values, in the known spelling where they mean the same. */
export function asKnown(fields: Fields, actual: Values, known: Values): Values {
  return Object.fromEntries(Object.entries(fields).map(([name, row]) => {
    const [is, was] = [actual[name], known[name]];
    if (was === undefined || was === null) return [name, is];
    if ('block' in row) return [name, blocksAsKnown(row, is as readonly Values[], was as readonly Values[])];
    return [name, isSame(row, is, was) ? was : is];
  }));
}

function isSame(row: AttributeField, actual: unknown, known: unknown): boolean {
  const part: Part = {};
  row.put(part, known);
  const { canonical = (value) => value } = row.attribute;
  return isDeepStrictEqual(canonical(row.read(part) as Value), canonical(actual as Value)) || row.isMadeOf?.(known, actual) === true;
}

function blocksAsKnown(row: BlockField, actual: readonly Values[], known: readonly Values[]): readonly Values[] {
  const canonical = (blocks: readonly Values[]) => {
    const part: Part = {};
    row.put(part, blocks);
    return row.read(part);
  };
  if (isDeepStrictEqual(canonical(known), actual)) return known;
  if (row.fields !== undefined && actual.length === 1 && known.length === 1) return [asKnown(row.fields, actual[0]!, known[0]!)];
  const rest = [...actual];
  const kept = known.filter((each) => {
    const [same] = canonical([each]);
    const index = rest.findIndex((other) => isDeepStrictEqual(other, same));
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
  return [...kept, ...rest];
}
