import { unescape } from 'node:querystring';

/** Shorter texts are likely to be part of ordinary words, and unlikely to be secrets. */
const MIN_LENGTH = 4;
/** The same for texts in base64, in which every three letters become four. */
const MIN_ENCODED_LENGTH = 8;
const HIDDEN = '(sensitive value)';

/** All ways in which secrets are spelled. */
const secrets = new Set<string>();
/** The secrets as they were registered. */
const registered = new Set<string>();
/** A secret of at least this length, without spaces, is also found if something breaks it into lines. */
const BREAKABLE_LENGTH = 16;

/** The secrets, also in base64, that are so long that a program breaks them into lines, without spaces, by how they begin. */
const broken = new Map<string, Set<string>>();

/** Remembers a secret, so that no text that leaves the program shows it. */
export function registerSecret(secret: string): void {
  if (registered.has(secret)) return;
  registered.add(secret);
  const spellings = [secret, ...decodedForms(secret)];
  // Verbatim, as escaped in JSON, and line by line, since keys and certificates are often quoted by the line.
  const verbatim = spellings.flatMap((text) => (
    [text, ...jsonForms(text), ...text.split('\n').map((line) => line.trim()), ...percentForms(text)]));
  const encoded = spellings.flatMap(base64Forms).filter((form) => form.length >= MIN_ENCODED_LENGTH);
  const plain = spellings.map((text) => text.replace(/\s/g, '')).filter(({ length }) => length >= BREAKABLE_LENGTH);
  for (const form of [...plain, ...encoded.filter(({ length }) => length >= BREAKABLE_LENGTH)]) {
    const start = form.slice(0, BREAKABLE_LENGTH);
    broken.set(start, (broken.get(start) ?? new Set()).add(form));
  }
  for (const text of [...verbatim.filter(({ length }) => length >= MIN_LENGTH), ...encoded]) secrets.add(text);
}

/** Remembers what becomes of each secret that a function changes. */
export function registerDerived(derive: (secret: string) => string): void {
  for (const secret of [...registered]) registerSecret(derive(secret));
}

/** Returns how a secret looks as a part of JSON, also as Go writes it, and in JSON that is a text in JSON. */
function jsonForms(text: string): string[] {
  const once = JSON.stringify(text).slice(1, -1);
  const byGo = once.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [once, byGo].flatMap((form) => [form, JSON.stringify(form).slice(1, -1)]);
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
  const whole = Buffer.from(text).toString('base64');
  return [whole, ...[0, 1, 2].flatMap((position) => {
    const bytes = Buffer.concat([Buffer.alloc(position), Buffer.from(text)]);
    const form = bytes.toString('base64').slice(Math.ceil(position * 8 / 6), Math.floor(bytes.length * 8 / 6));
    return [form, form.replaceAll('+', '-').replaceAll('/', '_')];
  })];
}

/** The value of a mount option that is a secret, such as that of a CIFS volume. The engine quotes the options if the mount fails. */
const SECRET_OPTION = /(?<=\b(?:pass|passwd|password|password2|credentials|secret)=)[^\s,;:"']+/gi;

/** A part of a text, from the first position to before the second one. */
type Range = readonly [start: number, end: number];

/** Replaces every known secret in a text, and what a mount option names as one. */
export function redact(text: string): string {
  return hide(text, secretRanges(text));
}

/** How the engine ends a text that it cut off. */
const CUT = '...';

/** Replaces the beginning of a secret at the end of a text that was cut off there, and what `redact` replaces. */
export function redactCut(text: string): string {
  const end = text.endsWith(CUT) ? text.length - CUT.length : text.length;
  const kept = text.slice(0, end);
  const length = Math.max(0, ...[...secrets].map((secret) => lengthOfCut(kept, secret)));
  return hide(text, [...secretRanges(text), ...(length === 0 ? [] : [[end - length, end] as const])]);
}

/**
 * Returns where a text shows a secret, all found in the text as it is: replacing one after the other would let a secret
 * hide a part of another one, or of what replaced it. Text that was hidden before is a secret too, so that it stays whole.
 */
function secretRanges(text: string): Range[] {
  const options = [...text.matchAll(SECRET_OPTION)].map(({ 0: value, index }): Range => [index, index + value.length]);
  return [...options, ...[HIDDEN, ...secrets].flatMap((secret) => occurrences(text, secret)), ...brokenRanges(text)];
}

/** What is in front of each line of a text that something quotes or logs: nothing, "> ", or a time and the name of a program. */
const PREFIXES = [/^/, /^[^\n]*?[>|\]:#]\s+/, /^[^\n]*[>|\]:#]\s+/, /^[^\n]*\s(?=\S)/];

/** Returns where a text shows a secret that is broken into lines: with nothing but spaces and a prefix of the lines between its parts. */
function brokenRanges(text: string): Range[] {
  if (broken.size === 0) return [];
  const lines = [...text.matchAll(/[^\n]+/g)];
  return PREFIXES.flatMap((prefix) => rangesWithin(lines.flatMap(({ 0: line, index }) => {
    const [{ length } = ''] = prefix.exec(line) ?? [];
    return [...line.slice(length).matchAll(/\S/g)].map((sign) => [sign[0], index + length + sign.index] as const);
  })));
}

/** Returns where signs of a text that are kept show a secret that is broken, whatever is between them. */
function rangesWithin(kept: ReadonlyArray<readonly [sign: string, index: number]>): Range[] {
  const joined = kept.map(([sign]) => sign).join('');
  const found: Range[] = [];
  for (let at = 0; at + BREAKABLE_LENGTH <= joined.length; at += 1) {
    for (const secret of broken.get(joined.slice(at, at + BREAKABLE_LENGTH)) ?? []) {
      if (joined.startsWith(secret, at)) found.push([kept[at]![1], kept[at + secret.length - 1]![1] + 1]);
    }
  }
  return found;
}

/** Returns where a text contains another one, also where two occurrences overlap. */
function occurrences(text: string, part: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push([at, at + part.length]);
  return found;
}

/** Replaces parts of a text. Parts that overlap are replaced as one. */
function hide(text: string, ranges: readonly Range[]): string {
  let hidden = '';
  let shown = 0;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (start >= shown) hidden += text.slice(shown, start) + HIDDEN;
    shown = Math.max(shown, end);
  }
  return hidden + text.slice(shown);
}

/** Returns how many characters at the end of a text are the beginning of a secret. None if they are too few to be one. */
function lengthOfCut(text: string, secret: string): number {
  for (let length = Math.min(secret.length, text.length); length >= MIN_LENGTH; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
