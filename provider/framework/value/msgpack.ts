import { Decoder, Encoder, ExtData, ExtensionCodecType } from '@msgpack/msgpack';
import { emptyObject } from './convert';
import { exactDecimal, numberText, parseNumber } from './decimal';
import { partType, Type } from './type';
import { BigNumber, Bound, Dynamic, ObjectValue, Refinements, Unknown, Value } from './value';

/** The msgpack extension types of unknown values, without and with refinements. */
const PLAIN_EXTENSION = 0;
const REFINED_EXTENSION = 12;

/** The first byte of a map with up to 15 entries. Their number is added to it. */
const SMALL_MAP = 0x80;

/** The keys in the map of refinements of an unknown value. */
enum Refinement { NULLNESS = 1, PREFIX, MIN, MAX, MIN_LENGTH, MAX_LENGTH }

const extensions = {
  tryToEncode(object: unknown): ExtData | null {
    if (!(object instanceof Unknown)) {
      return null;
    }
    const refinements = refinementsOf(object);
    return refinements.size === 0
      ? new ExtData(PLAIN_EXTENSION, new Uint8Array(1))
      : new ExtData(REFINED_EXTENSION, encodeRefinements(refinements));
  },
  decode(data: Uint8Array, extension: number): unknown {
    return extension === REFINED_EXTENSION ? new Unknown(decodeRefinements(data)) : Unknown.PLAIN;
  },
} as ExtensionCodecType<undefined>;

const MAX_DEPTH = 1000;
const encoder = new Encoder({ extensionCodec: extensions, maxDepth: MAX_DEPTH });

/**
 * The decoder rejects the key `__proto__`, which is an ordinary key in Terraform. A key decoder therefore puts a mark
 * before every key, and the conversion by type removes it.
 */
const KEY_MARK = ':';
const textDecoder = new TextDecoder();
const decoder = new Decoder({ useBigInt64: true, extensionCodec: extensions, keyDecoder: { canBeCached: () => true, decode: markedKey } });

/** Decoded keys by their bytes. Most are attribute names, which recur in every call. */
const markedKeys = new Map<string, string>();
const MAX_KEYS = 1000;

function markedKey(bytes: Uint8Array, offset: number, length: number): string {
  const asIs = Buffer.from(bytes.buffer, bytes.byteOffset + offset, length).toString('latin1');
  let key = markedKeys.get(asIs);
  if (key === undefined) {
    key = KEY_MARK + textDecoder.decode(bytes.subarray(offset, offset + length));
    if (markedKeys.size < MAX_KEYS) {
      markedKeys.set(asIs, key);
    }
  }
  return key;
}

type Raw = null | boolean | string | number | bigint | Uint8Array | Unknown | readonly Raw[] | { readonly [key: string]: Raw };

/** Decodes a value of a type from msgpack, which Terraform and providers exchange. */
export function decodeMsgpack(type: Type, bytes: Uint8Array): Value {
  return fromRaw(type, decoder.decode(bytes) as Raw);
}

/** Encodes a value of a type as msgpack. The value must have that type, which `conform` ensures. */
export function encodeMsgpack(type: Type, value: Value): Uint8Array {
  return encoder.encode(toRaw(type, value));
}

function fromRaw(type: Type, raw: Raw): Value {
  if (raw === null || raw instanceof Unknown) {
    return raw;
  }
  if (type === 'number') {
    return numberFromRaw(raw as number | bigint | string);
  }
  if (type === 'dynamic') {
    const [json, inner] = raw as readonly Raw[];
    const innerType = JSON.parse(textDecoder.decode(json as Uint8Array)) as Type;
    return new Dynamic(innerType, fromRaw(innerType, inner!));
  }
  if (typeof type === 'string') {
    return raw as string | boolean;
  }
  if (Array.isArray(raw)) {
    return (raw as readonly Raw[]).map((element, index) => fromRaw(partType(type, index), element));
  }
  const object = raw as { readonly [key: string]: Raw };
  const result = emptyObject<Value>();
  const keys = type[0] === 'object' ? Object.keys(type[1]) : Object.keys(object).map((key) => key.slice(KEY_MARK.length));
  for (const key of keys) {
    result[key] = fromRaw(partType(type, key), object[KEY_MARK + key] ?? null);
  }
  return result;
}

