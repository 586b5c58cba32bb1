import { exposedSocket, isSensitive } from './host-path';
import { Allowed, Limit } from './lattice';
import { DEFAULT_CALLS, Calls } from './seccomp';
import { CONTROL_NAMES, ControlName, ControlValue, Controls } from './table';

/** A container under the attribute names of `docker_container`: as a stack writes it, as it is planned, or as the engine shows it in the same words. */
export type DescribedContainer = { readonly [attribute: string]: unknown };

export interface ObserveOptions {
  /** Whether a value is known only when Terraform applies. */
  readonly isUnknown: (value: unknown) => boolean;
  /** Where the host's engine listens, if that is known. */
  readonly engineSocket?: string;
}

// Docker's own fourteen (moby, oci/caps/defaults.go).
const ENGINE_CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'NET_RAW', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
];

// What every engine since 20.10 masks and makes read-only (moby, oci/defaults.go); newer ones have more.
const MASKED = [
  '/proc/acpi', '/proc/asound', '/proc/kcore', '/proc/keys', '/proc/latency_stats', '/proc/sched_debug', '/proc/scsi', '/proc/timer_list', '/proc/timer_stats',
  '/sys/firmware',
];
const READ_ONLY = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

// Pod Security Standards, "Sysctls", in the profile "baseline".
const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_fin_timeout',
]);

/** The attributes that it depends on. */
export const OBSERVED_ATTRIBUTES = [
  'privileged', 'capabilities', 'security_opts', 'read_only', 'user', 'userns_mode', 'pid_mode', 'ipc_mode', 'uts_mode', 'network_mode', 'cgroupns_mode',
  'devices', 'device_cgroup_rules', 'device_requests', 'gpus', 'sysctls', 'mounts', 'volumes', 'memory', 'cpus', 'cpu_quota', 'cpu_period',
  'pids_limit', 'ulimit', 'device_read_bps', 'device_write_bps', 'masked_paths', 'readonly_paths', 'runtime',
] as const;
type Observed = (typeof OBSERVED_ATTRIBUTES)[number];

/** Thrown by what reads a value that is not known yet. */
const NOT_KNOWN = Symbol('not known');

/** What a container has of each control, so far as it is known. */
export function observe(container: DescribedContainer, options: ObserveOptions): Controls {
  const reader = new Reader(container, options);
  return Object.fromEntries(CONTROL_NAMES.flatMap((name) => {
    try {
      return [[name, OBSERVERS[name](reader)]];
    } catch (thrown) {
      if (thrown === NOT_KNOWN) return [];
      throw thrown;
    }
  }));
}

class Reader {
  constructor(private readonly container: DescribedContainer, public readonly options: ObserveOptions) {}

  /** An attribute's value, all of which is known; undefined where it is not set. */
  public get(name: Observed): unknown {
    return this.known(this.container[name] ?? undefined);
  }

  public text(name: Observed): string {
    return String(this.get(name) ?? '');
  }

  public isTrue(name: Observed): boolean {
    return [true, 'true'].includes(this.get(name) as never);
  }

  /** The elements of a list, a set or repeated blocks, each of which may be partly unknown; a single block is often written alone. */
  public elements(name: Observed): unknown[] {
    const value = this.container[name] ?? [];
    if (this.options.isUnknown(value)) throw NOT_KNOWN;
    return Array.isArray(value) ? value : [value];
  }

  public blocks(name: Observed): Array<Record<string, unknown>> {
    const blocks = this.elements(name);
    if (blocks.some(this.options.isUnknown)) throw NOT_KNOWN;
    return blocks as Array<Record<string, unknown>>;
  }

  public known<T>(value: T): T {
    if (this.holdsUnknown(value)) throw NOT_KNOWN;
    return value;
  }

  private holdsUnknown(value: unknown): boolean {
    if (this.options.isUnknown(value)) return true;
    if (typeof value !== 'object' || value === null) return false;
    return Object.values(value).some((part) => this.holdsUnknown(part));
  }
}

