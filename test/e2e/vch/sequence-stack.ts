import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOSTS, HostId, Model, NAME, OUTER } from './sequence-model';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { docker } from '../engine/docker';
import { leftByProbes } from '../support/left-by-probes';

const ROOT = '/sys/fs/cgroup';
const isVersion2 = existsSync(join(ROOT, 'cgroup.controllers'));
const MIB = 1024 * 1024;

const hostName = (id: HostId) => `${NAME}-${id}`;

/** The names of a pool and of those around it, from the outermost. */
function poolPath(id: HostId): string {
  const { [id]: outer } = OUTER;
  return `${outer === undefined ? '' : `${poolPath(outer)}/`}${hostName(id)}`;
}

/** Returns the configuration of what is declared. */
export function stackOf({ hosts, containers, volumes, networks }: Model, engine: string): object {
  const owned = (id: HostId) => {
    const { containers: most, volumes: mostVolumes } = hosts[id]!;
    return {
      labels: [{ label: VIRTUAL_HOST_LABEL, value: hostName(id) }],
      virtual_host: JSON.stringify({ name: hostName(id), pool: poolPath(id), max_containers: most, max_volumes: mostVolumes }),
    };
  };
  const of = (kind: { readonly [id: string]: HostId }, host: HostId) => Object.keys(kind).filter((id) => kind[id] === host);
  const pools = entries(hosts, (id, { memory, processes, cpus, suspended }) => ({
    name: hostName(id as HostId),
    memory,
    pids_limit: processes,
    cpus,
    suspended,
    ...OUTER[id as HostId] !== undefined && { parent: `\${docker_resource_pool.${OUTER[id as HostId]}.id}` },
  }));
  const resources = {
    docker_resource_pool: pools,
    docker_volume: entries(volumes, (id, host) => ({ name: `${hostName(host)}-${id}`, ...owned(host) })),
    docker_network: entries(networks, (id, host) => ({ name: `${hostName(host)}-${id}`, internal: true, ...owned(host) })),
    docker_container: entries(containers, (id, { host, suspended }) => ({
      name: `${hostName(host)}-${id}`,
      image: 'busybox:latest',
      command: ['sleep', '100000'],
      memory: 32,
      suspended,
      must_run_for: 0,
      destroy_grace_seconds: 0,
      cgroup_parent: `\${docker_resource_pool.${host}.cgroup_parent}`,
      ...of(networks, host).length === 0 ? { network_mode: 'none' } : {
        networks_advanced: of(networks, host).map((network) => ({ name: `\${docker_network.${network}.name}` })),
      },
      mounts: of(volumes, host).map((volume) => ({
        type: 'volume', target: `/data/${volume}`, source: `\${docker_volume.${volume}.name}`,
      })),
      ...owned(host),
    })),
  };
  // Terraform refuses a type without any resource.
  const declared = Object.entries(resources).filter(([, each]) => Object.keys(each).length > 0);
  return { provider: { docker: { host: engine } }, ...declared.length > 0 && { resource: Object.fromEntries(declared) } };
}

/** What is on the engine and in the kernel, in a form in which a model and the real one can be compared. */
export interface Found {
  readonly containers: { readonly [name: string]: object };
  readonly pools: { readonly [name: string]: object };
  readonly volumes: readonly string[];
  readonly networks: readonly string[];
  /** Locks and helpers, which exist for a moment only. */
  readonly passing: readonly unknown[];
}

/** Returns what has to be there. */
export function expectedOf({ hosts, containers, volumes, networks }: Model): Found {
  const isHeld = (id: HostId | undefined): boolean => id !== undefined && (hosts[id]!.suspended || isHeld(OUTER[id]));
  const named = (kind: { readonly [id: string]: HostId }) => Object.entries(kind).map(([id, host]) => `${hostName(host)}-${id}`).sort();
  return {
    containers: Object.fromEntries(Object.entries(containers).map(([id, { host, suspended }]) => [`${hostName(host)}-${id}`, {
      parent: `/berth/${poolPath(host)}`,
      state: suspended || isHeld(host) ? 'paused' : 'running',
      memory: 32 * MIB,
      processes: 1,
      volumes: named(volumes).filter((name) => name.startsWith(`${hostName(host)}-`)),
      networks: networksOf(named(networks).filter((name) => name.startsWith(`${hostName(host)}-`))),
    }])),
    pools: entries(hosts, (_, { memory, processes, cpus }) => ({ memory: memory * MIB, processes, cpus: Number(cpus) })),
    volumes: named(volumes),
    networks: named(networks),
    passing: [],
  };
}

