import { all, Check, checkOf, Checked, configured, control, notOurs, Rule } from './check';
import { capabilityName, ENGINE_CAPABILITIES } from '../../src/shared/capabilities';
import { ownerOf } from '../../src/shared/controls/joined-namespace';
import { canonicalAddress } from '../../src/shared/ip';
import { isPool } from '../../src/shared/resource-pool';
import { mountsOf } from '../isolation/host-paths';
import { Inspect } from '../resources/container/fields/fact';

type Row = readonly [id: string, title: string, rule: Rule];

/** The checks of the CIS Docker Benchmark 1.6, section 5, "Container Runtime Configuration". */
const CHECKS: readonly Row[] = [
  ['5.1', 'Swarm mode is off unless needed', notOurs('it is a setting of the engine')],
  ['5.2', 'An AppArmor profile is in force', (checked) => checked.facts.hasAppArmor
    ? control('apparmor', (value) => value !== 'none', 'no profile is in force')(checked)
    : notOurs('this engine\'s kernel has no AppArmor')(checked)],
  ['5.3', 'SELinux options are set', (checked) => checked.facts.hasSelinux
    ? configured((inspect) => securityOptions(inspect).some((option) => /^label[=:](?!disable)/.test(option)), 'no label is set')(checked)
    : notOurs('this engine has no SELinux')(checked)],
  ['5.4', 'Capabilities are restricted', (checked) => {
    const added = (checked.inspect.HostConfig.CapAdd ?? []) as string[];
    const isDefault = (name: string) => (ENGINE_CAPABILITIES as readonly string[]).includes(capabilityName(name));
    return all(
      configured(() => added.every(isDefault), `it adds ${added.join(', ')}`),
      control('privileged', (value) => value !== 'allowed', 'it is privileged, which adds all'),
    )(checked);
  }],
  ['5.5', 'It is not privileged', control('privileged', (value) => value !== 'allowed', 'it is privileged')],
  ['5.6', 'No sensitive path of the host is mounted',
    control('host_paths', (value) => value !== 'any', 'it can write to a sensitive path')],
  ['5.7', 'It runs no sshd', notOurs('the image decides what runs')],
  ['5.8', 'No privileged port is mapped', ownNetwork(configured((inspect) =>
    ports(inspect).every(({ HostPort: port }) => !port || Number(port) > 1024), 'a port up to 1024 is mapped'))],
  ['5.9', 'Only needed ports are open', all(
    control('network_namespace', (value) => value !== 'host', 'it shares the host\'s network, where each of its ports is open'),
    ownNetwork((checked) =>
      ports(checked.inspect).length === 0 ? undefined : notOurs('only its author knows which ports are needed')(checked)),
  )],
  ['5.10', 'The host\'s network is not shared', control('network_namespace', (value) => value !== 'host', 'it is shared')],
  ['5.11', 'Memory is limited', control('memory', (value) => value !== 'unlimited', 'there is no limit')],
  ['5.12', 'Processor time is limited or weighted', (checked) => [0, DEFAULT_SHARES].includes(checked.inspect.HostConfig.CpuShares ?? 0)
    ? control('cpus', (value) => value !== 'unlimited', 'there is no limit')(checked)
    : undefined],
  ['5.13', 'The root file system is read-only', control('read_only_root', (value) => value === 'required', 'it is writable')],
  ['5.14', 'Published ports are bound to an address of the host', ownNetwork(configured((inspect) =>
    ports(inspect).every(({ HostIp: ip }) => ip !== undefined && isOneAddress(ip)), 'a port is bound to all addresses'))],
  ['5.15', 'It is restarted at most five times', configured(isRestartedSeldom, 'it is restarted more often')],
  ['5.16', 'The host\'s processes are not shared', control('pid_namespace', (value) => value !== 'host', 'they are shared')],
  ['5.17', 'The host\'s IPC namespace is not shared', control('ipc_namespace', (value) => value !== 'host', 'it is shared')],
  ['5.18', 'No device of the host is exposed', all(
    configured(({ HostConfig: { Devices: devices, DeviceRequests: requests } }) =>
      (devices ?? []).length === 0 && (requests ?? []).length === 0, 'a device is exposed'),
    control('devices', (value) => value !== 'any' && value.length === 0, 'a device is exposed'),
  )],
  ['5.19', 'Default limits (ulimit) are set', configured((inspect) => (inspect.HostConfig.Ulimits ?? []).length > 0, 'no limit is set')],
  ['5.20', 'No mount has shared propagation', configured((inspect) =>
    mountsOf(inspect).every(({ Propagation: propagation }) => !propagation?.includes('shared')), 'a mount has shared propagation')],
  ['5.21', 'The host\'s UTS namespace is not shared', control('uts_namespace', (value) => value !== 'host', 'it is shared')],
  ['5.22', 'Seccomp is not turned off', control('seccomp', (value) => value !== 'any', 'it is turned off')],
  ['5.23', 'No privileged exec', notOurs('it is about the use of a container, not about its settings')],
  ['5.24', 'No exec as root', notOurs('it is about the use of a container, not about its settings')],
  // A resource pool bounds what is in it, and grants nothing.
  ['5.25', 'The control group is below the engine\'s, or in a resource pool', configured(({ HostConfig: { CgroupParent: parent } }) =>
    !parent || isPool(parent), 'it has another parent')],
  ['5.26', 'No privileges can be gained', control('no_new_privileges', (value) => value === 'required', 'privileges can be gained')],
  ['5.27', 'Its health is checked', configured(({ State: { Health: health }, Config: { Healthcheck: check } }) =>
    health !== undefined || (check?.Test ?? []).length > 0 && check?.Test?.[0] !== 'NONE', 'there is no health check')],
  ['5.28', 'Its image is up to date', notOurs('images are pinned by content; the author decides when to update them')],
  ['5.29', 'Processes are limited', control('processes', (value) => value !== 'unlimited', 'there is no limit')],
  ['5.30', 'The default bridge is not used', ownNetwork(configured((inspect) =>
    !('bridge' in (inspect.NetworkSettings.Networks ?? {})), 'it is used'))],
  ['5.31', 'The host\'s user namespace is not shared', control('user_namespace', (value) => value !== 'host', 'it is shared')],
  ['5.32', 'The engine\'s socket is not mounted', control('engine_socket', (value) => value !== 'any', 'it is mounted')],
];

