/** Shorter texts are likely to be part of ordinary words, and unlikely to be secrets. */
const MIN_LENGTH = 4;
const HIDDEN = '(sensitive value)';

const secrets = new Set<string>();
/**
 * The secrets, longest first: where one secret is part of another, replacing the shorter one first would leave the rest
 * of the longer one visible. Undefined when it is out of date.
 */
let longestFirst: readonly string[] | undefined;

/** Remembers a secret, so that no text that leaves the program shows it. */
export function registerSecret(secret: string): void {
  // Verbatim, as escaped in JSON, and line by line, since keys and certificates are often quoted by the line.
  for (const text of [secret, JSON.stringify(secret).slice(1, -1), ...secret.split('\n').map((line) => line.trim())]) {
    if (text.length >= MIN_LENGTH && !secrets.has(text)) {
      secrets.add(text);
      longestFirst = undefined;
    }
  }
}

/** Replaces every known secret in a text. */
export function redact(text: string): string {
  longestFirst ??= [...secrets].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((redacted, secret) => redacted.replaceAll(secret, HIDDEN), text);
}
