import { TerraformDataSource, TerraformProvider, TerraformResource, TerraformResourceConfig } from 'cdktf';
import { Size } from 'cdktf-berth';
import { Construct } from 'constructs';

/*
 * The part of the vSphere provider that the example uses. `cdktf get` generates bindings of the whole provider, which are not needed for
 * this. The names of attributes are those of the provider.
 */

const GENERATED = { providerName: 'vsphere', providerVersionConstraint: '~> 2.15' };

export interface VsphereProviderConfig {
  readonly vsphere_server: string;
  readonly user: string;
  readonly password: string;
}

/** The connection to vCenter. */
export class VsphereProvider extends TerraformProvider {
  constructor(scope: Construct, id: string, private readonly config: VsphereProviderConfig) {
    super(scope, id, {
      terraformResourceType: 'vsphere', terraformProviderSource: 'vmware/vsphere', terraformGeneratorMetadata: GENERATED,
    });
  }

  protected override synthesizeAttributes(): object {
    return { ...this.config };
  }
}

export interface FoundConfig {
  readonly name: string;
  readonly datacenter_id?: string;
}

/** Something that vCenter has already, found by its name. */
export class Found extends TerraformDataSource {
  constructor(scope: Construct, id: string, type: string, private readonly config: FoundConfig) {
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata: GENERATED });
  }

  public get id(): string {
    return this.getStringAttribute('id');
  }

  protected override synthesizeAttributes(): object {
    return { ...this.config };
  }
}

export interface VirtualMachineProps extends Pick<TerraformResourceConfig, 'provisioners'> {
  readonly name: string;
  readonly resourcePoolId: string;
  readonly datastoreId: string;
  readonly networkId: string;
  /** The template, which has cloud-init and the VMware tools. */
  readonly template: Found;
  readonly cpus: number;
  readonly memory: Size;
  /** In whole gibibytes. */
  readonly disk: Size;
  /** User data for cloud-init, compressed, in base64. */
  readonly userData: string;
}

/** A virtual machine that is cloned from a template. cloud-init reads its user data from the machine's `guestinfo`. */
export class VirtualMachine extends TerraformResource {
  constructor(scope: Construct, id: string, private readonly props: VirtualMachineProps) {
    super(scope, id, {
      terraformResourceType: 'vsphere_virtual_machine', terraformGeneratorMetadata: GENERATED, provisioners: props.provisioners,
    });
  }

  /** The address that the machine has, a token. */
  public get address(): string {
    return this.getStringAttribute('default_ip_address');
  }

  protected override synthesizeAttributes(): object {
    const { name, template, cpus, memory, disk, userData } = this.props;
    return {
      name,
      resource_pool_id: this.props.resourcePoolId,
      datastore_id: this.props.datastoreId,
      guest_id: template.getStringAttribute('guest_id'),
      num_cpus: cpus,
      memory: memory.toMebibytes(),
      network_interface: [{ network_id: this.props.networkId }],
      disk: [{ label: 'disk0', size: disk.toMebibytes() / 1_024 }],
      clone: [{ template_uuid: template.id }],
      extra_config: {
        'guestinfo.metadata': Buffer.from(JSON.stringify({ 'local-hostname': name })).toString('base64'),
        'guestinfo.metadata.encoding': 'base64',
        'guestinfo.userdata': userData,
        'guestinfo.userdata.encoding': 'gzip+base64',
      },
    };
  }
}