/** Checks a container against the CIS Docker Benchmark, section 5. */
export function cisChecks(checked: Checked): Check[] {
  return CHECKS.map(([id, title, rule]) => checkOf(id, title, rule(checked)));
}

/** The weight that every container has unless another one is set. */
const DEFAULT_SHARES = 1024;

/** Whether an address is not the one that stands for all addresses of a machine, in any spelling. */
function isOneAddress(ip: string): boolean {
  const address = canonicalAddress(ip);
  return address !== undefined && !ALL_ADDRESSES.includes(address);
}

const ALL_ADDRESSES = ['0.0.0.0', '::', '::ffff:0:0'];

function isRestartedSeldom({ HostConfig: { RestartPolicy: policy } }: Inspect): boolean {
  const { Name: name = '', MaximumRetryCount: retries = 0 } = policy ?? {};
  return ['', 'no'].includes(name) || name === 'on-failure' && retries >= 1 && retries <= 5;
}

/** A rule about the network of a container, which is that of another one if it joins it. */
export function ownNetwork(rule: Rule): Rule {
  return (checked) => ownerOf(checked.inspect.HostConfig.NetworkMode) === undefined
    ? rule(checked)
    : { result: 'unknown', why: 'it has the network of another container, whose settings decide' };
}

interface PortBinding { readonly HostIp?: string; readonly HostPort?: string }

/** Returns the ports of the host that a container publishes. */
export function ports({ HostConfig: { PortBindings: bindings, PublishAllPorts: isAll } }: Inspect): PortBinding[] {
  const bound = Object.values((bindings ?? {}) as Record<string, PortBinding[] | null>).flatMap((one) => one ?? []);
  return isAll ? [...bound, {}] : bound;
}

function securityOptions({ HostConfig: { SecurityOpt: options } }: Inspect): string[] {
  return (options ?? []) as string[];
}
