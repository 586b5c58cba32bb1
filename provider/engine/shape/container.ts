import { all, integer, anything, Shape, object, boolean, arrayOf, mapOf, matching, optional, string } from './conforms';

/** An id, which Terraform shows in a terminal as it is. */
export const id = matching('an ID', /^[\w:.-]+$/);

const texts = arrayOf(string);
const labels = mapOf(string);
const port = matching('a port such as "80/tcp"', /^\d{1,5}(\/[a-z]+)?$/);
const hostPort = matching('a port number, a range of port numbers, or ""', /^(\d{1,5}(-\d{1,5})?)?$/);
const bindings = mapOf(optional(arrayOf(object({}, { HostIp: string, HostPort: hostPort }))), port);

/** The configuration of a container or an image. */
export const config = object({}, {
  ...all(string, 'Image', 'Hostname', 'Domainname', 'User', 'WorkingDir', 'StopSignal', 'MacAddress'),
  ...all(boolean, 'Tty', 'OpenStdin', 'StdinOnce'),
  ...all(texts, 'Cmd', 'Entrypoint', 'Shell', 'Env'),
  StopTimeout: integer,
  Labels: labels,
  Volumes: mapOf(anything),
  ExposedPorts: mapOf(anything, port),
  Healthcheck: object({}, { Test: texts, ...all(integer, 'Interval', 'Timeout', 'StartPeriod', 'StartInterval', 'Retries') }),
});

const mount = object({}, {
  ...all(string, 'Type', 'Source', 'Target', 'Consistency'),
  ReadOnly: boolean,
  BindOptions: object({}, {
    Propagation: string,
    ...all(boolean, 'NonRecursive', 'CreateMountpoint', 'ReadOnlyNonRecursive', 'ReadOnlyForceRecursive'),
  }),
  VolumeOptions: object({}, {
    NoCopy: boolean, Labels: labels, Subpath: string, DriverConfig: object({}, { Name: string, Options: labels }),
  }),
  TmpfsOptions: object({}, { ...all(integer, 'SizeBytes', 'Mode'), Options: arrayOf(texts) }),
});

const rates = arrayOf(object({ Path: string }, { Rate: integer }));

const host = object({}, {
  ...all(string, 'NetworkMode', 'IpcMode', 'PidMode', 'UTSMode', 'UsernsMode', 'CgroupnsMode', 'CgroupParent', 'Runtime', 'Isolation'),
  ...all(string, 'CpusetCpus', 'CpusetMems', 'ContainerIDFile', 'VolumeDriver'),
  ...all(boolean, 'AutoRemove', 'Privileged', 'PublishAllPorts', 'ReadonlyRootfs', 'Init', 'OomKillDisable'),
  ...all(integer, 'Memory', 'MemorySwap', 'MemoryReservation', 'MemorySwappiness', 'OomScoreAdj', 'PidsLimit', 'ShmSize', 'BlkioWeight'),
  ...all(integer, 'NanoCpus', 'CpuShares', 'CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod', 'CpuRealtimeRuntime'),
  ...all(texts, 'Binds', 'VolumesFrom', 'CapAdd', 'CapDrop', 'Dns', 'DnsOptions', 'DnsSearch', 'ExtraHosts', 'GroupAdd', 'Links'),
  ...all(texts, 'SecurityOpt', 'MaskedPaths', 'ReadonlyPaths', 'DeviceCgroupRules'),
  ...all(labels, 'Tmpfs', 'Sysctls', 'StorageOpt', 'Annotations'),
  ...all(rates, 'BlkioDeviceReadBps', 'BlkioDeviceWriteBps', 'BlkioDeviceReadIOps', 'BlkioDeviceWriteIOps'),
  BlkioWeightDevice: arrayOf(object({ Path: string }, { Weight: integer })),
  ConsoleSize: arrayOf(integer),
  LogConfig: object({}, { Type: string, Config: labels }),
  RestartPolicy: object({}, { Name: string, MaximumRetryCount: integer }),
  PortBindings: bindings,
  Devices: arrayOf(object(all(string, 'PathOnHost', 'PathInContainer', 'CgroupPermissions'))),
  DeviceRequests: arrayOf(object({}, { Driver: string, Count: integer, DeviceIDs: texts, Capabilities: arrayOf(texts), Options: labels })),
  Ulimits: arrayOf(object({ Name: string, Soft: integer, Hard: integer })),
  Mounts: arrayOf(mount),
});

const state = object({ Running: boolean }, {
  ...all(string, 'Status', 'Error', 'FinishedAt'),
  ...all(boolean, 'Paused', 'Restarting', 'OOMKilled'),
  ...all(integer, 'Pid', 'ExitCode'),
  Health: object({}, { Status: string, FailingStreak: integer, Log: arrayOf(object({}, { ExitCode: integer, Output: string })) }),
});

/** An actual mount of the container. `mount` is a requested one. */
const mounted = object({}, { ...all(string, 'Type', 'Source', 'Destination', 'Propagation'), RW: boolean });

const endpoint = object({}, {
  ...all(string, 'NetworkID', 'Gateway', 'IPAddress', 'IPv6Gateway', 'GlobalIPv6Address', 'MacAddress'),
  ...all(integer, 'IPPrefixLen', 'GlobalIPv6PrefixLen', 'GwPriority'),
  Aliases: texts,
  DriverOpts: labels,
  IPAMConfig: object({}, { IPv4Address: string, IPv6Address: string, LinkLocalIPs: texts }),
});

/** The fields of `GET /containers/<id>/json` that are read. */
export const containerShape: Shape = object({
  Id: id,
  Name: string,
  Image: string,
  State: state,
  Config: config,
  HostConfig: host,
  NetworkSettings: object({}, { Networks: mapOf(endpoint), Ports: bindings }),
}, { RestartCount: integer, Mounts: arrayOf(mounted) });

/** The fields of `GET /containers/json` that are read. */
export const containersShape: Shape = arrayOf(object({ Id: id }, {
  Names: texts,
  ...all(string, 'Image', 'ImageID', 'Command', 'State', 'Status'),
  ...all(integer, 'Created', 'SizeRw'),
  Labels: labels,
}));

/** The fields of `GET /containers/<id>/stats` that are read. */
export const statsShape: Shape = object({}, {
  memory_stats: object({}, { usage: integer, stats: object({}, all(integer, 'inactive_file', 'total_inactive_file')) }),
});
