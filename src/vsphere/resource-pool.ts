import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { checkAllocations } from './check/allocation';
import { checkMachineName } from './check/machine';
import { isAbove } from './check/ranges';
import { IVSphereCompute } from './compute';
import { valuesById } from './custom-attributes';
import { machineAbovePool, poolOvercommitted } from './errors';
import { PooledMachine } from './pooled-machine';
import { VSphereResourcePoolProps } from './resource-pool-props';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { nameOfPath } from '../private/default-name';
import { isKnown } from '../private/tokens';
import { ResourcePool } from '../targets/vsphere/generated/resource-pool';
import { Size } from '../units/size';

/**
 * A resource pool of vSphere: bounds for all machines in it together. It needs a cluster with DRS, or a single ESXi host.
 *
 * Synthesis fails if the machines and pools in it reserve more than it has and it is not expandable, or if one machine has more memory than
 * its limit, or that of a pool around it.
 */
export class VSphereResourcePool extends Construct implements IVSphereCompute {
  /**
   * The name in vCenter.
   */
  public readonly name: string;

  /**
   * The id of the resource pool, a token.
   */
  public readonly resourcePoolId: string;

  /**
   * The id of the cluster, or undefined if it is not known.
   */
  public readonly clusterId?: string;

  /**
   * The Terraform resource, the escape hatch.
   */
  public readonly resource: TerraformResource;

  private readonly members: PooledMachine[] = [];

  /**
   * @param scope the scope of the pool
   * @param id the id in the scope
   * @param props what it is in, and its bounds
   */
  constructor(scope: Construct, id: string, private readonly props: VSphereResourcePoolProps) {
    super(scope, id);
    requireProps('VSphereResourcePoolProps', props, this);
    const { vcenter, parent, cpuAllocation: cpu, memoryAllocation: ram } = props;
    this.name = props.name ?? nameOfPath(this.node.path.split('/'));
    throwIfAny([...checkMachineName(this.name), ...checkAllocations('a resource pool', cpu, ram)], this);
    this.clusterId = parent.clusterId;
    this.resource = new ResourcePool(this, 'Resource', {
      provider: vcenter.provider,
      attributes: () => ({
        name: this.name,
        parent_resource_pool_id: parent.resourcePoolId,
        cpu_reservation: cpu?.reservationMhz,
        cpu_limit: cpu?.limitMhz,
        cpu_expandable: props.cpuExpandable,
        cpu_share_level: cpu?.shares?.level,
        cpu_shares: cpu?.shares?.amount,
        memory_reservation: ram?.reservation?.toMebibytes(),
        memory_limit: ram?.limit?.toMebibytes(),
        memory_expandable: props.memoryExpandable,
        memory_share_level: ram?.shares?.level,
        memory_shares: ram?.shares?.amount,
        scale_descendants_shares: props.shareScaling,
        tags: props.tags?.map(({ id: tag }) => tag),
        custom_attributes: valuesById(props.customAttributes),
      }),
    });
    this.resourcePoolId = this.resource.getStringAttribute('id');
    if (parent instanceof VSphereResourcePool) {
      parent._add({ path: this.node.path, memoryReservation: ram?.reservation, cpuReservation: cpu?.reservationMhz });
    }
    this.node.addValidation({ validate: () => this.problems().map(({ detail }) => detail) });
  }

  /**
   * Notes what is in the pool.
   *
   * @internal
   */
  public _add(member: PooledMachine): void {
    this.members.push(member);
  }

  /** The limit that holds in the pool: its own, or a lower one of a pool around it. */
  private get memoryLimit(): Size | undefined {
    const { memoryAllocation: { limit } = {}, parent } = this.props;
    const outer = parent instanceof VSphereResourcePool ? parent.memoryLimit : undefined;
    return limit === undefined || isAbove(limit.toBytes(), outer?.toBytes()) ? outer : limit;
  }

  private problems(): BerthError[] {
    const { cpuAllocation: cpu, memoryAllocation: ram, cpuExpandable = true, memoryExpandable = true } = this.props;
    const mebibytes = (bytes: number) => `${Size.mebibytes(bytes / Size.mebibytes(1).toBytes())}`;
    return [
      ...cpuExpandable ? [] : this.overcommitted('CPU', (each) => each.cpuReservation, cpu?.reservationMhz ?? 0, (value) => `${value} MHz`),
      ...memoryExpandable
        ? [] : this.overcommitted('memory', (each) => each.memoryReservation?.toBytes(), ram?.reservation?.toBytes() ?? 0, mebibytes),
      ...this.members.filter(({ memory }) => isAbove(memory?.toBytes(), this.memoryLimit?.toBytes()))
        .map(({ path, memory }) => machineAbovePool(path, 'memory', `${memory}`, `${this.memoryLimit}`)),
    ];
  }

  private overcommitted(
    what: string, of: (member: PooledMachine) => number | undefined, reserved: number, show: (value: number) => string,
  ): BerthError[] {
    const taking = this.members.map((member) => ({ path: member.path, value: of(member) ?? 0 }))
      .filter(({ value }) => isKnown(value) && value > 0);
    const sum = taking.reduce((total, { value }) => total + value, 0);
    if (!isAbove(sum, reserved)) return [];
    return [poolOvercommitted(what, show(sum), show(reserved), taking.map(({ path, value }) => `${path}: ${show(value)}`))];
  }
}
