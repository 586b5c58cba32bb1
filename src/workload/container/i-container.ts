import { Container as ContainerResource } from '@cdktf/provider-docker/lib/container';
import { IConstruct } from 'constructs';
import { Attachments } from './networking/attachments';
import { NetworkAttachmentOptions } from './networking/network-options';
import { PortMapping, PublishedPort } from './networking/port-mapping';
import { IContainerHost } from '../../engine/i-container-host';
import { Network } from '../network';

/**
 * A container on a host, as other constructs refer to it.
 */
export interface IContainer extends IConstruct {
  /**
   * The host that it runs on.
   */
  readonly host: IContainerHost;

  /**
   * The Terraform resource: the escape hatch for settings that have no prop.
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
  readonly _attachments: Attachments;

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
  connectTo(network: Network, options?: NetworkAttachmentOptions): void;

  /** @internal */
  _publishedPorts(): PublishedPort[];

  /**
   * The containers that start before this one.
   *
   * @internal
   */
  _startsAfter(): IContainer[];
}
