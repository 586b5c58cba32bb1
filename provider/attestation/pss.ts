import { Check, Checked, ports } from './cis';

type Profile = 'baseline' | 'restricted';
type Allowed = (subject: Checked) => boolean;

// Pod Security Standards, "Capabilities", in the profile "baseline": those that may be added.
const MAY_BE_ADDED = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);

/** The controls of the Pod Security Standards that a container of Docker's has a counterpart of. Restricted asks for all of baseline, too. */
const CONTROLS: readonly (readonly [profile: Profile, title: string, allowed: Allowed, otherwise: string])[] = [
  ['baseline', 'Host Namespaces', ({ found }) => ![found.network_namespace, found.pid_namespace, found.ipc_namespace].includes('host'), 'one is the host\'s'],
  ['baseline', 'Privileged Containers', ({ found }) => found.privileged !== 'allowed', 'it is privileged'],
  ['baseline', 'Capabilities', ({ inspect }) => added(inspect.HostConfig.CapAdd).every((name) => MAY_BE_ADDED.has(name)), 'one is added that may not be'],
  ['baseline', 'HostPath Volumes', ({ found }) => found.host_paths === 'none' && found.engine_socket !== 'any', 'a path of the host is mounted'],
  ['baseline', 'Host Ports', ({ inspect }) => ports(inspect).length === 0, 'a port of the host leads to it'],
  ['baseline', 'AppArmor', ({ found, facts }) => !facts.hasAppArmor || found.apparmor !== 'none', 'no profile is in force'],
  ['baseline', '/proc Mount Type', ({ found }) => found.kernel_paths !== 'exposed', 'paths of the kernel are exposed'],
  ['baseline', 'Seccomp', ({ found }) => found.seccomp !== 'any', 'it is unconfined'],
  ['baseline', 'Sysctls', ({ found }) => found.sysctls !== 'any', 'a parameter is set that is not safe'],
  ['restricted', 'Privilege Escalation', ({ found }) => found.no_new_privileges === 'required', 'privileges can be gained'],
  ['restricted', 'Running as Non-root', ({ found }) => found.user === 'non-root', 'it may be root'],
  ['restricted', 'Capabilities (restricted)', ({ found }) => Array.isArray(found.capabilities) && found.capabilities.every((name) => name === 'NET_BIND_SERVICE'), 'it has others than NET_BIND_SERVICE'],
];

function added(names: unknown): string[] {
  return ((names ?? []) as string[]).map((name) => name.toUpperCase().replace(/^CAP_/, ''));
}

/** A profile of the Pod Security Standards, held against a container. */
export function pssChecks(subject: Checked, profile: Profile): Check[] {
  return CONTROLS
    .filter(([of]) => of === 'baseline' || profile === 'restricted')
    .map(([, title, allowed, otherwise]) => allowed(subject) ? { id: profile, title, result: 'pass' } : { id: profile, title, result: 'warn', why: otherwise });
}
