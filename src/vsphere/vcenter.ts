import { Annotations, TerraformProvider, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { checkMinutes } from './check/ranges';
import { minutes } from './check/units';
import { VSphereCluster, VSphereEsxiHost, VSphereExistingPool } from './compute';
import { unsafeVCenterPassword, vCenterOfAnotherStack } from './errors';
import {
  VSphereCustomAttribute, VSphereCustomizationSpec, VSphereDatastore, VSphereDatastoreCluster, VSphereLibraryItem, VSphereNetwork,
  VSphereStoragePolicy, VSphereTag,
} from './objects';
import { VSphereTemplate } from './template';
import { FindNetworkOptions, VCenterProps } from './vcenter-props';
import { VSphereProvider } from './vsphere-provider';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireArguments, requireProps } from '../private/check-props';
import { emptyValue, secretNoVariable } from '../private/errors';
import { DataComputeCluster } from '../targets/vsphere/generated/data-compute-cluster';
import { DataContentLibrary } from '../targets/vsphere/generated/data-content-library';
import { DataContentLibraryItem } from '../targets/vsphere/generated/data-content-library-item';
import { DataCustomAttribute } from '../targets/vsphere/generated/data-custom-attribute';
import { DataDatacenter } from '../targets/vsphere/generated/data-datacenter';
import { DataDatastore } from '../targets/vsphere/generated/data-datastore';
import { DataDatastoreCluster } from '../targets/vsphere/generated/data-datastore-cluster';
import { DataGuestOsCustomization } from '../targets/vsphere/generated/data-guest-os-customization';
import { DataHost } from '../targets/vsphere/generated/data-host';
import { DataNetwork } from '../targets/vsphere/generated/data-network';
import { DataResourcePool } from '../targets/vsphere/generated/data-resource-pool';
import { DataStoragePolicy } from '../targets/vsphere/generated/data-storage-policy';
import { DataTag } from '../targets/vsphere/generated/data-tag';
import { DataTagCategory } from '../targets/vsphere/generated/data-tag-category';
import { DataVirtualMachine } from '../targets/vsphere/generated/data-virtual-machine';

/**
 * A vCenter, and what is found there by its name: clusters, datastores, networks, templates. Its Terraform provider is `vmware/vsphere`.
 *
 * The credentials are Terraform variables, so no file that synthesis writes has them.
 *
 * @example
 * const vcenter = new VCenter(stack, 'vcenter', {
 *   server: 'vcenter.example.com',
 *   user: new TerraformVariable(stack, 'vsphere_user', { type: 'string' }),
 *   password: new TerraformVariable(stack, 'vsphere_password', { type: 'string', sensitive: true }),
 *   datacenter: 'dc-1',
 * });
 * const cluster = vcenter.findCluster('cluster', 'cluster-1');
 */
export class VCenter extends Construct {
  /**
   * The Terraform provider, the escape hatch for resources without a construct. Pass it to them as `provider`.
   */
  public readonly provider: TerraformProvider;

  /**
   * The id of the datacenter.
   */
  public readonly datacenterId: string;

  /**
   * @param scope the scope of the vCenter
   * @param id the id in the scope
   * @param props how to connect, and the datacenter
   */
  constructor(scope: Construct, id: string, props: VCenterProps) {
    super(scope, id);
    checkCredentials(props, this);
    requireProps('VCenterProps', props, this);
    throwIfAny([
      ...checkName('server', props.server), ...checkName('datacenter', props.datacenter),
      ...checkMinutes('`apiTimeout` of a vCenter', props.apiTimeout, 1), ...checkMinutes('`keepAlive` of a vCenter', props.keepAlive, 1),
    ], this);
    const { server, user, password, datacenter, allowUnverifiedTls, apiTimeout, keepAlive, persistSession } = props;
    const stack = TerraformStack.of(this);
    const others = stack.node.findAll().filter((node) => node instanceof VSphereProvider);
    this.provider = new VSphereProvider(this, 'Provider', {
      vsphere_server: server,
      user: user.stringValue,
      password: password.stringValue,
      allow_unverified_ssl: allowUnverifiedTls,
      api_timeout: minutes(apiTimeout),
      vim_keep_alive: minutes(keepAlive),
      persist_session: persistSession,
    }, others.length === 0 ? undefined : this.node.addr);
    if (allowUnverifiedTls) {
      Annotations.of(this).addWarning('The certificate of the vCenter is not verified: whoever answers in its place gets the password. Let '
        + 'the machine that runs Terraform trust its authority, and leave `allowUnverifiedTls` out.');
    }
    this.datacenterId = this.found(new DataDatacenter(this, 'Datacenter', this.with({ name: datacenter })));
  }

  /**
   * Finds a cluster.
   *
   * @param id the id within the vCenter construct
   * @param name the name or the path of the cluster
   */
  public findCluster(id: string, name: string): VSphereCluster {
    const data = new DataComputeCluster(this, this.checked(id, name), this.inDatacenter(name));
    return VSphereCluster.of(this.found(data), data.getStringAttribute('resource_pool_id'));
  }

  /**
   * Finds an ESXi host.
   *
   * @param id the id within the vCenter construct
   * @param name the name of the host in vCenter
   */
  public findEsxiHost(id: string, name: string): VSphereEsxiHost {
    const data = new DataHost(this, this.checked(id, name), this.with({ name, datacenter_id: this.datacenterId }));
    return VSphereEsxiHost.of(this.found(data), data.getStringAttribute('resource_pool_id'));
  }

  /**
   * Finds a resource pool.
   *
   * @param id the id within the vCenter construct
   * @param name the path of the resource pool, such as "cluster-1/Resources/production"
   * @param cluster the cluster in which it is; needed for rules that keep machines apart
   */
  public findResourcePool(id: string, name: string, cluster?: VSphereCluster): VSphereExistingPool {
    return VSphereExistingPool.of(this.found(new DataResourcePool(this, this.checked(id, name), this.inDatacenter(name))), cluster);
  }

