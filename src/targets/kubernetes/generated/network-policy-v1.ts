// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_network_policy_v1`.
 */
export interface NetworkPolicyV1Attributes {
  readonly id?: Value<string>;
  readonly metadata: Value<NetworkPolicyV1Metadata>;
  readonly spec: Value<NetworkPolicyV1Spec>;
}

/**
 * The block `metadata`.
 */
export interface NetworkPolicyV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface NetworkPolicyV1Spec {
  readonly policy_types: Value<readonly string[]>;
  readonly egress?: Value<readonly NetworkPolicyV1SpecEgress[]>;
  readonly ingress?: Value<readonly NetworkPolicyV1SpecIngress[]>;
  readonly pod_selector: Value<NetworkPolicyV1SpecPodSelector>;
}

/**
 * The block `spec.egress`.
 */
export interface NetworkPolicyV1SpecEgress {
  readonly ports?: Value<readonly NetworkPolicyV1SpecEgressPorts[]>;
  readonly to?: Value<readonly NetworkPolicyV1SpecEgressTo[]>;
}

/**
 * The block `spec.egress.ports`.
 */
export interface NetworkPolicyV1SpecEgressPorts {
  readonly end_port?: Value<number>;
  readonly port?: Value<string>;
  readonly protocol?: Value<string>;
}

/**
 * The block `spec.egress.to`.
 */
export interface NetworkPolicyV1SpecEgressTo {
  readonly ip_block?: Value<NetworkPolicyV1SpecEgressToIpBlock>;
  readonly namespace_selector?: Value<NetworkPolicyV1SpecEgressToNamespaceSelector>;
  readonly pod_selector?: Value<NetworkPolicyV1SpecEgressToPodSelector>;
}

/**
 * The block `spec.egress.to.ip_block`.
 */
export interface NetworkPolicyV1SpecEgressToIpBlock {
  readonly cidr?: Value<string>;
  readonly except?: Value<readonly string[]>;
}

/**
 * The block `spec.egress.to.namespace_selector`.
 */
export interface NetworkPolicyV1SpecEgressToNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly NetworkPolicyV1SpecEgressToNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block `spec.egress.to.namespace_selector.match_expressions`.
 */
export interface NetworkPolicyV1SpecEgressToNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.egress.to.pod_selector`.
 */
export interface NetworkPolicyV1SpecEgressToPodSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly NetworkPolicyV1SpecEgressToPodSelectorMatchExpressions[]>;
}

/**
 * The block `spec.egress.to.pod_selector.match_expressions`.
 */
export interface NetworkPolicyV1SpecEgressToPodSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.ingress`.
 */
export interface NetworkPolicyV1SpecIngress {
  readonly from?: Value<readonly NetworkPolicyV1SpecIngressFrom[]>;
  readonly ports?: Value<readonly NetworkPolicyV1SpecIngressPorts[]>;
}

/**
 * The block `spec.ingress.from`.
 */
export interface NetworkPolicyV1SpecIngressFrom {
  readonly ip_block?: Value<NetworkPolicyV1SpecIngressFromIpBlock>;
  readonly namespace_selector?: Value<NetworkPolicyV1SpecIngressFromNamespaceSelector>;
  readonly pod_selector?: Value<NetworkPolicyV1SpecIngressFromPodSelector>;
}

/**
 * The block `spec.ingress.from.ip_block`.
 */
export interface NetworkPolicyV1SpecIngressFromIpBlock {
  readonly cidr?: Value<string>;
  readonly except?: Value<readonly string[]>;
}

/**
 * The block `spec.ingress.from.namespace_selector`.
 */
export interface NetworkPolicyV1SpecIngressFromNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly NetworkPolicyV1SpecIngressFromNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block `spec.ingress.from.namespace_selector.match_expressions`.
 */
export interface NetworkPolicyV1SpecIngressFromNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.ingress.from.pod_selector`.
 */
export interface NetworkPolicyV1SpecIngressFromPodSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly NetworkPolicyV1SpecIngressFromPodSelectorMatchExpressions[]>;
}

/**
 * The block `spec.ingress.from.pod_selector.match_expressions`.
 */
export interface NetworkPolicyV1SpecIngressFromPodSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.ingress.ports`.
 */
export interface NetworkPolicyV1SpecIngressPorts {
  readonly end_port?: Value<number>;
  readonly port?: Value<string>;
  readonly protocol?: Value<string>;
}

/**
 * The block `spec.pod_selector`.
 */
export interface NetworkPolicyV1SpecPodSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly NetworkPolicyV1SpecPodSelectorMatchExpressions[]>;
}

/**
 * The block `spec.pod_selector.match_expressions`.
 */
export interface NetworkPolicyV1SpecPodSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The types of the arguments of the resource `kubernetes_network_policy_v1`.
 */
export const NETWORK_POLICY_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_network_policy_v1',
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
      attributes: { policy_types: ['list', 'string'] },
      blocks: {
        egress: {
          nesting: 'list',
          attributes: {},
          blocks: {
            ports: { nesting: 'list', attributes: { end_port: 'number', port: 'string', protocol: 'string' } },
            to: {
              nesting: 'list',
              attributes: {},
              blocks: {
                ip_block: { nesting: 'list', attributes: { cidr: 'string', except: ['list', 'string'] } },
                namespace_selector: {
                  nesting: 'list',
                  attributes: { match_labels: ['map', 'string'] },
                  blocks: {
                    match_expressions: { nesting: 'list', attributes: { key: 'string', operator: 'string', values: ['set', 'string'] } },
                  },
                },
                pod_selector: {
                  nesting: 'list',
                  attributes: { match_labels: ['map', 'string'] },
                  blocks: {
                    match_expressions: { nesting: 'list', attributes: { key: 'string', operator: 'string', values: ['set', 'string'] } },
                  },
                },
              },
            },
          },
        },
        ingress: {
          nesting: 'list',
          attributes: {},
          blocks: {
            from: {
              nesting: 'list',
              attributes: {},
              blocks: {
                ip_block: { nesting: 'list', attributes: { cidr: 'string', except: ['list', 'string'] } },
                namespace_selector: {
                  nesting: 'list',
                  attributes: { match_labels: ['map', 'string'] },
                  blocks: {
                    match_expressions: { nesting: 'list', attributes: { key: 'string', operator: 'string', values: ['set', 'string'] } },
                  },
                },
                pod_selector: {
                  nesting: 'list',
                  attributes: { match_labels: ['map', 'string'] },
                  blocks: {
                    match_expressions: { nesting: 'list', attributes: { key: 'string', operator: 'string', values: ['set', 'string'] } },
                  },
                },
              },
            },
            ports: { nesting: 'list', attributes: { end_port: 'number', port: 'string', protocol: 'string' } },
          },
        },
        pod_selector: {
          nesting: 'list',
          attributes: { match_labels: ['map', 'string'] },
          blocks: { match_expressions: { nesting: 'list', attributes: { key: 'string', operator: 'string', values: ['set', 'string'] } } },
        },
      },
    },
  },
};

/**
 * The resource `kubernetes_network_policy_v1`.
 *
 * @internal
 */
export class NetworkPolicyV1 extends GeneratedResource<NetworkPolicyV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<NetworkPolicyV1Attributes>) {
    super(scope, id, NETWORK_POLICY_V1_SCHEMA, config);
  }
}
