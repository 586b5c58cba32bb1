import { Fn, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { checkMachine } from './check/machine';
import { VSphereMachineProps } from './machine/machine-options';
import { PooledMachine } from './pooled-machine';
import { CLOUD_INIT_SETTINGS } from './render/guest';
import { renderMachine } from './render/machine';
import { VSphereResourcePool } from './resource-pool';
import { VSphereTemplate } from './template';
import { throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { nameOfPath } from '../private/default-name';
import { VirtualMachine } from '../targets/vsphere/generated/virtual-machine';

/** A host name is a DNS label. */
const LONGEST_NAME = 63;

/**
 * A virtual machine of vSphere.
 *
 * For a machine that becomes a container host, use `VSphereHost`.
 *
 * @example
 * const legacy = new VSphereVirtualMachine(stack, 'legacy', {
 *   vcenter,
 *   compute: vcenter.findCluster('cluster', 'cluster-1'),
 *   datastore: vcenter.findDatastore('datastore', 'fast'),
 *   source: VSphereSource.fullClone(vcenter.findTemplate('template', 'windows-2022')),
 *   cpus: 4,
 *   memory: Size.gibibytes(16),
 *   networks: [{ network: vcenter.findNetwork('network', 'VM Network') }],
 * });
 */
export class VSphereVirtualMachine extends Construct {
  /**
   * The name in vCenter.
   */
  public readonly name: string;

  /**
   * The address that vSphere reports for the machine, a token.
   */
  public readonly address: string;

  /**
   * The Terraform resource, the escape hatch.
   */
  public readonly resource: TerraformResource;

  /**
   * @param scope the scope of the machine
   * @param id the id in the scope
   * @param props where it runs, what it is made from, and what it has
   */
  constructor(scope: Construct, id: string, private readonly props: VSphereMachineProps) {
    super(scope, id);
    requireProps('VSphereMachineProps', props, this);
    this.name = props.name ?? nameOfPath(this.node.path.split('/'), LONGEST_NAME).replace(/[^a-z0-9-]+/g, '-');
    throwIfAny(checkMachine(this.name, props), this);
    const attributes = renderMachine(this, this.name, props);
    const { source, userData } = props;
    this.resource = new VirtualMachine(this, 'Resource', {
      provider: props.vcenter.provider,
      dependsOn: source._snapshot && [source._snapshot.resource],
      // cloud-init reads them at the first start only, and clears one of them.
      lifecycle: userData === undefined ? undefined : {
        ignoreChanges: attributes.extra_config === undefined || !('guestinfo.userdata' in attributes.extra_config)
          ? ['vapp[0].properties["user-data"]'] : CLOUD_INIT_SETTINGS.map((name) => `extra_config[${JSON.stringify(name)}]`),
      },
      attributes: () => attributes,
    });
    this.address = this.resource.getStringAttribute('default_ip_address');
    if (props.compute instanceof VSphereResourcePool) props.compute._add(this.inPool());
  }

  /**
   * All addresses that vSphere reports for the machine, a token.
   */
  public get addresses(): string[] {
    return this.resource.getListAttribute('guest_ip_addresses');
  }

  /**
   * The UUID of the machine, a token.
   */
  public get uuid(): string {
    return this.resource.getStringAttribute('uuid');
  }

  /**
   * Returns the machine as what others are cloned from. Clones need disks with sizes.
   */
  public asTemplate(): VSphereTemplate {
    const attribute = (name: string) => Fn.lookup(this.resource.fqn, name) as string;
    return VSphereTemplate.of({
      uuid: this.uuid, guestId: attribute('guest_id'), firmware: attribute('firmware'), scsiType: attribute('scsi_type'),
    });
  }

  private inPool(): PooledMachine {
    const { memory, reserveAllMemory, memoryAllocation, cpuAllocation } = this.props;
    return {
      path: this.node.path,
      memory,
      memoryReservation: reserveAllMemory === true ? memory : memoryAllocation?.reservation,
      cpuReservation: cpuAllocation?.reservationMhz,
    };
  }
}
