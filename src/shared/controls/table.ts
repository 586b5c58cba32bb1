import { allowedNames, chain, demandedNames, limit, Lattice } from './lattice';
import { seccompProfiles } from './seccomp';

/** Something that separates a container from its host and its neighbours, and can be had in several strengths. */
export interface ControlRow<T = any> {
  /** What it is, for a reader. */
  readonly title: string;
  readonly lattice: Lattice<T>;
  /** The sections of the CIS Docker Benchmark that ask for it. */
  readonly cis: readonly string[];
  /** The Pod Security Standards' name for it, where they have one. */
  readonly pss?: string;
}

const namespace = chain('host', 'shared', 'private');

/** All controls, by the names that they have in a plan and in a label. */
export const CONTROLS = {
  privileged: { title: 'All powers of the host', lattice: chain('allowed', 'denied'), cis: ['5.5'], pss: 'Privileged Containers' },
  capabilities: { title: 'Capabilities', lattice: allowedNames, cis: ['5.4'], pss: 'Capabilities' },
  no_new_privileges: { title: 'No new privileges', lattice: chain('optional', 'required'), cis: ['5.26'], pss: 'Privilege Escalation' },
  read_only_root: { title: 'Read-only root file system', lattice: chain('optional', 'required'), cis: ['5.13'] },
  user: { title: 'User', lattice: chain('any', 'non-root'), cis: ['4.1'], pss: 'Running as Non-root' },
  user_namespace: { title: 'User namespace', lattice: chain('host', 'engine'), cis: ['5.31'] },
  pid_namespace: { title: 'Process namespace', lattice: namespace, cis: ['5.16'], pss: 'Host Namespaces' },
  ipc_namespace: { title: 'IPC namespace', lattice: namespace, cis: ['5.17'], pss: 'Host Namespaces' },
  uts_namespace: { title: 'Host name namespace', lattice: namespace, cis: ['5.21'] },
  network_namespace: { title: 'Network namespace', lattice: namespace, cis: ['5.10'], pss: 'Host Namespaces' },
  cgroup_namespace: { title: 'Cgroup namespace', lattice: namespace, cis: [] },
  seccomp: { title: 'System calls', lattice: seccompProfiles, cis: ['5.22'], pss: 'Seccomp' },
  apparmor: { title: 'AppArmor profile', lattice: demandedNames, cis: ['5.2'], pss: 'AppArmor' },
  devices: { title: 'Devices of the host', lattice: allowedNames, cis: ['5.18'] },
  kernel_paths: { title: 'Paths of the kernel', lattice: chain('exposed', 'masked'), cis: [], pss: '/proc Mount Type' },
  sysctls: { title: 'Kernel parameters', lattice: chain('any', 'safe'), cis: [], pss: 'Sysctls' },
  engine_socket: { title: 'The engine\'s socket', lattice: chain('any', 'absent'), cis: ['5.32'], pss: 'HostPath Volumes' },
  host_paths: { title: 'Paths of the host', lattice: chain('any', 'harmless', 'none'), cis: ['5.6'], pss: 'HostPath Volumes' },
  memory: { title: 'Memory', lattice: limit(bytes), cis: ['5.11'] },
  cpus: { title: 'Processors', lattice: limit(String), cis: ['5.12'] },
  processes: { title: 'Processes', lattice: limit(String), cis: ['5.29'] },
  open_files: { title: 'Open files', lattice: limit(String), cis: ['5.19'] },
  disk_io: { title: 'Disk throughput', lattice: limit((amount) => `${bytes(amount)}/s`), cis: [] },
  runtime: { title: 'Runtime', lattice: allowedNames, cis: [] },
} as const satisfies Record<string, ControlRow>;

export type ControlName = keyof typeof CONTROLS;
export type ControlValue<N extends ControlName> = (typeof CONTROLS)[N]['lattice'] extends Lattice<infer T> ? T : never;

/** A value for some controls. Of a policy: what it asks for; what is missing asks for nothing. Of a container: what it has; what is missing is not known yet. */
export type Controls = { readonly [N in ControlName]?: ControlValue<N> };

export const CONTROL_NAMES = Object.keys(CONTROLS) as ControlName[];

/** A row of the table, whatever its values are. */
export function controlRow(name: ControlName): ControlRow {
  return CONTROLS[name];
}

function bytes(amount: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (amount >= 1_024 && Number.isInteger(amount / 1_024) && unit < units.length - 1) {
    amount /= 1_024;
    unit += 1;
  }
  return `${amount} ${units[unit]}`;
}
