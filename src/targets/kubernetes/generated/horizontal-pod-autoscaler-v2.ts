// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_horizontal_pod_autoscaler_v2`.
 */
export interface HorizontalPodAutoscalerV2Attributes {
  readonly id?: Value<string>;
  readonly metadata: Value<HorizontalPodAutoscalerV2Metadata>;
  readonly spec: Value<HorizontalPodAutoscalerV2Spec>;
}

/**
 * The block `metadata`.
 */
export interface HorizontalPodAutoscalerV2Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface HorizontalPodAutoscalerV2Spec {
  readonly max_replicas: Value<number>;
  readonly min_replicas?: Value<number>;
  readonly target_cpu_utilization_percentage?: Value<number>;
  readonly behavior?: Value<HorizontalPodAutoscalerV2SpecBehavior>;
  readonly metric?: Value<readonly HorizontalPodAutoscalerV2SpecMetric[]>;
  readonly scale_target_ref: Value<HorizontalPodAutoscalerV2SpecScaleTargetRef>;
}

/**
 * The block `spec.behavior`.
 */
export interface HorizontalPodAutoscalerV2SpecBehavior {
  readonly scale_down?: Value<readonly HorizontalPodAutoscalerV2SpecBehaviorScaleDown[]>;
  readonly scale_up?: Value<readonly HorizontalPodAutoscalerV2SpecBehaviorScaleUp[]>;
}

/**
 * The block `spec.behavior.scale_down`.
 */
export interface HorizontalPodAutoscalerV2SpecBehaviorScaleDown {
  readonly select_policy?: Value<string>;
  readonly stabilization_window_seconds?: Value<number>;
  readonly policy: Value<readonly HorizontalPodAutoscalerV2SpecBehaviorScaleDownPolicy[]>;
}

/**
 * The block `spec.behavior.scale_down.policy`.
 */
export interface HorizontalPodAutoscalerV2SpecBehaviorScaleDownPolicy {
  readonly period_seconds: Value<number>;
  readonly type: Value<string>;
  readonly value: Value<number>;
}

/**
 * The block `spec.behavior.scale_up`.
 */
export interface HorizontalPodAutoscalerV2SpecBehaviorScaleUp {
  readonly select_policy?: Value<string>;
  readonly stabilization_window_seconds?: Value<number>;
  readonly policy: Value<readonly HorizontalPodAutoscalerV2SpecBehaviorScaleUpPolicy[]>;
}

/**
 * The block `spec.behavior.scale_up.policy`.
 */
export interface HorizontalPodAutoscalerV2SpecBehaviorScaleUpPolicy {
  readonly period_seconds: Value<number>;
  readonly type: Value<string>;
  readonly value: Value<number>;
}

/**
 * The block `spec.metric`.
 */
export interface HorizontalPodAutoscalerV2SpecMetric {
  readonly type: Value<string>;
  readonly container_resource?: Value<HorizontalPodAutoscalerV2SpecMetricContainerResource>;
  readonly external?: Value<HorizontalPodAutoscalerV2SpecMetricExternal>;
  readonly object?: Value<HorizontalPodAutoscalerV2SpecMetricObject>;
  readonly pods?: Value<HorizontalPodAutoscalerV2SpecMetricPods>;
  readonly resource?: Value<HorizontalPodAutoscalerV2SpecMetricResource>;
}

/**
 * The block `spec.metric.container_resource`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricContainerResource {
  readonly container: Value<string>;
  readonly name: Value<string>;
  readonly target?: Value<HorizontalPodAutoscalerV2SpecMetricContainerResourceTarget>;
}

/**
 * The block `spec.metric.container_resource.target`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricContainerResourceTarget {
  readonly average_utilization?: Value<number>;
  readonly average_value?: Value<string>;
  readonly type: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.metric.external`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricExternal {
  readonly metric: Value<HorizontalPodAutoscalerV2SpecMetricExternalMetric>;
  readonly target?: Value<HorizontalPodAutoscalerV2SpecMetricExternalTarget>;
}

/**
 * The block `spec.metric.external.metric`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricExternalMetric {
  readonly name: Value<string>;
  readonly selector?: Value<readonly HorizontalPodAutoscalerV2SpecMetricExternalMetricSelector[]>;
}

/**
 * The block `spec.metric.external.metric.selector`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricExternalMetricSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly HorizontalPodAutoscalerV2SpecMetricExternalMetricSelectorMatchExpressions[]>;
}

/**
 * The block `spec.metric.external.metric.selector.match_expressions`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricExternalMetricSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.metric.external.target`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricExternalTarget {
  readonly average_utilization?: Value<number>;
  readonly average_value?: Value<string>;
  readonly type: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.metric.object`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricObject {
  readonly described_object: Value<HorizontalPodAutoscalerV2SpecMetricObjectDescribedObject>;
  readonly metric: Value<HorizontalPodAutoscalerV2SpecMetricObjectMetric>;
  readonly target?: Value<HorizontalPodAutoscalerV2SpecMetricObjectTarget>;
}

/**
 * The block `spec.metric.object.described_object`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricObjectDescribedObject {
  readonly api_version: Value<string>;
  readonly kind: Value<string>;
  readonly name: Value<string>;
}

/**
 * The block `spec.metric.object.metric`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricObjectMetric {
  readonly name: Value<string>;
  readonly selector?: Value<readonly HorizontalPodAutoscalerV2SpecMetricObjectMetricSelector[]>;
}

/**
 * The block `spec.metric.object.metric.selector`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricObjectMetricSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly HorizontalPodAutoscalerV2SpecMetricObjectMetricSelectorMatchExpressions[]>;
}

/**
 * The block `spec.metric.object.metric.selector.match_expressions`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricObjectMetricSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.metric.object.target`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricObjectTarget {
  readonly average_utilization?: Value<number>;
  readonly average_value?: Value<string>;
  readonly type: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.metric.pods`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricPods {
  readonly metric: Value<HorizontalPodAutoscalerV2SpecMetricPodsMetric>;
  readonly target?: Value<HorizontalPodAutoscalerV2SpecMetricPodsTarget>;
}

/**
 * The block `spec.metric.pods.metric`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricPodsMetric {
  readonly name: Value<string>;
  readonly selector?: Value<readonly HorizontalPodAutoscalerV2SpecMetricPodsMetricSelector[]>;
}

/**
 * The block `spec.metric.pods.metric.selector`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricPodsMetricSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly HorizontalPodAutoscalerV2SpecMetricPodsMetricSelectorMatchExpressions[]>;
}

/**
 * The block `spec.metric.pods.metric.selector.match_expressions`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricPodsMetricSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.metric.pods.target`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricPodsTarget {
  readonly average_utilization?: Value<number>;
  readonly average_value?: Value<string>;
  readonly type: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.metric.resource`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricResource {
  readonly name: Value<string>;
  readonly target?: Value<HorizontalPodAutoscalerV2SpecMetricResourceTarget>;
}

/**
 * The block `spec.metric.resource.target`.
 */
