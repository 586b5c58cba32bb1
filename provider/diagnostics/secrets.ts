import { meaningsOf, Range, View, viewsOf } from './views';

/** Shorter texts are likely to be part of ordinary words, and unlikely to be secrets. */
const MIN_LENGTH = 4;
/** A secret of at least this length, without white space, is also found if something breaks it into lines. */
const BREAKABLE_LENGTH = 16;
/** How a placeholder begins that is filled in later. */
const PLACEHOLDER = '{{';
const HIDDEN = '(sensitive value)';

/** Texts of bytes, by how they begin. */
class Index {
  private readonly byStart = new Map<string, Set<string>>();
  /** Whether a text may begin so, by a hash: most of what is searched begins no text. */
  private readonly begins = new Uint8Array(0x10000);

  public add(text: string): void {
    const start = text.slice(0, MIN_LENGTH);
    this.byStart.set(start, (this.byStart.get(start) ?? new Set()).add(text));
    this.begins[hashAt(text, 0)] = 1;
  }

  /** Returns where a text has one of these, also where two overlap, or ends with the beginning of one if it was cut off. */
  public find(text: string, isCut: boolean): Range[] {
    const found: Range[] = [];
    for (let at = 0; at + MIN_LENGTH <= text.length; at += 1) {
      if (this.begins[hashAt(text, at)] === 0) continue;
      for (const secret of this.byStart.get(text.slice(at, at + MIN_LENGTH)) ?? []) {
        if (text.startsWith(secret, at)) found.push([at, at + secret.length]);
        else if (isCut && at + secret.length > text.length && secret.startsWith(text.slice(at))) found.push([at, text.length]);
      }
    }
    return found;
  }
}

/** Returns a number of 16 bits for the first four bytes at a position. */
function hashAt(text: string, at: number): number {
  const first = text.charCodeAt(at) << 8 ^ text.charCodeAt(at + 1) << 5;
  return (first ^ text.charCodeAt(at + 2) << 2 ^ text.charCodeAt(at + 3) * 0x9d) & 0xffff;
}

/** The secrets as they were registered. */
const registered = new Set<string>();
/** Those that may have placeholders. */
const templates = new Set<string>();
/** The bytes of secrets, of their lines, and of what they are if they are themselves encoded for a URL or JSON. */
const whole = new Index();
/** The bytes of those that are long, without white space and "+". */
const squeezed = new Index();

/** Remembers a secret, so that no text that leaves the program shows it. */
export function registerSecret(secret: string): void {
  if (registered.has(secret)) return;
  registered.add(secret);
  if (secret.includes(PLACEHOLDER)) templates.add(secret);
  for (const text of meaningsOf(secret)) {
    // Also line by line, since keys and certificates are often quoted by the line.
    for (const each of new Set([text, ...text.split('\n').map((line) => line.trim())])) {
      if (Buffer.from(each, 'latin1').toString().length >= MIN_LENGTH) whole.add(comparable(each));
    }
    const plain = text.replace(/[\s+]/g, '');
    if (plain.length >= BREAKABLE_LENGTH) squeezed.add(plain);
  }
}

/** Remembers what becomes of each secret with a placeholder when a function fills it in. */
export function registerFilledIn(fill: (secret: string) => string): void {
  for (const secret of templates) registerSecret(fill(secret));
}

/** In a query, "+" stands for a space. */
function comparable(bytes: string): string {
  return bytes.replaceAll('+', ' ');
}

/** The value of a mount option that is a secret, such as that of a CIFS volume. The engine quotes the options if the mount fails. */
const SECRET_OPTION = /(?<=\b(?:pass|passwd|password|password2|credentials|secret)=)[^\s,;:"']+/gi;

/** Replaces every known secret in a text, and what a mount option names as one. */
export function redact(text: string): string {
  return hide(text, secretRanges(text));
}

/** How the engine ends a text that it cut off. */
const CUT = '...';

/** Replaces the beginning of a secret at the end of a text that was cut off there, and what `redact` replaces. */
export function redactCut(text: string): string {
  const end = text.endsWith(CUT) ? text.length - CUT.length : text.length;
  return hide(text, [...secretRanges(text), ...secretRanges(text.slice(0, end), true)]);
}

/**
 * Returns where a text shows a secret, all found in the text as it is: replacing one after the other would let a secret
 * hide a part of another one, or of what replaced it. Text that was hidden before is a secret too, so that it stays whole.
 */
function secretRanges(text: string, isCut = false): Range[] {
  const found = [...text.matchAll(SECRET_OPTION)].map(({ 0: value, index }): Range => [index, index + value.length]);
  for (let at = text.indexOf(HIDDEN); at >= 0; at = text.indexOf(HIDDEN, at + 1)) found.push([at, at + HIDDEN.length]);
  if (registered.size === 0) return found;
  for (const view of viewsOf(text)) found.push(...rangesIn(view, isCut));
  return found;
}

/** Returns which parts of the text are a secret in a view. */
function rangesIn({ bytes, starts, ends, isSqueezed }: View, isCut: boolean): Range[] {
  if (!isSqueezed) return whole.find(comparable(bytes), isCut).map(([from, to]) => [starts[from]!, ends[to - 1]!]);
  const found = squeezed.find(bytes.replaceAll('+', ''), isCut);
  if (found.length === 0) return [];
  const kept = [...bytes].flatMap((byte, at) => byte === '+' ? [] : [at]);
  return found.map(([from, to]) => [starts[kept[from]!]!, ends[kept[to - 1]!]!]);
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
