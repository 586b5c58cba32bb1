import { VSphereObject } from './objects';

/**
 * Where virtual machines run: a cluster, a single ESXi host, or a resource pool in one of them.
 */
export interface IVSphereCompute {
  /**
   * The id of the resource pool in which machines are placed. A cluster and a host have one, too.
   */
  readonly resourcePoolId: string;

  /**
   * The id of the cluster, or undefined if it is not known.
   */
  readonly clusterId?: string;
}

/**
 * A cluster of vSphere.
 */
export class VSphereCluster extends VSphereObject implements IVSphereCompute {
  /**
   * Returns the cluster with an id.
   *
   * @param id the id in vCenter
   * @param resourcePoolId the id of its root resource pool
   */
  public static of(id: string, resourcePoolId: string): VSphereCluster {
    return new VSphereCluster(id, resourcePoolId);
  }

  private constructor(
    id: string,
    /**
     * The id of the root resource pool of the cluster.
     */
    public readonly resourcePoolId: string,
  ) {
    super(id);
  }

  /**
   * The id of the cluster.
   */
  public get clusterId(): string | undefined {
    return this.id;
  }
}

/**
 * An ESXi host of vSphere.
 */
export class VSphereEsxiHost extends VSphereObject implements IVSphereCompute {
  /**
   * Returns the ESXi host with an id.
   *
   * @param id the id in vCenter
   * @param resourcePoolId the id of the root resource pool of the host, or of its cluster
   */
  public static of(id: string, resourcePoolId: string): VSphereEsxiHost {
    return new VSphereEsxiHost(id, resourcePoolId);
  }

  private constructor(
    id: string,
    /**
     * The id of the root resource pool of the host, or of its cluster.
     */
    public readonly resourcePoolId: string,
  ) {
    super(id);
  }
}

/**
 * A resource pool that exists already. `VSphereResourcePool` makes one.
 */
export class VSphereExistingPool extends VSphereObject implements IVSphereCompute {
  /**
   * Returns the resource pool with an id.
   *
   * @param id the id in vCenter
   * @param cluster the cluster in which it is; needed for rules that keep machines apart
   */
  public static of(id: string, cluster?: VSphereCluster): VSphereExistingPool {
    return new VSphereExistingPool(id, cluster?.id);
  }

  private constructor(
    id: string,
    /**
     * The id of the cluster, or undefined if it is not known.
     */
    public readonly clusterId?: string,
  ) {
    super(id);
  }

  /**
   * The id of the resource pool.
   */
  public get resourcePoolId(): string {
    return this.id;
  }
}
