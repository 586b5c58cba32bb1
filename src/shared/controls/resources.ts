import { limit, Limit } from './lattice';
import { readFrom, Reader } from './reader';
import { asGiven, control, inBytes } from './row';

const MEBIBYTE = 1_024 * 1_024;

/** How much of the machine a container can take from others. */
export const RESOURCE_CONTROLS = {
  memory: control({
    title: 'Memory',
    summary: 'The most memory that the container can use.',
    reason: 'One container cannot take the memory of all others.',
    caveat: 'It can use as much swap as memory, too, unless `memory_swap` allows less. A kernel that does not account for swap does not '
      + 'limit it.',
    cis: ['5.11'],
    lattice: limit(bytes),
    form: 'limit',
    values: 'The maximum, in bytes, of memory, and of swap besides it. A container that the kernel kills later than others when memory '
      + 'runs out (`oom_score_adj` below 0) has none.',
    // A limit of locked memory (`memlock`) does not matter: what is locked counts as memory.
    observation: readFrom(['memory', 'memory_swap', 'oom_score_adj'], memoryLimit),
    baseline: 'limited',
    remedy: {
      construct: 'Remove `memory` and `memorySwap`, or set them to less',
      resource: (wanted, shown) => `Set \`memory\`, in MiB${atMost(wanted, shown)}. `
        + 'Remove `memory_swap`, or set it to at most twice that. Remove an `oom_score_adj` below 0.',
    },
    prop: { name: 'memory', type: 'Size', docs: 'The most memory that a container may use.', convert: inBytes },
  }),

  cpus: control({
    title: 'CPUs',
    summary: 'The most processor time that the container can use.',
    reason: 'One container cannot take the processors of all others.',
    cis: ['5.12'],
    lattice: limit(String),
    form: 'limit',
    values: 'The maximum number of processors: "0.5" is half of one. A container that may give itself a real-time priority (`rtprio`) or '
      + 'precedence over other programs (`nice` above 20) has none.',
    observation: readFrom(['cpus', 'cpu_quota', 'cpu_period', 'ulimit'], (container) => (
      mayTakePrecedence(container) ? 'unlimited' : smaller(amount(container.get('cpus')), quota(container)))),
    baseline: 'limited',
    remedy: {
      construct: 'Remove `cpus`, or set it to less',
      resource: (wanted, shown) => `Set \`cpus\`${atMost(wanted, shown)}. Remove the \`ulimit\`s "rtprio" and "nice".`,
    },
    prop: {
      name: 'cpus',
      type: 'number',
      docs: 'The most processor time that a container may use, as a number of processors.',
      convert: asGiven<number>,
    },
  }),

  processes: control({
    title: 'Processes',
    summary: 'The most processes and threads that the container can have.',
    reason: 'A fork bomb cannot fill the host\'s process table.',
    caveat: 'With gVisor the limit counts gVisor\'s own threads, a dozen for each process.',
    cis: ['5.29'],
    lattice: limit(String),
    form: 'limit',
    observation: readFrom(['pids_limit'], (container) => amount(container.get('pids_limit'))),
    baseline: 'limited',
    missingIn: ['kreuzwerker/docker', 'docker_service'],
    remedy: {
      construct: 'Remove `pidsLimit`, or set it to less',
      resource: (wanted, shown) => `Set \`pids_limit\`${atMost(wanted, shown)}.`,
    },
    prop: {
      name: 'processes',
      type: 'number',
      docs: 'The most processes and threads that a container may have.',
      convert: asGiven<number>,
    },
  }),

  open_files: control({
    title: 'Open files',
    summary: 'The most files that a process of the container can have open.',
    reason: 'No process can fill the host\'s file table.',
    cis: ['5.19'],
    lattice: limit(String),
    form: 'limit',
    values: 'The maximum, as the hard limit.',
    observation: readFrom(['ulimit'], (container) => largest(container.blocks('ulimit')
      .filter(({ name }) => isOpenFiles(String(container.known(name))))
      .map(({ hard }) => amount(container.known(hard))))),
    baseline: 'limited',
    missingIn: ['docker_service'],
    remedy: {
      construct: 'Remove "nofile" from `ulimits`, or set it to less',
      resource: (wanted, shown) => `Add a \`ulimit\` with the name "nofile"${atMost(wanted, shown)}.`,
    },
    prop: { name: 'openFiles', type: 'number', docs: 'The most files that a process may have open.', convert: asGiven<number> },
  }),

  disk_io: control({
    title: 'Disk throughput',
    summary: 'The most bytes per second that the container can read from a disk or write to it.',
    reason: 'One container cannot take the disk throughput of all others.',
    caveat: 'On control groups version 1 the limit applies only to data that bypasses the page cache. Which disk a path names, only the '
      + 'host knows: a plan passes with limits of any disk. Creating the container and attesting it demand them of the disk on which the '
      + 'engine keeps its files, if that is known.',
    cis: [],
    lattice: limit((number) => `${bytes(number)}/s`),
    form: 'limit',
    values: 'The maximum, in bytes per second, in each direction. A device that is limited in one direction only has none. With '
      + 'control groups version 1, it holds only for data that bypasses the page cache.',
    observation: readFrom(['device_read_bps', 'device_write_bps'], diskLimit),
    remedy: {
      construct: 'Set `diskLimits`, with `read` and `write` for each device',
      resource: (wanted, shown) => (
        `Set \`device_read_bps\` and \`device_write_bps\` for the disk on which the engine keeps its files${atMost(wanted, shown)}.`),
    },
    prop: {
      name: 'diskThroughput',
      type: 'Size',
      docs: 'The most bytes that a container may read from a disk in a second, and the most that it may write.',
      convert: inBytes,
    },
  }),
};

