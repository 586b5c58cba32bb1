/**
 * Prints progress for the person at the terminal: one line a step, details below it. Everything goes to standard output in
 * order and without colours, so that a log reads the same.
 */
export const output = {
  /** Announces something that may take a while. */
  step: (text: string) => print(`▸ ${text}`),
  /** Adds a detail to the last step. */
  detail: (text: string) => text.split('\n').forEach((line) => print(`  ${line}`)),
  heading: (text: string) => print(`\n${text}\n${'─'.repeat(text.length)}`),
  line: (text = '') => print(text),
};

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
