import { all, integer, anything, Shape, object, boolean, arrayOf, mapOf, string } from './conforms';
import { config, id } from './container';

const options = mapOf(string);

/** The fields of `GET /images/<name>/json` that are read. */
export const imageShape: Shape = object({ Id: id }, {
  ...all(arrayOf(string), 'RepoTags', 'RepoDigests'),
  ...all(string, 'Os', 'Architecture', 'Variant'),
  Config: config,
});

/** The fields of `GET /networks/<id>` that are read. */
export const networkShape: Shape = object({ Id: id, ...all(string, 'Name', 'Driver') }, {
  Scope: string,
  ...all(boolean, 'Internal', 'Attachable', 'Ingress', 'EnableIPv6'),
  Options: options,
  Labels: options,
  Containers: mapOf(object({}, all(string, 'Name', 'EndpointID', 'MacAddress', 'IPv4Address', 'IPv6Address'))),
  IPAM: object({}, {
    Driver: string,
    Options: options,
    Config: arrayOf(object({}, { ...all(string, 'Subnet', 'IPRange', 'Gateway'), AuxiliaryAddresses: options })),
  }),
});

const topologies = arrayOf(object({}, { Segments: options }));
const clusterSpec = object({}, {
  ...all(string, 'Group', 'Availability'),
  AccessMode: object({}, { ...all(string, 'Scope', 'Sharing'), MountVolume: anything }),
  AccessibilityRequirements: object({}, { Requisite: topologies, Preferred: topologies }),
  CapacityRange: object({}, all(integer, 'RequiredBytes', 'LimitBytes')),
});

/** The fields of `GET /volumes/<name>` that are read. */
export const volumeShape: Shape = object({ Name: id, Driver: string }, {
  Mountpoint: string,
  Scope: string,
  Options: options,
  Labels: options,
  ClusterVolume: object({}, { ID: string, Spec: clusterSpec }),
});

/** The fields of `GET /volumes` that are read. */
export const volumesShape: Shape = object({}, { Volumes: arrayOf(volumeShape) });

/** The fields of `GET /system/df` that are read. */
export const diskUsageShape: Shape = object({}, {
  Volumes: arrayOf(object({ Name: id }, { UsageData: object({ Size: integer, RefCount: integer }) })),
});

/** The fields of `GET /info` that are read. */
export const infoShape: Shape = object({}, {
  ...all(boolean, 'SwapLimit', 'MemoryLimit', 'PidsLimit', 'CpuCfsQuota'),
  ...all(string, 'DefaultRuntime', 'KernelVersion', 'CgroupVersion', 'CgroupDriver', 'DockerRootDir', 'Driver', 'SystemTime'),
  RegistryConfig: object({}, {
    Mirrors: arrayOf(string),
    IndexConfigs: mapOf(object({}, { Mirrors: arrayOf(string), Secure: boolean })),
    InsecureRegistryCIDRs: arrayOf(string),
  }),
  DriverStatus: arrayOf(arrayOf(string)),
  ...all(integer, 'MemTotal', 'NCPU'),
  SecurityOptions: arrayOf(string),
  Runtimes: mapOf(anything),
  Swarm: object({}, {
    ControlAvailable: boolean,
    ...all(string, 'LocalNodeState', 'NodeID', 'NodeAddr', 'Error'),
    RemoteManagers: arrayOf(object({}, all(string, 'NodeID', 'Addr'))),
    Cluster: object({}, { ID: string }),
  }),
  DefaultAddressPools: arrayOf(object({ Base: string, Size: integer })),
});

/** The answers to the creation of a container or a network, and of a volume. */
export const createdShape: Shape = object({ Id: id }, { Warnings: arrayOf(string) });
export const createdVolumeShape: Shape = object({ Name: id });
