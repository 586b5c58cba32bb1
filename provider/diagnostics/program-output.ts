import { redact } from './secrets';

/** How much output before what is shown is searched, too, in characters: a secret may begin there, and go on in what is shown. */
export const SEARCHED_BEFORE = 64 * 1024;

export interface Most {
  readonly lines: number;
  readonly characters: number;
}

/**
 * Returns the last lines of an output for a message. Secrets are replaced in all of the output before it is cut: a part of a
 * secret would not be recognized any more.
 */
export function lastLines(output: string, { lines, characters }: Most): string {
  return redact(output.slice(-characters - SEARCHED_BEFORE)).trimEnd().split('\n').slice(-lines).join('\n').slice(-characters);
}

/** Indents each line of a program's output. */
export function indent(output: string): string {
  return output.replace(/^/gm, '  ');
}
