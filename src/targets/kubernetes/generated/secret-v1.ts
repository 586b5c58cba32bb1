// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_secret_v1`.
 */
export interface SecretV1Attributes {
  readonly binary_data?: Value<{ readonly [key: string]: string }>;
  readonly binary_data_wo?: Value<{ readonly [key: string]: string }>;
  readonly binary_data_wo_revision?: Value<number>;
  readonly data?: Value<{ readonly [key: string]: string }>;
  readonly data_wo?: Value<{ readonly [key: string]: string }>;
  readonly data_wo_revision?: Value<number>;
  readonly id?: Value<string>;
  readonly immutable?: Value<boolean>;
  readonly type?: Value<string>;
  readonly wait_for_service_account_token?: Value<boolean>;
  readonly metadata: Value<SecretV1Metadata>;
  readonly timeouts?: Value<SecretV1Timeouts>;
}

/**
 * The block `metadata`.
 */
export interface SecretV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `timeouts`.
 */
export interface SecretV1Timeouts {
  readonly create?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_secret_v1`.
 */
export const SECRET_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_secret_v1',
  attributes: {
    binary_data: ['map', 'string'],
    binary_data_wo: ['map', 'string'],
    binary_data_wo_revision: 'number',
    data: ['map', 'string'],
    data_wo: ['map', 'string'],
    data_wo_revision: 'number',
    id: 'string',
    immutable: 'bool',
    type: 'string',
    wait_for_service_account_token: 'bool',
  },
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
    timeouts: { nesting: 'single', attributes: { create: 'string' } },
  },
};

/**
 * The resource `kubernetes_secret_v1`.
 *
 * @internal
 */
export class SecretV1 extends GeneratedResource<SecretV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<SecretV1Attributes>) {
    super(scope, id, SECRET_V1_SCHEMA, config);
  }
}
