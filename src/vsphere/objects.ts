/**
 * Something that vCenter has already, by the id by which its API knows it.
 */
export abstract class VSphereObject {
  /**
   * @param id the id in vCenter, which may be a token
   */
  protected constructor(
    /**
     * The id in vCenter, such as "network-12".
     */
    public readonly id: string,
  ) {}
}

/**
 * A network of vSphere: a port group of a standard or a distributed switch, or a segment of NSX.
 */
export class VSphereNetwork extends VSphereObject {
  /**
   * Returns the network with an id, such as one that another resource of the stack makes.
   *
   * @param id the id in vCenter
   */
  public static of(id: string): VSphereNetwork {
    return new VSphereNetwork(id);
  }
}

/**
 * A datastore of vSphere.
 */
export class VSphereDatastore extends VSphereObject {
  /**
   * Returns the datastore with an id.
   *
   * @param id the id in vCenter
   */
  public static of(id: string): VSphereDatastore {
    return new VSphereDatastore(id);
  }
}

/**
 * A datastore cluster of vSphere, in which Storage DRS places and moves disks.
 */
export class VSphereDatastoreCluster extends VSphereObject {
  /**
   * Returns the datastore cluster with an id.
   *
   * @param id the id in vCenter
   */
  public static of(id: string): VSphereDatastoreCluster {
    return new VSphereDatastoreCluster(id);
  }
}

/**
 * A storage policy of vSphere.
 */
export class VSphereStoragePolicy extends VSphereObject {
  /**
   * Returns the storage policy with an id.
   *
   * @param id the id in vCenter
   */
  public static of(id: string): VSphereStoragePolicy {
    return new VSphereStoragePolicy(id);
  }
}

/**
 * A customization specification that vCenter keeps.
 */
export class VSphereCustomizationSpec extends VSphereObject {
  /**
   * Returns the specification with an id.
   *
   * @param id the id in vCenter
   */
  public static of(id: string): VSphereCustomizationSpec {
    return new VSphereCustomizationSpec(id);
  }
}

/**
 * A tag of vSphere.
 */
export class VSphereTag extends VSphereObject {
  /**
   * Returns the tag with an id.
   *
   * @param id the id in vCenter
   */
  public static of(id: string): VSphereTag {
    return new VSphereTag(id);
  }
}

/**
 * A custom attribute of vSphere.
 */
export class VSphereCustomAttribute extends VSphereObject {
  /**
   * Returns the custom attribute with an id.
   *
   * @param id the id in vCenter
   */
  public static of(id: string): VSphereCustomAttribute {
    return new VSphereCustomAttribute(id);
  }
}

/**
 * A virtual machine template in a content library: an OVF template.
 */
export class VSphereLibraryItem extends VSphereObject {
  /**
   * Returns the item with an id.
   *
   * @param id the id in vCenter
   */
  public static of(id: string): VSphereLibraryItem {
    return new VSphereLibraryItem(id);
  }
}

/**
 * The value of a custom attribute.
 */
export interface VSphereAttributeValue {
  /**
   * The custom attribute.
   */
  readonly attribute: VSphereCustomAttribute;

  /**
   * Its value.
   */
  readonly value: string;
}
