import { TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { PortRange } from '../model/container';
import { SharedFolder } from '../shared/controls/host-path';
import { Controls } from '../shared/controls/table';
import { VirtualHostRules } from '../shared/virtual-host/rules';
import { Target } from '../targets/target';
import { Size } from '../units/size';

/** A host that is a part of another one, as that one. */
export interface OuterHost extends IConstruct {
  readonly _placement: Placement;
}

/** A host of a pool. */
export interface Member {
  /** Its name in the pool. */
  readonly name: string;
  /** Whether no clone may be on it. */
  readonly drain: boolean;
  readonly host: IConstruct & { readonly _placement: Placement };
}

/** A share of a host. */
export interface VirtualHost {
  /** What its resources must meet, and its name. */
  readonly rules: VirtualHostRules;
  /** The control group of its containers. A token. @default - the engine's */
  readonly cgroupParent?: string;
  /** What its containers have together. */
  readonly bounds: { readonly memory?: Size; readonly memorySwap?: Size; readonly cpus?: number; readonly processes?: number };
  /** The same, as what the default limits of a container follow from. */
  readonly controls: Controls;
}

/** Where the constructs of a container host belong. */
export interface Placement {
  /** The stack of the host and of everything on it, because resources can't use a Terraform provider of another stack. */
  readonly stack: TerraformStack;

  /** The construct that represents the engine. Hosts on the same engine share its names, ports and addresses. */
  readonly engine: IConstruct;

  /** The scope of what several workloads of the host share: its images, and the networks of its connections. */
  readonly scope: Construct;

  /** The host of which this one is a part, whose isolation policies hold here, too. @default - none, the host is an engine */
  readonly partOf?: OuterHost;

  /**
   * Returns the name of an object on the engine.
   *
   * @param path the ids of its construct and of the scopes around it
   * @param given the name that its author chose, if any
   * @default - the name that was given, or one that follows from the path
   */
  readonly nameOf?: (path: readonly string[], given: string | undefined) => string;

  /** The virtual container host that this is. @default - none */
  readonly virtualHost?: VirtualHost;

  /** The hosts over which clones are spread. @default - none, the host is one machine */
  readonly members?: readonly Member[];

  /** What the workloads of the host become. */
  readonly target: Target;

  /** The name of the engine, if the Terraform provider has several. */
  readonly engineName?: string;

  /** The engine's Unix socket, which no container may mount, or undefined if its path is not known. */
  readonly socket?: string;

  /** The folders that the host shares with containers. */
  readonly sharedFolders: readonly SharedFolder[];

  /** The IPv4 range for the subnets of networks, in CIDR notation. */
  readonly addressRange: string;

  /** Whether the engine filters IPv6, as the stack declares. Otherwise IPv6 goes past the levels of networks. */
  readonly filtersIpv6: boolean;

  /**
   * Returns the address at which a container reaches ports that containers on this host publish. Throws an error if it reaches none.
   *
   * @param client the container, which may be connected to the host for that
   * @param ports the ports on the host
   */
  addressFor(client: IConstruct, ports: PortRange): string;
}
