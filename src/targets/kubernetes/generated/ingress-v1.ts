// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_ingress_v1`.
 */
export interface IngressV1Attributes {
  readonly id?: Value<string>;
  readonly wait_for_load_balancer?: Value<boolean>;
  readonly metadata: Value<IngressV1Metadata>;
  readonly spec: Value<IngressV1Spec>;
  readonly timeouts?: Value<IngressV1Timeouts>;
}

/**
 * The block `metadata`.
 */
export interface IngressV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface IngressV1Spec {
  readonly ingress_class_name?: Value<string>;
  readonly default_backend?: Value<IngressV1SpecDefaultBackend>;
  readonly rule?: Value<readonly IngressV1SpecRule[]>;
  readonly tls?: Value<readonly IngressV1SpecTls[]>;
}

/**
 * The block `spec.default_backend`.
 */
export interface IngressV1SpecDefaultBackend {
  readonly resource?: Value<IngressV1SpecDefaultBackendResource>;
  readonly service?: Value<IngressV1SpecDefaultBackendService>;
}

/**
 * The block `spec.default_backend.resource`.
 */
export interface IngressV1SpecDefaultBackendResource {
  readonly api_group: Value<string>;
  readonly kind: Value<string>;
  readonly name: Value<string>;
}

/**
 * The block `spec.default_backend.service`.
 */
export interface IngressV1SpecDefaultBackendService {
  readonly name: Value<string>;
  readonly port: Value<IngressV1SpecDefaultBackendServicePort>;
}

/**
 * The block `spec.default_backend.service.port`.
 */
export interface IngressV1SpecDefaultBackendServicePort {
  readonly name?: Value<string>;
  readonly number?: Value<number>;
}

/**
 * The block `spec.rule`.
 */
export interface IngressV1SpecRule {
  readonly host?: Value<string>;
  readonly http?: Value<IngressV1SpecRuleHttp>;
}

/**
 * The block `spec.rule.http`.
 */
export interface IngressV1SpecRuleHttp {
  readonly path: Value<readonly IngressV1SpecRuleHttpPath[]>;
}

/**
 * The block `spec.rule.http.path`.
 */
export interface IngressV1SpecRuleHttpPath {
  readonly path?: Value<string>;
  readonly path_type?: Value<string>;
  readonly backend?: Value<IngressV1SpecRuleHttpPathBackend>;
}

/**
 * The block `spec.rule.http.path.backend`.
 */
export interface IngressV1SpecRuleHttpPathBackend {
  readonly resource?: Value<IngressV1SpecRuleHttpPathBackendResource>;
  readonly service?: Value<IngressV1SpecRuleHttpPathBackendService>;
}

/**
 * The block `spec.rule.http.path.backend.resource`.
 */
export interface IngressV1SpecRuleHttpPathBackendResource {
  readonly api_group: Value<string>;
  readonly kind: Value<string>;
  readonly name: Value<string>;
}

/**
 * The block `spec.rule.http.path.backend.service`.
 */
export interface IngressV1SpecRuleHttpPathBackendService {
  readonly name: Value<string>;
  readonly port: Value<IngressV1SpecRuleHttpPathBackendServicePort>;
}

/**
 * The block `spec.rule.http.path.backend.service.port`.
 */
export interface IngressV1SpecRuleHttpPathBackendServicePort {
  readonly name?: Value<string>;
  readonly number?: Value<number>;
}

/**
 * The block `spec.tls`.
 */
export interface IngressV1SpecTls {
  readonly hosts?: Value<readonly string[]>;
  readonly secret_name?: Value<string>;
}

/**
 * The block `timeouts`.
 */
export interface IngressV1Timeouts {
  readonly create?: Value<string>;
  readonly delete?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_ingress_v1`.
 */
export const INGRESS_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_ingress_v1',
  attributes: { id: 'string', wait_for_load_balancer: 'bool' },
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
      attributes: { ingress_class_name: 'string' },
      blocks: {
        default_backend: {
          nesting: 'list',
          attributes: {},
          blocks: {
            resource: { nesting: 'list', attributes: { api_group: 'string', kind: 'string', name: 'string' } },
            service: {
              nesting: 'list',
              attributes: { name: 'string' },
              blocks: { port: { nesting: 'list', attributes: { name: 'string', number: 'number' } } },
            },
          },
        },
        rule: {
          nesting: 'list',
          attributes: { host: 'string' },
          blocks: {
            http: {
              nesting: 'list',
              attributes: {},
              blocks: {
                path: {
                  nesting: 'list',
                  attributes: { path: 'string', path_type: 'string' },
                  blocks: {
                    backend: {
                      nesting: 'list',
                      attributes: {},
                      blocks: {
                        resource: { nesting: 'list', attributes: { api_group: 'string', kind: 'string', name: 'string' } },
                        service: {
                          nesting: 'list',
                          attributes: { name: 'string' },
                          blocks: { port: { nesting: 'list', attributes: { name: 'string', number: 'number' } } },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
        tls: { nesting: 'list', attributes: { hosts: ['list', 'string'], secret_name: 'string' } },
      },
    },
    timeouts: { nesting: 'single', attributes: { create: 'string', delete: 'string' } },
  },
};

/**
 * The resource `kubernetes_ingress_v1`.
 *
 * @internal
 */
export class IngressV1 extends GeneratedResource<IngressV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<IngressV1Attributes>) {
    super(scope, id, INGRESS_V1_SCHEMA, config);
  }
}
