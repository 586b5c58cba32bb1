import { VSphereHostPoolProps } from './host-pool-props';
import { VSphereResourcePoolOptions } from './resource-pool-props';

/**
 * The properties of a virtual container host on vSphere. `compute` is what its resource pool is in.
 */
export interface VSphereVirtualContainerHostProps extends VSphereHostPoolProps {
  /**
   * The bounds of all its machines together.
   *
   * @default - none: a pool with normal shares
   */
  readonly bounds?: VSphereResourcePoolOptions;
}
