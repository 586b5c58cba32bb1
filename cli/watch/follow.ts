import { setTimeout as sleep } from 'node:timers/promises';
import { ContainerEvent, Listed } from './clone';
import { Engine } from '../../provider/engine/engine';
import { linesOf } from '../../provider/engine/lines';
import { conforming } from '../../provider/engine/shape/conforms';
import { containersShape } from '../../provider/engine/shape/container';

/** How long to wait before an engine that does not answer is asked again, in milliseconds. */
const PAUSE = 1_000;

/** What learns of the containers of an engine. */
export interface Follower {
  /** Takes over all containers of the engine, whenever it answers again. */
  list(containers: readonly Listed[]): void;
  hear(event: ContainerEvent): void;
  /** The engine does not answer any more. */
  lose(error: unknown): void;
}

/** Follows the containers of an engine until the signal aborts. An engine that does not answer is asked again and again. */
export async function follow(engine: Engine, follower: Follower, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await engine.whileAlive({ signal }, (alive) => followOnce(engine, follower, alive));
      throw new Error('the engine has ended the connection');
    } catch (error) {
      if (signal.aborted) return;
      follower.lose(error);
      await sleep(PAUSE, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function followOnce(engine: Engine, follower: Follower, signal: AbortSignal): Promise<void> {
  const filters = JSON.stringify({ type: ['container'] });
  const stream = await engine.call('follow the events of containers', (docker) => docker.getEvents({ filters }), { signal });
  const abort = () => (stream as NodeJS.ReadableStream & { destroy(): void }).destroy();
  signal.addEventListener('abort', abort, { once: true });
  // What happens from here on is in the stream.
  const containers = await engine.call('list containers', (docker) => docker.listContainers({ all: true }), { signal });
  follower.list(conforming(containersShape, containers));
  for await (const line of linesOf(stream as AsyncIterable<Buffer>, 'the engine\'s events')) {
    const event = parse(line);
    if (event !== undefined) follower.hear(event);
  }
}

/** Reads one event. The last line of a stream that is destroyed may be incomplete. */
function parse(line: string): ContainerEvent | undefined {
  try {
    return JSON.parse(line) as ContainerEvent | null ?? undefined;
  } catch {
    return undefined;
  }
}
