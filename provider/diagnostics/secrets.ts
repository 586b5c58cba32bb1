import { unescape } from 'node:querystring';

/** Shorter texts are likely to be part of ordinary words, and unlikely to be secrets. */
const MIN_LENGTH = 4;
/** The same for texts in base64, in which every three letters become four. */
const MIN_ENCODED_LENGTH = 8;
const HIDDEN = '(sensitive value)';

const secrets = new Set<string>();
/**
 * The secrets, longest first: where one secret is part of another, replacing the shorter one first would leave the rest
 * of the longer one visible. Undefined when it is out of date.
 */
let longestFirst: readonly string[] | undefined;

/** Remembers a secret, so that no text that leaves the program shows it. */
export function registerSecret(secret: string): void {
  const spellings = [secret, ...decodedForms(secret)];
  // Verbatim, as escaped in JSON, and line by line, since keys and certificates are often quoted by the line.
  const verbatim = spellings.flatMap((text) => (
    [text, JSON.stringify(text).slice(1, -1), ...text.split('\n').map((line) => line.trim()), ...percentForms(text)]));
  const encoded = spellings.flatMap(base64Forms).filter((form) => form.length >= MIN_ENCODED_LENGTH);
  for (const text of [...verbatim.filter(({ length }) => length >= MIN_LENGTH), ...encoded]) {
    if (secrets.has(text)) continue;
    secrets.add(text);
    longestFirst = undefined;
  }
}

/** Returns what a program makes of a secret that is a part of a URL: percent-decoded, in a query also with a space for each "+". */
function decodedForms(text: string): string[] {
  return /%[0-9a-f]{2}/i.test(text) ? [unescape(text), unescape(text.replaceAll('+', ' '))] : [];
}

/** Returns how a secret looks as a part of a URL, with digits in upper and in lower case, and in a query. */
function percentForms(text: string): string[] {
  // A lone surrogate, which has no encoding, becomes U+FFFD.
  const encoded = encodeURIComponent(Buffer.from(text).toString());
  const inLowerCase = encoded.replace(/%../g, (code) => code.toLowerCase());
  return encoded === text ? [] : [encoded, inLowerCase, encoded.replaceAll('%20', '+')];
}

/**
 * Returns how a text looks within a longer text that is encoded as base64, such as "user:password" in a header that a registry echoes.
 * That depends on its position, modulo three bytes. Characters at its ends that also depend on its neighbours are left out.
 */
function base64Forms(text: string): string[] {
  return [0, 1, 2].flatMap((position) => {
    const bytes = Buffer.concat([Buffer.alloc(position), Buffer.from(text)]);
    const form = bytes.toString('base64').slice(Math.ceil(position * 8 / 6), Math.floor(bytes.length * 8 / 6));
    return [form, form.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** An option of a mount that is a secret, such as that of a CIFS volume. The engine quotes the options if the mount fails. */
const SECRET_OPTION = /\b(pass|passwd|password|password2|credentials|secret)=[^\s,;:"']+/gi;

/** Replaces every known secret in a text, and what a mount option names as one. */
export function redact(text: string): string {
  longestFirst ??= [...secrets].sort((a, b) => b.length - a.length);
  const withoutOptions = text.replace(SECRET_OPTION, `$1=${HIDDEN}`);
  return longestFirst.reduce((redacted, secret) => redacted.replaceAll(secret, HIDDEN), withoutOptions);
}
