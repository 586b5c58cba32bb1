import { all, Check, checkOf, Checked, configured, control, notOurs, Rule } from './check';
import { ownNetwork, ports } from './cis';
import { capabilityName, POD_SECURITY_CAPABILITIES } from '../../src/shared/capabilities';

type Profile = 'baseline' | 'restricted';
type Row = readonly [profile: Profile, title: string, rule: Rule];

/** The controls of the Pod Security Standards that apply to Docker containers. The profile "restricted" includes those of "baseline". */
const CHECKS: readonly Row[] = [
  ['baseline', 'Host Namespaces', all(...(['network_namespace', 'pid_namespace', 'ipc_namespace'] as const).map((name) =>
    control(name, (value) => value !== 'host', 'a namespace of the host is shared')))],
  ['baseline', 'Privileged Containers', control('privileged', (value) => value !== 'allowed', 'it is privileged')],
  ['baseline', 'Capabilities', all(
    configured(({ HostConfig: { CapAdd: added } }) => ((added ?? []) as string[]).every(mayBeAdded),
      'it adds a capability that is not allowed'),
    control('privileged', (value) => value !== 'allowed', 'it is privileged, which adds all'),
  )],
  ['baseline', 'HostPath Volumes', all(
    control('host_paths', (value) => value === 'none', 'a path of the host is mounted'),
    control('engine_socket', (value) => value !== 'any', 'the engine\'s socket is mounted'),
  )],
  ['baseline', 'Host Ports', ownNetwork(configured((inspect) => ports(inspect).length === 0, 'it publishes a port of the host'))],
  ['baseline', 'AppArmor', (checked) => checked.facts.hasAppArmor
    ? control('apparmor', (value) => value !== 'none', 'no profile is in force')(checked)
    : notOurs('this engine\'s kernel has no AppArmor')(checked)],
  ['baseline', 'SELinux', (checked) => {
    const objection = control('selinux', (value) => value !== 'any', 'its label is not one of a container')(checked);
    return checked.facts.hasSelinux || objection?.result === 'warn' ? objection : notOurs('this engine has no SELinux')(checked);
  }],
  ['baseline', '/proc Mount Type', control('kernel_paths', (value) => value !== 'exposed', 'kernel paths are exposed')],
  ['baseline', 'Seccomp', control('seccomp', (value) => value !== 'any', 'seccomp is turned off')],
  ['baseline', 'Sysctls', control('sysctls', (value) => value !== 'any', 'it sets a parameter that is not safe')],
  ['restricted', 'Privilege Escalation', control('no_new_privileges', (value) => value === 'required', 'privileges can be gained')],
  ['restricted', 'Running as Non-root', control('user', (value) => value === 'non-root', 'it may run as root')],
  ['restricted', 'Capabilities (restricted)', control('capabilities', (value) => Array.isArray(value) && value.every((name) =>
    name === 'NET_BIND_SERVICE'), 'it has a capability other than NET_BIND_SERVICE')],
];

/** Checks a container against a profile of the Pod Security Standards. */
export function pssChecks(checked: Checked, profile: Profile): Check[] {
  return CHECKS
    .filter(([of]) => of === 'baseline' || profile === 'restricted')
    .map(([, title, rule]) => checkOf(profile, title, rule(checked)));
}

function mayBeAdded(capability: string): boolean {
  return (POD_SECURITY_CAPABILITIES as readonly string[]).includes(capabilityName(capability));
}
