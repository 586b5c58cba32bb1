import { Engine } from '../../../engine/engine';

/** The events that may end a wait. Excludes the events of each run of a health check (`exec_*`). */
const EVENTS = ['start', 'die', 'destroy', 'health_status', 'pause', 'unpause', 'stop', 'oom'];

type Stream = NodeJS.ReadableStream & { destroy(): void };

/** The events of a container, to avoid polling. After an event, the caller inspects the container, because events do not have its state. */
export interface ContainerEvents {
  /** Waits for an event since the last call. Returns false if the signal was aborted. */
  next(): Promise<boolean>;
  /** Whether the engine still sends events. */
  isOpen(): boolean;
  close(): void;
}

/**
 * Subscribes to the events of a container.
 *
 * @param more  further kinds of events
 */
export async function watchEvents(
  engine: Engine, id: string, signal: AbortSignal, more: readonly string[] = [],
): Promise<ContainerEvents> {
  const stream = await engine.call(
    `watch container "${id}"`,
    (docker) => docker.getEvents({ filters: { type: ['container'], container: [id], event: [...EVENTS, ...more] } }),
    { signal },
  ) as Stream;
  let happened = false;
  let wake: () => void = () => undefined;
  const notify = () => {
    happened = true;
    wake();
  };
  // The end of the stream counts as an event, too: an inspect then shows the reason.
  stream.on('data', notify).on('end', notify).on('error', notify).on('close', notify);
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