  /**
   * Finds a datastore.
   *
   * @param id the id within the vCenter construct
   * @param name the name or the path of the datastore
   */
  public findDatastore(id: string, name: string): VSphereDatastore {
    return VSphereDatastore.of(this.found(new DataDatastore(this, this.checked(id, name), this.inDatacenter(name))));
  }

  /**
   * Finds a datastore cluster.
   *
   * @param id the id within the vCenter construct
   * @param name the name or the path of the datastore cluster
   */
  public findDatastoreCluster(id: string, name: string): VSphereDatastoreCluster {
    return VSphereDatastoreCluster.of(this.found(new DataDatastoreCluster(this, this.checked(id, name), this.inDatacenter(name))));
  }

  /**
   * Finds a network.
   *
   * @param id the id within the vCenter construct
   * @param name the name or the path of the network, such as "VM Network"
   * @param options where it is
   */
  public findNetwork(id: string, name: string, options: FindNetworkOptions = {}): VSphereNetwork {
    requireProps('FindNetworkOptions', options, this);
    return VSphereNetwork.of(this.found(new DataNetwork(this, this.checked(id, name), this.with({
      name, datacenter_id: this.datacenterId, distributed_virtual_switch_uuid: options.distributedSwitchUuid,
    }))));
  }

  /**
   * Finds a template, or a virtual machine to clone.
   *
   * @param id the id within the vCenter construct
   * @param name the name or the path of the template
   */
  public findTemplate(id: string, name: string): VSphereTemplate {
    return VSphereTemplate._found(new DataVirtualMachine(this, this.checked(id, name), this.inDatacenter(name)));
  }

  /**
   * Finds an OVF template in a content library.
   *
   * @param id the id within the vCenter construct
   * @param library the name of the library
   * @param name the name of the item
   */
  public findLibraryItem(id: string, library: string, name: string): VSphereLibraryItem {
    requireArguments({ library: ['string', library] }, this);
    const within = new Construct(this, this.checked(id, name));
    const libraryId = this.found(new DataContentLibrary(within, 'Library', this.with({ name: library })));
    return VSphereLibraryItem.of(this.found(new DataContentLibraryItem(within, 'Item', this.with({
      name, library_id: libraryId, type: 'ovf',
    }))));
  }

  /**
   * Finds a storage policy.
   *
   * @param id the id within the vCenter construct
   * @param name the name of the policy
   */
  public findStoragePolicy(id: string, name: string): VSphereStoragePolicy {
    return VSphereStoragePolicy.of(this.found(new DataStoragePolicy(this, this.checked(id, name), this.with({ name }))));
  }

  /**
   * Finds a customization specification.
   *
   * @param id the id within the vCenter construct
   * @param name the name of the specification
   */
  public findCustomizationSpec(id: string, name: string): VSphereCustomizationSpec {
    return VSphereCustomizationSpec.of(this.found(new DataGuestOsCustomization(this, this.checked(id, name), this.with({ name }))));
  }

  /**
   * Finds a tag.
   *
   * @param id the id within the vCenter construct
   * @param category the name of its category
   * @param name the name of the tag
   */
  public findTag(id: string, category: string, name: string): VSphereTag {
    requireArguments({ category: ['string', category] }, this);
    const within = new Construct(this, this.checked(id, name));
    const categoryId = this.found(new DataTagCategory(within, 'Category', this.with({ name: category })));
    return VSphereTag.of(this.found(new DataTag(within, 'Tag', this.with({ name, category_id: categoryId }))));
  }

  /**
   * Finds a custom attribute.
   *
   * @param id the id within the vCenter construct
   * @param name the name of the attribute
   */
  public findCustomAttribute(id: string, name: string): VSphereCustomAttribute {
    return VSphereCustomAttribute.of(this.found(new DataCustomAttribute(this, this.checked(id, name), this.with({ name }))));
  }

  private checked(id: string, name: string): string {
    requireArguments({ id: ['string', id], name: ['string', name] }, this);
    throwIfAny(checkName(`name of ${id}`, name), this);
    return id;
  }

  private inDatacenter(name: string) {
    return this.with({ name, datacenter_id: this.datacenterId });
  }

  private with<A extends object>(attributes: A) {
    return { provider: this.provider, attributes: () => attributes };
  }

  private found(data: { getStringAttribute(name: string): string }): string {
    return data.getStringAttribute('id');
  }
}

function checkName(what: string, name: string): BerthError[] {
  return name === '' ? [emptyValue(`The ${what} of a vCenter`, 'name it as the vSphere Client shows it')] : [];
}

/** In plain JavaScript, a variable may be the password itself, so it is checked before other checks print what is given. */
function checkCredentials(props: VCenterProps, scope: Construct): void {
  const problems = (['user', 'password'] as const).flatMap((part) => {
    const variable: unknown = props?.[part];
    if (!TerraformVariable.isTerraformElement(variable) || !(variable instanceof Object && 'sensitive' in variable)) {
      return variable === undefined ? [] : [secretNoVariable(`The \`${part}\` of a vCenter`)];
    }
    const isOurs = TerraformStack.of(variable) === TerraformStack.of(scope);
    return isOurs ? [] : [vCenterOfAnotherStack(part, variable.node.path, TerraformStack.of(scope).node.id)];
  });
  const { password } = props ?? {};
  const isUnsafe = problems.length === 0 && password !== undefined && (password.sensitive !== true || password.default !== undefined);
  throwIfAny([...problems, ...isUnsafe ? [unsafeVCenterPassword(password.node.id)] : []], scope);
}
