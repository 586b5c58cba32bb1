import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import pLimit from 'p-limit';
import { Latency } from './server/latency';
import { Operation } from './server/operations';
import { output } from '../console/output';

/*
 * Measures how long operations take on the engine at DOCKER_HOST, which should have nothing else to do, and writes `latencies.json`. The
 * engine needs busybox:latest, and gets a hundred containers for some minutes.
 *
 *   DOCKER_HOST=unix:///var/run/docker.sock npx tsx dev/simulated-engine/measure-latencies.ts
 */

const NAME = 'berth-latency';
const IMAGE = 'busybox:latest';
/** How many containers each kind of measurement uses. */
const CONTAINERS = 32;
/** How many requests an engine gets at once to find out how many it works on at once: what the provider sends for a set of clones. */
const AT_ONCE = 16;

type Work = (container: Docker.Container) => Promise<unknown>;

const docker = new Docker();

/** Returns how long something takes for each item, in milliseconds, with a number of requests at once. */
async function timePerItem<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<number> {
  const limit = pLimit(atOnce);
  const begin = performance.now();
  await Promise.all(items.map((item) => limit(() => work(item))));
  return (performance.now() - begin) / items.length;
}

/**
 * Measures an operation on half of some items one after the other, and on the other half with many at once. If it is faster then, the
 * engine works on several of them at once.
 */
async function measure<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<Latency> {
  const half = items.length / 2;
  const alone = await timePerItem(items.slice(0, half), 1, work);
  const together = await timePerItem(items.slice(half), AT_ONCE, work);
  const parallel = Math.min(Math.max(Math.round(alone / together), 1), AT_ONCE);
  return { milliseconds: rounded(together * parallel), parallel };
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toPrecision(2));
}

function create(index: number): Promise<Docker.Container> {
  return docker.createContainer({
    name: `${NAME}-${index}`,
    Image: IMAGE,
    Cmd: ['sh', '-c', 'trap exit TERM; sleep 1000 & wait'],
    Labels: { [NAME]: '' },
    HostConfig: { NetworkMode: 'bridge', RestartPolicy: { Name: 'no' } },
  });
}

/** Measures how a list takes longer with each container. */
async function measureList(containers: number): Promise<Latency> {
  const list = () => docker.listContainers({ all: true });
  const repeated = Array.from({ length: CONTAINERS });
  const { milliseconds, parallel } = await measure(repeated, list);
  const own = { all: true, filters: { name: ['^/berth-none$'] } };
  const base = await timePerItem(repeated, 1, () => docker.listContainers(own));
  return { milliseconds: rounded(base), parallel, perContainer: rounded(Math.max(milliseconds - base, 0) / containers) };
}

async function measureAll(): Promise<Partial<Record<Operation, Latency>>> {
  const containers: Docker.Container[] = [];
  const indexes = Array.from({ length: CONTAINERS }, (_, index) => index);
  const found: Partial<Record<Operation, Latency>> = {};
  const each = async (operation: Operation, work: Work) => {
    found[operation] = await measure(containers, work);
    output.detail(`${operation}: ${JSON.stringify(found[operation])}`);
  };
  found.create = await measure(indexes, async (index) => { containers.push(await create(index)); });
  output.detail(`create: ${JSON.stringify(found.create)}`);
  await each('start', (container) => container.start());
  found.list = await measureList(containers.length);
  output.detail(`list: ${JSON.stringify(found.list)}`);
  await each('inspect', (container) => container.inspect());
  await each('inspect-image', () => docker.getImage(IMAGE).inspect());
  await each('inspect-network', () => docker.getNetwork('bridge').inspect());
  await each('info', () => docker.info());
  await each('version', () => docker.version());
  await each('pause', (container) => container.pause());
  await each('unpause', (container) => container.unpause());
  await each('update', (container) => container.update({ CpuShares: 100 }));
  await each('rename', (container) => container.rename({ name: `${NAME}-renamed-${container.id.slice(0, 12)}` }));
  await each('upload', (container) => container.putArchive(Buffer.alloc(1024), { path: '/tmp' }));
  await each('stop', (container) => container.stop());
  await each('start', (container) => container.start());
  await each('kill', (container) => container.kill());
  await each('remove', (container) => container.remove());
  return found;
}

async function removeAll(): Promise<void> {
  const left = await docker.listContainers({ all: true, filters: { label: [NAME] } });
  await Promise.all(left.map(({ Id: id }) => docker.getContainer(id).remove({ force: true })));
}

async function main(): Promise<void> {
  output.step('Measuring how long the operations of an engine take …');
  await removeAll();
  try {
    const latencies = await measureAll();
    writeFileSync(join(__dirname, 'latencies.json'), `${JSON.stringify(latencies, null, 2)}\n`);
  } finally {
    await removeAll();
  }
}

void main();
