import Docker from 'dockerode';
import { Part, Times, timed } from './times';

/** The numbers of concurrent calls to try. Forty concurrent removals can deadlock Docker Engine 20.10. */
const CONCURRENCIES = [5, 10, 20];

/** The measured container. */
export const CONTAINER = { image: 'busybox:latest', command: ['sleep', '100000'] };

/** The best number of concurrent calls for each part. */
export type Best = { readonly [part in Part]: number };

/** Creates and removes the same containers in a loop over the Engine API, with as few calls as possible. */
export class ApiLoop {
  /** @param docker  the engine. @default - that of the environment */
  constructor(private readonly docker = new Docker()) {}

  /** Finds the best number of concurrent calls for each part. */
  public async best(count: number): Promise<Best> {
    const tries = new Map<number, Times>();
    for (const atOnce of CONCURRENCIES) tries.set(atOnce, await this.run(count, { apply: atOnce, plan: atOnce, destroy: atOnce }));
    const fastest = (part: Part) => [...tries].reduce((a, b) => b[1][part] < a[1][part] ? b : a)[0];
    return { apply: fastest('apply'), plan: fastest('plan'), destroy: fastest('destroy') };
  }

  /** Lists containers by the beginning of their names, and inspects each. */
  public async look(named: string, atOnce: number): Promise<void> {
    const listed = await this.docker.listContainers({ all: true, filters: { name: [named] } });
    await forEach(listed.length, atOnce, (index) => this.docker.getContainer(listed[index]!.Id).inspect());
  }

  public async run(count: number, best: Best): Promise<Times> {
    const name = (index: number) => `berth-fleet-api-${index}`;
    return {
      apply: await timed(() => forEach(count, best.apply, async (index) => {
        const { image: Image, command: Cmd } = CONTAINER;
        const container = await this.docker.createContainer({ name: name(index), Image, Cmd, HostConfig: { NetworkMode: 'none' } });
        await container.start();
      })),
      plan: await timed(() => this.look('berth-fleet-api-', best.plan)),
      destroy: await timed(() => forEach(count, best.destroy, (index) =>
        this.docker.getContainer(name(index)).remove({ force: true, v: true }))),
    };
  }
}

/** Calls a function for each index, some at once. */
async function forEach(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
