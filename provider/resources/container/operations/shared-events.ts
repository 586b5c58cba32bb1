import { Engine } from '../../../engine/engine';
import { linesOf } from '../../../engine/lines';
import { log } from '../../../framework/log';

type Stream = NodeJS.ReadableStream & { destroy(): void };

/** The fields of a `die` or a `connect` event that are read. A `connect` event is that of a network. */
interface Event {
  readonly Action?: string;
  readonly Actor?: { readonly ID?: string; readonly Attributes?: { readonly exitCode?: string; readonly container?: string } };
}

/** One container that is watched. */
export interface Watch<T> {
  /** Resolves when what is watched for happens, and with undefined when the watch ends. Never rejects. */
  readonly seen: Promise<T | undefined>;
  end(): void;
}

type Listener = (event: Event) => void;

const watchers = new WeakMap<Engine, SharedEvents>();

/** Watches whether a container ends, from now on. What is seen is its exit code. */
export function watchDeath(engine: Engine, id: string): Promise<Watch<number>> {
  return watchEvents(engine, id, ({ Action: action, Actor: actor }) => (
    action === 'die' ? Number(actor?.Attributes?.exitCode) || 0 : undefined));
}

/** Watches whether a container joins a number of networks, from now on. */
export function watchJoins(engine: Engine, id: string, networks: number): Promise<Watch<true>> {
  let joined = 0;
  return watchEvents(engine, id, ({ Action: action }) => (action === 'connect' && ++joined >= networks ? true : undefined));
}

/**
 * Watches the events of a container, from now on, until `read` returns something. All containers of an engine that are watched at a time
 * share one stream. If the engine does not send events, nothing is seen.
 */
async function watchEvents<T>(engine: Engine, id: string, read: (event: Event) => T | undefined): Promise<Watch<T>> {
  const events = watchers.get(engine) ?? new SharedEvents(engine);
  watchers.set(engine, events);
  let end: (result?: T) => void = () => undefined;
  const seen = new Promise<T | undefined>((resolve) => {
    const listener = (event: Event) => {
      const result = read(event);
      if (result !== undefined) end(result);
    };
    end = (result) => {
      resolve(result);
      events.forget(id, listener);
    };
    events.listen(id, listener);
  });
  await events.opened();
  return { seen, end: () => end() };
}

/** The events of an engine's containers. */
class SharedEvents {
  private readonly listeners = new Map<string, Set<Listener>>();
  private stream: Promise<Stream> | undefined;

  constructor(private readonly engine: Engine) {}

  public listen(id: string, listener: Listener): void {
    this.listeners.set(id, (this.listeners.get(id) ?? new Set()).add(listener));
    this.stream ??= this.open();
  }

  public forget(id: string, listener: Listener): void {
    const ofContainer = this.listeners.get(id);
    ofContainer?.delete(listener);
    if (ofContainer?.size === 0) this.listeners.delete(id);
    if (this.listeners.size === 0) this.close();
  }

  public async opened(): Promise<void> {
    await this.stream?.catch((error: unknown) => log('warn', 'The engine sends no events', { error: String(error) }));
  }

  private open(): Promise<Stream> {
    const filters = JSON.stringify({ event: ['die', 'connect'] });
    const opening = this.engine.call('watch containers', (docker) => docker.getEvents({ filters }) as Promise<Stream>)
      .then((stream) => {
        this.follow(stream).catch((error: unknown) => log('debug', 'The engine sends no more events', { error: String(error) }));
        const forget = () => { if (this.stream === opening) this.stream = undefined; };
        stream.on('error', forget).on('close', forget);
        return stream;
      });
    return opening;
  }

  private async follow(stream: Stream): Promise<void> {
    for await (const line of linesOf(stream as AsyncIterable<Buffer>, 'the engine\'s events')) this.read(line);
  }

  private read(line: string): void {
    const event = parse(line);
    if (typeof event !== 'object' || event === null) return;
    const { ID: id = '', Attributes: attributes } = event.Actor ?? {};
    this.listeners.get(event.Action === 'connect' ? attributes?.container ?? '' : id)?.forEach((listener) => listener(event));
  }

  private close(): void {
    const { stream } = this;
    this.stream = undefined;
    stream?.then((open) => open.destroy(), () => undefined);
  }
}

/** Reads one event. A line that holds none counts as nothing seen: the last line of a stream that is destroyed may be incomplete. */
function parse(line: string): Event | null {
  try {
    return JSON.parse(line) as Event | null;
  } catch {
    return null;
  }
}
