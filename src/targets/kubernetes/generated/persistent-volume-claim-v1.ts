// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_persistent_volume_claim_v1`.
 */
export interface PersistentVolumeClaimV1Attributes {
  readonly id?: Value<string>;
  readonly wait_until_bound?: Value<boolean>;
  readonly metadata: Value<PersistentVolumeClaimV1Metadata>;
  readonly spec: Value<PersistentVolumeClaimV1Spec>;
  readonly timeouts?: Value<PersistentVolumeClaimV1Timeouts>;
}

/**
 * The block `metadata`.
 */
export interface PersistentVolumeClaimV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface PersistentVolumeClaimV1Spec {
  readonly access_modes: Value<readonly string[]>;
  readonly storage_class_name?: Value<string>;
  readonly volume_mode?: Value<string>;
  readonly volume_name?: Value<string>;
  readonly resources: Value<PersistentVolumeClaimV1SpecResources>;
  readonly selector?: Value<PersistentVolumeClaimV1SpecSelector>;
}

/**
 * The block `spec.resources`.
 */
export interface PersistentVolumeClaimV1SpecResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.selector`.
 */
export interface PersistentVolumeClaimV1SpecSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly PersistentVolumeClaimV1SpecSelectorMatchExpressions[]>;
}

/**
 * The block `spec.selector.match_expressions`.
 */
export interface PersistentVolumeClaimV1SpecSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `timeouts`.
 */
export interface PersistentVolumeClaimV1Timeouts {
  readonly create?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_persistent_volume_claim_v1`.
 */
export const PERSISTENT_VOLUME_CLAIM_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_persistent_volume_claim_v1',
  attributes: { id: 'string', wait_until_bound: 'bool' },
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
      attributes: { access_modes: ['set', 'string'], storage_class_name: 'string', volume_mode: 'string', volume_name: 'string' },
      blocks: {
        resources: { nesting: 'list', attributes: { limits: ['map', 'string'], requests: ['map', 'string'] } },
        selector: {
          nesting: 'list',
          attributes: { match_labels: ['map', 'string'] },
          blocks: { match_expressions: { nesting: 'list', attributes: { key: 'string', operator: 'string', values: ['set', 'string'] } } },
        },
      },
    },
    timeouts: { nesting: 'single', attributes: { create: 'string' } },
  },
};

/**
 * The resource `kubernetes_persistent_volume_claim_v1`.
 *
 * @internal
 */
export class PersistentVolumeClaimV1 extends GeneratedResource<PersistentVolumeClaimV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<PersistentVolumeClaimV1Attributes>) {
    super(scope, id, PERSISTENT_VOLUME_CLAIM_V1_SCHEMA, config);
  }
}
