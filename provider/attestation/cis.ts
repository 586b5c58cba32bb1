import { capabilityName, ENGINE_CAPABILITIES } from '../../src/shared/capabilities';
import { Controls } from '../../src/shared/controls/table';
import { EngineFacts } from '../isolation/engine-facts';
import { mountsOf } from '../isolation/host-paths';
import { Inspect } from '../resources/container/fields/fact';

/** The result of a check. "not ours" means that no setting of the container decides it, so it is neither passed nor failed. */
export type CheckResult = 'pass' | 'warn' | 'not ours';

/** One check of a standard, for one container. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly result: CheckResult;
  /** Why it did not pass, or why no setting of the container decides it. */
  readonly why?: string;
}

/** What is known about the container to check. */
export interface Checked {
  readonly inspect: Inspect;
  /** The controls in force. A control whose value in force is unknown has its configured value. */
  readonly effective: Controls;
  readonly facts: EngineFacts;
}

interface NotOurs { readonly notOurs: string }
type Rule = (subject: Checked) => string | undefined | NotOurs;
type Row = readonly [id: string, title: string, rule: Rule | NotOurs];

const notOurs = (why: string): NotOurs => ({ notOurs: why });

/** Returns the problem unless the condition holds. */
const unless = (holds: boolean, problem: string): string | undefined => holds ? undefined : problem;

