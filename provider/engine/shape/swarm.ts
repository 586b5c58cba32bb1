import { all, arrayOf, boolean, integer, mapOf, object, Shape, string } from './conforms';
import { id } from './container';

const texts = mapOf(string);
const version = object({ Index: integer });

function specOf(optionals: Readonly<Record<string, Shape>>): Shape {
  return object({}, { Name: string, Labels: texts, ...optionals });
}

/** The fields of a config or a secret that are read. */
export const dataShape: Shape = object({
  ID: id, Version: version, Spec: specOf({ Data: string, Templating: object({}, { Name: string }) }),
});

/** The fields of a node that are read. */
export const nodeShape: Shape = object({ ID: id, Version: version, Spec: specOf(all(string, 'Role', 'Availability')) }, {
  Description: object({}, {
    Hostname: string,
    Platform: object({}, all(string, 'Architecture', 'OS')),
    Resources: object({}, all(integer, 'NanoCPUs', 'MemoryBytes')),
    Engine: object({}, { EngineVersion: string, Labels: texts }),
    TLSInfo: object({}, { CertIssuerPublicKey: string }),
  }),
  Status: object({}, all(string, 'State', 'Message', 'Addr')),
  ManagerStatus: object({}, { Leader: boolean, ...all(string, 'Reachability', 'Addr') }),
});

const port = object({}, { ...all(string, 'Name', 'Protocol', 'PublishMode'), ...all(integer, 'TargetPort', 'PublishedPort') });
const iteration = object({}, { Index: integer });

/** The fields of a service that are read. */
export const serviceShape: Shape = object({ ID: id, Version: version, Spec: specOf({}) }, {
  Endpoint: object({}, { Ports: arrayOf(port), VirtualIPs: arrayOf(object({}, all(string, 'NetworkID', 'Addr'))) }),
  UpdateStatus: object({}, all(string, 'State', 'Message')),
  ServiceStatus: object({}, all(integer, 'RunningTasks', 'DesiredTasks', 'CompletedTasks')),
  JobStatus: object({}, { JobIteration: iteration }),
});

/** The fields of a task that are read. */
export const taskShape: Shape = object({ ID: id }, {
  ...all(string, 'ServiceID', 'NodeID', 'DesiredState', 'CreatedAt', 'UpdatedAt', 'Name'),
  Slot: integer,
  Labels: texts,
  Spec: object({}, { ContainerSpec: object({}, { Image: string, TTY: boolean }) }),
  JobIteration: iteration,
  Status: object({}, {
    ...all(string, 'State', 'Message', 'Err', 'Timestamp'),
    ContainerStatus: object({}, { ContainerID: string, ...all(integer, 'PID', 'ExitCode') }),
  }),
});

/** The fields of `GET /swarm` that are read. */
export const swarmShape: Shape = object({
  ID: id,
  Version: version,
  Spec: specOf({
    Orchestration: object({}, { TaskHistoryRetentionLimit: integer }),
    Raft: object({}, all(integer, 'SnapshotInterval', 'KeepOldSnapshots', 'LogEntriesForSlowFollowers', 'ElectionTick', 'HeartbeatTick')),
    Dispatcher: object({}, { HeartbeatPeriod: integer }),
    CAConfig: object({}, {
      NodeCertExpiry: integer,
      ForceRotate: integer,
      ExternalCAs: arrayOf(object({}, { ...all(string, 'Protocol', 'URL', 'CACert'), Options: texts })),
    }),
    EncryptionConfig: object({}, { AutoLockManagers: boolean }),
  }),
}, {
  JoinTokens: object({}, all(string, 'Worker', 'Manager')),
  TLSInfo: object({}, all(string, 'TrustRoot', 'CertIssuerPublicKey')),
  DefaultAddrPool: arrayOf(string),
  ...all(integer, 'SubnetSize', 'DataPathPort'),
  RootRotationInProgress: boolean,
});

/** The answer to a creation. */
export const createdObjectShape: Shape = object({ ID: id }, { Warnings: arrayOf(string), Warning: string });
