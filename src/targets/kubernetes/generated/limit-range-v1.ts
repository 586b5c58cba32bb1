// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_limit_range_v1`.
 */
export interface LimitRangeV1Attributes {
  readonly id?: Value<string>;
  readonly metadata: Value<LimitRangeV1Metadata>;
  readonly spec?: Value<LimitRangeV1Spec>;
}

/**
 * The block `metadata`.
 */
export interface LimitRangeV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface LimitRangeV1Spec {
  readonly limit?: Value<readonly LimitRangeV1SpecLimit[]>;
}

/**
 * The block `spec.limit`.
 */
export interface LimitRangeV1SpecLimit {
  readonly default?: Value<{ readonly [key: string]: string }>;
  readonly default_request?: Value<{ readonly [key: string]: string }>;
  readonly max?: Value<{ readonly [key: string]: string }>;
  readonly max_limit_request_ratio?: Value<{ readonly [key: string]: string }>;
  readonly min?: Value<{ readonly [key: string]: string }>;
  readonly type?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_limit_range_v1`.
 */
export const LIMIT_RANGE_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_limit_range_v1',
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
      attributes: {},
      blocks: {
        limit: {
          nesting: 'list',
          attributes: {
            default: ['map', 'string'],
            default_request: ['map', 'string'],
            max: ['map', 'string'],
            max_limit_request_ratio: ['map', 'string'],
            min: ['map', 'string'],
            type: 'string',
          },
        },
      },
    },
  },
};

/**
 * The resource `kubernetes_limit_range_v1`.
 *
 * @internal
 */
export class LimitRangeV1 extends GeneratedResource<LimitRangeV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<LimitRangeV1Attributes>) {
    super(scope, id, LIMIT_RANGE_V1_SCHEMA, config);
  }
}
