import Dockerode from 'dockerode';
import pLimit from 'p-limit';
import { pathOf, textsIn } from './layout';
import { containersIn } from './leftovers';
import { Layout, Use } from './row';
import { Engine } from '../../engine/engine';
import { inspectContainer, inspectSoon, SILENT } from '../../engine/inspect';
import { folderOf, isWithin } from '../../engine/pool/folder';
import { conforming } from '../../engine/shape/conforms';
import { containersShape } from '../../engine/shape/container';
import { Helper } from '../shared/control-groups/helper';
import { containerFolder } from '../shared/control-groups/identity';

/** How many containers are inspected at once. */
const CONCURRENCY = 16;

/** The period of a CPU quota in microseconds, if a container has none of its own. */
const CPU_PERIOD = 100_000;

/** How a list calls the states of a container that has been started and not ended. One that restarts is about to run again. */
const RUNNING: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

/** A container in a pool. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** The pool in which it is, which may be one in the pool in question. */
  readonly pool: string;
  readonly isRunning: boolean;
  readonly isPaused: boolean;
  /** Whether its programs may wait for memory, since the kernel does not end them. */
  readonly mayWait: boolean;
  /** In CPUs: the most that it may use, or 0 for no limit of its own. */
  readonly cpus: number;
  /** The period of its quota in microseconds, if its limit is given so. */
  readonly quotaPeriod?: number;
}

/** What a pool uses, and each of its running containers. */
export interface PoolUse {
  readonly whole: Use;
  readonly members: readonly (Member & { readonly use: Use })[];
}

/**
 * Returns the containers in a pool and in the pools in it, by name, also those that do not run. Of one about which the engine tells nothing
 * for now, the kernel knows whether it is in the pool: without a control group there, it has no processes to bound or to pause.
 */
export async function membersOf(engine: Engine, pool: string): Promise<Member[]> {
  const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({ all: true }));
  const containers = await engine.ask('list the containers of pools', list, { fresh: true });
  const limit = pLimit(CONCURRENCY);
  const answers = await Promise.all(containers.map(({ Id: id, State: state }) => (
    limit(async () => ({ id, state, inspect: await inspectSoon(engine, id) })))));
  const silent = answers.filter(({ state, inspect }) => inspect === SILENT && RUNNING.has(state));
  const within = silent.length === 0 ? [] : await containersIn(engine, pool);
  const inspected = await Promise.all(answers.map(async ({ id, state, inspect }) => (
    { state, inspect: inspect !== SILENT ? inspect : within.includes(id) ? await inspectContainer(engine, id) : undefined })));
  return inspected.flatMap(({ state, inspect }): Member[] => {
    const parent = inspect?.HostConfig.CgroupParent ?? '';
    if (inspect === undefined || !isWithin(parent, pool)) return [];
    const { NanoCpus: nano = 0, CpuQuota: quota = 0, CpuPeriod: period = 0 } = inspect.HostConfig;
    return [{
      id: inspect.Id,
      name: inspect.Name.replace(/^\//, ''),
      pool: parent,
      // The list is new, and an inspect may be an older answer.
      isRunning: RUNNING.has(state),
      isPaused: state === 'paused',
      mayWait: inspect.HostConfig.OomKillDisable === true,
      cpus: nano > 0 ? nano / 1e9 : quota > 0 ? quota / (period || CPU_PERIOD) : 0,
      ...nano === 0 && quota > 0 && { quotaPeriod: period || CPU_PERIOD },
    }];
  }).sort((a, b) => a.name < b.name ? -1 : 1);
}

/** Lowers the CPU time of a container, in the form in which it has it. */
export async function lowerCpus(engine: Engine, { id, name, quotaPeriod }: Member, cpus: number): Promise<void> {
  const limit = quotaPeriod === undefined ? { NanoCpus: Math.round(cpus * 1e9) }
    : { CpuPeriod: quotaPeriod, CpuQuota: Math.floor(cpus * quotaPeriod) };
  await engine.call(`lower the CPU time of container "${name}"`, (docker) => docker.getContainer(id).update(limit));
}

/** Returns what a pool and its containers use, or undefined if there is no such control group. */
export async function useOf(helper: Helper, layout: Layout, pool: string, members: readonly Member[]): Promise<PoolUse | undefined> {
  const running = members.filter(({ isRunning }) => isRunning);
  const folders = [folderOf(pool), ...running.map((member) => containerFolder(member.pool, member.id))];
  // Pools in this one count what happens at their own bounds.
  const within = [...new Set(running.map((member) => folderOf(member.pool)))].filter((folder) => folder !== folderOf(pool));
  const paths = [...folders, ...within].flatMap((folder) => layout.useFiles.map((file) => pathOf(layout, folder, file)));
  const found = await helper.read(paths);
  const useIn = (folder: string) => layout.use(textsIn(layout, folder, layout.useFiles, found));
  const [own, ...uses] = folders.map(useIn) as [Use, ...Use[]];
  if (Object.values(own).every((each) => each === null)) return undefined;
  const counted = layout.countsWithin ? [own] : [own, ...uses, ...within.map(useIn)];
  const total = (name: 'memoryHits' | 'oomKills') => own[name] === null ? null
    : counted.reduce((sum, each) => sum + (each[name] ?? 0), 0);
  return {
    whole: { ...own, memoryHits: total('memoryHits'), oomKills: total('oomKills') },
    members: running.map((member, index) => ({ ...member, use: uses[index]! })),
  };
}
