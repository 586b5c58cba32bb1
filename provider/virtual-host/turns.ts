import { Engine } from '../engine/engine';
import { log } from '../framework/log';
import { withProbeImage } from '../probe/image';

interface Waiting {
  begin(image: string): Promise<void>;
  fail(error: unknown): void;
}

const turns = new WeakMap<Engine, Map<string, Turns>>();

/** Returns the turns for the lock of a virtual container host: an apply waits for itself here, and not at the engine. */
export function turnsOf(engine: Engine, name: string): Turns {
  const byName = turns.get(engine) ?? new Map<string, Turns>();
  turns.set(engine, byName);
  const known = byName.get(name) ?? new Turns(engine);
  byName.set(name, known);
  return known;
}

/** Does one thing after the other. As long as something waits, the engine has one image for all of them. */
export class Turns {
  private readonly waiting: Waiting[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly engine: Engine) {}

  /** Does something with the image of the probe when its turn comes. */
  public async take<T>(work: (image: string) => Promise<T>): Promise<T> {
    const done = new Promise<T>((resolve, reject) => {
      this.waiting.push({ begin: (image) => work(image).then(resolve, reject), fail: reject });
    });
    this.running ??= this.run();
    try {
      return await done;
    } finally {
      // Terraform ends the provider after the last answer, and the image must be gone by then.
      if (this.waiting.length === 0) await this.running;
    }
  }

  private async run(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        await withProbeImage(this.engine, async (image) => {
          for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) await next.begin(image);
        });
      }
    } catch (error) {
      log('warn', 'The image of a lock could not be made or removed', { error: String(error) });
      this.waiting.splice(0).forEach(({ fail }) => fail(error));
    } finally {
      this.running = undefined;
    }
  }
}
