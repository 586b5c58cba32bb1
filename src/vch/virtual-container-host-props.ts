import { PortRange } from './port-range';
import { Registry } from './registry';
import { Shares } from './shares';
import { SignatureKey } from './signature-key';
import { VolumeStore } from './volume-store';
import { IContainerHost } from '../engine/i-container-host';
import { SharedFolder } from '../host/shared-folder';
import { Exemption } from '../isolation/exemption';
import { IsolationPolicy } from '../isolation/isolation-policy';
import { Size } from '../units/size';
import { PlacementConstraint } from '../workload/container/placement-constraint';
import { DiskLimit } from '../workload/container/resource-options';

/**
 * What happens if a bound becomes less than what is in use.
 */
export enum Shrink {
  /**
   * All bounds stay as they are. The error has the use, the limit, and the containers that use the most.
   */
  REFUSE = 'refuse',

  /**
   * The bound goes down as far as no program is ended for it, with a warning. Each further apply goes on.
   */
  AS_FAR_AS_POSSIBLE = 'as_far_as_possible',
}

/**
 * What a virtual container host has for itself, whatever the others on its host do.
 */
export interface Guarantee {
  /**
   * The number of CPUs, such as 0.5. It becomes 1,024 shares for each, as with Kubernetes: it holds as long as the shares of all on the
   * host are not more than 1,024 for each of its CPUs.
   *
   * @default - what follows from `shares`
   */
  readonly cpus?: number;

  /**
   * The memory that the kernel takes from others first, if the host runs short of it: `memory.low` with control groups version 2, a soft
   * limit with version 1.
   *
   * @default - none
   */
  readonly memory?: Size;
}

/**
 * Where the anonymous volumes of containers are.
 */
export interface AnonymousVolumes {
  /**
   * The name of the volume store.
   *
   * @default "default"
   */
  readonly store?: string;

  /**
   * The size of each.
   *
   * @default - none; a volume has what its store has
   */
  readonly size?: Size;
}

/**
 * The options of a virtual container host: its bounds, and what it may use.
 */
export interface VirtualContainerHostOptions {
  /**
   * The name, with which the names of all its containers, networks and volumes begin: 1 to 40 lower-case letters, digits and "-". It is
   * also the name of its resource pool. A change replaces everything.
   *
   * @default - derived from the construct's path
   */
  readonly name?: string;

  /**
   * The most CPU time of all containers together, in CPUs, such as 1.5.
   *
   * @default - no limit
   */
  readonly cpus?: number;

  /**
   * The most memory of all containers together, in whole mebibytes. If they need more, the kernel ends a program in one of them.
   *
   * @default - no limit
   */
  readonly memory?: Size;

  /**
   * The most memory and swap of all containers together. If it equals `memory`, they use no swap.
   *
   * @default - twice `memory`
   */
  readonly memorySwap?: Size;

  /**
   * The most processes and threads of all containers together.
   *
   * @default - no limit
   */
  readonly processes?: number;

  /**
   * What it has for itself.
   *
   * @default - nothing
   */
  readonly guaranteed?: Guarantee;

  /**
   * Its part of the CPU time that is free, in proportion to the others. If `guaranteed` needs more shares, it has these.
   *
   * @default Shares.NORMAL
   */
  readonly shares?: Shares;

  /**
   * Its part of block I/O, in proportion to the others, from 10 to 1000. Needs a kernel and an I/O scheduler that have it.
   *
   * @default - the kernel's
   */
  readonly diskWeight?: number;

  /**
   * The most that all containers together read from and write to devices of the host. Needs control groups version 2.
   *
   * @default - no limits
   */
  readonly diskLimits?: DiskLimit[];

  /**
   * What happens if a bound becomes less than what is in use.
   *
   * @default Shrink.REFUSE
   */
  readonly shrink?: Shrink;

  /**
   * Whether all its containers are paused: their processes stand still, and their memory is reclaimed where the kernel can. A container
   * that is added meanwhile is paused as soon as it has started.
   *
   * @default false
   */
  readonly suspended?: boolean;

