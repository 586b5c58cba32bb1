import Dockerode from 'dockerode';
import { median } from './measure';
import { Table } from './report';
import { attest } from '../provider/attestation/attest';
import { resolveEndpoint } from '../provider/engine/endpoint/resolve';
import { Engine } from '../provider/engine/engine';

const COUNT = 200;
const ROUNDS = 5;
const NAME = 'bench-attestation';

const INSPECT = 'inspect only';
const IN_FORCE = 'inspect and what is in force';

/** Measures the attestation of many running containers, with and without reading what is in force. */
export async function attestation(): Promise<Table> {
  const docker = new Dockerode();
  const removeAll = async () => {
    const containers = await docker.listContainers({ all: true, filters: { name: [NAME] } });
    await eightAtATime(containers, ({ Id: id }) => docker.getContainer(id).remove({ force: true }));
  };
  await removeAll();
  try {
    const ids: string[] = [];
    await eightAtATime(Array.from({ length: COUNT }, (_, index) => index), async (index) => {
      const container = await docker.createContainer({
        name: `${NAME}-${index}`,
        Image: 'busybox:latest',
        Cmd: ['sleep', '100000'],
        HostConfig: { NetworkMode: 'none', PidsLimit: 8, Memory: 16 * 1024 * 1024 },
      });
      await container.start();
      ids.push(container.id);
    });
    const attested = ids.map((id) => ({ id, name: '', wanted: { memory: 'limited', processes: 'limited' }, exemptions: [] } as const));
    const seconds: Record<string, number[]> = { [INSPECT]: [], [IN_FORCE]: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, probe] of [[INSPECT, false], [IN_FORCE, true]] as const) {
        const engine = new Engine(() => resolveEndpoint({}, process.env));
        const begin = performance.now();
        const { weaknesses, containers } = await attest(engine, attested, { probe, fresh: true, signal: new AbortController().signal });
        if (weaknesses.length > 0 || containers.length !== COUNT) throw new Error(`The attestation is wrong: ${weaknesses.join('; ')}`);
        seconds[name].push((performance.now() - begin) / 1000);
      }
    }
    return {
      title: `Attestation of ${COUNT} running containers`,
      columns: ['source', 'seconds, median', 'fastest', 'slowest'],
      rows: Object.entries(seconds).map(([name, all]) =>
        [name, ...[median(all), Math.min(...all), Math.max(...all)].map((one) => one.toFixed(2))]),
      note: `${ROUNDS} rounds each, in turn. One container, created and removed within the measured time, `
        + 'reads what is in force for all containers.',
    };
  } finally {
    await removeAll();
  }
}

/** Runs eight at a time, since an engine does not start more in parallel. */
async function eightAtATime<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  }));
}