/** The checks of the CIS Docker Benchmark 1.6, section 5, "Container Runtime Configuration". */
const CHECKS: readonly Row[] = [
  ['5.1', 'Swarm mode is off unless needed', notOurs('it is a setting of the engine')],
  ['5.2', 'An AppArmor profile is in force', ({ effective, facts }) => facts.hasAppArmor
    ? unless(effective.apparmor !== 'none', 'no profile is in force')
    : notOurs('this engine\'s kernel has no AppArmor')],
  ['5.3', 'SELinux options are set', ({ inspect, facts }) => facts.hasSelinux
    ? unless(securityOptions(inspect).some((option) => option.startsWith('label')), 'no label is set')
    : notOurs('this engine has no SELinux')],
  ['5.4', 'Capabilities are restricted', ({ inspect }) => {
    const added = (inspect.HostConfig.CapAdd ?? []) as string[];
    const isDefault = (name: string) => (ENGINE_CAPABILITIES as readonly string[]).includes(capabilityName(name));
    return unless(added.every(isDefault), `it adds ${added.join(', ')}`);
  }],
  ['5.5', 'It is not privileged', ({ effective }) => unless(effective.privileged !== 'allowed', 'it is privileged')],
  ['5.6', 'No sensitive path of the host is mounted', ({ effective }) =>
    unless(effective.host_paths !== 'any', 'it can write to a sensitive path')],
  ['5.7', 'It runs no sshd', notOurs('the image decides what runs')],
  ['5.8', 'No privileged port is mapped', ({ inspect }) =>
    unless(ports(inspect).every(({ HostPort: port }) => !port || Number(port) > 1024), 'a port up to 1024 is mapped')],
  ['5.9', 'Only needed ports are open', ({ inspect }) =>
    ports(inspect).length === 0 ? undefined : notOurs('only its author knows which ports are needed')],
  ['5.10', 'The host\'s network is not shared', ({ effective }) => unless(effective.network_namespace !== 'host', 'it is shared')],
  ['5.11', 'Memory is limited', ({ effective }) => unless(effective.memory !== 'unlimited', 'there is no limit')],
  ['5.12', 'Processor time is limited', ({ inspect, effective }) =>
    unless(effective.cpus !== 'unlimited' || Boolean(inspect.HostConfig.CpuShares), 'there is no limit')],
  ['5.13', 'The root file system is read-only', ({ effective }) => unless(effective.read_only_root === 'required', 'it is writable')],
  ['5.14', 'Published ports are bound to an address of the host', ({ inspect }) =>
    unless(ports(inspect).every(({ HostIp: ip }) => ip && ip !== '0.0.0.0' && ip !== '::'), 'a port is bound to all addresses')],
  ['5.15', 'It is restarted at most five times', ({ inspect }) =>
    unless((inspect.HostConfig.RestartPolicy?.MaximumRetryCount ?? 0) <= 5, 'it is restarted more often')],
  ['5.16', 'The host\'s processes are not shared', ({ effective }) => unless(effective.pid_namespace !== 'host', 'they are shared')],
  ['5.17', 'The host\'s IPC namespace is not shared', ({ effective }) => unless(effective.ipc_namespace !== 'host', 'it is shared')],
  ['5.18', 'No device of the host is exposed', ({ inspect, effective }) =>
    unless((inspect.HostConfig.Devices ?? []).length === 0 && effective.devices !== 'any', 'a device is exposed')],
  ['5.19', 'Default limits (ulimit) are set', ({ inspect }) => unless((inspect.HostConfig.Ulimits ?? []).length > 0, 'no limit is set')],
  ['5.20', 'No mount has shared propagation', ({ inspect }) =>
    unless(mountsOf(inspect).every(({ Propagation: propagation }) => !propagation?.includes('shared')), 'a mount has shared propagation')],
  ['5.21', 'The host\'s UTS namespace is not shared', ({ effective }) => unless(effective.uts_namespace !== 'host', 'it is shared')],
  ['5.22', 'Seccomp is not turned off', ({ effective }) => unless(effective.seccomp !== 'any', 'it is turned off')],
  ['5.23', 'No privileged exec', notOurs('it is about the use of a container, not about its settings')],
  ['5.24', 'No exec as root', notOurs('it is about the use of a container, not about its settings')],
  ['5.25', 'The control group is below the engine\'s', ({ inspect }) => unless(!inspect.HostConfig.CgroupParent, 'it has another parent')],
  ['5.26', 'No privileges can be gained', ({ effective }) =>
    unless(effective.no_new_privileges === 'required', 'privileges can be gained')],
  ['5.27', 'Its health is checked', ({ inspect }) =>
    unless(inspect.State.Health !== undefined || (inspect.Config.Healthcheck?.Test ?? []).length > 0, 'there is no health check')],
  ['5.28', 'Its image is up to date', notOurs('images are pinned by content; the author decides when to update them')],
  ['5.29', 'Processes are limited', ({ effective }) => unless(effective.processes !== 'unlimited', 'there is no limit')],
  ['5.30', 'The default bridge is not used', ({ inspect }) =>
    unless(!('bridge' in (inspect.NetworkSettings.Networks ?? {})), 'it is used')],
  ['5.31', 'The host\'s user namespace is not shared', ({ effective }) => unless(effective.user_namespace !== 'host', 'it is shared')],
  ['5.32', 'The engine\'s socket is not mounted', ({ effective }) => unless(effective.engine_socket !== 'any', 'it is mounted')],
];

/** Checks a container against the CIS Docker Benchmark, section 5. */
export function cisChecks(subject: Checked): Check[] {
  return CHECKS.map(([id, title, rule]) => {
    const answer = typeof rule === 'function' ? rule(subject) : rule;
    if (answer === undefined) return { id, title, result: 'pass' };
    return typeof answer === 'string' ? { id, title, result: 'warn', why: answer } : { id, title, result: 'not ours', why: answer.notOurs };
  });
}

interface PortBinding { readonly HostIp?: string; readonly HostPort?: string }

/** Returns the ports of the host that a container publishes. */
export function ports({ HostConfig: { PortBindings: bindings, PublishAllPorts: all } }: Inspect): PortBinding[] {
  const bound = Object.values((bindings ?? {}) as Record<string, PortBinding[] | null>).flatMap((one) => one ?? []);
  return all ? [...bound, {}] : bound;
}

function securityOptions({ HostConfig: { SecurityOpt: options } }: Inspect): string[] {
  return (options ?? []) as string[];
}
