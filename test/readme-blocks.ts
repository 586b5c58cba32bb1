import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of the README. */
export interface ReadmeBlock {
  /** The language, and what follows it on the fence, which names the block: `ts main.ts`, `console pipeline`. */
  readonly label: string;
  readonly text: string;
}

export const README = readFileSync(join(__dirname, '../README.md'), 'utf8');

export const readmeBlocks: readonly ReadmeBlock[] = [...README.matchAll(/^```(\S.*)\n([^]*?)^```$/gm)]
  .map(([, label, text]) => ({ label: label!, text: text! }));

/** Returns the texts of all blocks with a label, at least one. */
export function blocksOf(label: string): string[] {
  const texts = readmeBlocks.filter((block) => block.label === label).map(({ text }) => text);
  if (texts.length === 0) throw new Error(`The README has no block \`${label}\``);
  return texts;
}

/**
 * Returns `main.ts` as the README has it after some of its additions.
 *
 * @param additions  how many of them, each put before the last line as the README tells
 */
export function mainOf(additions: number): string {
  const [main] = blocksOf('ts main.ts');
  return main!.replace(/^app\.synth\(\);$/m, () => [...blocksOf('ts main.ts +').slice(0, additions), 'app.synth();'].join('\n'));
}
