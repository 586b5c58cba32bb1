import { Engine } from '../../../engine/engine';

/** The events that may end a wait. Each run of a health check is an event too (`exec_*`), which is not needed. */
const EVENTS = ['start', 'die', 'destroy', 'health_status', 'pause', 'unpause', 'stop', 'oom'];

type Stream = NodeJS.ReadableStream & { destroy(): void };

/** The events of a container, instead of polling. An event is only a signal to inspect the container, which returns its state. */
export interface ContainerEvents {
  /** Waits for an event since the last call. Returns false if the signal was aborted. */
  next(): Promise<boolean>;
  /** Whether the engine still sends events. */
  isOpen(): boolean;
  close(): void;
}

/** Subscribes to the events of a container. */
export async function watchEvents(engine: Engine, id: string, signal: AbortSignal): Promise<ContainerEvents> {
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
  // The end of the stream counts as an event, too: an inspect then shows the reason.
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