  /**
   * The most containers. Those that are paused don't count. Who uses plain `docker` on the engine is not bound by it.
   *
   * @default - no limit
   */
  readonly maxContainers?: number;

  /**
   * The most volumes. Who uses plain `docker` on the engine is not bound by it.
   *
   * @default - no limit
   */
  readonly maxVolumes?: number;

  /**
   * The most that all volumes have together, in whole mebibytes. Each volume then needs a `size`.
   *
   * @default - no limit
   */
  readonly storage?: Size;

  /**
   * The isolation policy that every container must meet, in addition to those of the host and of the scopes around.
   *
   * @default - no policy of its own
   */
  readonly isolation?: IsolationPolicy;

  /**
   * The controls of the policies around from which everything on it is exempt, each with a reason, unless `isolation` asks for them.
   *
   * @default - none
   */
  readonly exemptions?: Exemption[];

  /**
   * The folders of the machine that its containers may mount. The host must share them, too.
   *
   * @default - none
   */
  readonly sharedFolders?: SharedFolder[];

  /**
   * The ports of the host that its containers may publish. Each published port then needs a `hostPort`.
   *
   * @default - all
   */
  readonly publishedPorts?: PortRange;

  /**
   * The registries from which its images come, including those of a `FROM`. Images that the stack imports or builds from nothing are
   * allowed.
   *
   * @default - all
   */
  readonly registries?: Registry[];

  /**
   * Whether images from registries need a digest, so that nobody can change what a name means.
   *
   * @default false
   */
  readonly requireDigests?: boolean;

  /**
   * The public keys by which images from registries are signed. Each then needs a digest, in a `FROM`, too, and before it is used, the
   * provider asks its registry for a signature of that digest in the format of cosign. Without one by one of these keys, or without an
   * answer, the image is refused. Images that the stack imports or builds are allowed.
   *
   * @default - signatures are not checked
   */
  readonly signatureKeys?: SignatureKey[];

  /**
   * Where its volumes can be. Once one is given, volumes with other drivers are refused. Stores with one driver are not told apart: a
   * volume without a `store` can have any options of it.
   *
   * @default - all drivers
   */
  readonly volumeStores?: VolumeStore[];

  /**
   * Where its anonymous volumes are: those that an image declares (`VOLUME`) and that no volume of the container takes the place of. They
   * count as volumes. Without a store for them, a container that has one is refused if `volumeStores` lack the driver "local", or if there
   * is a bound for `storage`.
   *
   * @default - the store "default", if there is one whose volumes need no size and are not all one folder, as with NFS, or else the driver
   * "local" of the engine
   */
  readonly anonymousVolumes?: AnonymousVolumes;

  /**
   * The interfaces of the host, such as "eth1" or "eth1.20", on which its networks with the driver "macvlan" or "ipvlan" may be. They reach
   * what is there.
   *
   * @default - none; its networks are bridges, or on interfaces that the engine makes
   */
  readonly networkParents?: string[];

  /**
   * The paths of the devices of the host that its containers may have, if their isolation policy allows devices.
   *
   * @default - none
   */
  readonly devices?: string[];

  /**
   * The IPv4 range for the subnets of its networks, in CIDR notation, with a prefix length of at most 20. If it is in another virtual
   * container host, a part of the range of that one, which it shares by default.
   *
   * @default - 4,096 addresses of "10.224.0.0/11", which follow from the construct's path. With n virtual container hosts on an engine, one
   * in 1,024 / n that are added moves another one, whose networks are then replaced
   */
  readonly addressRange?: string;

  /**
   * On which nodes all its containers run, in addition to what each of them asks for. Only on a cluster.
   *
   * @default - on any node
   */
  readonly placementConstraints?: PlacementConstraint[];
}

/**
 * The properties of a virtual container host.
 */
export interface VirtualContainerHostProps extends VirtualContainerHostOptions {
  /**
   * The host of which it is a part: an engine, or another virtual container host, whose bounds hold for it, too.
   */
  readonly host: IContainerHost;
}
