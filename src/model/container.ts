import { IConstruct } from 'constructs';
import { ClonesModel } from './clones';
import { JoinedNetworkModel } from './network';
import { PlacementModel } from './placement';
import { PolicyModel } from './policy';
import { RuntimeCapabilities } from './runtime-capabilities';
import { Duration } from '../units/duration';
import { Size } from '../units/size';

/** A network of the same host, as a container refers to it. */
export interface NetworkReference extends IConstruct {
  /** The name on the engine. A token. */
  readonly name: string;
  readonly _model: JoinedNetworkModel;
}

/** An image of the same host, as a container refers to it. */
export interface ImageReference extends IConstruct {
  /** The id on the engine. A token. */
  readonly imageId: string;
}

/** A container's membership in a network. */
export interface AttachmentModel {
  readonly network: NetworkReference;
  readonly aliases?: string[];
  readonly ipv4Address?: string;
  readonly ipv6Address?: string;
}

/** A port that is published on the host. */
export interface PortModel {
  readonly containerPort: number;
  /** Undefined if the engine chooses a free port. */
  readonly hostPort?: number;
  readonly hostIp: string;
  readonly protocol: string;
}

/** A health check. The first word of `test` is "CMD", "CMD-SHELL" or "NONE"; "NONE" has no timing. */
export interface HealthCheckModel {
  readonly test: string[];
  readonly interval?: Duration;
  readonly timeout?: Duration;
  readonly retries?: number;
  readonly startPeriod?: Duration;
}

export interface RestartModel {
  readonly name: string;
  readonly maxRetries?: number;
}

export interface LogDriverModel {
  readonly name: string;
  readonly options: { readonly [name: string]: string };
}

/** A mount. The source of a volume is a reference to its name, the source of a bind mount is a path on the host. */
export type MountModel =
  | {
    readonly type: 'volume';
    readonly volume?: IConstruct;
    readonly source: string;
    readonly target: string;
    readonly readOnly: boolean;
    readonly noCopy?: boolean;
  }
  | { readonly type: 'bind'; readonly source: string; readonly target: string; readonly readOnly: boolean }
  | { readonly type: 'tmpfs'; readonly target: string; readonly mode: string; readonly size?: number; readonly owner?: string };

/** A file that is copied into the container before it starts. */
export interface FileModel {
  readonly path: string;
  readonly content?: string;
  readonly contentBase64?: string;
  readonly mode: string;
}

/** A file whose content Terraform stores nowhere. The content is a reference to a variable, which has to be in the container's stack. */
export interface SecretFileModel {
  readonly variable?: IConstruct;
  readonly path: string;
  readonly content: string;
  readonly version: string;
  readonly mode: string;
  readonly owner: string;
}

export interface DeviceModel {
  readonly hostPath: string;
  readonly containerPath?: string;
  readonly permissions: string;
}

export interface UlimitModel {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

export interface DiskLimitModel {
  readonly device: string;
  readonly read?: Size;
  readonly write?: Size;
}

/** A runtime, and what it can do. */
export interface RuntimeModel {
  readonly name: string;
  readonly capabilities: RuntimeCapabilities;
}

/** A permission of one container to reach a port of another one. */
export interface ConnectionModel {
  readonly from: IConstruct;
  readonly to: IConstruct;
  readonly port: PortRange;
  /** The names by which it finds the other one, beside the other's own. Empty where networks hold them. */
  aliases: readonly string[];
}

/** A port or a range of ports, with a transport protocol, or all ports. */
export interface PortRange {
  readonly _protocol?: string;
  readonly _first: number;
  readonly _last: number;
  toString(): string;
}

/**
 * What a stack describes as a container, whatever it becomes. Props, mutators, connections and policies change it, and nothing else.
 * Values may be tokens. A field that is undefined is left to the image or to the engine.
 *
 * Each field has the name of its prop. `src/workload/container/fields/` has a row for each.
 */
export interface ContainerModel {
  name: string;
  image: ImageReference;

  command?: string[];
  entryPoint?: string[];
  environment: { [name: string]: string };
  user?: string;
  supplementaryGroups?: string[];
  workingDirectory?: string;
  init: boolean;
  tty?: boolean;
  stdinOpen?: boolean;
  stopSignal?: string;
  stopGracePeriod: Duration;

  healthCheck?: HealthCheckModel;
  waitUntilHealthy?: boolean;
  healthyTimeout?: Duration;
  startAfter: IConstruct[];
  restart: RestartModel;
  mustRun?: boolean;
  mustRunFor?: Duration;
  logDriver: LogDriverModel;
  labels: { [name: string]: string };

  /** On which nodes of a cluster it runs. Undefined for any. */
  placement?: PlacementModel;

  networks: AttachmentModel[];
  networkMode?: string;
  ports: PortModel[];
  hostname?: string;
  domainName?: string;
  extraHosts?: { [name: string]: string };
  dns?: string[];
  dnsSearch?: string[];
  dnsOptions?: string[];

  mounts: MountModel[];
  files: FileModel[];
  secrets: SecretFileModel[];
  /** Undefined if a changed file replaces the container. */
  onFileChange?: string;
  readOnlyRootFilesystem?: boolean;
  sharedMemory?: Size;

  memory?: Size;
  memorySwap?: Size;
  cpus?: number;
  cpuShares?: number;
  pidsLimit?: number;
  diskLimits: DiskLimitModel[];
  ulimits: UlimitModel[];

  capabilities?: string[];
  noNewPrivileges?: boolean;
  privileged?: boolean;
  runtime?: RuntimeModel;
  seccomp?: string;
  apparmorProfile?: string;
  pidMode?: string;
  ipcMode?: string;
  utsMode?: string;
  cgroupNamespace?: string;
  cgroupParent?: string;
  userNamespace?: string;
  devices: DeviceModel[];
  /** "all", a number, or "device=" and the ids of GPUs. */
  gpus?: string;
  securityOptions: string[];
  sysctls?: { [name: string]: string };

  policy?: PolicyModel;
  connections: ConnectionModel[];
  /** Whether it may reach the internet, whatever its networks allow. */
  reachesInternet?: boolean;
  /** How many clones this describes. Undefined for a container of its own. */
  clones?: ClonesModel;
}
