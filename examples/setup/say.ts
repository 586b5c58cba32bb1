/**
 * What the set-up tells the person in front of it. A step is one line in plain words; details stand below it. Everything
 * goes to standard output, in order, without colours, so that a log of it reads the same.
 */
export const say = {
  /** Something begins that may take a while. */
  step: (text: string) => print(`▸ ${text}`),
  /** Something that the reader may want to know about the step. */
  detail: (text: string) => text.split('\n').forEach((line) => print(`  ${line}`)),
  /** A heading, with air around it. */
  heading: (text: string) => print(`\n${text}\n${'─'.repeat(text.length)}`),
  line: (text = '') => print(text),
};

/** A reason to stop that is no bug: shown to the reader without a stack, as what it is and what to do about it. */
export class SetupError extends Error {
  constructor(summary: string, advice: string) {
    super(`${summary}.\n\n${advice}`);
    this.name = 'SetupError';
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
