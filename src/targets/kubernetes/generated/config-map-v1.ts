// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_config_map_v1`.
 */
export interface ConfigMapV1Attributes {
  readonly binary_data?: Value<{ readonly [key: string]: string }>;
  readonly data?: Value<{ readonly [key: string]: string }>;
  readonly id?: Value<string>;
  readonly immutable?: Value<boolean>;
  readonly metadata: Value<ConfigMapV1Metadata>;
}

/**
 * The block `metadata`.
 */
export interface ConfigMapV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_config_map_v1`.
 */
export const CONFIG_MAP_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_config_map_v1',
  attributes: { binary_data: ['map', 'string'], data: ['map', 'string'], id: 'string', immutable: 'bool' },
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
  },
};

/**
 * The resource `kubernetes_config_map_v1`.
 *
 * @internal
 */
export class ConfigMapV1 extends GeneratedResource<ConfigMapV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<ConfigMapV1Attributes>) {
    super(scope, id, CONFIG_MAP_V1_SCHEMA, config);
  }
}
