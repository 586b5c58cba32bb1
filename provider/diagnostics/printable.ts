import { redact } from './secrets';

/** Characters that a terminal acts upon instead of showing them: control characters, line separators, and changes of the direction. */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** The same without line feeds and tabs. */
const INVISIBLE_IN_LINES = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/**
 * Shows the control characters of one line as `\u{1b}`. Otherwise the output of a container or a name on the engine could move the cursor
 * and overwrite what a terminal shows.
 */
export function printable(line: string): string {
  return line.replace(INVISIBLE, escaped);
}

/** Returns a text as it may leave the provider: without secrets, and with control characters shown, except line feeds and tabs. */
export function presentable(text: string): string {
  // Redacts first: an escaped secret is no longer recognized.
  return redact(text).replaceAll('\r\n', '\n').replace(INVISIBLE_IN_LINES, escaped);
}

/**
 * Returns a value as one line of JSON as it may leave the program: without secrets, and with the characters that a terminal acts upon as
 * escapes, which mean the same. JSON by itself escapes only those before the space.
 */
export function printableJson(data: object): string {
  return JSON.stringify(data, (_, value: unknown) => typeof value === 'string' ? redact(value) : value)
    .replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
