import { perBody } from './schema/per-body';
import { Body } from './schema/schema';
import { BigNumber, Dynamic, ObjectValue, Unknown, Value } from './value/value';

/** Shorter texts are too likely to be a part of ordinary words, and no secrets. */
const MIN_LENGTH = 4;
const HIDDEN = '(sensitive value)';

const secrets = new Set<string>();
/** The same, the longest first, so that no part of one is left where another is a part of it; undefined when it is out of date. */
let longestFirst: readonly string[] | undefined;

/** Remembers the values of sensitive attributes, so that no text that leaves the provider shows one. */
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

/** Remembers a secret that is no attribute, but was found in a file or told by a program. */
export function learnSecret(secret: string): void {
  learn(secret);
}

/** The text without any secret that has been met so far. */
export function redact(text: string): string {
  longestFirst ??= [...secrets].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((redacted, secret) => redacted.replaceAll(secret, HIDDEN), text);
}

function learn(value: Value): void {
  if (typeof value === 'string') {
    // As it is, as JSON spells it, and each line of its own: a key or a certificate is often quoted by the line.
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
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown) && !(value instanceof BigNumber);
}
