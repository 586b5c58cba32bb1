import { Container as ContainerResource } from '@cdktf/provider-docker/lib/container';
import { IConstruct } from 'constructs';
import { NetworkAttachmentOptions } from './networking/network-options';
import { PortMapping } from './networking/port-mapping';
import { IContainerHost } from '../../engine/i-container-host';
import { ContainerModel } from '../../model/container';
import { INetwork } from '../i-network';

/**
 * A container on a host, as other constructs refer to it.
 */
export interface IContainer extends IConstruct {
  /**
   * The host that it runs on.
   */
  readonly host: IContainerHost;

  /**
   * The Terraform resource: the escape hatch for settings that have no prop. Throws an error if the container becomes something other
   * than a `docker_container`.
   */
  readonly resource: ContainerResource;

  /**
   * The name of the container on the engine, by which other containers on its networks find it. A token, so Terraform creates the
   * container before whatever uses the name.
   */
  readonly name: string;

  /**
   * The id of the container on the engine. A token.
   */
  readonly containerId: string;

  /** @internal */
  readonly _model: ContainerModel;

  /**
   * Publishes a port on the host.
   *
   * @param mapping the port, and where it is published
   */
  addPort(mapping: PortMapping): void;

  /**
   * Connects the container to a network.
   *
   * @param network a network of the same host
   * @param options aliases and fixed addresses
   */
  connectTo(network: INetwork, options?: NetworkAttachmentOptions): void;
}
