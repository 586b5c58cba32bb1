import { perBody } from './schema/per-body';
import { Body } from './schema/schema';
import { BigNumber, Dynamic, ObjectValue, Unknown, Value } from './value/value';
import { learnSecret } from '../diagnostics/secrets';

/** Registers the values of sensitive attributes as secrets, to be redacted in every text that leaves the provider. */
export function learnSecrets(body: Body, value: Value): void {
  if (!isObject(value) || !hasSecrets(body)) {
    return;
  }
  for (const [name, attribute] of Object.entries(body.attributes)) {
    if (attribute.sensitive) {
      learn(value[name] ?? null);
    }
  }
  for (const [name, block] of Object.entries(body.blocks ?? {})) {
    const blocks = value[name] ?? null;
    for (const element of Array.isArray(blocks) ? blocks as readonly Value[] : [blocks]) {
      learnSecrets(block, element);
    }
  }
}

function learn(value: Value): void {
  if (typeof value === 'string') {
    learnSecret(value);
  } else if (typeof value === 'number') {
    learn(String(value));
  } else if (value instanceof BigNumber) {
    learn(value.digits);
  } else if (value instanceof Dynamic) {
    learn(value.value);
  } else if (Array.isArray(value) || isObject(value)) {
    Object.values(value).forEach(learn);
  }
}

const hasSecrets: (body: Body) => boolean = perBody((body) => (
  Object.values(body.attributes).some((attribute) => attribute.sensitive) || Object.values(body.blocks ?? {}).some(hasSecrets)
));

function isObject(value: Value): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    && !(value instanceof Unknown) && !(value instanceof BigNumber);
}
