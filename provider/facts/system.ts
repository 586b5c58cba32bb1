import { failedBecause, Finding, found, notKnown } from './finding';
import { Laboratory, textAt } from './laboratory';
import { Answer } from '../probe/answers';
import { HOSTS_GROUPS } from '../probe/run';

/** What a container sees of its host's kernel. */
export interface System {
  readonly kernel: Finding<string>;
  readonly cgroup_version: Finding<number>;
  readonly cgroup_driver: Finding<string>;
  readonly memory: Finding<number>;
  readonly cpus: Finding<number>;
  readonly remaps_users: Finding<boolean>;
}

const RELEASE = '/proc/sys/kernel/osrelease';
const GROUPS = '/proc/self/cgroup';
const MEMORY = '/proc/meminfo';
const STATUS = '/proc/self/status';
const USERS = '/proc/self/uid_map';
const CGROUPS = '/cgroups';
/** With control groups of version 1: the lowest limit of all groups around the container's, also of those that it does not see. */
const GROUP_V1 = '/sys/fs/cgroup/memory/memory.stat';
/** With version 2: the limit of a group that the engine sees. The root has one if the engine is in a container. */
const limitV2 = (group: string) => `${CGROUPS}${group}/memory.max`;

/** Groups around containers that are usual: by each driver of Docker, and in a nested host. Those of others take a second container. */
const USUAL_GROUPS = ['', '/docker', '/system.slice', '/berth'];

const PATHS = [RELEASE, GROUPS, MEMORY, STATUS, USERS, GROUP_V1, ...USUAL_GROUPS.map(limitV2)];

/** The number of users without a mapping: all that a kernel has (linux/uidgid.h). */
const ALL_USERS = 4_294_967_295;

/** @param version  of the control groups, as the engine tells */
export async function measureSystem(laboratory: Laboratory, version: number | undefined): Promise<System> {
  const host = {
    // A limit of its own would hide the limits around it.
    Memory: 0,
    Binds: [`/sys/fs/cgroup:${CGROUPS}:ro`],
    // With version 1, a container's own mounts show the limits around it.
    ...version === 2 ? HOSTS_GROUPS : { CgroupnsMode: 'host' },
  };
  let answers: Map<string, Answer>;
  try {
    answers = await laboratory.read(PATHS, { host });
    const unread = groupsAround(textAt(answers, GROUPS)).map(limitV2).filter((path) => !PATHS.includes(path));
    if (unread.length > 0) answers = new Map([...answers, ...await laboratory.read(unread, { host })]);
  } catch (error) {
    const failed = failedBecause('a container that looks at the kernel', error, laboratory.signal);
    return { kernel: failed, cgroup_version: failed, cgroup_driver: failed, memory: failed, cpus: failed, remaps_users: failed };
  }
  return systemOf((path) => textAt(answers, path));
}

/** @param read  returns the content of a file as a container sees it, or undefined if it can't be read */
export function systemOf(read: (path: string) => string | undefined): System {
  return {
    kernel: orUnknown(read(RELEASE)?.trim(), RELEASE, `A container reads it from ${RELEASE}.`),
    ...controlGroups(read(GROUPS)),
    memory: memoryOf(read),
    cpus: orUnknown(cpusIn(read(STATUS)), STATUS, 'The CPUs on which a container without a limit may run.'),
    remaps_users: remapping(read(USERS)),
  };
}

function orUnknown<T>(value: T | undefined, path: string, evidence: string): Finding<T> {
  return value === undefined ? notKnown(`Unknown: a container can't read ${path}.`) : found(value, evidence);
}

function controlGroups(groups: string | undefined): Pick<System, 'cgroup_version' | 'cgroup_driver'> {
  const lines = (groups ?? '').split('\n').filter(Boolean);
  if (lines.length === 0) {
    const reason = notKnown(`Unknown: a container can't read ${GROUPS}.`);
    return { cgroup_version: reason, cgroup_driver: reason };
  }
  // Version 2 has one hierarchy, whose number is 0. With both versions, the controllers that engines use are in hierarchies of version 1.
  const isV2 = lines.every((line) => line.startsWith('0::'));
  const path = lines.find((line) => isV2 || line.includes(':memory:')) ?? lines[0]!;
  const driver = /\.scope$/.test(path) ? 'systemd' : 'cgroupfs';
  return {
    cgroup_version: found(isV2 ? 2 : 1, `A container is in ${isV2 ? 'the one hierarchy of version 2' : 'hierarchies of version 1'}.`),
    cgroup_driver: found(driver, `The engine put a container into ${driver === 'systemd' ? 'a scope of systemd' : 'a group of its own'}.`),
  };
}

/** Returns the groups around that of a container, from the root, if it has one of version 2 only. */
function groupsAround(groups: string | undefined): string[] {
  const path = /^0::(\/.*)\n?$/.exec(groups ?? '')?.[1];
  if (path === undefined) return [];
  const names = path.split('/').slice(1, -1);
  return ['', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
}

/** Returns the memory that containers can have: that of the machine, or of the container that the engine is in. */
function memoryOf(read: (path: string) => string | undefined): Finding<number> {
  const kibibytes = /^MemTotal:\s+(\d+) kB$/m.exec(read(MEMORY) ?? '')?.[1];
  if (kibibytes === undefined) return notKnown(`Unknown: a container can't read ${MEMORY}.`);
  const machine = Number(kibibytes) * 1024;
  const limits = [
    /^hierarchical_memory_limit (\d+)$/m.exec(read(GROUP_V1) ?? '')?.[1],
    ...groupsAround(read(GROUPS)).map((group) => /^(\d+)\s*$/.exec(read(limitV2(group)) ?? '')?.[1]),
  ];
  const limit = Math.min(...limits.filter((each) => each !== undefined).map(Number));
  return limit < machine
    ? found(limit, `A control group around all containers limits it. The machine has ${machine} bytes.`)
    : found(machine, 'No control group around containers limits the memory of the machine.');
}

/** Counts the processors in a list of the kernel, such as "0-3,8". */
function cpusIn(status: string | undefined): number | undefined {
  const list = /^Cpus_allowed_list:\s+([\d,-]+)$/m.exec(status ?? '')?.[1];
  return list?.split(',').reduce((count, range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return count + last - first + 1;
  }, 0);
}

function remapping(map: string | undefined): Finding<boolean> {
  const [inside, outside, count] = (map ?? '').trim().split(/\s+/).map(Number);
  if (map === undefined || count === undefined) return notKnown(`Unknown: a container can't read ${USERS}.`);
  return inside === 0 && outside === 0 && count === ALL_USERS
    ? found(false, 'Users of a container are the same users on the host.')
    : found(true, `User 0 of a container is user ${outside} of the host.`);
}
