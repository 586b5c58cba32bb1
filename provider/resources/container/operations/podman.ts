import { Engine } from '../../../engine/engine';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

type Host = Inspect['HostConfig'];

/** Podman's default network, which Docker calls "bridge". */
const DEFAULT_NETWORK = 'podman';

/** What Podman gives to a container that asks for nothing else (containers.conf(5): `pids_limit`, `default_capabilities`). */
const DEFAULT_PROCESSES = 2048;
const DEFAULT_CAPABILITIES = [
  'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
];

/** The options that Podman gives to a file system in memory without any. */
const DEFAULT_TMPFS = 'rw,rprivate,nosuid,nodev,tmpcopyup';

/**
 * Podman reports what it made of a setting, where Docker reports what was asked for. If that is what the model leads to, reports the
 * setting as in the model, so that a plan shows no change. A container of Docker stays as it is.
 */
export async function withPodmansReports(engine: Engine, inspect: Inspect, model: ContainerModel | undefined): Promise<Inspect> {
  if (!(await engine.version()).isPodman) return inspect;
  const { HostConfig: host, NetworkSettings: settings } = inspect;
  const { [DEFAULT_NETWORK]: endpoint, ...networks } = settings.Networks;
  const isDefaultNetwork = endpoint !== undefined && !model?.networks_advanced?.some(({ name }) => name === DEFAULT_NETWORK);
  return {
    ...inspect,
    HostConfig: {
      ...host,
      ...(!model?.pids_limit && host.PidsLimit === DEFAULT_PROCESSES && { PidsLimit: 0 }),
      // It reports the number of CPUs also as a quota.
      ...(host.NanoCpus && !model?.cpu_quota && { CpuQuota: 0, CpuPeriod: 0 }),
      ...capabilities(host, model),
      ...ulimits(host, model),
      ...tmpfs(host, model),
      ...(isDefaultNetwork && { NetworkMode: 'bridge' }),
    },
    ...(isDefaultNetwork && { NetworkSettings: { ...settings, Networks: { ...networks, bridge: endpoint } } }),
  };
}

/** Podman lists the capabilities that a container gained or lost against the default, in place of "ALL" and what makes no difference. */
function capabilities({ CapAdd: added, CapDrop: dropped }: Host, model: ContainerModel | undefined): Partial<Host> {
  const [asked] = (model?.capabilities ?? []) as { add?: readonly string[] | null; drop?: readonly string[] | null }[];
  if (asked === undefined) return {};
  const [add, drop] = [asked.add ?? [], asked.drop ?? []];
  return remaining(add, drop) === remaining(added ?? [], dropped ?? []) ? { CapAdd: [...add], CapDrop: [...drop] } : {};
}

/** Returns the capabilities of a container, sorted. */
function remaining(add: readonly string[], drop: readonly string[]): string {
  const named = (names: readonly string[]) => names.map((name) => name.toUpperCase().replace(/^CAP_/, ''));
  const [added, dropped] = [named(add), named(drop)];
  const kept = dropped.includes('ALL') ? [] : DEFAULT_CAPABILITIES.filter((name) => !dropped.includes(name));
  return [...new Set([...kept, ...added])].sort().join();
}

/** Podman names a limit as the kernel does ("RLIMIT_NOFILE"), and adds its default of "nproc". */
function ulimits({ Ulimits: reported }: Host, model: ContainerModel | undefined): Partial<Host> {
  if (reported == null) return {};
  const asked = ((model?.ulimit ?? []) as { name: string }[]).map(({ name }) => name);
  const named = reported.map((limit) => ({ ...limit, Name: (limit.Name ?? '').replace(/^RLIMIT_/, '').toLowerCase() }));
  return { Ulimits: named.filter(({ Name: name }) => name !== 'nproc' || asked.includes(name)) };
}

/** Podman adds default options to a file system in memory. */
function tmpfs({ Tmpfs: reported }: Host, model: ContainerModel | undefined): Partial<Host> {
  const asked = (model?.tmpfs ?? {}) as Record<string, string>;
  const entries = Object.entries((reported ?? {}) as Record<string, string>);
  const isDefault = (path: string, options: string) => asked[path] === '' && options === DEFAULT_TMPFS;
  return { Tmpfs: Object.fromEntries(entries.map(([path, options]) => [path, isDefault(path, options) ? '' : options])) };
}
