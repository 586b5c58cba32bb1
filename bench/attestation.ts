import Dockerode from 'dockerode';
import { median } from './measure';
import { Table } from './report';
import { attest } from '../provider/attestation/attest';
import { resolveEndpoint } from '../provider/engine/endpoint/resolve';
import { Engine } from '../provider/engine/engine';

const COUNT = 200;
const ROUNDS = 5;
const NAME = 'bench-attestation';

/** How long an attestation takes over many containers that run, with and without a look at what is in force. */
export async function attestation(): Promise<Table> {
  const docker = new Dockerode();
  const removeAll = async () => {
    const containers = await docker.listContainers({ all: true, filters: { name: [NAME] } });
    await inTurn(containers, ({ Id: id }) => docker.getContainer(id).remove({ force: true }));
  };
  await removeAll();
  try {
    const ids: string[] = [];
    await inTurn(Array.from({ length: COUNT }, (_, index) => index), async (index) => {
      const container = await docker.createContainer({
        name: `${NAME}-${index}`, Image: 'busybox:latest', Cmd: ['sleep', '100000'], HostConfig: { NetworkMode: 'none', PidsLimit: 8, Memory: 16 * 1024 * 1024 },
      });
      await container.start();
      ids.push(container.id);
    });
    const attested = ids.map((id) => ({ id, name: '', wanted: { memory: 'limited', processes: 'limited' }, exemptions: [] } as const));
    const seconds: Record<string, number[]> = { 'inspect alone': [], 'inspect and what is in force': [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, probe] of [['inspect alone', false], ['inspect and what is in force', true]] as const) {
        const engine = new Engine(() => resolveEndpoint({}, process.env));
        const begin = performance.now();
        const { weaknesses, containers } = await attest(engine, attested, { probe, fresh: true, signal: new AbortController().signal });
        if (weaknesses.length > 0 || containers.length !== COUNT) throw new Error(`The attestation is wrong: ${weaknesses.join('; ')}`);
        seconds[name].push((performance.now() - begin) / 1000);
      }
    }
    return {
      title: `Attestation of ${COUNT} containers that run`,
      columns: ['what is looked at', 'seconds, median', 'fastest', 'slowest'],
      rows: Object.entries(seconds).map(([name, all]) => [name, median(all).toFixed(2), Math.min(...all).toFixed(2), Math.max(...all).toFixed(2)]),
      note: `${ROUNDS} rounds each, in turn. What is in force is read by one container for all of them, which is made and removed within that time.`,
    };
  } finally {
    await removeAll();
  }
}

/** A few at once: an engine starts no more than that side by side. */
async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  }));
}
