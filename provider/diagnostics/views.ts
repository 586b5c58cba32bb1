/** A part of a text, from the first position to before the second one. */
export type Range = readonly [start: number, end: number];

/** A text as a reader may decode it. It knows where each of its bytes is in the text that is shown. */
export interface View {
  /** Its bytes in UTF-8, as characters up to U+00FF. */
  readonly bytes: string;
  /** By byte, where the part of the text begins that it comes from. */
  readonly starts: Int32Array;
  /** By byte, where that part ends. */
  readonly ends: Int32Array;
  /** Whether white space is left out, since something may have broken the text into lines. */
  readonly isSqueezed: boolean;
}

/** How many times a text is decoded: often enough for base64 of JSON in a URL. */
const MOST_DECODINGS = 3;

/** Returns a text in all ways in which a reader may decode it: as it is, unfolded, and both with escapes and base64 decoded. */
export function* viewsOf(text: string): Generator<View> {
  yield* decoded(view(text, [[0, text.length]], false), MOST_DECODINGS);
  for (const parts of unfolded(text)) yield* decoded(view(text, parts, true), MOST_DECODINGS);
}

/** Returns the bytes of a text, and what they mean with escapes decoded once or several times. */
export function meaningsOf(text: string): string[] {
  const views = [view(text, [[0, text.length]], false)];
  for (let [next] = unescaped(views[0]!); next !== undefined && views.length <= MOST_DECODINGS; [next] = unescaped(next)) views.push(next);
  return views.map(({ bytes }) => bytes);
}

function* decoded(from: View, times: number): Generator<View> {
  yield from;
  if (times === 0) return;
  for (const next of [...unescaped(from), ...fromBase64(from)]) yield* decoded(next, times - 1);
  // Quotes within quotes break no base64.
  for (const next of unquoted(from)) yield* withQuotesDecoded(next, times - 1);
}

function* withQuotesDecoded(from: View, times: number): Generator<View> {
  yield from;
  if (times > 0) for (const next of [...unescaped(from), ...unquoted(from)]) yield* withQuotesDecoded(next, times - 1);
}

/** Collects the bytes of a view. */
class Builder {
  private readonly bytes: Buffer;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private length = 0;

  /** @param most  at most so many bytes will be added */
  constructor(most: number, private readonly isSqueezed: boolean) {
    this.bytes = Buffer.allocUnsafe(most);
    this.starts = new Int32Array(most);
    this.ends = new Int32Array(most);
  }

  public get isEmpty(): boolean {
    return this.length === 0;
  }

