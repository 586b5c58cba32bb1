import { ContainerLifecycleOptions } from './lifecycle';
import { ContainerNetworkOptions } from './networking';
import { ContainerProcessOptions } from './process';
import { ContainerResourceOptions } from './resources';
import { ContainerSecurityOptions } from './security';
import { ContainerStorageOptions } from './storage';
import { IContainerHost } from '../../engine/i-container-host';
import { BaseImage } from '../../image/base-image';

/**
 * What runs in a container, and how.
 */
export interface ContainerOptions extends ContainerProcessOptions, ContainerLifecycleOptions, ContainerNetworkOptions, ContainerStorageOptions,
  ContainerResourceOptions, ContainerSecurityOptions {
  /**
   * What it is made from.
   */
  readonly image: BaseImage;

  /**
   * Its name on the engine, by which containers of its networks find it.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;
}

/**
 * What runs in a container, how, and on which host.
 */
export interface ContainerProps extends ContainerOptions {
  /**
   * The host that it is on.
   */
  readonly host: IContainerHost;
}
