import { bodyType } from '../schema/body-type';
import { normalizeBlocks } from '../schema/body-values';
import { Body } from '../schema/schema';
import { isBody } from '../schema/walk';
import { learnSecrets } from '../secrets';
import { fromJson, parseJson } from '../value/json';
import { decodeMsgpack, encodeMsgpack } from '../value/msgpack';
import { ObjectValue, Value } from '../value/value';
import { DynamicValue } from '../wire/generated/tfplugin6';

/** The values of a body; null where there is none, as before a creation. */
export function bodyFromWire(body: Body, wire: DynamicValue | undefined): ObjectValue | null {
  const value = decode(body, wire);
  if (!isBody(value)) {
    return null;
  }
  learnSecrets(body, value);
  return normalizeBlocks(body, value);
}

export function bodyToWire(body: Body, value: ObjectValue | null): DynamicValue {
  if (value !== null) {
    learnSecrets(body, value);
  }
  return { msgpack: asBuffer(encodeMsgpack(bodyType(body), value)), json: Buffer.alloc(0) };
}

function decode(body: Body, wire: DynamicValue | undefined): Value {
  if (wire === undefined) {
    return null;
  }
  if (wire.msgpack.length > 0) {
    return decodeMsgpack(bodyType(body), wire.msgpack);
  }
  return wire.json.length > 0 ? fromJson(bodyType(body), parseJson(wire.json.toString())) : null;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