  /** Adds a byte that comes from a part of the text. */
  public add(byte: number, start: number, end: number): void {
    if (this.isSqueezed && (byte === 32 || byte >= 9 && byte <= 13)) return;
    this.bytes[this.length] = byte;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  /** Adds bytes that all come from one part of the text. */
  public addAll(bytes: string, start: number, end: number): void {
    for (let at = 0; at < bytes.length; at += 1) this.add(bytes.charCodeAt(at), start, end);
  }

  /** Adds bytes of another view as they are. */
  public copy({ bytes, starts, ends }: View, from: number, to: number): void {
    for (let at = from; at < to; at += 1) this.add(bytes.charCodeAt(at), starts[at]!, ends[at]!);
  }

  public build(): View {
    const { length, isSqueezed } = this;
    const bytes = this.bytes.toString('latin1', 0, length);
    return { bytes, starts: this.starts.subarray(0, length), ends: this.ends.subarray(0, length), isSqueezed };
  }
}

/** Returns the bytes of a text in UTF-8. What has no encoding becomes U+FFFD. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function view(text: string, parts: readonly Range[], isSqueezed: boolean): View {
  const builder = new Builder(Buffer.byteLength(text), isSqueezed);
  for (const [start, end] of parts) {
    for (let at = start; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit < 0x80) {
        builder.add(unit, at, at + 1);
      } else {
        const character = String.fromCodePoint(text.codePointAt(at)!);
        builder.addAll(bytesOf(character), at, at + character.length);
        at += character.length - 1;
      }
    }
  }
  return builder.build();
}

/** What may be in front of each line of a text that something quotes or logs: nothing, "> ", a time and the name of a program. */
const PREFIXES = [/^[^\n]*?[>|\]:#]\s+/, /^[^\n]*[>|\]:#]\s+/, /^[^\n]*\s(?=\S)/];

/** Returns the lines of a text without what may be in front of them, and also without a backslash at their ends if any has one. */
function unfolded(text: string): Range[][] {
  const folded = withoutPrefixes(text);
  if (!CONTINUATION[0].test(text)) return folded;
  const joined = ([start, end]: Range): Range => [start, end - (/\\\r?$/.exec(text.slice(start, end))?.[0].length ?? 0)];
  return [...folded, ...folded.map((lines) => lines.map(joined))];
}

function withoutPrefixes(text: string): Range[][] {
  const lines = [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({ line, index }));
  const without = (prefix: (line: string, number: number) => number) => (
    lines.map(({ line, index }, number): Range => [index + prefix(line, number), index + line.length]));
  const plain = without(() => 0);
  if (lines.length < 2) return [plain];
  return [
    plain,
    without((line, number) => number === 0 ? 0 : sharedPrefix(lines[number - 1]!.line, line)),
    ...PREFIXES.map((prefix) => without((line) => prefix.exec(line)?.[0].length ?? 0)),
  ];
}

/** Returns how long the beginning of a line is that the one before has, too, with any numbers: a time, for example. It ends with a word. */
function sharedPrefix(before: string, line: string): number {
  const partsOf = (each: string): readonly string[] => each.match(/\d+|\D/g) ?? [];
  const [others, own] = [partsOf(before), partsOf(line)];
  let shared = '';
  let ended = 0;
  for (let at = 0; at < own.length && (own[at] === others[at] || /\d/.test(own[at]!) && /\d/.test(others[at] ?? '')); at += 1) {
    shared += own[at]!;
    if (/[\s>|\]:#]/.test(own[at]!)) ended = shared.length;
  }
  return ended;
}

/** A way to write characters: its pattern, which has one group, and the bytes that the group means. */
type Spelling = readonly [pattern: RegExp, meaning: (group: string) => string];

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v',
};

/** What JSON, shells, programming languages and URLs write for a character or a byte. A longer spelling precedes a shorter one. */
const ESCAPES: readonly Spelling[] = [
  [/\\u([dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2})/,
    (pair) => bytesOf(String.fromCharCode(...pair.split('\\u').map(hexadecimal)))],
  [/\\u([\da-fA-F]{4})/, (unit) => bytesOf(String.fromCharCode(hexadecimal(unit)))],
  [/\\U([\da-fA-F]{8})/, characterOf],
  [/\\(?:[ux]\{|N\{U\+)([\da-fA-F]{1,8})\}/, characterOf],
  [/(?:\\x|%)([\da-fA-F]{2})/, (byte) => String.fromCharCode(hexadecimal(byte))],
  [/\\([0-3][0-7]{2})/, octal],
  [/\\([abeEfnrtv]|[^a-zA-Z0-9])/, (character) => CONTROLS[character] ?? character],
];

/** What `echo -e` and `printf %b` write for a byte. To C, it is a byte and a digit. */
const ECHO: Spelling = [/\\0([0-3][0-7]{2})/, octal];

function hexadecimal(digits: string): number {
  return parseInt(digits, 16);
}

function octal(digits: string): string {
  return String.fromCharCode(parseInt(digits, 8));
}

function characterOf(digits: string): string {
  const point = hexadecimal(digits);
  return point > 0x10ffff ? '' : bytesOf(String.fromCodePoint(point));
}

/** A line that goes on in the next one, to shells and programming languages. */
const CONTINUATION: Spelling = [/\\(\r?\n)/, () => ''];

/** A character up to U+00FF by its number, as Python and JavaScript write it: in UTF-8, it has two bytes. */
const POINTS: readonly Spelling[] = [
  [/(?:\\x|%)([89a-fA-F][\da-fA-F])/, characterOf],
  [/\\([23][0-7]{2})/, (digits) => bytesOf(octal(digits))],
];

/** Spellings, and a pattern of them all, in which each has the group of its position. */
interface Spellings {
  readonly pattern: RegExp;
  readonly meanings: ReadonlyArray<Spelling[1]>;
}

function spellings(...all: readonly Spelling[]): Spellings {
  return { pattern: new RegExp(all.map(([{ source }]) => source).join('|'), 'gs'), meanings: all.map(([, meaning]) => meaning) };
}

const USUAL = spellings(...ESCAPES);
const OF_ECHO = spellings(ECHO, ...ESCAPES);
const OF_POINTS = spellings(...POINTS, ...ESCAPES);
const OF_LINES = spellings(CONTINUATION);
/** Apostrophes within apostrophes, as shells and `shlex.quote` write them: the end, the apostrophes, and the beginning again. */
const OF_SHELLS = spellings([/'("'+"|\\')'?/, (quoted) => quoted.replace(/["\\]/g, '')]);
/** A quote within quotes of the same kind, as in SQL, YAML, CSV and PowerShell. */
const DOUBLED = [/(')'/, /(")"/].map((pattern) => spellings([pattern, (quote) => quote]));

/**
 * Returns a view with every escape decoded once, if it has any: as most programs mean them, and where that differs, as `echo` does, and
 * with bytes as the numbers of characters. In another one, only the lines are joined that go on in the next one.
 */
function unescaped(from: View): View[] {
  const has = (...all: readonly Spelling[]) => all.some(([pattern]) => pattern.test(from.bytes));
  const ways = [USUAL, ...has(ECHO) ? [OF_ECHO] : [], ...has(...POINTS) ? [OF_POINTS] : [], OF_LINES];
  return ways.flatMap((each) => respelled(each, from));
}

/** Returns a view with quotes within quotes decoded, by each way to write them that it has. In quotes, a backslash is no escape. */
function unquoted(from: View): View[] {
  return [OF_SHELLS, ...DOUBLED].flatMap((each) => respelled(each, from));
}

/** Returns a view with all spellings decoded once, if it has any. */
function respelled({ pattern, meanings }: Spellings, from: View): View[] {
  const { bytes, starts, ends, isSqueezed } = from;
  const escapes = [...bytes.matchAll(pattern)];
  if (escapes.length === 0) return [];
  // An escape is at least as long as what it means.
  const builder = new Builder(bytes.length, isSqueezed);
  let copied = 0;
  for (const escape of escapes) {
    const end = escape.index + escape[0].length;
    let kind = 1;
    while (escape[kind] === undefined) kind += 1;
    builder.copy(from, copied, escape.index);
    builder.addAll(meanings[kind - 1]!(escape[kind]!), starts[escape.index]!, ends[end - 1]!);
    copied = end;
  }
  builder.copy(from, copied, bytes.length);
  return [builder.build()];
}

/** Six characters of base64 are four bytes, the shortest secret. */
const BASE64 = /[a-z0-9+/_-]{6,}={0,2}/gi;
const SHORTEST = 4;

/**
 * Returns the texts that a view has in base64, with either alphabet, as four views: a text that is encoded within a longer one may begin at
 * any of four characters. Three of them are mostly bytes that are no text, and are left out.
 */
function fromBase64({ bytes, starts, ends, isSqueezed }: View): View[] {
  const runs = [...bytes.matchAll(BASE64)];
  return runs.length === 0 ? [] : [0, 1, 2, 3].map((skipped) => {
    const builder = new Builder(bytes.length, isSqueezed);
    for (const { 0: run, index } of runs) {
      const content = Buffer.from(run.slice(skipped), 'base64');
      const first = index + skipped;
      for (const [from, to] of textsIn(content)) {
        // Nothing goes on from one text to the next.
        if (!builder.isEmpty) builder.add(0, 0, 0);
        for (let at = from; at < to; at += 1) {
          const last = at === content.length - 1 ? index + run.length : first + Math.ceil((at + 1) * 8 / 6);
          builder.add(content[at]!, starts[first + Math.floor(at * 8 / 6)]!, ends[last - 1]!);
        }
      }
    }
    return builder.build();
  });
}

/** Returns the parts of bytes that are UTF-8, and long enough for a secret. */
function textsIn(bytes: Buffer): Range[] {
  const texts: Range[] = [];
  let start = 0;
  for (let at = 0; at <= bytes.length;) {
    const length = at === bytes.length ? 0 : characterLength(bytes, at);
    if (length === 0 && at - start >= SHORTEST) texts.push([start, at]);
    at += Math.max(length, 1);
    if (length === 0) start = at;
  }
  return texts;
}

/** Returns how many bytes a character of UTF-8 has, or zero if there is none. */
function characterLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let next = 1; next < length; next += 1) if ((bytes[at + next]! & 0xc0) !== 0x80) return 0;
  return length;
}