function numberFromRaw(raw: number | bigint | string): number | BigNumber {
  if (typeof raw === 'number' && (Number.isSafeInteger(raw) || !Number.isFinite(raw))) {
    return raw;
  }
  return parseNumber(typeof raw === 'number' ? exactDecimal(raw) : String(raw));
}

function toRaw(type: Type, value: Value): unknown {
  if (value === null || value instanceof Unknown) {
    return value;
  }
  if (value instanceof Dynamic) {
    return [Buffer.from(JSON.stringify(value.type)), toRaw(value.type, value.value)];
  }
  if (value instanceof BigNumber) {
    return value.digits;
  }
  if (typeof value === 'number') {
    // A fraction is sent as digits. Terraform would read a float as the nearest binary fraction, which is another number.
    return Number.isSafeInteger(value) || !Number.isFinite(value) ? value : numberText(value);
  }
  if (typeof type === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((element: Value, index) => toRaw(partType(type, index), element));
  }
  const object = value as ObjectValue;
  const result = emptyObject<unknown>();
  for (const key of Object.keys(type[0] === 'object' ? type[1] : object)) {
    result[key] = toRaw(partType(type, key), object[key] ?? null);
  }
  return result;
}

function refinementsOf({ refinements }: Unknown): ReadonlyMap<Refinement, unknown> {
  const known = new Map<Refinement, unknown>();
  if (refinements.notNull) {
    known.set(Refinement.NULLNESS, false);
  }
  if (refinements.prefix !== undefined) {
    known.set(Refinement.PREFIX, refinements.prefix);
  }
  for (const [key, bound] of [[Refinement.MIN, refinements.min], [Refinement.MAX, refinements.max]] as const) {
    if (bound !== undefined) {
      known.set(key, [toRaw('number', bound.value), bound.inclusive]);
    }
  }
  const lengths = [[Refinement.MIN_LENGTH, refinements.minLength], [Refinement.MAX_LENGTH, refinements.maxLength]] as const;
  for (const [key, length] of lengths) {
    if (length !== undefined) {
      known.set(key, length);
    }
  }
  return known;
}

/** Encodes a map with integer keys, which the library can't. Each key is one byte, and so is the header of a map this small. */
function encodeRefinements(refinements: ReadonlyMap<Refinement, unknown>): Uint8Array {
  const plain = new Encoder();
  const parts = [...refinements].flatMap(([key, value]) => [Uint8Array.of(key), plain.encode(value)]);
  return Buffer.concat([Uint8Array.of(SMALL_MAP + refinements.size), ...parts]);
}

function decodeRefinements(data: Uint8Array): Refinements {
  const known = new Decoder({ useBigInt64: true }).decode(data) as Record<number, unknown>;
  const bound = (raw: unknown): Bound => {
    const [value, inclusive] = raw as [number | bigint | string, boolean];
    return { value: numberFromRaw(value), inclusive };
  };
  return {
    ...(known[Refinement.NULLNESS] === false && { notNull: true }),
    ...(known[Refinement.PREFIX] !== undefined && { prefix: known[Refinement.PREFIX] as string }),
    ...(known[Refinement.MIN] !== undefined && { min: bound(known[Refinement.MIN]) }),
    ...(known[Refinement.MAX] !== undefined && { max: bound(known[Refinement.MAX]) }),
    ...(known[Refinement.MIN_LENGTH] !== undefined && { minLength: Number(known[Refinement.MIN_LENGTH]) }),
    ...(known[Refinement.MAX_LENGTH] !== undefined && { maxLength: Number(known[Refinement.MAX_LENGTH]) }),
  };
}
