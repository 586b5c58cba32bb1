import { redact, redactCut } from './secrets';

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

/** How much of an error of the engine is shown, in characters: no real one has more. */
const LONGEST_MESSAGE = 64 * 1024;

/**
 * Returns the beginning of a message that is too long, and a message of the usual length as it is. To look for secrets in a message of some
 * MiB takes seconds and the memory of the machine. So this looks only in the beginning, and in as much behind it as a secret may have.
 */
export function beginningOf(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  return `${redactCut(message.slice(0, LONGEST_MESSAGE + SEARCHED_BEFORE)).slice(0, LONGEST_MESSAGE)}...`;
}

/** Indents each line of a program's output. */
export function indent(output: string): string {
  return output.replace(/^/gm, '  ');
}
