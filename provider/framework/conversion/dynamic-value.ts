import { BodyCache } from './body-cache';
import { bodyType } from '../schema/body-type';
import { normalizeBlocks } from '../schema/body-values';
import { perBody } from '../schema/per-body';
import { Body } from '../schema/schema';
import { isBody } from '../schema/walk';
import { registerSecrets } from '../secrets';
import { fromJson, parseJson } from '../value/json';
import { decodeMsgpack, encodeMsgpack } from '../value/msgpack';
import { ObjectValue, Value } from '../value/value';
import { DynamicValue } from '../wire/generated/tfplugin6';

/** Null in msgpack. */
const NIL = 0xc0;
const NO_JSON = Buffer.alloc(0);

/** A value that was not sent. */
const ABSENT: DynamicValue = { msgpack: Buffer.alloc(0), json: NO_JSON };

const cacheOf = perBody(() => new BodyCache());

/** Decodes the values of a body. Returns null if there is none, as before a creation. */
export function bodyFromWire(body: Body, wire: DynamicValue = ABSENT): ObjectValue | null {
  if (isNull(wire)) {
    return null;
  }
  const cache = cacheOf(body);
  const cached = cache.valueOf(wire.msgpack);
  if (cached !== undefined) {
    return cached;
  }
  const value = decode(body, wire);
  if (!isBody(value)) {
    return null;
  }
  registerSecrets(body, value);
  const normalized = normalizeBlocks(body, value);
  if (normalized === value && wire.msgpack.length > 0) {
    cache.add(value, wire.msgpack);
  }
  return normalized;
}

export function bodyToWire(body: Body, value: ObjectValue | null): DynamicValue {
  return { msgpack: value === null ? Buffer.of(NIL) : encode(body, value), json: NO_JSON };
}

/** Whether there is no body. Checked without decoding. */
export function isNull({ msgpack, json }: DynamicValue = ABSENT): boolean {
  if (msgpack.length > 0) {
    return msgpack[0] === NIL;
  }
  return json.length === 0 || json.toString() === 'null';
}

function decode(body: Body, { msgpack, json }: DynamicValue): Value {
  const type = bodyType(body);
  return msgpack.length > 0 ? decodeMsgpack(type, msgpack) : fromJson(type, parseJson(json.toString()));
}

function encode(body: Body, value: ObjectValue): Buffer {
  const cache = cacheOf(body);
  let bytes = cache.bytesOf(value);
  if (bytes === undefined) {
    registerSecrets(body, value);
    const { buffer, byteOffset, byteLength } = encodeMsgpack(bodyType(body), value);
    bytes = Buffer.from(buffer, byteOffset, byteLength);
    cache.add(value, bytes);
  }
  return bytes;
}
