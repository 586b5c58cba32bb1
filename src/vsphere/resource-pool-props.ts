import { VSphereCpuAllocation, VSphereMemoryAllocation } from './allocation';
import { IVSphereCompute } from './compute';
import { VSphereAttributeValue, VSphereTag } from './objects';
import { VSphereShareScaling } from './values';
import { VCenter } from './vcenter';

/**
 * The options of a resource pool of vSphere: its bounds.
 */
export interface VSphereResourcePoolOptions {
  /**
   * What all in it gets of the processors.
   *
   * @default - nothing for itself, no limit, normal shares
   */
  readonly cpuAllocation?: VSphereCpuAllocation;

  /**
   * Whether it may reserve more processors than it has, from the pool around it.
   *
   * @default true
   */
  readonly cpuExpandable?: boolean;

  /**
   * What all in it gets of the memory.
   *
   * @default - nothing for itself, no limit, normal shares
   */
  readonly memoryAllocation?: VSphereMemoryAllocation;

  /**
   * Whether it may reserve more memory than it has, from the pool around it.
   *
   * @default true
   */
  readonly memoryExpandable?: boolean;

  /**
   * Whether the shares of what is in it grow with those of the pool. Needs vSphere 7.
   *
   * @default VSphereShareScaling.DISABLED
   */
  readonly shareScaling?: VSphereShareScaling;

  /**
   * The tags of the pool.
   *
   * @default - none
   */
  readonly tags?: VSphereTag[];

  /**
   * The values of custom attributes of the pool.
   *
   * @default - none
   */
  readonly customAttributes?: VSphereAttributeValue[];
}

/**
 * The properties of a resource pool of vSphere.
 */
export interface VSphereResourcePoolProps extends VSphereResourcePoolOptions {
  /**
   * The vCenter.
   */
  readonly vcenter: VCenter;

  /**
   * What it is in: a cluster, an ESXi host or another resource pool.
   */
  readonly parent: IVSphereCompute;

  /**
   * The name in vCenter, with at most 80 characters.
   *
   * @default - derived from the construct's path
   */
  readonly name?: string;
}
