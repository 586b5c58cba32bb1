import { Engine } from '../../../engine/engine';
import { readLogs } from '../../../engine/logs';

/** How many of a container's last lines an error shows. */
const LAST_LINES = 20;

/** All that the container has put out, or its last lines. */
export async function containerLogs(engine: Engine, id: string, tty: boolean, last?: number): Promise<string> {
  const pieces = await readLogs(engine, { id, tty }, { stdout: true, stderr: true, ...(last === undefined ? {} : { tail: last }) });
  return Buffer.concat(pieces.map(({ content }) => content)).toString();
}

/** The container's last words, for an error. Whatever stands in the way of reading them is said instead. */
export async function lastWords(engine: Engine, id: string, tty: boolean): Promise<string> {
  try {
    const lines = (await containerLogs(engine, id, tty, LAST_LINES)).trimEnd();
    return lines === '' ? 'The container put out nothing.' : `Its last lines:\n${lines.replace(/^/gm, '  ')}`;
  } catch (error) {
    return `Its output can't be shown: ${error instanceof Error ? error.message : String(error)}`;
  }
}
