import { arrayOf, isEmpty, Json, numberOf, objectOf, sorted, textOf } from './json';

const MASKED_PATHS = [
  '/proc/asound', '/proc/acpi', '/proc/kcore', '/proc/keys', '/proc/latency_stats', '/proc/timer_list', '/proc/timer_stats',
  '/proc/sched_debug', '/proc/scsi', '/sys/firmware',
];
const READONLY_PATHS = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

const all = (value: unknown, ...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, value]));

/** What the engine reports of a `HostConfig` in which nothing is set. */
const UNSET: Json = {
  ...all(null, 'Binds', 'PortBindings', 'VolumesFrom', 'CapAdd', 'CapDrop', 'Dns', 'DnsOptions', 'DnsSearch', 'ExtraHosts', 'GroupAdd'),
  ...all(null, 'Links', 'SecurityOpt', 'BlkioWeightDevice', 'BlkioDeviceReadBps', 'BlkioDeviceWriteBps', 'BlkioDeviceReadIOps'),
  ...all(null, 'BlkioDeviceWriteIOps', 'Devices', 'DeviceCgroupRules', 'DeviceRequests', 'MemorySwappiness', 'PidsLimit', 'Ulimits'),
  ...all('', 'ContainerIDFile', 'VolumeDriver', 'Cgroup', 'PidMode', 'UTSMode', 'UsernsMode', 'Isolation', 'CgroupParent'),
  ...all('', 'CpusetCpus', 'CpusetMems'),
  ...all(false, 'AutoRemove', 'Privileged', 'PublishAllPorts', 'ReadonlyRootfs', 'OomKillDisable'),
  ...all(0, 'OomScoreAdj', 'CpuShares', 'Memory', 'NanoCpus', 'BlkioWeight', 'CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod'),
  ...all(0, 'CpuRealtimeRuntime', 'KernelMemory', 'KernelMemoryTCP', 'MemoryReservation', 'MemorySwap', 'CpuCount', 'CpuPercent'),
  ...all(0, 'IOMaximumIOps', 'IOMaximumBandwidth'),
  NetworkMode: 'default',
  CgroupnsMode: 'host',
  IpcMode: 'private',
  Runtime: 'runc',
  ShmSize: 64 * 1024 * 1024,
  ConsoleSize: [0, 0],
  MaskedPaths: MASKED_PATHS,
  ReadonlyPaths: READONLY_PATHS,
};

/** What it reports only if it is set. */
const OPTIONAL = ['StorageOpt', 'Tmpfs', 'Sysctls', 'Mounts', 'Init'];

/** The fields whose empty text or 0 means that the engine decides. */
const DECIDED = ['NetworkMode', 'CgroupnsMode', 'IpcMode', 'Runtime', 'ShmSize'];

/** Returns the `HostConfig` of a new container: what its creation says, and else the engine's defaults. */
export function hostConfigOf(body: Json): Json {
  const host: Record<string, unknown> = { ...UNSET, ...known(body) };
  const log = objectOf(body.LogConfig);
  host.LogConfig = { Type: textOf(log.Type) || 'json-file', Config: objectOf(log.Config) };
  const restart = objectOf(body.RestartPolicy);
  host.RestartPolicy = { Name: textOf(restart.Name), MaximumRetryCount: numberOf(restart.MaximumRetryCount) };
  if (numberOf(host.Memory) > 0 && host.MemorySwap === 0) host.MemorySwap = 2 * numberOf(host.Memory);
  if (host.MemorySwappiness === -1) host.MemorySwappiness = null;
  if (numberOf(host.PidsLimit) <= 0) host.PidsLimit = null;
  if (host.PortBindings !== null) host.PortBindings = portBindings(objectOf(host.PortBindings));
  if (host.Mounts !== undefined) host.Mounts = arrayOf<Json>(host.Mounts).map(withoutEmpty);
  if (host.Privileged) Object.assign(host, { MaskedPaths: null, ReadonlyPaths: null });
  const isOpen = Boolean(host.Privileged) || host.IpcMode === 'host' || host.PidMode === 'host';
  if (host.SecurityOpt === null && isOpen) host.SecurityOpt = ['label=disable'];
  return sorted(host);
}

function known(body: Json): Json {
  const isGiven = (name: string) => body[name] !== null && body[name] !== undefined && !(DECIDED.includes(name) && isEmpty(body[name]));
  const optional = OPTIONAL.filter((name) => name === 'Init' ? typeof body[name] === 'boolean' : !isEmpty(body[name]));
  return Object.fromEntries([...Object.keys(UNSET).filter(isGiven), ...optional].map((name) => [name, body[name]]));
}

function portBindings(bindings: Json): Json {
  const of = (value: unknown) => (Array.isArray(value) ? value.map((each: Json) => (
    { HostIp: textOf(each.HostIp), HostPort: textOf(each.HostPort) })) : value);
  return Object.fromEntries(Object.entries(bindings).map(([port, value]) => [port, of(value)]));
}

/** The engine leaves out everything in a mount that is not set. */
function withoutEmpty(mount: Json): Json {
  return Object.fromEntries(Object.entries(mount).flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [[name, withoutEmpty(value as Json)]];
    return isEmpty(value) ? [] : [[name, value]];
  }));
}
