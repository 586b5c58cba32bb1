// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_resource_quota_v1`.
 */
export interface ResourceQuotaV1Attributes {
  readonly id?: Value<string>;
  readonly metadata: Value<ResourceQuotaV1Metadata>;
  readonly spec?: Value<ResourceQuotaV1Spec>;
  readonly timeouts?: Value<ResourceQuotaV1Timeouts>;
}

/**
 * The block `metadata`.
 */
export interface ResourceQuotaV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface ResourceQuotaV1Spec {
  readonly hard?: Value<{ readonly [key: string]: string }>;
  readonly scopes?: Value<readonly string[]>;
  readonly scope_selector?: Value<ResourceQuotaV1SpecScopeSelector>;
}

/**
 * The block `spec.scope_selector`.
 */
export interface ResourceQuotaV1SpecScopeSelector {
  readonly match_expression?: Value<readonly ResourceQuotaV1SpecScopeSelectorMatchExpression[]>;
}

/**
 * The block `spec.scope_selector.match_expression`.
 */
export interface ResourceQuotaV1SpecScopeSelectorMatchExpression {
  readonly operator: Value<string>;
  readonly scope_name: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `timeouts`.
 */
export interface ResourceQuotaV1Timeouts {
  readonly create?: Value<string>;
  readonly update?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_resource_quota_v1`.
 */
export const RESOURCE_QUOTA_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_resource_quota_v1',
  attributes: { id: 'string' },
  blocks: {
    metadata: {
      nesting: 'list',
      attributes: {
        annotations: ['map', 'string'],
        generate_name: 'string',
        labels: ['map', 'string'],
        name: 'string',
        namespace: 'string',
      },
    },
    spec: {
      nesting: 'list',
      attributes: { hard: ['map', 'string'], scopes: ['set', 'string'] },
      blocks: {
        scope_selector: {
          nesting: 'list',
          attributes: {},
          blocks: {
            match_expression: { nesting: 'list', attributes: { operator: 'string', scope_name: 'string', values: ['set', 'string'] } },
          },
        },
      },
    },
    timeouts: { nesting: 'single', attributes: { create: 'string', update: 'string' } },
  },
};

/**
 * The resource `kubernetes_resource_quota_v1`.
 *
 * @internal
 */
export class ResourceQuotaV1 extends GeneratedResource<ResourceQuotaV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<ResourceQuotaV1Attributes>) {
    super(scope, id, RESOURCE_QUOTA_V1_SCHEMA, config);
  }
}
