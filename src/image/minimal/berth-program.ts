import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { MinimalImageReport, MinimalImageSpec } from '../../shared/minimal-image';
import { minimalImageFailed, programMissing } from '../errors';

const PROGRAM = resolve(__dirname, '..', '..', '..', 'dist', 'cli', 'berth.cjs');

/** The most bytes of a report, in which the bills of materials are. */
const MOST_OF_REPORT = 256 * 1024 * 1024;

/**
 * Makes an image with the program `berth` of this package, which may download packages. Synthesis waits for it. Throws an error if the
 * image can't be made.
 */
export function makeImage(spec: MinimalImageSpec): MinimalImageReport {
  if (!existsSync(PROGRAM)) throw programMissing(PROGRAM);
  const { error, status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'image', 'make', '--json'], {
    input: JSON.stringify(spec), encoding: 'utf8', maxBuffer: MOST_OF_REPORT,
  });
  if (error !== undefined) throw minimalImageFailed(error.message);
  if (status !== 0) throw minimalImageFailed(messageIn(stderr));
  return JSON.parse(stdout) as MinimalImageReport;
}

function messageIn(output: string): string {
  try {
    const { errors } = JSON.parse(output) as { readonly errors: readonly { readonly summary: string; readonly detail?: string }[] };
    return errors.map(({ summary, detail }) => detail === undefined ? `${summary}.` : `${summary}. ${detail}`).join('\n');
  } catch {
    return output;
  }
}
