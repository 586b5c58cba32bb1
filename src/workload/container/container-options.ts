import { ContainerLifecycleOptions } from './lifecycle-options';
import { ContainerNetworkOptions } from './networking/network-options';
import { PlacementOptions } from './placement-options';
import { ContainerProcessOptions } from './process/process-options';
import { ContainerResourceOptions } from './resource-options';
import { ContainerSecurityOptions } from './security-options';
import { ContainerStorageOptions } from './storage/storage-options';
import { IContainerHost } from '../../engine/i-container-host';
import { BaseImage } from '../../image/base-image';

/**
 * Options of a container.
 */
export interface ContainerOptions extends ContainerProcessOptions, ContainerLifecycleOptions, ContainerNetworkOptions,
  ContainerStorageOptions, ContainerResourceOptions, ContainerSecurityOptions {
  /**
   * The image that the container runs.
   */
  readonly image: BaseImage;

  /**
   * The name of the container on the engine, by which other containers on its networks find it.
   *
   * @default - derived from the construct's path
   */
  readonly name?: string;

  /**
   * On which nodes the container runs. Only for a cluster.
   *
   * @default - on any node
   */
  readonly placement?: PlacementOptions;
}

/**
 * Properties of a container.
 */
export interface ContainerProps extends ContainerOptions {
  /**
   * The host that the container runs on. If you change it, change the id of the construct, too. Under the old id, Terraform looks for the
   * container on the new host, and leaves the one on the old host as it is. Hosts of one `ContainerHosts` need no new id.
   */
  readonly host: IContainerHost;
}