const OBSERVERS: { readonly [N in ControlName]: (container: Reader) => ControlValue<N> } = {
  privileged: (container) => isPrivileged(container) ? 'allowed' : 'denied',
  capabilities,
  no_new_privileges: (container) => ['true', ''].includes(option(container, 'no-new-privileges') ?? 'false') ? 'required' : 'optional',
  read_only_root: (container) => container.isTrue('read_only') ? 'required' : 'optional',
  user: (container) => /^0*[1-9]\d*(:|$)/.test(container.text('user')) ? 'non-root' : 'any',
  user_namespace: (container) => container.text('userns_mode') === 'host' ? 'host' : 'engine',
  pid_namespace: (container) => namespace(container.text('pid_mode')),
  // An engine may be set to share it by default, so that only a mode that is written counts.
  ipc_namespace: (container) => ['private', 'none'].includes(container.text('ipc_mode')) ? 'private' : container.text('ipc_mode') === 'host' ? 'host' : 'shared',
  uts_namespace: (container) => namespace(container.text('uts_mode')),
  network_namespace: (container) => namespace(container.text('network_mode')),
  // Without a mode an engine on cgroups version 1 shares the host's.
  cgroup_namespace: (container) => container.text('cgroupns_mode') === 'private' ? 'private' : 'host',
  seccomp,
  apparmor: (container) => {
    const profile = option(container, 'apparmor');
    return isPrivileged(container) || profile === 'unconfined' ? 'none' : [profile ?? 'docker-default'];
  },
  devices,
  kernel_paths: (container) => isPrivileged(container) || option(container, 'systempaths') === 'unconfined' || leavesOut(container) ? 'exposed' : 'masked',
  sysctls: (container) => Object.keys(container.get('sysctls') ?? {}).every((name) => SAFE_SYSCTLS.has(name)) ? 'safe' : 'any',
  engine_socket: (container) => hostPaths(container).some(({ path }) => exposedSocket(path, container.options.engineSocket) !== undefined) ? 'any' : 'absent',
  host_paths: (container) => {
    const paths = hostPaths(container);
    return paths.length === 0 ? 'none' : paths.some(({ path, readOnly }) => !readOnly && isSensitive(path)) ? 'any' : 'harmless';
  },
  memory: (container) => amount(container.get('memory'), 1_024 * 1_024),
  cpus: (container) => smaller(amount(container.get('cpus')), quota(container)),
  processes: (container) => amount(container.get('pids_limit')),
  open_files: (container) => {
    const hard = container.blocks('ulimit').filter(({ name }) => container.known(name) === 'nofile').map((limit) => amount(container.known(limit.hard)));
    return hard.reduce(smaller, 'unlimited');
  },
  disk_io: (container) => (['device_read_bps', 'device_write_bps'] as const)
    .flatMap((name) => container.blocks(name).map(({ rate }) => amount(container.known(rate))))
    .reduce(smaller, 'unlimited'),
  runtime: (container) => [container.text('runtime') || 'the engine\'s default'],
};

function isPrivileged(container: Reader): boolean {
  return container.isTrue('privileged');
}

function capabilities(container: Reader): Allowed {
  if (isPrivileged(container)) return 'any';
  const names = (list: unknown) => ((container.known(list) ?? []) as string[]).map((name) => name.trim().toUpperCase().replace(/^CAP_/, ''));
  const blocks = container.blocks('capabilities');
  const added = blocks.flatMap(({ add }) => names(add));
  const dropped = blocks.flatMap(({ drop }) => names(drop));
  if (added.includes('ALL')) return 'any';
  const kept = dropped.includes('ALL') ? [] : ENGINE_CAPABILITIES.filter((name) => !dropped.includes(name));
  return [...new Set([...kept, ...added])].sort();
}

/** The value of a security option, which is written `key=value` or `key:value`; "" where it has none, and undefined where it is not there. */
function option(container: Reader, key: string): string | undefined {
  const options = container.elements('security_opts').map((each) => String(container.known(each)).trim());
  const found = options.filter((each) => each.toLowerCase().startsWith(key) && ['', '=', ':'].includes(each.charAt(key.length)));
  return found.length === 0 ? undefined : found[found.length - 1]!.slice(key.length + 1);
}

function seccomp(container: Reader): Calls {
  const profile = option(container, 'seccomp');
  if (isPrivileged(container) || profile === 'unconfined') return 'any';
  if (profile === undefined || profile === '') return 'default';
  return callsOf(profile);
}

