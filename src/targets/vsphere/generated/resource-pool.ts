// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `vsphere_resource_pool`.
 */
export interface ResourcePoolAttributes {
  readonly cpu_expandable?: Value<boolean>;
  readonly cpu_limit?: Value<number>;
  readonly cpu_reservation?: Value<number>;
  readonly cpu_share_level?: Value<string>;
  readonly cpu_shares?: Value<number>;
  readonly custom_attributes?: Value<{ readonly [key: string]: string }>;
  readonly id?: Value<string>;
  readonly memory_expandable?: Value<boolean>;
  readonly memory_limit?: Value<number>;
  readonly memory_reservation?: Value<number>;
  readonly memory_share_level?: Value<string>;
  readonly memory_shares?: Value<number>;
  readonly name: Value<string>;
  readonly parent_resource_pool_id: Value<string>;
  readonly scale_descendants_shares?: Value<string>;
  readonly tags?: Value<readonly string[]>;
}

/**
 * The types of the arguments of the resource `vsphere_resource_pool`.
 */
export const RESOURCE_POOL_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_resource_pool',
  attributes: {
    cpu_expandable: 'bool',
    cpu_limit: 'number',
    cpu_reservation: 'number',
    cpu_share_level: 'string',
    cpu_shares: 'number',
    custom_attributes: ['map', 'string'],
    id: 'string',
    memory_expandable: 'bool',
    memory_limit: 'number',
    memory_reservation: 'number',
    memory_share_level: 'string',
    memory_shares: 'number',
    name: 'string',
    parent_resource_pool_id: 'string',
    scale_descendants_shares: 'string',
    tags: ['set', 'string'],
  },
};

/**
 * The resource `vsphere_resource_pool`.
 *
 * @internal
 */
export class ResourcePool extends GeneratedResource<ResourcePoolAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<ResourcePoolAttributes>) {
    super(scope, id, RESOURCE_POOL_SCHEMA, config);
  }
}