const networksOf = (names: readonly string[]) => names.length === 0 ? ['none'] : names;

/** Returns what is there. */
export async function foundOnEngine(): Promise<Found> {
  const isOurs = (name: string) => name.startsWith(NAME);
  const ours = await docker.listContainers({ all: true, filters: { name: [NAME] } });
  const nameAndRest = async (id: string, [name]: readonly string[]) => [name!.slice(1), await containerIn(id)] as const;
  const networks = await docker.listNetworks();
  const { Volumes: volumes } = await docker.listVolumes();
  return {
    containers: Object.fromEntries(await Promise.all(ours.map(({ Id: id, Names: names }) => nameAndRest(id, names)))),
    pools: Object.fromEntries(HOSTS.flatMap((id) => {
      const bounds = boundsIn(`berth/${poolPath(id)}`);
      return bounds === undefined ? [] : [[id, bounds]];
    })),
    volumes: volumes.map(({ Name: name }) => name).filter(isOurs).sort(),
    networks: networks.map(({ Name: name }) => name).filter(isOurs).sort(),
    passing: await leftByProbes(),
  };
}

/** Returns the notes of suspended pools and containers that are left. */
export async function notesLeft(): Promise<string[]> {
  const { Volumes: volumes } = await docker.listVolumes({ filters: { label: ['berth.suspended-pool'] } });
  return volumes.map(({ Name: name }) => name);
}

/** Returns the control groups that are left, in all hierarchies. */
export function groupsLeft(): string[] {
  const hierarchies = isVersion2 ? [''] : readdirSync(ROOT);
  return hierarchies.flatMap((name) => HOSTS.map((id) => join(ROOT, name, 'berth', poolPath(id)))).filter((folder) => existsSync(folder));
}

async function containerIn(id: string): Promise<object> {
  const inspect = await docker.getContainer(id).inspect();
  const { HostConfig: settings, State: state, Mounts: mounts, NetworkSettings: { Networks: networks } } = inspect;
  const folder = `${settings.CgroupParent}/${id}`;
  return {
    parent: settings.CgroupParent,
    state: state.Status,
    memory: Number(read(folder, 'memory', isVersion2 ? 'memory.max' : 'memory.limit_in_bytes')),
    processes: Number(read(folder, 'pids', 'pids.current')),
    volumes: mounts.map(({ Name: name }) => name!).sort(),
    networks: Object.keys(networks).sort(),
  };
}

function boundsIn(folder: string): object | undefined {
  if (!existsSync(pathOf(folder, 'memory', ''))) return undefined;
  const [quota, period] = isVersion2 ? read(folder, 'cpu', 'cpu.max').split(' ')
    : [read(folder, 'cpu', 'cpu.cfs_quota_us'), read(folder, 'cpu', 'cpu.cfs_period_us')];
  return {
    memory: Number(read(folder, 'memory', isVersion2 ? 'memory.max' : 'memory.limit_in_bytes')),
    processes: Number(read(folder, 'pids', 'pids.max')),
    cpus: quota === 'max' || Number(quota) < 0 ? 0 : Number(quota) / Number(period),
  };
}

function pathOf(folder: string, controller: string, file: string): string {
  return join(ROOT, ...isVersion2 ? [] : [controller], folder, file);
}

/** Returns the content of a file, or that there is none. */
function read(folder: string, controller: string, file: string): string {
  const path = pathOf(folder, controller, file);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : 'missing';
}

function entries<T, U>(all: { readonly [id: string]: T }, convert: (id: string, one: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(all).map(([id, one]) => [id, convert(id, one)]));
}
