import { Engine } from '../../engine/engine';

/** What may end a wait. The runs of the health check itself are events too, and are left out. */
const EVENTS = ['start', 'die', 'destroy', 'health_status', 'pause', 'unpause', 'stop', 'oom'];

/**
 * What happens to a container from now on, without asking again and again. Events are only a sign to look: what is the
 * case is said by an inspect after each.
 */
export class Watch {
  static async open(engine: Engine, id: string, signal: AbortSignal): Promise<Watch> {
    const stream = await engine.call(
      `watch container "${id}"`,
      (docker) => docker.getEvents({ filters: { type: ['container'], container: [id], event: EVENTS } }),
    );
    return new Watch(stream as NodeJS.ReadableStream & { destroy(): void }, signal);
  }

  #happened = false;
  #wake: () => void = () => undefined;

  private constructor(private readonly stream: NodeJS.ReadableStream & { destroy(): void }, private readonly signal: AbortSignal) {
    const notice = () => {
      this.#happened = true;
      this.#wake();
    };
    // When the engine says no more, that is a sign to look, too: an inspect says why.
    stream.on('data', notice).on('end', notice).on('error', notice).on('close', notice);
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Waits until something has happened since the last time. False: the signal was aborted. */
  async next(): Promise<boolean> {
    while (!this.#happened && !this.signal.aborted) {
      await new Promise<void>((resolve) => { this.#wake = resolve; });
    }
    this.#happened = false;
    return !this.signal.aborted;
  }

  /** Whether the engine still says what happens. */
  get isOpen(): boolean {
    return this.stream.readable;
  }

  close(): void {
    this.stream.destroy();
  }
}
