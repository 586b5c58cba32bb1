import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/** Where the constructs of a container host belong. */
export interface Placement {
  /** The stack of the host and of everything on it, because resources can't use a Terraform provider of another stack. */
  readonly stack: TerraformStack;

  /** The construct that represents the engine. Hosts on the same engine share its names, ports and addresses. */
  readonly engine: IConstruct;

  /** The provider that resources must set explicitly, or undefined if the host uses the stack's default provider. */
  readonly explicitProvider?: DockerProvider;

  /** The engine's Unix socket, which no container may mount, or undefined if its path is not known. */
  readonly socket?: string;

  /** The IPv4 range for the subnets of networks, in CIDR notation. */
  readonly addressRange: string;
}
