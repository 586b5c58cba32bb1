import type { ContainerLifecycleOptions } from './lifecycle';
import type { ContainerNetworkOptions } from './networking';
import type { ContainerProcessOptions } from './process';
import type { ContainerResourceOptions } from './resources';
import type { ContainerSecurityOptions } from './security';
import type { ContainerStorageOptions } from './storage';
import type { ContainerHost } from '../../host/container-host';
import type { BaseImage } from '../../image/base-image';

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
  readonly host: ContainerHost;
}
