import { emptyObject, TypeMismatch } from './convert';
import { decimalKey, parseNumber } from './decimal';
import { partType, Type } from './type';
import { BigNumber, Dynamic, Value } from './value';

/** Matches strings, which stay unchanged, and numbers. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** A number of at most this many characters loses no digits when JavaScript parses it. */
const SAFE_LENGTH = 15;
/** Matches texts that may contain a longer number. */
const LONG_NUMBER = /(?:^|[\s:,[])-?\d[\d.eE+-]{14}/;

/**
 * Parses JSON without losing digits. A number that JavaScript can't represent becomes the string of its digits, which
 * `fromJson` converts to a number again.
 */
export function parseJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) {
    return JSON.parse(text);
  }
  return JSON.parse(text.replace(TOKENS, (token) => {
    const isExact = token.startsWith('"') || token.length <= SAFE_LENGTH || decimalKey(String(Number(token))) === decimalKey(token);
    return isExact ? token : JSON.stringify(token);
  }));
}

/**
 * Converts parsed JSON, as in a Terraform state, to a value of the type. It is tolerant, since a state can be older than
 * the schema: drops attributes that the type lacks, sets missing ones to null, and converts primitives of another type as
 * Terraform does.
 */
export function fromJson(type: Type, json: unknown, path: readonly (string | number)[] = []): Value {
  if (json === null || json === undefined) {
    return null;
  }
  const refuse = (): never => {
    throw new TypeMismatch(path, type, json);
  };
  switch (type) {
    case 'string': return typeof json === 'object' ? refuse() : String(json);
    case 'bool': return json === true || json === 'true' ? true : json === false || json === 'false' ? false : refuse();
    case 'number': return typeof json === 'number' || (typeof json === 'string' && /^-?\d/.test(json))
      ? numberFromJson(String(json), refuse)
      : refuse();
    case 'dynamic': return dynamicFromJson(json, path, refuse);
    default:
  }
  if (type[0] === 'map' || type[0] === 'object') {
    const record = typeof json === 'object' && !Array.isArray(json) ? json as Record<string, unknown> : refuse();
    const result = emptyObject<Value>();
    for (const name of Object.keys(type[0] === 'map' ? record : type[1] as object)) {
      result[name] = fromJson(partType(type, name), Object.hasOwn(record, name) ? record[name] : null, [...path, name]);
    }
    return result;
  }
  const elements = Array.isArray(json) && (type[0] !== 'tuple' || type[1].length === json.length) ? json : refuse();
  return elements.map((element, index) => fromJson(partType(type, index), element, [...path, index]));
}

function numberFromJson(text: string, refuse: () => never): number | BigNumber {
  try {
    return parseNumber(text);
  } catch {
    return refuse();
  }
}

function dynamicFromJson(json: unknown, path: readonly (string | number)[], refuse: () => never): Value {
  const { type, value } = typeof json === 'object' ? json as { type?: Type; value?: unknown } : refuse();
  return type === undefined ? refuse() : new Dynamic(type, fromJson(type, value, path));
}
