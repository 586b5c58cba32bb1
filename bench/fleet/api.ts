import Docker from 'dockerode';
import { Part, Times, timed } from './times';

/** How many calls are under way at once, of which the best is taken. Forty removals at once can leave Docker Engine 20.10 waiting for itself. */
const CONCURRENCIES = [5, 10, 20];

/** The container of the measurement, which ends at once. */
export const CONTAINER = { image: 'busybox:latest', command: ['sleep', '100000'] };

/** By what is done, how many calls at once are best for it. */
export type Best = { readonly [part in Part]: number };

/** The same containers by a loop over the Engine API, with no call that the loop can do without. */
export class ApiLoop {
  readonly #docker = new Docker();

  /** Tries how many calls at once are best for each part of the work. */
  async best(count: number): Promise<Best> {
    const tries = new Map<number, Times>();
    for (const atOnce of CONCURRENCIES) tries.set(atOnce, await this.run(count, { apply: atOnce, plan: atOnce, destroy: atOnce }));
    const fastest = (part: Part) => [...tries].reduce((a, b) => b[1][part] < a[1][part] ? b : a)[0];
    return { apply: fastest('apply'), plan: fastest('plan'), destroy: fastest('destroy') };
  }

  async run(count: number, best: Best): Promise<Times> {
    const name = (index: number) => `berth-fleet-api-${index}`;
    return {
      apply: await timed(() => forEach(count, best.apply, async (index) => {
        const container = await this.#docker.createContainer({ name: name(index), Image: CONTAINER.image, Cmd: CONTAINER.command, HostConfig: { NetworkMode: 'none' } });
        await container.start();
      })),
      plan: await timed(async () => {
        const listed = await this.#docker.listContainers({ all: true, filters: { name: ['berth-fleet-api-'] } });
        await forEach(count, best.plan, (index) => this.#docker.getContainer(listed[index]!.Id).inspect());
      }),
      destroy: await timed(() => forEach(count, best.destroy, (index) => this.#docker.getContainer(name(index)).remove({ force: true, v: true }))),
    };
  }
}

async function forEach(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
