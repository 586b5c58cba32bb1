import { Construct } from 'constructs';
import { VSphereHostPool } from './host-pool';
import { VSphereMachineOptions } from './machine/machine-options';
import { VSphereResourcePool } from './resource-pool';
import { VCenter } from './vcenter';
import { VSphereVirtualContainerHostProps } from './virtual-container-host-props';
import { VSphereVirtualMachine } from './virtual-machine';
import { requireObject, requireProps } from '../private/check-props';
import { nameOfPath } from '../private/default-name';

/**
 * A virtual container host on vSphere: a resource pool in which its hosts live, and virtual machines that are no containers yet, side by
 * side. Its bounds are those of the resource pool, and change while everything runs. Hosts join and leave by their number.
 *
 * It is a pool of hosts: containers and sets of clones are spread over them.
 *
 * What it makes was judged by the schema of the provider `vmware/vsphere` 2.15, and was not applied to a vCenter.
 *
 * @example
 * const shop = new VSphereVirtualContainerHost(stack, 'shop', {
 *   ...machine,
 *   replicas: 3,
 *   hostKeys: [key],
 *   bounds: { memoryAllocation: { reservation: Size.gibibytes(24), limit: Size.gibibytes(48) } },
 * });
 * shop.addCloneSet('web', { replicas: 6, image: BaseImage.fromRegistry('nginx:1.27') });
 * shop.addVirtualMachine('legacy', {
 *   source: VSphereSource.fullClone(windows), datastore, cpus: 2, memory: Size.gibibytes(8), networks: [{ network }],
 * });
 */
export class VSphereVirtualContainerHost extends VSphereHostPool {
  /**
   * The resource pool of its machines.
   */
  public readonly resourcePool: VSphereResourcePool;

  private readonly vcenter: VCenter;

  /**
   * @param scope the scope of the virtual container host
   * @param id the id in the scope
   * @param props the bounds, the machines, and their number
   */
  constructor(scope: Construct, id: string, props: VSphereVirtualContainerHostProps) {
    requireObject('VSphereVirtualContainerHostProps', props, scope);
    requireProps('VSphereResourcePoolOptions', props.bounds, scope);
    const { bounds, ...pool } = props;
    const { vcenter, compute: parent, name = nameOfPath([...scope.node.path.split('/'), id]) } = props;
    const resourcePool = new VSphereResourcePool(scope, `${id}Pool`, { ...bounds, vcenter, parent, name });
    super(scope, id, { ...pool, compute: resourcePool });
    this.resourcePool = resourcePool;
    this.vcenter = vcenter;
  }

  /**
   * Adds a virtual machine to the resource pool: something that is no container yet.
   *
   * @param id the id within the virtual container host
   * @param options what it is made from, and what it has
   */
  public addVirtualMachine(id: string, options: VSphereMachineOptions): VSphereVirtualMachine {
    requireObject('VSphereMachineOptions', options, this);
    return new VSphereVirtualMachine(this, id, { ...options, vcenter: this.vcenter, compute: this.resourcePool });
  }
}
