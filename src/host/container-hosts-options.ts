import { HostOptions } from './container-host-options';
import { Endpoint } from '../engine/endpoint';
import { RegistryCredentials } from '../engine/registry-credentials';
import { Exemption } from '../isolation/exemption';
import { IsolationPolicy } from '../isolation/isolation-policy';

/**
 * One of several hosts.
 */
export interface NamedHostOptions extends HostOptions {
  /**
   * The address of the engine, and how to connect to it. `Endpoint.environment()` is refused, since it stands for one engine.
   */
  readonly endpoint: Endpoint;
}

/**
 * What several hosts have in common.
 */
export interface ContainerHostsOptions {
  /**
   * The isolation policy that every container on these hosts must meet, in addition to the policies of the scopes around them.
   *
   * @default - no policy of its own; the policies of the scopes around them apply, or `IsolationPolicy.BASELINE` if there are none
   */
  readonly isolation?: IsolationPolicy;

  /**
   * The controls for which `isolation` may be weaker than the policies of the scopes around the hosts, each with a reason.
   *
   * @default - none; `isolation` must be at least as strict
   */
  readonly exemptions?: Exemption[];

  /**
   * Where the provider finds the credentials for registries, for images that the engines pull or build. The keys are the registries as at
   * the start of image names.
   *
   * @default - those of `docker login` on the machine that runs Terraform, with its credential helpers
   */
  readonly registryCredentials?: { [registry: string]: RegistryCredentials };
}

/**
 * The properties of several hosts.
 */
export interface ContainerHostsProps extends ContainerHostsOptions {
  /**
   * The hosts by name. A name has letters, digits, "-", "_" and ".", and starts with a letter or a digit. It is part of the Terraform
   * addresses and of the default names of what is on the host.
   */
  readonly hosts: { [name: string]: NamedHostOptions };
}
