// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_namespace_v1`.
 */
export interface NamespaceV1Attributes {
  readonly id?: Value<string>;
  readonly wait_for_default_service_account?: Value<boolean>;
  readonly metadata: Value<NamespaceV1Metadata>;
  readonly timeouts?: Value<NamespaceV1Timeouts>;
}

/**
 * The block `metadata`.
 */
export interface NamespaceV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
}

/**
 * The block `timeouts`.
 */
export interface NamespaceV1Timeouts {
  readonly delete?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_namespace_v1`.
 */
export const NAMESPACE_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_namespace_v1',
  attributes: { id: 'string', wait_for_default_service_account: 'bool' },
  blocks: {
    metadata: {
      nesting: 'list',
      attributes: { annotations: ['map', 'string'], generate_name: 'string', labels: ['map', 'string'], name: 'string' },
    },
    timeouts: { nesting: 'single', attributes: { delete: 'string' } },
  },
};

/**
 * The resource `kubernetes_namespace_v1`.
 *
 * @internal
 */
export class NamespaceV1 extends GeneratedResource<NamespaceV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<NamespaceV1Attributes>) {
    super(scope, id, NAMESPACE_V1_SCHEMA, config);
  }
}
