import { IConstruct } from 'constructs';
import { SharedFolder } from './shared-folder';
import { SshOptions, TcpOptions, TlsTcpOptions } from '../engine/connection-options';
import { Endpoint } from '../engine/endpoint';
import { RegistryCredentials } from '../engine/registry-credentials';
import { Exemption } from '../isolation/exemption';
import { IsolationPolicy } from '../isolation/isolation-policy';

/**
 * What is on the machine of a container host, and what applies to its containers.
 */
export interface HostOptions {
  /**
   * The IPv4 range for the subnets of networks, in CIDR notation, with a prefix length of at most 20. One half is for networks, with 256
   * addresses each. The other half is for connections, with 8 addresses each. Choose another range if it overlaps with the host's
   * own network.
   *
   * The path of a network's construct decides its subnet. Two stacks on the same engine may therefore choose the same subnet, and
   * the engine refuses the second one. With the default range, this happens in 1 of 328 cases if each stack has 20 connections,
   * and in 1 of 164 cases if each stack has 5 networks. Give each stack its own range to avoid it.
   *
   * @default "10.64.0.0/11"
   */
  readonly addressRange?: string;

  /**
   * Whether the engine filters IPv6. An engine does so with `"ip6tables": true` in its daemon.json, which is the default since Engine 27
   * and also needs `"experimental": true` before. Without this filter, containers on all networks reach each other over IPv6, whatever
   * the levels of their networks are, so networks with IPv6 are refused unless this is true.
   *
   * With `Backend.BERTH`, the provider proves it by connecting containers before it uses such a network, and refuses the network
   * otherwise. With `Backend.KREUZWERKER`, nothing proves it.
   *
   * @default false
   */
  readonly filtersIpv6?: boolean;

  /**
   * The isolation policy that every container on this host must meet, in addition to the policies of the scopes around the host.
   *
   * @default - no policy of its own; the policies of the scopes around it apply, or `IsolationPolicy.BASELINE` if there are none
   */
  readonly isolation?: IsolationPolicy;

  /**
   * The controls for which `isolation` may be weaker than the policies of the scopes around the host, each with a reason.
   *
   * @default - none; `isolation` must be at least as strict
   */
  readonly exemptions?: Exemption[];

  /**
   * The folders of the machine that containers on this host may mount. With the policy `BASELINE`, a container may mount no other path
   * without an exemption from `Control.HOST_PATHS`. With `RESTRICTED`, it may mount none.
   *
   * The provider refuses a symbolic link that leads out of the shared folders before a container starts, and checks its mounts again
   * after the start.
   *
   * @default - none; containers use volumes
   */
  readonly sharedFolders?: SharedFolder[];
}

/**
 * The options of every container host.
 */
export interface ContainerHostOptions extends HostOptions {
  /**
   * Where the provider finds the credentials for registries, for images that the engine pulls or builds. The keys are the registries as at
   * the start of image names, such as "registry.example.com:5000" or "docker.io".
   *
   * @default - those of `docker login` on the machine that runs Terraform, with its credential helpers
   */
  readonly registryCredentials?: { [registry: string]: RegistryCredentials };
}

/**
 * The options of a container host on a machine that other resources may make.
 */
export interface MachineOptions extends ContainerHostOptions {
  /**
   * The host name or IP address at which published ports answer, as seen from the machine that runs Terraform. It may be a token.
   *
   * @default - the address of the endpoint
   */
  readonly address?: string;

  /**
   * The resources, data sources and modules of this stack that make the machine, and constructs with such in them. Everything on the host
   * is created after them and destroyed before them, also where no token in the endpoint refers to them.
   *
   * A change of one of them, such as a machine that is updated in place, makes Terraform read the data sources on the host during the
   * apply, and not while it plans.
   *
   * @default - none; only what the tokens in the endpoint refer to
   */
  readonly dependsOn?: IConstruct[];
}

/**
 * The options of a container host on any machine.
 */
export interface MachineHostOptions extends MachineOptions {
  /**
   * The address of the engine, and how to connect to it. Its parts may be tokens.
   */
  readonly endpoint: Endpoint;
}

/**
 * The properties of a container host.
 */
export interface ContainerHostProps extends MachineOptions {
  /**
   * The address of the engine, and how to connect to it.
   *
   * @default Endpoint.environment()
   */
  readonly endpoint?: Endpoint;
}

/**
 * The options of a container host behind a Unix socket.
 */
export interface UnixSocketOptions extends ContainerHostOptions {
  /**
   * The absolute path of the socket on the machine that runs Terraform.
   *
   * @default "/var/run/docker.sock"
   */
  readonly path?: string;
}

/**
 * The options of a container host that is reached over TCP with mutual TLS.
 */
export interface TcpHostOptions extends TlsTcpOptions, ContainerHostOptions {
  /**
   * The host name or IP address of the engine, which must be in the engine's certificate.
   */
  readonly hostname: string;
}

/**
 * The options of a container host that is reached over TCP without TLS.
 */
export interface InsecureTcpHostOptions extends TcpOptions, ContainerHostOptions {
  /**
   * The host name or IP address of the engine.
   */
  readonly hostname: string;
}

/**
 * The options of a container host that is reached over SSH.
 */
export interface SshHostOptions extends SshOptions, ContainerHostOptions {
  /**
   * The host name or IP address of the machine, or an alias from `~/.ssh/config` of the user who runs Terraform.
   */
  readonly hostname: string;
}
