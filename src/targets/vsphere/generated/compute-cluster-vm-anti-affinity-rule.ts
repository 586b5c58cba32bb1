// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `vsphere_compute_cluster_vm_anti_affinity_rule`.
 */
export interface ComputeClusterVmAntiAffinityRuleAttributes {
  readonly compute_cluster_id: Value<string>;
  readonly enabled?: Value<boolean>;
  readonly id?: Value<string>;
  readonly mandatory?: Value<boolean>;
  readonly name: Value<string>;
  readonly virtual_machine_ids: Value<readonly string[]>;
}

/**
 * The types of the arguments of the resource `vsphere_compute_cluster_vm_anti_affinity_rule`.
 */
export const COMPUTE_CLUSTER_VM_ANTI_AFFINITY_RULE_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_compute_cluster_vm_anti_affinity_rule',
  attributes: {
    compute_cluster_id: 'string',
    enabled: 'bool',
    id: 'string',
    mandatory: 'bool',
    name: 'string',
    virtual_machine_ids: ['set', 'string'],
  },
};

/**
 * The resource `vsphere_compute_cluster_vm_anti_affinity_rule`.
 *
 * @internal
 */
export class ComputeClusterVmAntiAffinityRule extends GeneratedResource<ComputeClusterVmAntiAffinityRuleAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<ComputeClusterVmAntiAffinityRuleAttributes>) {
    super(scope, id, COMPUTE_CLUSTER_VM_ANTI_AFFINITY_RULE_SCHEMA, config);
  }
}
