import { perBody } from './schema/per-body';
import { Attribute, Body } from './schema/schema';
import { BigNumber, Dynamic, ObjectValue, Unknown, Value } from './value/value';
import { addressSecrets, likelySecrets } from '../diagnostics/likely-secrets';
import { registerSecret } from '../diagnostics/secrets';

/** A longer line is no password, key or token, but a program or data. */
const LONGEST_LINE = 4096;

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
      if (attribute.encoding === 'base64') registerDecoded(value[name] ?? null);
    } else if (attribute.mayHaveSecrets) {
      const search = attribute.mayHaveSecrets === 'address' ? addressSecrets : likelySecrets;
      search(entriesOf(value[name] ?? null, attribute)).forEach(registerSecret);
    }
  }
  for (const [name, block] of Object.entries(body.blocks ?? {})) {
    const blocks = value[name] ?? null;
    for (const element of Array.isArray(blocks) ? blocks as readonly Value[] : [blocks]) {
      registerSecrets(block, element);
    }
  }
}

/** A placeholder that a swarm fills in for each task, in the format of Go's templates. */
const PLACEHOLDER = /\{\{.*?\}\}/gs;

/** Registers what a text in base64 encodes. The parts around placeholders are secrets, too: what replaces a placeholder is not known. */
function registerDecoded(value: Value): void {
  if (typeof value !== 'string') return;
  const text = Buffer.from(value, 'base64').toString();
  registerSecret(text);
  text.split(PLACEHOLDER).map((part) => part.trim()).forEach(registerSecret);
}

/** Returns what is searched for secrets, as arguments or `NAME=value`. Of a text, that is its only line: more have ordinary words. */
function entriesOf(value: Value, { mayHaveSecrets: encoding }: Attribute): string[] {
  if (typeof value === 'string') {
    const line = (encoding === 'base64' ? Buffer.from(value, 'base64').toString() : value).trim();
    return line.length > LONGEST_LINE || /[\r\n]/.test(line) ? [] : [line];
  }
  if (Array.isArray(value)) return (value as readonly Value[]).map(textOf);
  return isObject(value) ? Object.entries(value).map(([name, element]) => `${name}=${textOf(element)}`) : [];
}

function textOf(value: Value): string {
  return typeof value === 'string' ? value : '';
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
