import { Engine } from '../../../engine/engine';
import { linesOf } from '../../../engine/lines';
import { log } from '../../../framework/log';

type Stream = NodeJS.ReadableStream & { destroy(): void };

/** The fields of a `die` event that are read. */
interface Death { readonly Actor?: { readonly ID?: string; readonly Attributes?: { readonly exitCode?: string } } }

/** One container that is watched. */
export interface Watch {
  /** Resolves with the exit code when the container ends, and with undefined when the watch ends. Never rejects. */
  readonly death: Promise<number | undefined>;
  end(): void;
}

const watchers = new WeakMap<Engine, Deaths>();

/**
 * Watches whether a container ends, from now on. All containers of an engine that are watched at a time share one stream of events.
 * If the engine does not send events, nothing is seen: whoever watches inspects the container afterwards.
 */
export async function watchDeath(engine: Engine, id: string): Promise<Watch> {
  const deaths = watchers.get(engine) ?? new Deaths(engine);
  watchers.set(engine, deaths);
  return deaths.watch(id);
}

/** The ends of an engine's containers. */
class Deaths {
  private readonly watched = new Map<string, (exitCode?: number) => void>();
  private stream: Promise<Stream> | undefined;

  constructor(private readonly engine: Engine) {}

  public async watch(id: string): Promise<Watch> {
    let resolve: (exitCode?: number) => void = () => undefined;
    const death = new Promise<number | undefined>((done) => { resolve = done; });
    const end = (exitCode?: number) => {
      resolve(exitCode);
      this.watched.delete(id);
      if (this.watched.size === 0) this.close();
    };
    this.watched.set(id, end);
    this.stream ??= this.open();
    await this.stream.catch((error: unknown) => log('warn', 'The engine sends no events', { error: String(error) }));
    return { death, end: () => end() };
  }

  private open(): Promise<Stream> {
    const filters = JSON.stringify({ type: ['container'], event: ['die'] });
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
    const { ID: id = '', Attributes: attributes } = parse(line)?.Actor ?? {};
    this.watched.get(id)?.(Number(attributes?.exitCode) || 0);
  }

  private close(): void {
    const { stream } = this;
    this.stream = undefined;
    stream?.then((open) => open.destroy(), () => undefined);
  }
}

/** Reads one event. A line that holds none counts as nothing seen: the last line of a stream that is destroyed may be incomplete. */
function parse(line: string): Death | null {
  try {
    return JSON.parse(line) as Death | null;
  } catch {
    return null;
  }
}
