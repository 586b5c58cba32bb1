import { docker } from '../../engine/docker';

const discarded = (attribute: string, value: unknown, actual: unknown) => ({
  [attribute]: `["${attribute}"] Applied, but not as configured
${attribute}: the configured value is ${JSON.stringify(value)}, but the actual value is ${JSON.stringify(actual)}.`,
});

const refused = (attribute: string) => ({
  [attribute]: `["${attribute}"] The host has control groups of version 2, which have no limits for real-time programs
The engine refuses to create a container with \`cpu_rt_period\` or \`cpu_rt_runtime\`. Remove them, or use a host with version 1.`,
});

/**
 * Returns the attributes that the kernel of the engine can't apply, each with a part of the error: at the first value of its row, or at 300
 * as the weight of block I/O, for which no kernel of the tests has a scheduler.
 */
export async function lackingAttributes(): Promise<Readonly<Record<string, string>>> {
  const { CPUSet: hasSets, CgroupVersion: version } = await docker.info() as { CPUSet: boolean; CgroupVersion?: string };
  return {
    ...(!hasSets && { ...discarded('cpu_set', '0-1', ''), ...discarded('cpuset_mems', '0', '') }),
    blkio_weight: version === '2' ? 'io.weight: no such file or directory' : discarded('blkio_weight', 300, 0).blkio_weight!,
    ...(version === '2' && {
      ...refused('cpu_rt_period'),
      ...refused('cpu_rt_runtime'),
      ...discarded('memory_swappiness', 0, null),
      ...discarded('oom_kill_disable', true, false),
    }),
  };
}
