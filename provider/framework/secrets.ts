import { perBody } from './schema/per-body';
import { Body } from './schema/schema';
import { BigNumber, Dynamic, ObjectValue, Unknown, Value } from './value/value';
import { likelySecrets } from '../diagnostics/likely-secrets';
import { registerSecret } from '../diagnostics/secrets';

/**
 * Registers the values of sensitive attributes as secrets, to be redacted in every text that leaves the provider. Also registers what is
 * likely to be a secret in attributes with free text.
 */
export function registerSecrets(body: Body, value: Value): void {
  if (!isObject(value) || !hasSecrets(body)) {
    return;
  }
  for (const [name, attribute] of Object.entries(body.attributes)) {
    if (attribute.sensitive) {
      registerParts(value[name] ?? null);
    } else if (attribute.mayHaveSecrets && Array.isArray(value[name])) {
      const texts = (value[name] as readonly Value[]).map((text) => typeof text === 'string' ? text : '');
      likelySecrets(texts).forEach(registerSecret);
    }
  }
  for (const [name, block] of Object.entries(body.blocks ?? {})) {
    const blocks = value[name] ?? null;
    for (const element of Array.isArray(blocks) ? blocks as readonly Value[] : [blocks]) {
      registerSecrets(block, element);
    }
  }
}

function registerParts(value: Value): void {
  if (typeof value === 'string') {
    registerSecret(value);
  } else if (typeof value === 'number') {
    registerParts(String(value));
  } else if (value instanceof BigNumber) {
    registerParts(value.digits);
  } else if (value instanceof Dynamic) {
    registerParts(value.value);
  } else if (Array.isArray(value) || isObject(value)) {
    Object.values(value).forEach(registerParts);
  }
}

const hasSecrets: (body: Body) => boolean = perBody((body) => (
  Object.values(body.attributes).some((attribute) => attribute.sensitive || attribute.mayHaveSecrets)
  || Object.values(body.blocks ?? {}).some(hasSecrets)
));

function isObject(value: Value): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    && !(value instanceof Unknown) && !(value instanceof BigNumber);
}
