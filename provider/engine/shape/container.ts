import { all, amount, anything, Check, fields, flag, list, map, matching, maybe, text } from './conforms';

const texts = list(text);
const labels = map(text);
const port = matching('a port, such as "80/tcp"', /^\d{1,5}(\/[a-z]+)?$/);
const hostPort = matching('the number of a port, a range of them, or ""', /^(\d{1,5}(-\d{1,5})?)?$/);
const bindings = map(maybe(list(fields({}, { HostIp: text, HostPort: hostPort }))), port);

/** How a container, or what is made from an image, is run. */
export const config = fields({}, {
  ...all(text, 'Image', 'Hostname', 'Domainname', 'User', 'WorkingDir', 'StopSignal', 'MacAddress'),
  ...all(flag, 'Tty', 'OpenStdin', 'StdinOnce'),
  ...all(texts, 'Cmd', 'Entrypoint', 'Shell', 'Env'),
  StopTimeout: amount,
  Labels: labels,
  Volumes: map(anything),
  ExposedPorts: map(anything, port),
  Healthcheck: fields({}, { Test: texts, ...all(amount, 'Interval', 'Timeout', 'StartPeriod', 'StartInterval', 'Retries') }),
});

const mount = fields({}, {
  ...all(text, 'Type', 'Source', 'Target', 'Consistency'),
  ReadOnly: flag,
  BindOptions: fields({}, { Propagation: text, ...all(flag, 'NonRecursive', 'CreateMountpoint', 'ReadOnlyNonRecursive', 'ReadOnlyForceRecursive') }),
  VolumeOptions: fields({}, { NoCopy: flag, Labels: labels, Subpath: text, DriverConfig: fields({}, { Name: text, Options: labels }) }),
  TmpfsOptions: fields({}, { ...all(amount, 'SizeBytes', 'Mode'), Options: list(texts) }),
});

const host = fields({}, {
  ...all(text, 'NetworkMode', 'IpcMode', 'PidMode', 'UTSMode', 'UsernsMode', 'CgroupnsMode', 'CgroupParent', 'Runtime', 'Isolation'),
  ...all(text, 'CpusetCpus', 'CpusetMems', 'ContainerIDFile', 'VolumeDriver'),
  ...all(flag, 'AutoRemove', 'Privileged', 'PublishAllPorts', 'ReadonlyRootfs', 'Init', 'OomKillDisable'),
  ...all(amount, 'Memory', 'MemorySwap', 'MemoryReservation', 'MemorySwappiness', 'OomScoreAdj', 'PidsLimit', 'ShmSize', 'BlkioWeight'),
  ...all(amount, 'NanoCpus', 'CpuShares', 'CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod', 'CpuRealtimeRuntime'),
  ...all(texts, 'Binds', 'VolumesFrom', 'CapAdd', 'CapDrop', 'Dns', 'DnsOptions', 'DnsSearch', 'ExtraHosts', 'GroupAdd', 'Links'),
  ...all(texts, 'SecurityOpt', 'MaskedPaths', 'ReadonlyPaths', 'DeviceCgroupRules'),
  ...all(labels, 'Tmpfs', 'Sysctls', 'StorageOpt', 'Annotations'),
  ...all(list(fields({ Path: text }, { Rate: amount })), 'BlkioDeviceReadBps', 'BlkioDeviceWriteBps', 'BlkioDeviceReadIOps', 'BlkioDeviceWriteIOps'),
  BlkioWeightDevice: list(fields({ Path: text }, { Weight: amount })),
  ConsoleSize: list(amount),
  LogConfig: fields({}, { Type: text, Config: labels }),
  RestartPolicy: fields({}, { Name: text, MaximumRetryCount: amount }),
  PortBindings: bindings,
  Devices: list(fields(all(text, 'PathOnHost', 'PathInContainer', 'CgroupPermissions'))),
  DeviceRequests: list(fields({}, { Driver: text, Count: amount, DeviceIDs: texts, Capabilities: list(texts), Options: labels })),
  Ulimits: list(fields({ Name: text, Soft: amount, Hard: amount })),
  Mounts: list(mount),
});

const state = fields({ Running: flag }, {
  ...all(text, 'Status', 'Error', 'FinishedAt'),
  ...all(flag, 'Paused', 'Restarting', 'OOMKilled'),
  ...all(amount, 'Pid', 'ExitCode'),
  Health: fields({}, { Status: text, FailingStreak: amount, Log: list(fields({}, { ExitCode: amount, Output: text })) }),
});

/** A mount as it came to be, and not as it was asked for. */
const mounted = fields({}, { ...all(text, 'Type', 'Source', 'Propagation'), RW: flag });

const endpoint = fields({}, {
  ...all(text, 'NetworkID', 'Gateway', 'IPAddress', 'IPv6Gateway', 'GlobalIPv6Address', 'MacAddress'),
  ...all(amount, 'IPPrefixLen', 'GlobalIPv6PrefixLen'),
  Aliases: texts,
  DriverOpts: labels,
  IPAMConfig: fields({}, { IPv4Address: text, IPv6Address: text, LinkLocalIPs: texts }),
});

/** `GET /containers/<id>/json`, as far as anything of it is read. */
export const containerShape: Check = fields({
  Id: matching('an id', /./),
  Name: text,
  Image: text,
  State: state,
  Config: config,
  HostConfig: host,
  NetworkSettings: fields({}, { Networks: map(endpoint), Ports: bindings }),
}, { RestartCount: amount, Mounts: list(mounted) });

/** `GET /containers/json` likewise. */
export const containersShape: Check = list(fields({ Id: text }, { Names: texts }));
