import { perBody } from './per-body';
import { Body } from './schema';
import { attributesOf, blocksOf, isBody } from './walk';
import { emptyObject } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/** Returns a configuration as a plan and a state have it: with null for each write-only value. */
export function withoutWriteOnly(body: Body, config: ObjectValue): ObjectValue {
  if (!hasWriteOnly(body)) return config;
  const result = Object.assign(emptyObject<Value>(), config);
  for (const [name, attribute] of attributesOf(body)) {
    if (attribute.writeOnly) result[name] = null;
  }
  for (const [name, block] of blocksOf(body)) {
    const value = config[name] ?? null;
    if (isBody(value)) result[name] = withoutWriteOnly(block, value);
    else if (Array.isArray(value)) result[name] = value.map((each: Value) => isBody(each) ? withoutWriteOnly(block, each) : each);
  }
  return result;
}

const hasWriteOnly: (body: Body) => boolean = perBody((body) => (
  attributesOf(body).some(([, attribute]) => attribute.writeOnly) || blocksOf(body).some(([, block]) => hasWriteOnly(block))
));
