import { indent } from './errors';
import { Engine } from '../../../engine/engine';
import { readLogs } from '../../../engine/logs';

/** How many of a container's last lines an error shows. */
const LAST_LINES = 20;

/** Reads the container's output, or only its last lines. */
export async function containerLogs(engine: Engine, id: string, tty: boolean, tail?: number): Promise<string> {
  const frames = await readLogs(engine, { id, tty }, { stdout: true, stderr: true, ...(tail === undefined ? {} : { tail }) });
  return Buffer.concat(frames.map(({ content }) => content)).toString();
}

/** Describes the end of the container's output for an error message. Never throws: if the output can't be read, returns the reason. */
export async function lastOutput(engine: Engine, id: string, tty: boolean): Promise<string> {
  try {
    const lines = (await containerLogs(engine, id, tty, LAST_LINES)).trimEnd();
    return lines === '' ? 'The container wrote no output.' : `The last lines of its output:\n${indent(lines)}`;
  } catch (error) {
    return `Its output can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
