// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_service_v1`.
 */
export interface ServiceV1Attributes {
  readonly id?: Value<string>;
  readonly wait_for_load_balancer?: Value<boolean>;
  readonly metadata: Value<ServiceV1Metadata>;
  readonly spec: Value<ServiceV1Spec>;
  readonly timeouts?: Value<ServiceV1Timeouts>;
}

/**
 * The block `metadata`.
 */
export interface ServiceV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface ServiceV1Spec {
  readonly allocate_load_balancer_node_ports?: Value<boolean>;
  readonly cluster_ip?: Value<string>;
  readonly cluster_ips?: Value<readonly string[]>;
  readonly external_ips?: Value<readonly string[]>;
  readonly external_name?: Value<string>;
  readonly external_traffic_policy?: Value<string>;
  readonly health_check_node_port?: Value<number>;
  readonly internal_traffic_policy?: Value<string>;
  readonly ip_families?: Value<readonly string[]>;
  readonly ip_family_policy?: Value<string>;
  readonly load_balancer_class?: Value<string>;
  readonly load_balancer_ip?: Value<string>;
  readonly load_balancer_source_ranges?: Value<readonly string[]>;
  readonly publish_not_ready_addresses?: Value<boolean>;
  readonly selector?: Value<{ readonly [key: string]: string }>;
  readonly session_affinity?: Value<string>;
  readonly type?: Value<string>;
  readonly port?: Value<readonly ServiceV1SpecPort[]>;
  readonly session_affinity_config?: Value<ServiceV1SpecSessionAffinityConfig>;
}

/**
 * The block `spec.port`.
 */
export interface ServiceV1SpecPort {
  readonly app_protocol?: Value<string>;
  readonly name?: Value<string>;
  readonly node_port?: Value<number>;
  readonly port: Value<number>;
  readonly protocol?: Value<string>;
  readonly target_port?: Value<string>;
}

/**
 * The block `spec.session_affinity_config`.
 */
export interface ServiceV1SpecSessionAffinityConfig {
  readonly client_ip?: Value<ServiceV1SpecSessionAffinityConfigClientIp>;
}

/**
 * The block `spec.session_affinity_config.client_ip`.
 */
export interface ServiceV1SpecSessionAffinityConfigClientIp {
  readonly timeout_seconds?: Value<number>;
}

/**
 * The block `timeouts`.
 */
export interface ServiceV1Timeouts {
  readonly create?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_service_v1`.
 */
export const SERVICE_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_service_v1',
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
      attributes: {
        allocate_load_balancer_node_ports: 'bool',
        cluster_ip: 'string',
        cluster_ips: ['list', 'string'],
        external_ips: ['set', 'string'],
        external_name: 'string',
        external_traffic_policy: 'string',
        health_check_node_port: 'number',
        internal_traffic_policy: 'string',
        ip_families: ['list', 'string'],
        ip_family_policy: 'string',
        load_balancer_class: 'string',
        load_balancer_ip: 'string',
        load_balancer_source_ranges: ['set', 'string'],
        publish_not_ready_addresses: 'bool',
        selector: ['map', 'string'],
        session_affinity: 'string',
        type: 'string',
      },
      blocks: {
        port: {
          nesting: 'list',
          attributes: {
            app_protocol: 'string',
            name: 'string',
            node_port: 'number',
            port: 'number',
            protocol: 'string',
            target_port: 'string',
          },
        },
        session_affinity_config: {
          nesting: 'list',
          attributes: {},
          blocks: { client_ip: { nesting: 'list', attributes: { timeout_seconds: 'number' } } },
        },
      },
    },
    timeouts: { nesting: 'single', attributes: { create: 'string' } },
  },
};

/**
 * The resource `kubernetes_service_v1`.
 *
 * @internal
 */
export class ServiceV1 extends GeneratedResource<ServiceV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<ServiceV1Attributes>) {
    super(scope, id, SERVICE_V1_SCHEMA, config);
  }
}
