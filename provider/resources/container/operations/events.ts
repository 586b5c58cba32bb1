import { Engine } from '../../../engine/engine';

/** What may end a wait. The runs of the health check itself are events too, and are left out. */
const EVENTS = ['start', 'die', 'destroy', 'health_status', 'pause', 'unpause', 'stop', 'oom'];

type Stream = NodeJS.ReadableStream & { destroy(): void };

/**
 * What happens to a container from now on, without asking again and again. Events are only a sign to look: what is the
 * case is said by an inspect after each.
 */
export interface Watch {
  /** Waits until something has happened since the last time. False: the signal was aborted. */
  next(): Promise<boolean>;
  /** Whether the engine still says what happens. */
  isOpen(): boolean;
  close(): void;
}

export async function watch(engine: Engine, id: string, signal: AbortSignal): Promise<Watch> {
  const stream = await engine.call(
    `watch container "${id}"`,
    (docker) => docker.getEvents({ filters: { type: ['container'], container: [id], event: EVENTS } }),
    { signal },
  ) as Stream;
  let happened = false;
  let wake: () => void = () => undefined;
  const notice = () => {
    happened = true;
    wake();
  };
  // When the engine says no more, that is a sign to look, too: an inspect says why.
  stream.on('data', notice).on('end', notice).on('error', notice).on('close', notice);
  signal.addEventListener('abort', () => wake(), { once: true });
  return {
    async next() {
      while (!happened && !signal.aborted) {
        await new Promise<void>((resolve) => { wake = resolve; });
      }
      happened = false;
      return !signal.aborted;
    },
    isOpen: () => stream.readable,
    close: () => stream.destroy(),
  };
}
