import { Engine } from '../../engine/engine';

/** How many of a container's last lines an error shows. */
const LAST_LINES = 20;

/** All that the container has put out, or its last lines. */
export function containerLogs(engine: Engine, id: string, tty: boolean, last?: number): Promise<string> {
  return engine.call(`read the logs of container "${id}"`, async (docker) => {
    const lines = last === undefined ? {} : { tail: last };
    const answer: unknown = await docker.getContainer(id).logs({ stdout: true, stderr: true, follow: false, ...lines });
    const bytes = Buffer.isBuffer(answer) ? answer : Buffer.from(String(answer), 'binary');
    return (tty ? bytes : demultiplex(bytes)).toString();
  });
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

/** Without a terminal the engine sends both outputs in one stream of frames: which one, three zeros, the length, the bytes. */
function demultiplex(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at + 4);
    parts.push(bytes.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(parts);
}
