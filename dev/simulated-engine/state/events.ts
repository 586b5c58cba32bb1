import { Json } from '../settings/json';

/** An event as the engine sends it. */
export interface EngineEvent {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly scope: string;
  readonly time: number;
  readonly timeNano: number;
  readonly [old: string]: unknown;
}

/** How many events an engine remembers, for clients that ask for those since a moment. */
const REMEMBERED = 256;

type Listener = (event: EngineEvent) => void;

/** The events of an engine. */
export class Events {
  private readonly listeners = new Set<Listener>();
  private readonly past: EngineEvent[] = [];

  public emit(type: string, action: string, id: string, attributes: Readonly<Record<string, string>>): void {
    const now = Date.now();
    // Containers have these fields also as they were in the first versions of the API.
    const old: Json = type === 'container' ? { status: action, id, from: attributes.image } : {};
    const event = {
      ...old,
      Type: type,
      Action: action,
      Actor: { ID: id, Attributes: attributes },
      scope: 'local',
      time: Math.floor(now / 1000),
      timeNano: now * 1_000_000,
    };
    this.past.push(event);
    if (this.past.length > REMEMBERED) this.past.shift();
    for (const listener of [...this.listeners]) listener(event);
  }

  /** Returns the events of a period, in seconds. */
  public between(since: number, until: number): readonly EngineEvent[] {
    return this.past.filter(({ timeNano }) => timeNano >= since * 1e9 && timeNano <= until * 1e9);
  }

  public listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  public get listening(): number {
    return this.listeners.size;
  }
}
