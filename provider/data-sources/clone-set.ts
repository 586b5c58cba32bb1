import Dockerode from 'dockerode';
import pLimit from 'p-limit';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { isNotFound } from '../engine/errors';
import { inspectImage } from '../engine/inspect';
import { conforming } from '../engine/shape/conforms';
import { containersShape, statsShape } from '../engine/shape/container';
import { DataSource, defineSchema } from '../framework/resource';
import { namesOfClones, requireOneOwner } from '../resources/shared/clones';

/** How many containers an engine is asked about at once. */
const CONCURRENCY = 16;

const number = { type: 'number', computed: true } as const;

const schema = defineSchema({
  description: 'What the clones of a set cost on an engine. It is read with every plan. Volumes and logs do not count. The engine adds up '
    + 'the files of each clone, which takes time if there are many.',
  attributes: {
    name: {
      type: 'string',
      required: true,
      description: 'The `name` of the `docker_clone_set`. The clones are those containers that have its name, "-" and a number.',
    },
    id: { type: 'string', computed: true, description: 'The `name`.' },
    containers: { ...number, description: 'The number of clones on the engine.' },
    running: { ...number, description: 'How many of them run, paused ones included.' },
    shared_bytes: { ...number, description: 'The size of the images of the clones, which they share, in bytes.' },
    own_bytes: { ...number, description: 'What all clones have written to their own file systems, in bytes.' },
    own_bytes_max: { ...number, description: 'What the clone that has written most has written, in bytes.' },
    memory_usage: { ...number, description: 'Memory in use by all clones, in bytes, without file cache that the kernel can drop.' },
    memory_usage_max: { ...number, description: 'Memory in use by the clone that uses most, in bytes.' },
  },
});

/** `docker_clone_set` as a data source. */
export const cloneSetDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_clone_set',
  schema,
  async read({ client, signal }, { name }) {
    const clones = await list(client, name!, signal);
    if (clones.length === 0) throw noClones(name!, client);
    requireOneOwner(name!, clones.map(({ Labels: labels }) => ({ labels })));
    const limit = pLimit(CONCURRENCY);
    const running = clones.filter(({ State: state }) => state === 'running' || state === 'paused');
    const images = [...new Set(clones.map(({ ImageID: id }) => id))];
    const [sizes, memory] = await Promise.all([
      Promise.all(images.map(async (id) => (await inspectImage(client, id, { signal }))?.Size ?? 0)),
      Promise.all(running.map(({ Id: id }) => limit(() => memoryOf(client, id, signal)))),
    ]);
    const own = clones.map(({ SizeRw: size }) => size ?? 0);
    return {
      name,
      id: name,
      containers: clones.length,
      running: running.length,
      shared_bytes: sum(sizes),
      own_bytes: sum(own),
      own_bytes_max: Math.max(...own),
      memory_usage: sum(memory),
      memory_usage_max: Math.max(0, ...memory),
    };
  },
};

/** Lists the clones with their sizes. The engine leaves out a size of zero. */
async function list(engine: Engine, set: string, signal: AbortSignal): Promise<(Dockerode.ContainerInfo & { readonly SizeRw?: number })[]> {
  const ask = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({
    all: true, size: true, filters: namesOfClones(set),
  }));
  return engine.call('list the containers of a set with their sizes', ask, { signal });
}

interface Stats {
  readonly memory_stats?: {
    readonly usage?: number;
    readonly stats?: { readonly inactive_file?: number; readonly total_inactive_file?: number };
  };
}

/** Returns the memory of a container as `docker stats` shows it. One that has ended meanwhile uses none. */
async function memoryOf(engine: Engine, id: string, signal: AbortSignal): Promise<number> {
  try {
    const ask = (docker: Dockerode) => docker.getContainer(id).stats({ 'stream': false, 'one-shot': true } as { stream: false });
    const answer = await engine.call(`get the memory of container "${id}"`, ask, { signal });
    const { usage = 0, stats: { inactive_file: second, total_inactive_file: first } = {} } = conforming(statsShape, answer as Stats)
      .memory_stats ?? {};
    return usage - (first ?? second ?? 0);
  } catch (error) {
    if (isNotFound(error)) return 0;
    throw error;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function noClones(set: string, engine: Engine): DiagnosticError {
  return new DiagnosticError({
    summary: `The engine has no clones of the set "${set}"`,
    detail: `The engine is ${engine.endpoint.address}. No container is named "${set}-0", "${set}-1" and so on. Give the \`name\` of a `
      + '`docker_clone_set`, and the `engine` of one of its hosts.',
    path: ['name'],
  });
}
