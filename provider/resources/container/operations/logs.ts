import { registerSecretsInside } from './secrets-inside';
import { indent, lastLines } from '../../../diagnostics/program-output';
import { Engine } from '../../../engine/engine';
import { readLogs } from '../../../engine/logs';
import { Inspect } from '../fields/fact';
import { Files } from '../fields/upload';

/** How much of the end of a container's output an error shows. */
const SHOWN = { lines: 20, characters: 16 * 1024 };

/** How many lines of it are searched for secrets. */
const SEARCHED_LINES = 5_000;

/** Reads the container's output, or only its last lines. */
export async function containerLogs(
  engine: Engine, id: string, tty: boolean, tail?: number,
): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const { frames, isCut } = await readLogs(engine, { id, tty }, { stdout: true, stderr: true, ...(tail === undefined ? {} : { tail }) });
  return { text: Buffer.concat(frames.map(({ content }) => content)).toString(), isCut };
}

/** Describes the end of the container's output for an error message. Never throws: if the output can't be read, returns the reason. */
export async function lastOutput(engine: Engine, { Id: id, Config: { Tty: tty } }: Inspect, model: Files): Promise<string> {
  try {
    await registerSecretsInside(engine, id, model);
    const { text } = await containerLogs(engine, id, tty, SEARCHED_LINES);
    const lines = lastLines(text, SHOWN);
    return lines === '' ? 'The container wrote no output.' : `The last lines of its output:\n${indent(lines)}`;
  } catch (error) {
    return `Its output can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
