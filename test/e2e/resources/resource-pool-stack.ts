import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { docker } from '../engine/docker';
import { leftByProbes } from '../support/left-by-probes';
import { workspacePerTest } from '../support/workspace-per-test';

export const MIB = 1024 * 1024;
export const isVersion2 = existsSync('/sys/fs/cgroup/cgroup.controllers');
/** The names of files of control groups: version 1, version 2. */
const FILES = {
  memory: ['memory/memory.limit_in_bytes', 'memory.max'],
  processes: ['pids/pids.max', 'pids.max'],
} as const;

/** Fills memory that can't be reclaimed, in MiB, and says so. */
export const fill = (amount: number) => `dd if=/dev/zero of=/dev/shm/fill bs=1M count=${amount} 2>/dev/null && echo full; sleep 1000`;
export const SHARED_MEMORY = { shm_size: 200 };
export const SLEEP = 'sleep 1000';
/** Starts thirty processes, and stays also if it can't have all of them. */
export const FORKS = '(n=0; while [ $n -lt 30 ]; do sleep 1000 & n=$((n+1)); done); exec sleep 1000';

/** Returns what a suite of tests of resource pools applies, a pool and containers in it, and what it looks at. */
export function poolNamed(name: string) {
  const folder = `/berth/${name}`;

  /** Returns the file with a bound of the pool. */
  function fileOf(what: keyof typeof FILES): string {
    const [first, second] = FILES[what];
    const [controller, file] = first.split('/');
    return isVersion2 ? `/sys/fs/cgroup${folder}/${second}` : `/sys/fs/cgroup/${controller}${folder}/${file}`;
  }

  /** Returns the control groups of the suite, in all hierarchies. */
  function groupsLeft(): string[] {
    const roots = isVersion2 ? ['/sys/fs/cgroup'] : readdirSync('/sys/fs/cgroup').map((root) => `/sys/fs/cgroup/${root}`);
    return roots.map((root) => `${root}/berth`).filter((group) => existsSync(group))
      .flatMap((group) => readdirSync(group).filter((each) => each.startsWith(name)).map((each) => `${group}/${each}`));
  }

  const workspaceWith = workspacePerTest(name);
  afterEach(async () => {
    expect(groupsLeft()).toEqual([]);
    expect(await leftByProbes()).toEqual([]);
  });

  const own = (container: string) => docker.getContainer(`${name}-${container}`);
  const inspect = (container: string) => own(container).inspect();
  return {
    workspaceWith,
    fileOf,
    groupsLeft,
    inspect,
    valueOf: (what: keyof typeof FILES) => readFileSync(fileOf(what), 'utf8').trim(),
    pool: (more: object = {}) => ({ docker_resource_pool: { team: { name, ...more } } }),
    container: (container: string, script: string, more: object = {}) => ({
      name: `${name}-${container}`,
      image: 'busybox:latest',
      command: ['sh', '-c', script],
      cgroup_parent: '${docker_resource_pool.team.cgroup_parent}',
      network_mode: 'none',
      memory: 200,
      destroy_grace_seconds: 0,
      must_run_for: 0,
      must_run: false,
      ...more,
    }),
    output: async (container: string) => (await own(container).logs({ stdout: true, stderr: true })).toString('latin1'),
    startTimes: async (...containers: readonly string[]) => (await Promise.all(containers.map(inspect)))
      .map(({ Id: id, State: { StartedAt: started, Running: isRunning } }) => `${id} ${started} ${isRunning}`),
  };
}
