// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_service_account_v1`.
 */
export interface ServiceAccountV1Attributes {
  readonly automount_service_account_token?: Value<boolean>;
  readonly id?: Value<string>;
  readonly image_pull_secret?: Value<readonly ServiceAccountV1ImagePullSecret[]>;
  readonly metadata: Value<ServiceAccountV1Metadata>;
  readonly secret?: Value<readonly ServiceAccountV1Secret[]>;
  readonly timeouts?: Value<ServiceAccountV1Timeouts>;
}

/**
 * The block `image_pull_secret`.
 */
export interface ServiceAccountV1ImagePullSecret {
  readonly name?: Value<string>;
}

/**
 * The block `metadata`.
 */
export interface ServiceAccountV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `secret`.
 */
export interface ServiceAccountV1Secret {
  readonly name?: Value<string>;
}

/**
 * The block `timeouts`.
 */
export interface ServiceAccountV1Timeouts {
  readonly create?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_service_account_v1`.
 */
export const SERVICE_ACCOUNT_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_service_account_v1',
  attributes: { automount_service_account_token: 'bool', id: 'string' },
  blocks: {
    image_pull_secret: { nesting: 'set', attributes: { name: 'string' } },
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
    secret: { nesting: 'set', attributes: { name: 'string' } },
    timeouts: { nesting: 'single', attributes: { create: 'string' } },
  },
};

/**
 * The resource `kubernetes_service_account_v1`.
 *
 * @internal
 */
export class ServiceAccountV1 extends GeneratedResource<ServiceAccountV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<ServiceAccountV1Attributes>) {
    super(scope, id, SERVICE_ACCOUNT_V1_SCHEMA, config);
  }
}
