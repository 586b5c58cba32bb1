import { Body } from './schema';
import { attributesOf, blocksOf, isBody } from './walk';
import { emptyObject } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/** Returns the configuration with the schema's defaults for everything that is not set, in nested blocks too. */
export function applyDefaults(body: Body, config: ObjectValue): ObjectValue {
  const result = Object.assign(emptyObject<Value>(), config);
  for (const [name, attribute] of attributesOf(body)) {
    if (attribute.default !== undefined && (config[name] ?? null) === null) {
      result[name] = attribute.default;
    }
  }
  for (const [name, block] of blocksOf(body)) {
    const value = config[name] ?? null;
    if (isBody(value)) {
      result[name] = applyDefaults(block, value);
    } else if (Array.isArray(value)) {
      result[name] = value.map((element: Value) => (isBody(element) ? applyDefaults(block, element) : element));
    }
  }
  return result;
}
