// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_priority_class_v1`.
 */
export interface PriorityClassV1Attributes {
  readonly global_default?: Value<boolean>;
  readonly id?: Value<string>;
  readonly preemption_policy?: Value<string>;
  readonly value: Value<number>;
  readonly metadata: Value<PriorityClassV1Metadata>;
}

/**
 * The block `metadata`.
 */
export interface PriorityClassV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_priority_class_v1`.
 */
export const PRIORITY_CLASS_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_priority_class_v1',
  attributes: { global_default: 'bool', id: 'string', preemption_policy: 'string', value: 'number' },
  blocks: {
    metadata: {
      nesting: 'list',
      attributes: { annotations: ['map', 'string'], generate_name: 'string', labels: ['map', 'string'], name: 'string' },
    },
  },
};

/**
 * The resource `kubernetes_priority_class_v1`.
 *
 * @internal
 */
export class PriorityClassV1 extends GeneratedResource<PriorityClassV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<PriorityClassV1Attributes>) {
    super(scope, id, PRIORITY_CLASS_V1_SCHEMA, config);
  }
}