export interface HorizontalPodAutoscalerV2SpecMetricResourceTarget {
  readonly average_utilization?: Value<number>;
  readonly average_value?: Value<string>;
  readonly type: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.scale_target_ref`.
 */
export interface HorizontalPodAutoscalerV2SpecScaleTargetRef {
  readonly api_version?: Value<string>;
  readonly kind: Value<string>;
  readonly name: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_horizontal_pod_autoscaler_v2`.
 */
export const HORIZONTAL_POD_AUTOSCALER_V2_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_horizontal_pod_autoscaler_v2',
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
      attributes: { max_replicas: 'number', min_replicas: 'number', target_cpu_utilization_percentage: 'number' },
      blocks: {
        behavior: {
          nesting: 'list',
          attributes: {},
          blocks: {
            scale_down: {
              nesting: 'list',
              attributes: { select_policy: 'string', stabilization_window_seconds: 'number' },
              blocks: { policy: { nesting: 'list', attributes: { period_seconds: 'number', type: 'string', value: 'number' } } },
            },
            scale_up: {
              nesting: 'list',
              attributes: { select_policy: 'string', stabilization_window_seconds: 'number' },
              blocks: { policy: { nesting: 'list', attributes: { period_seconds: 'number', type: 'string', value: 'number' } } },
            },
          },
        },
        metric: {
          nesting: 'list',
          attributes: { type: 'string' },
          blocks: {
            container_resource: {
              nesting: 'list',
              attributes: { container: 'string', name: 'string' },
              blocks: {
                target: {
                  nesting: 'list',
                  attributes: { average_utilization: 'number', average_value: 'string', type: 'string', value: 'string' },
                },
              },
            },
            external: {
              nesting: 'list',
              attributes: {},
              blocks: {
                metric: {
                  nesting: 'list',
                  attributes: { name: 'string' },
                  blocks: {
                    selector: {
                      nesting: 'list',
                      attributes: { match_labels: ['map', 'string'] },
                      blocks: {
                        match_expressions: {
                          nesting: 'list',
                          attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                        },
                      },
                    },
                  },
                },
                target: {
                  nesting: 'list',
                  attributes: { average_utilization: 'number', average_value: 'string', type: 'string', value: 'string' },
                },
              },
            },
            object: {
              nesting: 'list',
              attributes: {},
              blocks: {
                described_object: { nesting: 'list', attributes: { api_version: 'string', kind: 'string', name: 'string' } },
                metric: {
                  nesting: 'list',
                  attributes: { name: 'string' },
                  blocks: {
                    selector: {
                      nesting: 'list',
                      attributes: { match_labels: ['map', 'string'] },
                      blocks: {
                        match_expressions: {
                          nesting: 'list',
                          attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                        },
                      },
                    },
                  },
                },
                target: {
                  nesting: 'list',
                  attributes: { average_utilization: 'number', average_value: 'string', type: 'string', value: 'string' },
                },
              },
            },
            pods: {
              nesting: 'list',
              attributes: {},
              blocks: {
                metric: {
                  nesting: 'list',
                  attributes: { name: 'string' },
                  blocks: {
                    selector: {
                      nesting: 'list',
                      attributes: { match_labels: ['map', 'string'] },
                      blocks: {
                        match_expressions: {
                          nesting: 'list',
                          attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                        },
                      },
                    },
                  },
                },
                target: {
                  nesting: 'list',
                  attributes: { average_utilization: 'number', average_value: 'string', type: 'string', value: 'string' },
                },
              },
            },
            resource: {
              nesting: 'list',
              attributes: { name: 'string' },
              blocks: {
                target: {
                  nesting: 'list',
                  attributes: { average_utilization: 'number', average_value: 'string', type: 'string', value: 'string' },
                },
              },
            },
          },
        },
        scale_target_ref: { nesting: 'list', attributes: { api_version: 'string', kind: 'string', name: 'string' } },
      },
    },
  },
};

/**
 * The resource `kubernetes_horizontal_pod_autoscaler_v2`.
 *
 * @internal
 */
export class HorizontalPodAutoscalerV2 extends GeneratedResource<HorizontalPodAutoscalerV2Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<HorizontalPodAutoscalerV2Attributes>) {
    super(scope, id, HORIZONTAL_POD_AUTOSCALER_V2_SCHEMA, config);
  }
}
