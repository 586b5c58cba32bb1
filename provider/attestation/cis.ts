import { mountsOf } from './configured';
import { EngineFacts } from './engine-facts';
import { Controls } from '../../src/shared/controls/table';
import { Inspect } from '../resources/container/fields/fact';

/** What a check comes to. "not ours" is what no setting of a container decides. */
export type CheckResult = 'pass' | 'warn' | 'not ours';

/** One check of a standard, for one container. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly result: CheckResult;
  /** Why it is not passed, or not ours. */
  readonly why?: string;
}

/** What a check is about: the container as the engine shows it, and as it is known to be separated. */
export interface Checked {
  readonly inspect: Inspect;
  /** What is in force, and where that can't be seen, what is configured. */
  readonly found: Controls;
  readonly facts: EngineFacts;
}

/** What is the matter; nothing where nothing is. */
type Problem = string | undefined;

interface NotOurs { readonly notOurs: string }

const notOurs = (why: string): NotOurs => ({ notOurs: why });
const unless = (holds: boolean, problem: string): Problem => holds ? undefined : problem;

/** The checks of the CIS Docker Benchmark 1.6, section 5, "Container Runtime Configuration". */
const CHECKS: readonly (readonly [id: string, title: string, check: ((subject: Checked) => Problem | NotOurs) | NotOurs])[] = [
  ['5.1', 'Swarm mode is off unless needed', notOurs('a setting of the engine')],
  ['5.2', 'There is an AppArmor profile', ({ found, facts }) => facts.hasAppArmor ? unless(found.apparmor !== 'none', 'no profile is in force') : notOurs('this engine\'s kernel has no AppArmor')],
  ['5.3', 'SELinux options are set', ({ inspect, facts }) => facts.hasSelinux ? unless(options(inspect).some((one) => one.startsWith('label')), 'no label is set') : notOurs('this engine has no SELinux')],
  ['5.4', 'Capabilities are restricted', ({ inspect }) => unless((inspect.HostConfig.CapAdd ?? []).every((name: string) => DEFAULT.has(name.replace(/^CAP_/, ''))), `${(inspect.HostConfig.CapAdd ?? []).join(', ')} added`)],
  ['5.5', 'It is not privileged', ({ found }) => unless(found.privileged !== 'allowed', 'it has all powers of the host')],
  ['5.6', 'No sensitive path of the host is mounted', ({ found }) => unless(found.host_paths !== 'any', 'one can be written to')],
  ['5.7', 'No sshd runs in it', notOurs('what the image runs')],
  ['5.8', 'No privileged port is mapped', ({ inspect }) => unless(ports(inspect).every(({ HostPort: port }) => !port || Number(port) > 1024), 'a port up to 1024 is')],
  ['5.9', 'Only needed ports are open', ({ inspect }) => ports(inspect).length === 0 ? undefined : notOurs('which of its ports are needed, only its author knows')],
  ['5.10', 'The host\'s network is not shared', ({ found }) => unless(found.network_namespace !== 'host', 'it is')],
  ['5.11', 'Memory is limited', ({ found }) => unless(found.memory !== 'unlimited', 'it is not')],
  ['5.12', 'Processor time is limited', ({ inspect, found }) => unless(found.cpus !== 'unlimited' || Boolean(inspect.HostConfig.CpuShares), 'it is not')],
  ['5.13', 'The root file system is read-only', ({ found }) => unless(found.read_only_root === 'required', 'it can be written to')],
  ['5.14', 'Published ports are bound to an address of the host', ({ inspect }) => unless(ports(inspect).every(({ HostIp: ip }) => ip && ip !== '0.0.0.0' && ip !== '::'), 'one is bound to all of them')],
  ['5.15', 'A restart is tried five times at most', ({ inspect }) => unless((inspect.HostConfig.RestartPolicy?.MaximumRetryCount ?? 0) <= 5, 'it is tried more often')],
  ['5.16', 'The host\'s processes are not shared', ({ found }) => unless(found.pid_namespace !== 'host', 'they are')],
  ['5.17', 'The host\'s IPC namespace is not shared', ({ found }) => unless(found.ipc_namespace !== 'host', 'it is')],
  ['5.18', 'No device of the host is exposed', ({ inspect, found }) => unless((inspect.HostConfig.Devices ?? []).length === 0 && found.devices !== 'any', 'one is')],
  ['5.19', 'Default limits (ulimit) are set', ({ inspect }) => unless((inspect.HostConfig.Ulimits ?? []).length > 0, 'none is')],
  ['5.20', 'No mount is propagated as shared', ({ inspect }) => unless(mountsOf(inspect).every(({ Propagation: propagation }) => !propagation?.includes('shared')), 'one is')],
  ['5.21', 'The host\'s UTS namespace is not shared', ({ found }) => unless(found.uts_namespace !== 'host', 'it is')],
  ['5.22', 'Seccomp is not off', ({ found }) => unless(found.seccomp !== 'any', 'it is')],
  ['5.23', 'No privileged exec', notOurs('what is done with a container, not what it is')],
  ['5.24', 'No exec as root', notOurs('what is done with a container, not what it is')],
  ['5.25', 'Cgroup usage is the engine\'s', ({ inspect }) => unless(!inspect.HostConfig.CgroupParent, 'it has another parent')],
  ['5.26', 'No privileges can be gained', ({ found }) => unless(found.no_new_privileges === 'required', 'they can')],
  ['5.27', 'Its health is checked', ({ inspect }) => unless(inspect.State.Health !== undefined || (inspect.Config.Healthcheck?.Test ?? []).length > 0, 'it is not')],
  ['5.28', 'Its image is fresh', notOurs('images are pinned by content; when to move on is its author\'s to say')],
  ['5.29', 'Processes are limited', ({ found }) => unless(found.processes !== 'unlimited', 'they are not')],
  ['5.30', 'The default bridge is not used', ({ inspect }) => unless(!('bridge' in (inspect.NetworkSettings.Networks ?? {})), 'it is')],
  ['5.31', 'The host\'s user namespace is not shared', ({ found }) => unless(found.user_namespace !== 'host', 'it is')],
  ['5.32', 'The engine\'s socket is not mounted', ({ found }) => unless(found.engine_socket !== 'any', 'it is')],
];

// What any container has of capabilities, unless they are dropped.
const DEFAULT = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'NET_RAW', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);

export function cisChecks(subject: Checked): Check[] {
  return CHECKS.map(([id, title, check]) => {
    const answer = typeof check === 'function' ? check(subject) : check;
    if (answer === undefined) return { id, title, result: 'pass' };
    return typeof answer === 'string' ? { id, title, result: 'warn', why: answer } : { id, title, result: 'not ours', why: answer.notOurs };
  });
}

interface PortBinding { readonly HostIp?: string; readonly HostPort?: string }

/** The ports of the host that lead to it. */
export function ports({ HostConfig: { PortBindings: bindings, PublishAllPorts: all } }: Inspect): PortBinding[] {
  const bound = Object.values((bindings ?? {}) as Record<string, PortBinding[] | null>).flatMap((one) => one ?? []);
  return all ? [...bound, {}] : bound;
}

function options({ HostConfig: { SecurityOpt: given } }: Inspect): string[] {
  return (given ?? []) as string[];
}
