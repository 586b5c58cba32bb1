import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import pLimit from 'p-limit';
import { Latencies, Latency } from './server/latency';
import { Operation } from './server/operations';
import { output } from '../console/output';

/*
 * Measures how long operations take on the engine at DOCKER_HOST, which should have nothing else to do, and writes `latencies.json`. The
 * engine needs busybox:latest, and gets some dozen containers for some minutes.
 *
 *   DOCKER_HOST=unix:///var/run/docker.sock npx tsx dev/simulated-engine/measure-latencies.ts
 */

const NAME = 'berth-latency';
const IMAGE = 'busybox:latest';
/** How many containers each kind of measurement uses. */
const CONTAINERS = 32;
/** How many requests an engine gets at once to find out how many it works on at once: what the provider sends for a set of clones. */
const AT_ONCE = 16;
const ROUNDS = 4;

type Work = (container: Docker.Container) => Promise<unknown>;

const docker = new Docker();

/** Returns how long something takes for each item, in milliseconds, with a number of requests at once. */
async function timePerItem<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<number> {
  const limit = pLimit(atOnce);
  const begin = performance.now();
  await Promise.all(items.map((item) => limit(() => work(item))));
  return (performance.now() - begin) / items.length;
}

/** How long an operation takes per request, one after the other and with many at once, in milliseconds. */
interface Times {
  readonly alone: number;
  readonly together: number;
}

/** Measures an operation on half of some items one after the other, and on the other half with many at once. */
async function measure<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<Times> {
  const half = items.length / 2;
  return { alone: await timePerItem(items.slice(0, half), 1, work), together: await timePerItem(items.slice(half), AT_ONCE, work) };
}

/** If an operation is faster with many at once, the engine works on several of them at once. */
function latencyOf({ alone, together }: Times): Latency {
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

type Measured = Partial<Record<Operation | 'list-none', Times>>;

/** Measures all operations once. */
async function measureAll(): Promise<Measured> {
  const containers: Docker.Container[] = [];
  const indexes = Array.from({ length: CONTAINERS }, (_, index) => index);
  const found: Measured = {};
  const each = async (operation: Operation, work: Work) => { found[operation] = await measure(containers, work); };
  found.create = await measure(indexes, async (index) => { containers.push(await create(index)); });
  await each('start', (container) => container.start());
  await each('list', () => docker.listContainers({ all: true }));
  found['list-none'] = await measure(containers, () => docker.listContainers({ all: true, filters: { name: ['^/berth-none$'] } }));
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
  await each('restart', (container) => container.restart());
  await each('stop', (container) => container.stop());
  await Promise.all(containers.map((container) => container.start()));
  await each('kill', (container) => container.kill());
  await each('remove', (container) => container.remove());
  return found;
}

/** Combines several rounds. Whatever else the machine does makes some of them slower, so the fastest counts. */
function latenciesOf(rounds: readonly Measured[]): Latencies {
  const fastest = (name: keyof Measured): Times => ({
    alone: Math.min(...rounds.map((round) => round[name]!.alone)), together: Math.min(...rounds.map((round) => round[name]!.together)),
  });
  const { 'list-none': _none, ...operations } = rounds[0]!;
  const latencies = Object.fromEntries(Object.keys(operations).map((name) => [name, latencyOf(fastest(name as Operation))]));
  const [none, list] = [latencyOf(fastest('list-none')), latencyOf(fastest('list'))];
  const perContainer = rounded(Math.max(fastest('list').alone - fastest('list-none').alone, 0) / CONTAINERS);
  return { ...latencies, list: { ...none, parallel: list.parallel, perContainer } };
}

async function removeAll(): Promise<void> {
  const left = await docker.listContainers({ all: true, filters: { label: [NAME] } });
  await Promise.all(left.map(({ Id: id }) => docker.getContainer(id).remove({ force: true })));
}

async function main(): Promise<void> {
  output.step('Measuring how long the operations of an engine take …');
  const rounds: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await removeAll();
    rounds.push(await measureAll().finally(removeAll));
    output.detail(`round ${round + 1} of ${ROUNDS}`);
  }
  writeFileSync(join(__dirname, 'latencies.json'), `${JSON.stringify(latenciesOf(rounds), null, 2)}\n`);
}

void main();
