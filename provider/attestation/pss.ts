import { Check, Checked, ports } from './cis';
import { capabilityName, POD_SECURITY_CAPABILITIES } from '../../src/shared/capabilities';

type Profile = 'baseline' | 'restricted';
type Row = readonly [profile: Profile, title: string, isAllowed: (subject: Checked) => boolean, problem: string];

/** The controls of the Pod Security Standards that apply to Docker containers. The profile "restricted" includes those of "baseline". */
const CHECKS: readonly Row[] = [
  ['baseline', 'Host Namespaces', ({ effective }) =>
    ![effective.network_namespace, effective.pid_namespace, effective.ipc_namespace].includes('host'), 'a namespace of the host is shared'],
  ['baseline', 'Privileged Containers', ({ effective }) => effective.privileged !== 'allowed', 'it is privileged'],
  ['baseline', 'Capabilities', ({ inspect }) =>
    ((inspect.HostConfig.CapAdd ?? []) as string[]).every(mayBeAdded), 'it adds a capability that is not allowed'],
  ['baseline', 'HostPath Volumes', ({ effective }) =>
    effective.host_paths === 'none' && effective.engine_socket !== 'any', 'a path of the host is mounted'],
  ['baseline', 'Host Ports', ({ inspect }) => ports(inspect).length === 0, 'it publishes a port of the host'],
  ['baseline', 'AppArmor', ({ effective, facts }) => !facts.hasAppArmor || effective.apparmor !== 'none', 'no profile is in force'],
  ['baseline', 'SELinux', ({ effective }) => effective.selinux !== 'any', 'its label is not one of a container'],
  ['baseline', '/proc Mount Type', ({ effective }) => effective.kernel_paths !== 'exposed', 'kernel paths are exposed'],
  ['baseline', 'Seccomp', ({ effective }) => effective.seccomp !== 'any', 'seccomp is turned off'],
  ['baseline', 'Sysctls', ({ effective }) => effective.sysctls !== 'any', 'it sets a parameter that is not safe'],
  ['restricted', 'Privilege Escalation', ({ effective }) => effective.no_new_privileges === 'required', 'privileges can be gained'],
  ['restricted', 'Running as Non-root', ({ effective }) => effective.user === 'non-root', 'it may run as root'],
  ['restricted', 'Capabilities (restricted)', ({ effective: { capabilities } }) =>
    Array.isArray(capabilities) && capabilities.every((name) => name === 'NET_BIND_SERVICE'),
  'it has a capability other than NET_BIND_SERVICE'],
];

/** Checks a container against a profile of the Pod Security Standards. */
export function pssChecks(subject: Checked, profile: Profile): Check[] {
  return CHECKS
    .filter(([of]) => of === 'baseline' || profile === 'restricted')
    .map(([, title, isAllowed, problem]) => isAllowed(subject)
      ? { id: profile, title, result: 'pass' }
      : { id: profile, title, result: 'warn', why: problem });
}

function mayBeAdded(capability: string): boolean {
  return (POD_SECURITY_CAPABILITIES as readonly string[]).includes(capabilityName(capability));
}
