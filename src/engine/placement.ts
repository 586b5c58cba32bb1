import { TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { SharedFolder } from '../shared/controls/host-path';
import { Target } from '../targets/target';

/** Where the constructs of a container host belong. */
export interface Placement {
  /** The stack of the host and of everything on it, because resources can't use a Terraform provider of another stack. */
  readonly stack: TerraformStack;

  /** The construct that represents the engine. Hosts on the same engine share its names, ports and addresses. */
  readonly engine: IConstruct;

  /** The scope of what several workloads of the host share: its images, and the networks of its connections. */
  readonly scope: Construct;

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
}
