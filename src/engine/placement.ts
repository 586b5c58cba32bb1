import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/** Where a container host puts what it is given. */
export interface Placement {
  /** The stack of the host, and so of everything on it: a Terraform provider can't be used from another stack. */
  readonly stack: TerraformStack;

  /** The construct that stands for the engine. Hosts that share an engine share its names, ports and addresses. */
  readonly engine: IConstruct;

  /** The provider that a resource must name; undefined for the stack's default provider. */
  readonly explicitProvider?: DockerProvider;

  /** The engine's Unix socket, which no container may mount; undefined if the engine is reached otherwise. */
  readonly socket?: string;

  /** The IPv4 range that networks get their subnets from, in CIDR notation. */
  readonly addressRange: string;
}
