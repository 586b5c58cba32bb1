// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_pod_disruption_budget_v1`.
 */
export interface PodDisruptionBudgetV1Attributes {
  readonly id?: Value<string>;
  readonly metadata: Value<PodDisruptionBudgetV1Metadata>;
  readonly spec: Value<PodDisruptionBudgetV1Spec>;
}

/**
 * The block `metadata`.
 */
export interface PodDisruptionBudgetV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface PodDisruptionBudgetV1Spec {
  readonly max_unavailable?: Value<string>;
  readonly min_available?: Value<string>;
  readonly selector: Value<PodDisruptionBudgetV1SpecSelector>;
}

/**
 * The block `spec.selector`.
 */
export interface PodDisruptionBudgetV1SpecSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly PodDisruptionBudgetV1SpecSelectorMatchExpressions[]>;
}

/**
 * The block `spec.selector.match_expressions`.
 */
export interface PodDisruptionBudgetV1SpecSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The types of the arguments of the resource `kubernetes_pod_disruption_budget_v1`.
 */
export const POD_DISRUPTION_BUDGET_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_pod_disruption_budget_v1',
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
      attributes: { max_unavailable: 'string', min_available: 'string' },
      blocks: {
        selector: {
          nesting: 'list',
          attributes: { match_labels: ['map', 'string'] },
          blocks: { match_expressions: { nesting: 'list', attributes: { key: 'string', operator: 'string', values: ['set', 'string'] } } },
        },
      },
    },
  },
};

/**
 * The resource `kubernetes_pod_disruption_budget_v1`.
 *
 * @internal
 */
export class PodDisruptionBudgetV1 extends GeneratedResource<PodDisruptionBudgetV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<PodDisruptionBudgetV1Attributes>) {
    super(scope, id, POD_DISRUPTION_BUDGET_V1_SCHEMA, config);
  }
}