/**
 * Returns the limit of memory, or that of swap if it is higher. Without `memory_swap`, which is the sum of both, there is as much swap as
 * memory.
 */
function memoryLimit(container: Reader<'memory' | 'memory_swap' | 'oom_score_adj'>): Limit {
  if (Number(container.get('oom_score_adj') ?? 0) < 0) return 'unlimited';
  const memory = amount(container.get('memory'), MEBIBYTE);
  if (typeof memory !== 'number') return memory;
  const sum = Number(container.get('memory_swap') ?? 0);
  return sum < 0 ? 'unlimited' : Math.max(memory, sum * MEBIBYTE - memory);
}

/** Returns the limit of the device that has the highest, in both directions: any may be the one that matters. */
function diskLimit(container: Reader<'device_read_bps' | 'device_write_bps'>): Limit {
  const [reads, writes] = (['device_read_bps', 'device_write_bps'] as const).map((name) => container.blocks(name).map(({ path, rate }) => (
    { path: container.known(path), limit: amount(container.known(rate)) })));
  const isLimited = (path: unknown, others: typeof reads) => others!.some((other) => other.path === path);
  const areLimited = reads!.every(({ path }) => isLimited(path, writes)) && writes!.every(({ path }) => isLimited(path, reads));
  return areLimited ? largest([...reads!, ...writes!].map((each) => each.limit)) : 'unlimited';
}

/** Returns whether a limit is that of open files. The engine accepts its name in any case, and applies each of several. */
export function isOpenFiles(name: string): boolean {
  return name.toUpperCase() === 'NOFILE';
}

function atMost(wanted: unknown, shown: string): string {
  return typeof wanted === 'number' ? `, to at most ${shown}` : '';
}

/** Reads an amount. Without a value, and for 0 and less, there is no limit. */
function amount(value: unknown, unit = 1): Limit {
  const number = Number(value ?? 0);
  return number > 0 ? number * unit : 'unlimited';
}

function quota(container: Reader<'cpu_quota' | 'cpu_period'>): Limit {
  const share = amount(container.get('cpu_quota'));
  const period = amount(container.get('cpu_period'));
  return typeof share === 'number' ? share / (typeof period === 'number' ? period : 100_000) : 'unlimited';
}

function smaller(a: Limit, b: Limit): Limit {
  if (a === 'unlimited') return b;
  return b === 'unlimited' || b === 'limited' || a === 'limited' || a < b ? a : b;
}

/** Returns whether the processes of a container may give themselves a real-time priority, or a nice value below 0. */
function mayTakePrecedence(container: Reader<'ulimit'>): boolean {
  return container.blocks('ulimit').some(({ name, hard }) => takesPrecedence(String(container.known(name)), Number(container.known(hard))));
}

/**
 * Returns whether a limit lets processes run before others, whatever limits their time. The limit of `nice` is 20 minus the lowest value
 * that is allowed (getrlimit(2)). -1 is no limit.
 */
export function takesPrecedence(name: string, hard: number): boolean {
  // In capitals, as the engine compares: there are letters other than i whose capital is I.
  switch (name.toUpperCase()) {
    case 'RTPRIO': return hard !== 0;
    case 'NICE': return hard < 0 || hard > 20;
    default: return false;
  }
}

/** Returns the limit that holds if there are several: any of them may be the one that the kernel applies. */
function largest(limits: readonly Limit[]): Limit {
  const numbers = limits.filter((each): each is number => typeof each === 'number');
  return limits.length === 0 || numbers.length < limits.length ? 'unlimited' : Math.max(...numbers);
}

function bytes(number: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (number >= 1_024 && Number.isInteger(number / 1_024) && unit < units.length - 1) {
    number /= 1_024;
    unit += 1;
  }
  return `${number} ${units[unit]}`;
}
