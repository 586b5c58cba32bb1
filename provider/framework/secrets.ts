import { perBody } from './schema/per-body';
import { Body } from './schema/schema';
import { BigNumber, Dynamic, ObjectValue, Unknown, Value } from './value/value';

/** Shorter texts are not redacted, since they are too likely to be part of ordinary words. */
const MIN_LENGTH = 4;
const HIDDEN = '(sensitive value)';

const secrets = new Set<string>();
/** The secrets, longest first: if one contains another, no part of it is left. Undefined after a secret is added. */
let longestFirst: readonly string[] | undefined;

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

/** Registers a secret that is not an attribute's value: one from a file or from the output of a program. */
export function learnSecret(secret: string): void {
  learn(secret);
}

/** Replaces all registered secrets in a text. */
export function redact(text: string): string {
  longestFirst ??= [...secrets].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((redacted, secret) => redacted.replaceAll(secret, HIDDEN), text);
}

function learn(value: Value): void {
  if (typeof value === 'string') {
    // The text itself, its JSON spelling, and each line: messages often quote single lines of a key or a certificate.
    for (const text of [value, JSON.stringify(value).slice(1, -1), ...value.split('\n').map((line) => line.trim())]) {
      if (text.length >= MIN_LENGTH && !secrets.has(text)) {
        secrets.add(text);
        longestFirst = undefined;
      }
    }
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
