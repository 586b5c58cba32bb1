import { failedBecause, Finding, found, notKnown } from './finding';
import { Laboratory, textAt } from './laboratory';

/** What an engine does to a container that asks for nothing, such as a task of a swarm, which can't ask for it. */
export interface Defaults {
  readonly default_no_new_privileges: Finding<boolean>;
  readonly default_seccomp: Finding<boolean>;
  readonly default_cgroup_namespace: Finding<string>;
}

const STATUS = '/proc/self/status';
const GROUPS = '/proc/self/cgroup';

/** The mode of seccomp in which a filter decides on each system call (linux/seccomp.h). */
const FILTER = '2';

/** Finds out what the kernel shows in a container without options. */
export async function measureDefaults(laboratory: Laboratory): Promise<Defaults> {
  const host = { Runtime: undefined, SecurityOpt: undefined, CapDrop: undefined };
  try {
    const answers = await laboratory.read([STATUS, GROUPS], { host });
    return defaultsOf(textAt(answers, STATUS), textAt(answers, GROUPS));
  } catch (error) {
    const failed = failedBecause('a container without options', error, laboratory.signal);
    return { default_no_new_privileges: failed, default_seccomp: failed, default_cgroup_namespace: failed };
  }
}

/**
 * @param status  the content of `/proc/self/status`
 * @param groups  the content of `/proc/self/cgroup`
 */
export function defaultsOf(status: string | undefined, groups: string | undefined): Defaults {
  return {
    default_no_new_privileges: fromStatus(status, 'NoNewPrivs', '1'),
    default_seccomp: fromStatus(status, 'Seccomp', FILTER),
    default_cgroup_namespace: namespaceOf(groups),
  };
}

function fromStatus(status: string | undefined, name: string, wanted: string): Finding<boolean> {
  const value = status === undefined ? undefined : new RegExp(`^${name}:\\s*(\\d+)$`, 'm').exec(status)?.[1];
  return value === undefined
    ? notKnown(`Unknown: ${STATUS} of a container without options has no ${name}.`)
    : found(value === wanted, `${STATUS} of a container without options shows ${name} ${value}.`);
}

/** In a namespace of its own, a container sees its group as the root. */
function namespaceOf(groups: string | undefined): Finding<string> {
  const paths = groups?.split('\n').filter((line) => line !== '').map((line) => line.slice(line.indexOf(':', line.indexOf(':') + 1) + 1));
  if (paths === undefined || paths.length === 0) return notKnown(`Unknown: ${GROUPS} of a container without options is empty.`);
  const isPrivate = paths.every((path) => path === '/');
  return found(isPrivate ? 'private' : 'host', `${GROUPS} of a container without options shows ${isPrivate ? 'only "/"' : paths[0]!}.`);
}