interface SeccompDocument {
  readonly defaultAction: string;
  readonly syscalls?: Array<{ names?: string[]; name?: string; action: string; includes?: { caps?: string[] } }>;
}

/**
 * The calls that a profile in Docker's own format allows, besides those that come with a capability, as they do in the default profile. What can't be
 * read allows any, so that nothing passes for strict that is not.
 */
export function callsOf(profile: string): Calls {
  try {
    const { defaultAction, syscalls } = JSON.parse(profile) as SeccompDocument;
    if (!isRefusal(defaultAction)) return 'any';
    const always = (syscalls ?? []).filter(({ action, includes }) => !isRefusal(action) && !includes?.caps?.length);
    const calls = always.flatMap(({ names, name }) => names ?? [name ?? '']);
    const allowed = [...new Set(calls)].sort();
    return allowed.length === DEFAULT_CALLS.length && DEFAULT_CALLS.every((call) => allowed.includes(call)) ? 'default' : allowed;
  } catch {
    return 'any';
  }
}

function isRefusal(action: string): boolean {
  return /^SCMP_ACT_(ERRNO|KILL|KILL_PROCESS|KILL_THREAD|TRAP)$/.test(action);
}

/** Whether a list of its own takes the place of the engine's, without something that is in each engine's. */
function leavesOut(container: Reader): boolean {
  const lacks = (name: 'masked_paths' | 'readonly_paths', paths: readonly string[]) => {
    const given = container.get(name);
    return Array.isArray(given) && !paths.every((path) => given.includes(path));
  };
  return lacks('masked_paths', MASKED) || lacks('readonly_paths', READ_ONLY);
}

function devices(container: Reader): Allowed {
  if (isPrivileged(container) || container.elements('device_cgroup_rules').length > 0) return 'any';
  const paths = container.blocks('devices').map(({ host_path: path }) => String(container.known(path)));
  const requested = container.blocks('device_requests').flatMap(({ driver, device_ids: ids }) => {
    const named = (container.known(ids) ?? []) as string[];
    return named.length > 0 ? named : [String(container.known(driver) || 'gpus')];
  });
  return [...new Set([...paths, ...requested, ...(container.text('gpus') === '' ? [] : ['gpus'])])].sort();
}

function namespace(mode: string): 'host' | 'shared' | 'private' {
  return mode === 'host' ? 'host' : mode.startsWith('container:') ? 'shared' : 'private';
}

/** The paths of the host that a container sees, so far as they are known. */
export function hostPathsOf(container: DescribedContainer, isUnknown: ObserveOptions['isUnknown']): Array<{ path: string; readOnly: boolean }> {
  try {
    return hostPaths(new Reader(container, { isUnknown }));
  } catch (thrown) {
    if (thrown === NOT_KNOWN) return [];
    throw thrown;
  }
}

function hostPaths(container: Reader): Array<{ path: string; readOnly: boolean }> {
  const mounts = container.blocks('mounts').filter(({ type }) => type === 'bind').map(({ source, read_only: readOnly }) => ({ path: source, readOnly }));
  const volumes = container.blocks('volumes').map(({ host_path: path, read_only: readOnly }) => ({ path, readOnly }));
  return [...mounts, ...volumes]
    .filter((mount): mount is { path: string; readOnly: unknown } => typeof mount.path === 'string' && mount.path !== '' && !container.options.isUnknown(mount.path))
    .map(({ path, readOnly }) => ({ path, readOnly: readOnly === true }));
}

/** An amount, of which none, 0 and less mean that there is no limit. */
function amount(value: unknown, unit = 1): Limit {
  const number = Number(value ?? 0);
  return number > 0 ? number * unit : 'unlimited';
}

function quota(container: Reader): Limit {
  const share = amount(container.get('cpu_quota'));
  const period = amount(container.get('cpu_period'));
  return typeof share === 'number' ? share / (typeof period === 'number' ? period : 100_000) : 'unlimited';
}

function smaller(a: Limit, b: Limit): Limit {
  if (a === 'unlimited') return b;
  return b === 'unlimited' || b === 'limited' || a === 'limited' || a < b ? a : b;
}
