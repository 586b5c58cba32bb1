import { setImmediate } from 'node:timers/promises';
import { AdaptiveLimit } from '../../../../provider/resources/clone-set/adaptive-limit';

/** An engine in which operations take as long as `duration` says for the number of them that run at once. */
class Machine {
  public now = 0;
  public most = 0;
  private readonly ends: { at: number; end: () => void }[] = [];
  private running = 0;

  constructor(private readonly duration: (running: number) => number) {}

  public operation(): Promise<void> {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    return new Promise((end) => { this.ends.push({ at: this.now + this.duration(this.running), end }); });
  }

  /** Lets time pass until all operations have ended. */
  public async run(): Promise<void> {
    for (await setImmediate(); this.ends.length > 0; await setImmediate()) {
      this.ends.sort((one, other) => one.at - other.at);
      const { at, end } = this.ends.shift()!;
      this.now = at;
      this.running -= 1;
      end();
    }
  }
}

async function limitAfter(count: number, duration: (running: number) => number): Promise<{ limit: number; most: number }> {
  const machine = new Machine(duration);
  const limit = new AdaptiveLimit(() => machine.now);
  const all = Array.from({ length: count }, () => limit.run(() => machine.operation()));
  await machine.run();
  await Promise.all(all);
  return { limit: limit.limit, most: machine.most };
}

test('operations that only wait run more and more at once, up to a bound', async () => {
  const { limit, most } = await limitAfter(5_000, () => 100);
  expect(most).toBe(32);
  expect(limit).toBeGreaterThan(16);
});

test('an engine that does two things at a time gets few at once', async () => {
  const { limit } = await limitAfter(2_000, (running) => Math.max(1, running / 2) * 10);
  expect(limit).toBeLessThanOrEqual(18);
});

test('an engine that gets slower with more at once gets fewer', async () => {
  const { limit } = await limitAfter(3_000, (running) => running ** 2);
  expect(limit).toBeLessThanOrEqual(5);
});

test('an operation that fails counts, too, and fails for who asked', async () => {
  const limit = new AdaptiveLimit();
  await expect(limit.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(limit.run(() => Promise.resolve(1))).resolves.toBe(1);
});
