import { indent } from './errors';
import { redact } from '../../../diagnostics/secrets';
import { Engine } from '../../../engine/engine';
import { readLogs } from '../../../engine/logs';

/** How many of a container's last lines an error shows. */
const LAST_LINES = 20;

/** How much of these lines an error shows, in characters. */
const LONGEST_OUTPUT = 16 * 1024;

/** Reads the container's output, or only its last lines. */
export async function containerLogs(
  engine: Engine, id: string, tty: boolean, tail?: number,
): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const { frames, isCut } = await readLogs(engine, { id, tty }, { stdout: true, stderr: true, ...(tail === undefined ? {} : { tail }) });
  return { text: Buffer.concat(frames.map(({ content }) => content)).toString(), isCut };
}

/** Describes the end of the container's output for an error message. Never throws: if the output can't be read, returns the reason. */
export async function lastOutput(engine: Engine, id: string, tty: boolean): Promise<string> {
  try {
    const { text } = await containerLogs(engine, id, tty, LAST_LINES);
    // A cut could leave a part of a secret, which would not be recognized any more.
    const lines = redact(text).trimEnd().slice(-LONGEST_OUTPUT);
    return lines === '' ? 'The container wrote no output.' : `The last lines of its output:\n${indent(lines)}`;
  } catch (error) {
    return `Its output can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
