import { Body } from './schema';
import { attributesOf, blocksOf, isBody } from './walk';
import { emptyObject } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/** Returns a configuration or a state with the schema's defaults for everything that is not set, in nested blocks too. */
export function applyDefaults(body: Body, config: ObjectValue): ObjectValue {
  const result = Object.assign(emptyObject<Value>(), applyBlockDefaults(body, config));
  for (const [name, attribute] of attributesOf(body)) {
    if (attribute.default !== undefined && (config[name] ?? null) === null) {
      result[name] = attribute.default;
    }
  }
  return result;
}

/** Returns a state with the schema's defaults for everything that is not set in blocks. */
export function applyBlockDefaults(body: Body, state: ObjectValue): ObjectValue {
  const result = Object.assign(emptyObject<Value>(), state);
  for (const [name, block] of blocksOf(body)) {
    const value = state[name] ?? null;
    if (isBody(value)) {
      result[name] = applyDefaults(block, value);
    } else if (Array.isArray(value)) {
      result[name] = value.map((element: Value) => (isBody(element) ? applyDefaults(block, element) : element));
    }
  }
  return result;
}
