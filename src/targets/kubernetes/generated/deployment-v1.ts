// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_deployment_v1`.
 */
export interface DeploymentV1Attributes {
  readonly id?: Value<string>;
  readonly wait_for_rollout?: Value<boolean>;
  readonly metadata: Value<DeploymentV1Metadata>;
  readonly spec: Value<DeploymentV1Spec>;
  readonly timeouts?: Value<DeploymentV1Timeouts>;
}

/**
 * The block `metadata`.
 */
export interface DeploymentV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface DeploymentV1Spec {
  readonly min_ready_seconds?: Value<number>;
  readonly paused?: Value<boolean>;
  readonly progress_deadline_seconds?: Value<number>;
  readonly replicas?: Value<string>;
  readonly revision_history_limit?: Value<number>;
  readonly selector?: Value<DeploymentV1SpecSelector>;
  readonly strategy?: Value<DeploymentV1SpecStrategy>;
  readonly template: Value<DeploymentV1SpecTemplate>;
}

/**
 * The block `spec.selector`.
 */
export interface DeploymentV1SpecSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecSelectorMatchExpressions[]>;
}

/**
 * The block `spec.selector.match_expressions`.
 */
export interface DeploymentV1SpecSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.strategy`.
 */
export interface DeploymentV1SpecStrategy {
  readonly type?: Value<string>;
  readonly rolling_update?: Value<DeploymentV1SpecStrategyRollingUpdate>;
}

/**
 * The block `spec.strategy.rolling_update`.
 */
export interface DeploymentV1SpecStrategyRollingUpdate {
  readonly max_surge?: Value<string>;
  readonly max_unavailable?: Value<string>;
}

/**
 * The block `spec.template`.
 */
export interface DeploymentV1SpecTemplate {
  readonly metadata: Value<DeploymentV1SpecTemplateMetadata>;
  readonly spec: Value<DeploymentV1SpecTemplateSpec>;
}

/**
 * The block `spec.template.metadata`.
 */
export interface DeploymentV1SpecTemplateMetadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec`.
 */
export interface DeploymentV1SpecTemplateSpec {
  readonly active_deadline_seconds?: Value<number>;
  readonly automount_service_account_token?: Value<boolean>;
  readonly dns_policy?: Value<string>;
  readonly enable_service_links?: Value<boolean>;
  readonly host_ipc?: Value<boolean>;
  readonly host_network?: Value<boolean>;
  readonly host_pid?: Value<boolean>;
  readonly hostname?: Value<string>;
  readonly node_name?: Value<string>;
  readonly node_selector?: Value<{ readonly [key: string]: string }>;
  readonly priority_class_name?: Value<string>;
  readonly restart_policy?: Value<string>;
  readonly runtime_class_name?: Value<string>;
  readonly scheduler_name?: Value<string>;
  readonly service_account_name?: Value<string>;
  readonly share_process_namespace?: Value<boolean>;
  readonly subdomain?: Value<string>;
  readonly termination_grace_period_seconds?: Value<number>;
  readonly affinity?: Value<DeploymentV1SpecTemplateSpecAffinity>;
  readonly container?: Value<readonly DeploymentV1SpecTemplateSpecContainer[]>;
  readonly dns_config?: Value<DeploymentV1SpecTemplateSpecDnsConfig>;
  readonly host_aliases?: Value<readonly DeploymentV1SpecTemplateSpecHostAliases[]>;
  readonly image_pull_secrets?: Value<readonly DeploymentV1SpecTemplateSpecImagePullSecrets[]>;
  readonly init_container?: Value<readonly DeploymentV1SpecTemplateSpecInitContainer[]>;
  readonly os?: Value<DeploymentV1SpecTemplateSpecOs>;
  readonly readiness_gate?: Value<readonly DeploymentV1SpecTemplateSpecReadinessGate[]>;
  readonly security_context?: Value<DeploymentV1SpecTemplateSpecSecurityContext>;
  readonly toleration?: Value<readonly DeploymentV1SpecTemplateSpecToleration[]>;
  readonly topology_spread_constraint?: Value<readonly DeploymentV1SpecTemplateSpecTopologySpreadConstraint[]>;
  readonly volume?: Value<readonly DeploymentV1SpecTemplateSpecVolume[]>;
}

/**
 * The block `spec.template.spec.affinity`.
 */
export interface DeploymentV1SpecTemplateSpecAffinity {
  readonly node_affinity?: Value<DeploymentV1SpecTemplateSpecAffinityNodeAffinity>;
  readonly pod_affinity?: Value<DeploymentV1SpecTemplateSpecAffinityPodAffinity>;
  readonly pod_anti_affinity?: Value<DeploymentV1SpecTemplateSpecAffinityPodAntiAffinity>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinity {
  readonly preferred_during_scheduling_ignored_during_execution?: Value<readonly DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[]>;
  readonly required_during_scheduling_ignored_during_execution?: Value<DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: Value<number>;
  readonly preference: Value<DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.preference`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[]>;
  readonly match_fields?: Value<readonly DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.preference.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.preference.match_fields`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  readonly key: Value<string>;
  readonly operator: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly node_selector_term?: Value<readonly DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerm[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_term`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerm {
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchExpressions[]>;
  readonly match_fields?: Value<readonly DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchFields[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_term.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_term.match_fields`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchFields {
  readonly key: Value<string>;
  readonly operator: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinity {
  readonly preferred_during_scheduling_ignored_during_execution?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[]>;
  readonly required_during_scheduling_ignored_during_execution?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: Value<number>;
  readonly pod_affinity_term: Value<DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector[]>;
  readonly namespace_selector?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector[]>;
  readonly namespace_selector?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.label_selector`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.label_selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.namespace_selector`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.namespace_selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinity {
  readonly preferred_during_scheduling_ignored_during_execution?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[]>;
  readonly required_during_scheduling_ignored_during_execution?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: Value<number>;
  readonly pod_affinity_term: Value<DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector[]>;
  readonly namespace_selector?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector[]>;
  readonly namespace_selector?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.label_selector`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.label_selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.namespace_selector`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.namespace_selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container`.
 */
export interface DeploymentV1SpecTemplateSpecContainer {
  readonly args?: Value<readonly string[]>;
  readonly command?: Value<readonly string[]>;
  readonly image?: Value<string>;
  readonly image_pull_policy?: Value<string>;
  readonly name: Value<string>;
  readonly stdin?: Value<boolean>;
  readonly stdin_once?: Value<boolean>;
  readonly termination_message_path?: Value<string>;
  readonly termination_message_policy?: Value<string>;
  readonly tty?: Value<boolean>;
  readonly working_dir?: Value<string>;
  readonly env?: Value<readonly DeploymentV1SpecTemplateSpecContainerEnv[]>;
  readonly env_from?: Value<readonly DeploymentV1SpecTemplateSpecContainerEnvFrom[]>;
  readonly lifecycle?: Value<DeploymentV1SpecTemplateSpecContainerLifecycle>;
  readonly liveness_probe?: Value<DeploymentV1SpecTemplateSpecContainerLivenessProbe>;
  readonly port?: Value<readonly DeploymentV1SpecTemplateSpecContainerPort[]>;
  readonly readiness_probe?: Value<DeploymentV1SpecTemplateSpecContainerReadinessProbe>;
  readonly resources?: Value<DeploymentV1SpecTemplateSpecContainerResources>;
  readonly security_context?: Value<DeploymentV1SpecTemplateSpecContainerSecurityContext>;
  readonly startup_probe?: Value<DeploymentV1SpecTemplateSpecContainerStartupProbe>;
  readonly volume_device?: Value<readonly DeploymentV1SpecTemplateSpecContainerVolumeDevice[]>;
  readonly volume_mount?: Value<readonly DeploymentV1SpecTemplateSpecContainerVolumeMount[]>;
}

/**
 * The block `spec.template.spec.container.env`.
 */
export interface DeploymentV1SpecTemplateSpecContainerEnv {
  readonly name: Value<string>;
  readonly value?: Value<string>;
  readonly value_from?: Value<DeploymentV1SpecTemplateSpecContainerEnvValueFrom>;
}

/**
 * The block `spec.template.spec.container.env.value_from`.
 */
export interface DeploymentV1SpecTemplateSpecContainerEnvValueFrom {
  readonly config_map_key_ref?: Value<DeploymentV1SpecTemplateSpecContainerEnvValueFromConfigMapKeyRef>;
  readonly field_ref?: Value<DeploymentV1SpecTemplateSpecContainerEnvValueFromFieldRef>;
  readonly resource_field_ref?: Value<DeploymentV1SpecTemplateSpecContainerEnvValueFromResourceFieldRef>;
  readonly secret_key_ref?: Value<DeploymentV1SpecTemplateSpecContainerEnvValueFromSecretKeyRef>;
}

/**
 * The block `spec.template.spec.container.env.value_from.config_map_key_ref`.
 */
export interface DeploymentV1SpecTemplateSpecContainerEnvValueFromConfigMapKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.env.value_from.field_ref`.
 */
export interface DeploymentV1SpecTemplateSpecContainerEnvValueFromFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.container.env.value_from.resource_field_ref`.
 */
export interface DeploymentV1SpecTemplateSpecContainerEnvValueFromResourceFieldRef {
  readonly container_name?: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.container.env.value_from.secret_key_ref`.
 */
export interface DeploymentV1SpecTemplateSpecContainerEnvValueFromSecretKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.env_from`.
 */
export interface DeploymentV1SpecTemplateSpecContainerEnvFrom {
  readonly prefix?: Value<string>;
  readonly config_map_ref?: Value<DeploymentV1SpecTemplateSpecContainerEnvFromConfigMapRef>;
  readonly secret_ref?: Value<DeploymentV1SpecTemplateSpecContainerEnvFromSecretRef>;
}

/**
 * The block `spec.template.spec.container.env_from.config_map_ref`.
 */
export interface DeploymentV1SpecTemplateSpecContainerEnvFromConfigMapRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.env_from.secret_ref`.
 */
export interface DeploymentV1SpecTemplateSpecContainerEnvFromSecretRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.lifecycle`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecycle {
  readonly post_start?: Value<readonly DeploymentV1SpecTemplateSpecContainerLifecyclePostStart[]>;
  readonly pre_stop?: Value<readonly DeploymentV1SpecTemplateSpecContainerLifecyclePreStop[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStart {
  readonly exec?: Value<DeploymentV1SpecTemplateSpecContainerLifecyclePostStartExec>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecContainerLifecyclePostStartHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecContainerLifecyclePostStartTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.exec`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStartExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStartHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecContainerLifecyclePostStartHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStartHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePostStartTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePreStop {
  readonly exec?: Value<DeploymentV1SpecTemplateSpecContainerLifecyclePreStopExec>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecContainerLifecyclePreStopHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecContainerLifecyclePreStopTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.exec`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePreStopExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePreStopHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecContainerLifecyclePreStopHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePreStopHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLifecyclePreStopTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.liveness_probe`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLivenessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<DeploymentV1SpecTemplateSpecContainerLivenessProbeExec>;
  readonly grpc?: Value<readonly DeploymentV1SpecTemplateSpecContainerLivenessProbeGrpc[]>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecContainerLivenessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecContainerLivenessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.exec`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLivenessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.grpc`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLivenessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLivenessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecContainerLivenessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLivenessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecContainerLivenessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.port`.
 */
export interface DeploymentV1SpecTemplateSpecContainerPort {
  readonly container_port: Value<number>;
  readonly host_ip?: Value<string>;
  readonly host_port?: Value<number>;
  readonly name?: Value<string>;
  readonly protocol?: Value<string>;
}

/**
 * The block `spec.template.spec.container.readiness_probe`.
 */
export interface DeploymentV1SpecTemplateSpecContainerReadinessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<DeploymentV1SpecTemplateSpecContainerReadinessProbeExec>;
  readonly grpc?: Value<readonly DeploymentV1SpecTemplateSpecContainerReadinessProbeGrpc[]>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecContainerReadinessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecContainerReadinessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.exec`.
 */
export interface DeploymentV1SpecTemplateSpecContainerReadinessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.grpc`.
 */
export interface DeploymentV1SpecTemplateSpecContainerReadinessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecContainerReadinessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecContainerReadinessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecContainerReadinessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecContainerReadinessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.resources`.
 */
export interface DeploymentV1SpecTemplateSpecContainerResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.container.security_context`.
 */
export interface DeploymentV1SpecTemplateSpecContainerSecurityContext {
  readonly allow_privilege_escalation?: Value<boolean>;
  readonly privileged?: Value<boolean>;
  readonly read_only_root_filesystem?: Value<boolean>;
  readonly run_as_group?: Value<string>;
  readonly run_as_non_root?: Value<boolean>;
  readonly run_as_user?: Value<string>;
  readonly capabilities?: Value<DeploymentV1SpecTemplateSpecContainerSecurityContextCapabilities>;
  readonly se_linux_options?: Value<DeploymentV1SpecTemplateSpecContainerSecurityContextSeLinuxOptions>;
  readonly seccomp_profile?: Value<DeploymentV1SpecTemplateSpecContainerSecurityContextSeccompProfile>;
}

/**
 * The block `spec.template.spec.container.security_context.capabilities`.
 */
export interface DeploymentV1SpecTemplateSpecContainerSecurityContextCapabilities {
  readonly add?: Value<readonly string[]>;
  readonly drop?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.security_context.se_linux_options`.
 */
export interface DeploymentV1SpecTemplateSpecContainerSecurityContextSeLinuxOptions {
  readonly level?: Value<string>;
  readonly role?: Value<string>;
  readonly type?: Value<string>;
  readonly user?: Value<string>;
}

/**
 * The block `spec.template.spec.container.security_context.seccomp_profile`.
 */
export interface DeploymentV1SpecTemplateSpecContainerSecurityContextSeccompProfile {
  readonly localhost_profile?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.container.startup_probe`.
 */
export interface DeploymentV1SpecTemplateSpecContainerStartupProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<DeploymentV1SpecTemplateSpecContainerStartupProbeExec>;
  readonly grpc?: Value<readonly DeploymentV1SpecTemplateSpecContainerStartupProbeGrpc[]>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecContainerStartupProbeHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecContainerStartupProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.startup_probe.exec`.
 */
export interface DeploymentV1SpecTemplateSpecContainerStartupProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.startup_probe.grpc`.
 */
export interface DeploymentV1SpecTemplateSpecContainerStartupProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.container.startup_probe.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecContainerStartupProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecContainerStartupProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.startup_probe.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecContainerStartupProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.startup_probe.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecContainerStartupProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.volume_device`.
 */
export interface DeploymentV1SpecTemplateSpecContainerVolumeDevice {
  readonly device_path: Value<string>;
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.container.volume_mount`.
 */
export interface DeploymentV1SpecTemplateSpecContainerVolumeMount {
  readonly mount_path: Value<string>;
  readonly mount_propagation?: Value<string>;
  readonly name: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly sub_path?: Value<string>;
  readonly sub_path_expr?: Value<string>;
}

/**
 * The block `spec.template.spec.dns_config`.
 */
export interface DeploymentV1SpecTemplateSpecDnsConfig {
  readonly nameservers?: Value<readonly string[]>;
  readonly searches?: Value<readonly string[]>;
  readonly option?: Value<readonly DeploymentV1SpecTemplateSpecDnsConfigOption[]>;
}

/**
 * The block `spec.template.spec.dns_config.option`.
 */
export interface DeploymentV1SpecTemplateSpecDnsConfigOption {
  readonly name: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.host_aliases`.
 */
export interface DeploymentV1SpecTemplateSpecHostAliases {
  readonly hostnames: Value<readonly string[]>;
  readonly ip: Value<string>;
}

/**
 * The block `spec.template.spec.image_pull_secrets`.
 */
export interface DeploymentV1SpecTemplateSpecImagePullSecrets {
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.init_container`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainer {
  readonly args?: Value<readonly string[]>;
  readonly command?: Value<readonly string[]>;
  readonly image?: Value<string>;
  readonly image_pull_policy?: Value<string>;
  readonly name: Value<string>;
  readonly stdin?: Value<boolean>;
  readonly stdin_once?: Value<boolean>;
  readonly termination_message_path?: Value<string>;
  readonly termination_message_policy?: Value<string>;
  readonly tty?: Value<boolean>;
  readonly working_dir?: Value<string>;
  readonly env?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerEnv[]>;
  readonly env_from?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerEnvFrom[]>;
  readonly lifecycle?: Value<DeploymentV1SpecTemplateSpecInitContainerLifecycle>;
  readonly liveness_probe?: Value<DeploymentV1SpecTemplateSpecInitContainerLivenessProbe>;
  readonly port?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerPort[]>;
  readonly readiness_probe?: Value<DeploymentV1SpecTemplateSpecInitContainerReadinessProbe>;
  readonly resources?: Value<DeploymentV1SpecTemplateSpecInitContainerResources>;
  readonly security_context?: Value<DeploymentV1SpecTemplateSpecInitContainerSecurityContext>;
  readonly startup_probe?: Value<DeploymentV1SpecTemplateSpecInitContainerStartupProbe>;
  readonly volume_device?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerVolumeDevice[]>;
  readonly volume_mount?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerVolumeMount[]>;
}

/**
 * The block `spec.template.spec.init_container.env`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerEnv {
  readonly name: Value<string>;
  readonly value?: Value<string>;
  readonly value_from?: Value<DeploymentV1SpecTemplateSpecInitContainerEnvValueFrom>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerEnvValueFrom {
  readonly config_map_key_ref?: Value<DeploymentV1SpecTemplateSpecInitContainerEnvValueFromConfigMapKeyRef>;
  readonly field_ref?: Value<DeploymentV1SpecTemplateSpecInitContainerEnvValueFromFieldRef>;
  readonly resource_field_ref?: Value<DeploymentV1SpecTemplateSpecInitContainerEnvValueFromResourceFieldRef>;
  readonly secret_key_ref?: Value<DeploymentV1SpecTemplateSpecInitContainerEnvValueFromSecretKeyRef>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.config_map_key_ref`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerEnvValueFromConfigMapKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.field_ref`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerEnvValueFromFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.resource_field_ref`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerEnvValueFromResourceFieldRef {
  readonly container_name?: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.secret_key_ref`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerEnvValueFromSecretKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.env_from`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerEnvFrom {
  readonly prefix?: Value<string>;
  readonly config_map_ref?: Value<DeploymentV1SpecTemplateSpecInitContainerEnvFromConfigMapRef>;
  readonly secret_ref?: Value<DeploymentV1SpecTemplateSpecInitContainerEnvFromSecretRef>;
}

/**
 * The block `spec.template.spec.init_container.env_from.config_map_ref`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerEnvFromConfigMapRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.env_from.secret_ref`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerEnvFromSecretRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecycle {
  readonly post_start?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStart[]>;
  readonly pre_stop?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStop[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStart {
  readonly exec?: Value<DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStartExec>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStartTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.exec`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStartExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePostStartTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStop {
  readonly exec?: Value<DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStopExec>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStopTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.exec`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStopExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLifecyclePreStopTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLivenessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<DeploymentV1SpecTemplateSpecInitContainerLivenessProbeExec>;
  readonly grpc?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerLivenessProbeGrpc[]>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecInitContainerLivenessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerLivenessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.exec`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLivenessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.grpc`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLivenessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLivenessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerLivenessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLivenessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerLivenessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.port`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerPort {
  readonly container_port: Value<number>;
  readonly host_ip?: Value<string>;
  readonly host_port?: Value<number>;
  readonly name?: Value<string>;
  readonly protocol?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerReadinessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<DeploymentV1SpecTemplateSpecInitContainerReadinessProbeExec>;
  readonly grpc?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerReadinessProbeGrpc[]>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecInitContainerReadinessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerReadinessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.exec`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerReadinessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.grpc`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerReadinessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerReadinessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerReadinessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerReadinessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerReadinessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.resources`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.init_container.security_context`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerSecurityContext {
  readonly allow_privilege_escalation?: Value<boolean>;
  readonly privileged?: Value<boolean>;
  readonly read_only_root_filesystem?: Value<boolean>;
  readonly run_as_group?: Value<string>;
  readonly run_as_non_root?: Value<boolean>;
  readonly run_as_user?: Value<string>;
  readonly capabilities?: Value<DeploymentV1SpecTemplateSpecInitContainerSecurityContextCapabilities>;
  readonly se_linux_options?: Value<DeploymentV1SpecTemplateSpecInitContainerSecurityContextSeLinuxOptions>;
  readonly seccomp_profile?: Value<DeploymentV1SpecTemplateSpecInitContainerSecurityContextSeccompProfile>;
}

/**
 * The block `spec.template.spec.init_container.security_context.capabilities`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerSecurityContextCapabilities {
  readonly add?: Value<readonly string[]>;
  readonly drop?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.security_context.se_linux_options`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerSecurityContextSeLinuxOptions {
  readonly level?: Value<string>;
  readonly role?: Value<string>;
  readonly type?: Value<string>;
  readonly user?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.security_context.seccomp_profile`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerSecurityContextSeccompProfile {
  readonly localhost_profile?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerStartupProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<DeploymentV1SpecTemplateSpecInitContainerStartupProbeExec>;
  readonly grpc?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerStartupProbeGrpc[]>;
  readonly http_get?: Value<DeploymentV1SpecTemplateSpecInitContainerStartupProbeHttpGet>;
  readonly tcp_socket?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerStartupProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.exec`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerStartupProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.grpc`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerStartupProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.http_get`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerStartupProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly DeploymentV1SpecTemplateSpecInitContainerStartupProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.http_get.http_header`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerStartupProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.tcp_socket`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerStartupProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.volume_device`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerVolumeDevice {
  readonly device_path: Value<string>;
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.volume_mount`.
 */
export interface DeploymentV1SpecTemplateSpecInitContainerVolumeMount {
  readonly mount_path: Value<string>;
  readonly mount_propagation?: Value<string>;
  readonly name: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly sub_path?: Value<string>;
  readonly sub_path_expr?: Value<string>;
}

/**
 * The block `spec.template.spec.os`.
 */
export interface DeploymentV1SpecTemplateSpecOs {
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.readiness_gate`.
 */
export interface DeploymentV1SpecTemplateSpecReadinessGate {
  readonly condition_type: Value<string>;
}

/**
 * The block `spec.template.spec.security_context`.
 */
export interface DeploymentV1SpecTemplateSpecSecurityContext {
  readonly fs_group?: Value<string>;
  readonly fs_group_change_policy?: Value<string>;
  readonly run_as_group?: Value<string>;
  readonly run_as_non_root?: Value<boolean>;
  readonly run_as_user?: Value<string>;
  readonly supplemental_groups?: Value<readonly number[]>;
  readonly se_linux_options?: Value<DeploymentV1SpecTemplateSpecSecurityContextSeLinuxOptions>;
  readonly seccomp_profile?: Value<DeploymentV1SpecTemplateSpecSecurityContextSeccompProfile>;
  readonly sysctl?: Value<readonly DeploymentV1SpecTemplateSpecSecurityContextSysctl[]>;
  readonly windows_options?: Value<DeploymentV1SpecTemplateSpecSecurityContextWindowsOptions>;
}

/**
 * The block `spec.template.spec.security_context.se_linux_options`.
 */
export interface DeploymentV1SpecTemplateSpecSecurityContextSeLinuxOptions {
  readonly level?: Value<string>;
  readonly role?: Value<string>;
  readonly type?: Value<string>;
  readonly user?: Value<string>;
}

/**
 * The block `spec.template.spec.security_context.seccomp_profile`.
 */
export interface DeploymentV1SpecTemplateSpecSecurityContextSeccompProfile {
  readonly localhost_profile?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.security_context.sysctl`.
 */
export interface DeploymentV1SpecTemplateSpecSecurityContextSysctl {
  readonly name: Value<string>;
  readonly value: Value<string>;
}

/**
 * The block `spec.template.spec.security_context.windows_options`.
 */
export interface DeploymentV1SpecTemplateSpecSecurityContextWindowsOptions {
  readonly gmsa_credential_spec?: Value<string>;
  readonly gmsa_credential_spec_name?: Value<string>;
  readonly host_process?: Value<boolean>;
  readonly run_as_username?: Value<string>;
}

/**
 * The block `spec.template.spec.toleration`.
 */
export interface DeploymentV1SpecTemplateSpecToleration {
  readonly effect?: Value<string>;
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly toleration_seconds?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.topology_spread_constraint`.
 */
export interface DeploymentV1SpecTemplateSpecTopologySpreadConstraint {
  readonly match_label_keys?: Value<readonly string[]>;
  readonly max_skew?: Value<number>;
  readonly min_domains?: Value<number>;
  readonly node_affinity_policy?: Value<string>;
  readonly node_taints_policy?: Value<string>;
  readonly topology_key?: Value<string>;
  readonly when_unsatisfiable?: Value<string>;
  readonly label_selector?: Value<readonly DeploymentV1SpecTemplateSpecTopologySpreadConstraintLabelSelector[]>;
}

/**
 * The block `spec.template.spec.topology_spread_constraint.label_selector`.
 */
export interface DeploymentV1SpecTemplateSpecTopologySpreadConstraintLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecTopologySpreadConstraintLabelSelectorMatchExpressions[]>;
}

/**
 * The block `spec.template.spec.topology_spread_constraint.label_selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecTopologySpreadConstraintLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.volume`.
 */
export interface DeploymentV1SpecTemplateSpecVolume {
  readonly name?: Value<string>;
  readonly aws_elastic_block_store?: Value<DeploymentV1SpecTemplateSpecVolumeAwsElasticBlockStore>;
  readonly azure_disk?: Value<DeploymentV1SpecTemplateSpecVolumeAzureDisk>;
  readonly azure_file?: Value<DeploymentV1SpecTemplateSpecVolumeAzureFile>;
  readonly ceph_fs?: Value<DeploymentV1SpecTemplateSpecVolumeCephFs>;
  readonly cinder?: Value<DeploymentV1SpecTemplateSpecVolumeCinder>;
  readonly config_map?: Value<DeploymentV1SpecTemplateSpecVolumeConfigMap>;
  readonly csi?: Value<DeploymentV1SpecTemplateSpecVolumeCsi>;
  readonly downward_api?: Value<DeploymentV1SpecTemplateSpecVolumeDownwardApi>;
  readonly empty_dir?: Value<DeploymentV1SpecTemplateSpecVolumeEmptyDir>;
  readonly ephemeral?: Value<DeploymentV1SpecTemplateSpecVolumeEphemeral>;
  readonly fc?: Value<DeploymentV1SpecTemplateSpecVolumeFc>;
  readonly flex_volume?: Value<DeploymentV1SpecTemplateSpecVolumeFlexVolume>;
  readonly flocker?: Value<DeploymentV1SpecTemplateSpecVolumeFlocker>;
  readonly gce_persistent_disk?: Value<DeploymentV1SpecTemplateSpecVolumeGcePersistentDisk>;
  readonly git_repo?: Value<DeploymentV1SpecTemplateSpecVolumeGitRepo>;
  readonly glusterfs?: Value<DeploymentV1SpecTemplateSpecVolumeGlusterfs>;
  readonly host_path?: Value<DeploymentV1SpecTemplateSpecVolumeHostPath>;
  readonly iscsi?: Value<DeploymentV1SpecTemplateSpecVolumeIscsi>;
  readonly local?: Value<DeploymentV1SpecTemplateSpecVolumeLocal>;
  readonly nfs?: Value<DeploymentV1SpecTemplateSpecVolumeNfs>;
  readonly persistent_volume_claim?: Value<DeploymentV1SpecTemplateSpecVolumePersistentVolumeClaim>;
  readonly photon_persistent_disk?: Value<DeploymentV1SpecTemplateSpecVolumePhotonPersistentDisk>;
  readonly projected?: Value<readonly DeploymentV1SpecTemplateSpecVolumeProjected[]>;
  readonly quobyte?: Value<DeploymentV1SpecTemplateSpecVolumeQuobyte>;
  readonly rbd?: Value<DeploymentV1SpecTemplateSpecVolumeRbd>;
  readonly secret?: Value<DeploymentV1SpecTemplateSpecVolumeSecret>;
  readonly vsphere_volume?: Value<DeploymentV1SpecTemplateSpecVolumeVsphereVolume>;
}

/**
 * The block `spec.template.spec.volume.aws_elastic_block_store`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeAwsElasticBlockStore {
  readonly fs_type?: Value<string>;
  readonly partition?: Value<number>;
  readonly read_only?: Value<boolean>;
  readonly volume_id: Value<string>;
}

/**
 * The block `spec.template.spec.volume.azure_disk`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeAzureDisk {
  readonly caching_mode: Value<string>;
  readonly data_disk_uri: Value<string>;
  readonly disk_name: Value<string>;
  readonly fs_type?: Value<string>;
  readonly kind?: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.azure_file`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeAzureFile {
  readonly read_only?: Value<boolean>;
  readonly secret_name: Value<string>;
  readonly secret_namespace?: Value<string>;
  readonly share_name: Value<string>;
}

/**
 * The block `spec.template.spec.volume.ceph_fs`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeCephFs {
  readonly monitors: Value<readonly string[]>;
  readonly path?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly secret_file?: Value<string>;
  readonly user?: Value<string>;
  readonly secret_ref?: Value<DeploymentV1SpecTemplateSpecVolumeCephFsSecretRef>;
}

/**
 * The block `spec.template.spec.volume.ceph_fs.secret_ref`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeCephFsSecretRef {
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.cinder`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeCinder {
  readonly fs_type?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly volume_id: Value<string>;
}

/**
 * The block `spec.template.spec.volume.config_map`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeConfigMap {
  readonly default_mode?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly items?: Value<readonly DeploymentV1SpecTemplateSpecVolumeConfigMapItems[]>;
}

/**
 * The block `spec.template.spec.volume.config_map.items`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeConfigMapItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.csi`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeCsi {
  readonly driver: Value<string>;
  readonly fs_type?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly volume_attributes?: Value<{ readonly [key: string]: string }>;
  readonly node_publish_secret_ref?: Value<DeploymentV1SpecTemplateSpecVolumeCsiNodePublishSecretRef>;
}

/**
 * The block `spec.template.spec.volume.csi.node_publish_secret_ref`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeCsiNodePublishSecretRef {
  readonly name?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.downward_api`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeDownwardApi {
  readonly default_mode?: Value<string>;
  readonly items?: Value<readonly DeploymentV1SpecTemplateSpecVolumeDownwardApiItems[]>;
}

/**
 * The block `spec.template.spec.volume.downward_api.items`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeDownwardApiItems {
  readonly mode?: Value<string>;
  readonly path: Value<string>;
  readonly field_ref: Value<DeploymentV1SpecTemplateSpecVolumeDownwardApiItemsFieldRef>;
  readonly resource_field_ref?: Value<DeploymentV1SpecTemplateSpecVolumeDownwardApiItemsResourceFieldRef>;
}

/**
 * The block `spec.template.spec.volume.downward_api.items.field_ref`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeDownwardApiItemsFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.downward_api.items.resource_field_ref`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeDownwardApiItemsResourceFieldRef {
  readonly container_name: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.volume.empty_dir`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeEmptyDir {
  readonly medium?: Value<string>;
  readonly size_limit?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.ephemeral`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeEphemeral {
  readonly volume_claim_template: Value<DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplate>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplate {
  readonly metadata?: Value<DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateMetadata>;
  readonly spec: Value<DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.metadata`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateMetadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec {
  readonly access_modes: Value<readonly string[]>;
  readonly storage_class_name?: Value<string>;
  readonly volume_mode?: Value<string>;
  readonly volume_name?: Value<string>;
  readonly resources: Value<DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecResources>;
  readonly selector?: Value<DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelector>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec.resources`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec.selector`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions[]>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec.selector.match_expressions`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.volume.fc`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeFc {
  readonly fs_type?: Value<string>;
  readonly lun: Value<number>;
  readonly read_only?: Value<boolean>;
  readonly target_ww_ns: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.volume.flex_volume`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeFlexVolume {
  readonly driver: Value<string>;
  readonly fs_type?: Value<string>;
  readonly options?: Value<{ readonly [key: string]: string }>;
  readonly read_only?: Value<boolean>;
  readonly secret_ref?: Value<DeploymentV1SpecTemplateSpecVolumeFlexVolumeSecretRef>;
}

/**
 * The block `spec.template.spec.volume.flex_volume.secret_ref`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeFlexVolumeSecretRef {
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.flocker`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeFlocker {
  readonly dataset_name?: Value<string>;
  readonly dataset_uuid?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.gce_persistent_disk`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeGcePersistentDisk {
  readonly fs_type?: Value<string>;
  readonly partition?: Value<number>;
  readonly pd_name: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.git_repo`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeGitRepo {
  readonly directory?: Value<string>;
  readonly repository?: Value<string>;
  readonly revision?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.glusterfs`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeGlusterfs {
  readonly endpoints_name: Value<string>;
  readonly path: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.host_path`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeHostPath {
  readonly path?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.iscsi`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeIscsi {
  readonly fs_type?: Value<string>;
  readonly iqn: Value<string>;
  readonly iscsi_interface?: Value<string>;
  readonly lun?: Value<number>;
  readonly read_only?: Value<boolean>;
  readonly target_portal: Value<string>;
}

/**
 * The block `spec.template.spec.volume.local`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeLocal {
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.nfs`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeNfs {
  readonly path: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly server: Value<string>;
}

/**
 * The block `spec.template.spec.volume.persistent_volume_claim`.
 */
export interface DeploymentV1SpecTemplateSpecVolumePersistentVolumeClaim {
  readonly claim_name?: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.photon_persistent_disk`.
 */
export interface DeploymentV1SpecTemplateSpecVolumePhotonPersistentDisk {
  readonly fs_type?: Value<string>;
  readonly pd_id: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjected {
  readonly default_mode?: Value<string>;
  readonly sources: Value<readonly DeploymentV1SpecTemplateSpecVolumeProjectedSources[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSources {
  readonly config_map?: Value<readonly DeploymentV1SpecTemplateSpecVolumeProjectedSourcesConfigMap[]>;
  readonly downward_api?: Value<DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApi>;
  readonly secret?: Value<readonly DeploymentV1SpecTemplateSpecVolumeProjectedSourcesSecret[]>;
  readonly service_account_token?: Value<DeploymentV1SpecTemplateSpecVolumeProjectedSourcesServiceAccountToken>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.config_map`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesConfigMap {
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly items?: Value<readonly DeploymentV1SpecTemplateSpecVolumeProjectedSourcesConfigMapItems[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.config_map.items`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesConfigMapItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApi {
  readonly items?: Value<readonly DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItems[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api.items`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItems {
  readonly mode?: Value<string>;
  readonly path: Value<string>;
  readonly field_ref?: Value<DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsFieldRef>;
  readonly resource_field_ref?: Value<DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsResourceFieldRef>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api.items.field_ref`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api.items.resource_field_ref`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsResourceFieldRef {
  readonly container_name: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.secret`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesSecret {
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly items?: Value<readonly DeploymentV1SpecTemplateSpecVolumeProjectedSourcesSecretItems[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.secret.items`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesSecretItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.service_account_token`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeProjectedSourcesServiceAccountToken {
  readonly audience?: Value<string>;
  readonly expiration_seconds?: Value<number>;
  readonly path: Value<string>;
}

/**
 * The block `spec.template.spec.volume.quobyte`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeQuobyte {
  readonly group?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly registry: Value<string>;
  readonly user?: Value<string>;
  readonly volume: Value<string>;
}

/**
 * The block `spec.template.spec.volume.rbd`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeRbd {
  readonly ceph_monitors: Value<readonly string[]>;
  readonly fs_type?: Value<string>;
  readonly keyring?: Value<string>;
  readonly rados_user?: Value<string>;
  readonly rbd_image: Value<string>;
  readonly rbd_pool?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly secret_ref?: Value<DeploymentV1SpecTemplateSpecVolumeRbdSecretRef>;
}

/**
 * The block `spec.template.spec.volume.rbd.secret_ref`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeRbdSecretRef {
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.secret`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeSecret {
  readonly default_mode?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly secret_name?: Value<string>;
  readonly items?: Value<readonly DeploymentV1SpecTemplateSpecVolumeSecretItems[]>;
}

/**
 * The block `spec.template.spec.volume.secret.items`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeSecretItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.vsphere_volume`.
 */
export interface DeploymentV1SpecTemplateSpecVolumeVsphereVolume {
  readonly fs_type?: Value<string>;
  readonly volume_path: Value<string>;
}

/**
 * The block `timeouts`.
 */
export interface DeploymentV1Timeouts {
  readonly create?: Value<string>;
  readonly delete?: Value<string>;
  readonly update?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_deployment_v1`.
 */
export const DEPLOYMENT_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_deployment_v1',
  attributes: { id: 'string', wait_for_rollout: 'bool' },
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
        min_ready_seconds: 'number',
        paused: 'bool',
        progress_deadline_seconds: 'number',
        replicas: 'string',
        revision_history_limit: 'number',
      },
      blocks: {
        selector: {
          nesting: 'list',
          attributes: { match_labels: ['map', 'string'] },
          blocks: { match_expressions: { nesting: 'list', attributes: { key: 'string', operator: 'string', values: ['set', 'string'] } } },
        },
        strategy: {
          nesting: 'list',
          attributes: { type: 'string' },
          blocks: { rolling_update: { nesting: 'list', attributes: { max_surge: 'string', max_unavailable: 'string' } } },
        },
        template: {
          nesting: 'list',
          attributes: {},
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
                active_deadline_seconds: 'number',
                automount_service_account_token: 'bool',
                dns_policy: 'string',
                enable_service_links: 'bool',
                host_ipc: 'bool',
                host_network: 'bool',
                host_pid: 'bool',
                hostname: 'string',
                node_name: 'string',
                node_selector: ['map', 'string'],
                priority_class_name: 'string',
                restart_policy: 'string',
                runtime_class_name: 'string',
                scheduler_name: 'string',
                service_account_name: 'string',
                share_process_namespace: 'bool',
                subdomain: 'string',
                termination_grace_period_seconds: 'number',
              },
              blocks: {
                affinity: {
                  nesting: 'list',
                  attributes: {},
                  blocks: {
                    node_affinity: {
                      nesting: 'list',
                      attributes: {},
                      blocks: {
                        preferred_during_scheduling_ignored_during_execution: {
                          nesting: 'list',
                          attributes: { weight: 'number' },
                          blocks: {
                            preference: {
                              nesting: 'list',
                              attributes: {},
                              blocks: {
                                match_expressions: {
                                  nesting: 'list',
                                  attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                                },
                                match_fields: {
                                  nesting: 'list',
                                  attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                                },
                              },
                            },
                          },
                        },
                        required_during_scheduling_ignored_during_execution: {
                          nesting: 'list',
                          attributes: {},
                          blocks: {
                            node_selector_term: {
                              nesting: 'list',
                              attributes: {},
                              blocks: {
                                match_expressions: {
                                  nesting: 'list',
                                  attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                                },
                                match_fields: {
                                  nesting: 'list',
                                  attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                                },
                              },
                            },
                          },
                        },
                      },
                    },
                    pod_affinity: {
                      nesting: 'list',
                      attributes: {},
                      blocks: {
                        preferred_during_scheduling_ignored_during_execution: {
                          nesting: 'list',
                          attributes: { weight: 'number' },
                          blocks: {
                            pod_affinity_term: {
                              nesting: 'list',
                              attributes: { namespaces: ['set', 'string'], topology_key: 'string' },
                              blocks: {
                                label_selector: {
                                  nesting: 'list',
                                  attributes: { match_labels: ['map', 'string'] },
                                  blocks: {
                                    match_expressions: {
                                      nesting: 'list',
                                      attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                                    },
                                  },
                                },
                                namespace_selector: {
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
                          },
                        },
                        required_during_scheduling_ignored_during_execution: {
                          nesting: 'list',
                          attributes: { namespaces: ['set', 'string'], topology_key: 'string' },
                          blocks: {
                            label_selector: {
                              nesting: 'list',
                              attributes: { match_labels: ['map', 'string'] },
                              blocks: {
                                match_expressions: {
                                  nesting: 'list',
                                  attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                                },
                              },
                            },
                            namespace_selector: {
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
                      },
                    },
                    pod_anti_affinity: {
                      nesting: 'list',
                      attributes: {},
                      blocks: {
                        preferred_during_scheduling_ignored_during_execution: {
                          nesting: 'list',
                          attributes: { weight: 'number' },
                          blocks: {
                            pod_affinity_term: {
                              nesting: 'list',
                              attributes: { namespaces: ['set', 'string'], topology_key: 'string' },
                              blocks: {
                                label_selector: {
                                  nesting: 'list',
                                  attributes: { match_labels: ['map', 'string'] },
                                  blocks: {
                                    match_expressions: {
                                      nesting: 'list',
                                      attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                                    },
                                  },
                                },
                                namespace_selector: {
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
                          },
                        },
                        required_during_scheduling_ignored_during_execution: {
                          nesting: 'list',
                          attributes: { namespaces: ['set', 'string'], topology_key: 'string' },
                          blocks: {
                            label_selector: {
                              nesting: 'list',
                              attributes: { match_labels: ['map', 'string'] },
                              blocks: {
                                match_expressions: {
                                  nesting: 'list',
                                  attributes: { key: 'string', operator: 'string', values: ['set', 'string'] },
                                },
                              },
                            },
                            namespace_selector: {
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
                      },
                    },
                  },
                },
                container: {
                  nesting: 'list',
                  attributes: {
                    args: ['list', 'string'],
                    command: ['list', 'string'],
                    image: 'string',
                    image_pull_policy: 'string',
                    name: 'string',
                    stdin: 'bool',
                    stdin_once: 'bool',
                    termination_message_path: 'string',
                    termination_message_policy: 'string',
                    tty: 'bool',
                    working_dir: 'string',
                  },
                  blocks: {
                    env: {
                      nesting: 'list',
                      attributes: { name: 'string', value: 'string' },
                      blocks: {
                        value_from: {
                          nesting: 'list',
                          attributes: {},
                          blocks: {
                            config_map_key_ref: { nesting: 'list', attributes: { key: 'string', name: 'string', optional: 'bool' } },
                            field_ref: { nesting: 'list', attributes: { api_version: 'string', field_path: 'string' } },
                            resource_field_ref: {
                              nesting: 'list',
                              attributes: { container_name: 'string', divisor: 'string', resource: 'string' },
                            },
                            secret_key_ref: { nesting: 'list', attributes: { key: 'string', name: 'string', optional: 'bool' } },
                          },
                        },
                      },
                    },
                    env_from: {
                      nesting: 'list',
                      attributes: { prefix: 'string' },
                      blocks: {
                        config_map_ref: { nesting: 'list', attributes: { name: 'string', optional: 'bool' } },
                        secret_ref: { nesting: 'list', attributes: { name: 'string', optional: 'bool' } },
                      },
                    },
                    lifecycle: {
                      nesting: 'list',
                      attributes: {},
                      blocks: {
                        post_start: {
                          nesting: 'list',
                          attributes: {},
                          blocks: {
                            exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                            http_get: {
                              nesting: 'list',
                              attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                              blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                            },
                            tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                          },
                        },
                        pre_stop: {
                          nesting: 'list',
                          attributes: {},
                          blocks: {
                            exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                            http_get: {
                              nesting: 'list',
                              attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                              blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                            },
                            tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                          },
                        },
                      },
                    },
                    liveness_probe: {
                      nesting: 'list',
                      attributes: {
                        failure_threshold: 'number',
                        initial_delay_seconds: 'number',
                        period_seconds: 'number',
                        success_threshold: 'number',
                        timeout_seconds: 'number',
                      },
                      blocks: {
                        exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                        grpc: { nesting: 'list', attributes: { port: 'number', service: 'string' } },
                        http_get: {
                          nesting: 'list',
                          attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                          blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                        },
                        tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                      },
                    },
                    port: {
                      nesting: 'list',
                      attributes: { container_port: 'number', host_ip: 'string', host_port: 'number', name: 'string', protocol: 'string' },
                    },
                    readiness_probe: {
                      nesting: 'list',
                      attributes: {
                        failure_threshold: 'number',
                        initial_delay_seconds: 'number',
                        period_seconds: 'number',
                        success_threshold: 'number',
                        timeout_seconds: 'number',
                      },
                      blocks: {
                        exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                        grpc: { nesting: 'list', attributes: { port: 'number', service: 'string' } },
                        http_get: {
                          nesting: 'list',
                          attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                          blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                        },
                        tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                      },
                    },
                    resources: { nesting: 'list', attributes: { limits: ['map', 'string'], requests: ['map', 'string'] } },
                    security_context: {
                      nesting: 'list',
                      attributes: {
                        allow_privilege_escalation: 'bool',
                        privileged: 'bool',
                        read_only_root_filesystem: 'bool',
                        run_as_group: 'string',
                        run_as_non_root: 'bool',
                        run_as_user: 'string',
                      },
                      blocks: {
                        capabilities: { nesting: 'list', attributes: { add: ['list', 'string'], drop: ['list', 'string'] } },
                        se_linux_options: {
                          nesting: 'list',
                          attributes: { level: 'string', role: 'string', type: 'string', user: 'string' },
                        },
                        seccomp_profile: { nesting: 'list', attributes: { localhost_profile: 'string', type: 'string' } },
                      },
                    },
                    startup_probe: {
                      nesting: 'list',
                      attributes: {
                        failure_threshold: 'number',
                        initial_delay_seconds: 'number',
                        period_seconds: 'number',
                        success_threshold: 'number',
                        timeout_seconds: 'number',
                      },
                      blocks: {
                        exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                        grpc: { nesting: 'list', attributes: { port: 'number', service: 'string' } },
                        http_get: {
                          nesting: 'list',
                          attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                          blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                        },
                        tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                      },
                    },
                    volume_device: { nesting: 'list', attributes: { device_path: 'string', name: 'string' } },
                    volume_mount: {
                      nesting: 'list',
                      attributes: {
                        mount_path: 'string',
                        mount_propagation: 'string',
                        name: 'string',
                        read_only: 'bool',
                        sub_path: 'string',
                        sub_path_expr: 'string',
                      },
                    },
                  },
                },
                dns_config: {
                  nesting: 'list',
                  attributes: { nameservers: ['list', 'string'], searches: ['list', 'string'] },
                  blocks: { option: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                },
                host_aliases: { nesting: 'list', attributes: { hostnames: ['list', 'string'], ip: 'string' } },
                image_pull_secrets: { nesting: 'list', attributes: { name: 'string' } },
                init_container: {
                  nesting: 'list',
                  attributes: {
                    args: ['list', 'string'],
                    command: ['list', 'string'],
                    image: 'string',
                    image_pull_policy: 'string',
                    name: 'string',
                    stdin: 'bool',
                    stdin_once: 'bool',
                    termination_message_path: 'string',
                    termination_message_policy: 'string',
                    tty: 'bool',
                    working_dir: 'string',
                  },
                  blocks: {
                    env: {
                      nesting: 'list',
                      attributes: { name: 'string', value: 'string' },
                      blocks: {
                        value_from: {
                          nesting: 'list',
                          attributes: {},
                          blocks: {
                            config_map_key_ref: { nesting: 'list', attributes: { key: 'string', name: 'string', optional: 'bool' } },
                            field_ref: { nesting: 'list', attributes: { api_version: 'string', field_path: 'string' } },
                            resource_field_ref: {
                              nesting: 'list',
                              attributes: { container_name: 'string', divisor: 'string', resource: 'string' },
                            },
                            secret_key_ref: { nesting: 'list', attributes: { key: 'string', name: 'string', optional: 'bool' } },
                          },
                        },
                      },
                    },
                    env_from: {
                      nesting: 'list',
                      attributes: { prefix: 'string' },
                      blocks: {
                        config_map_ref: { nesting: 'list', attributes: { name: 'string', optional: 'bool' } },
                        secret_ref: { nesting: 'list', attributes: { name: 'string', optional: 'bool' } },
                      },
                    },
                    lifecycle: {
                      nesting: 'list',
                      attributes: {},
                      blocks: {
                        post_start: {
                          nesting: 'list',
                          attributes: {},
                          blocks: {
                            exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                            http_get: {
                              nesting: 'list',
                              attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                              blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                            },
                            tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                          },
                        },
                        pre_stop: {
                          nesting: 'list',
                          attributes: {},
                          blocks: {
                            exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                            http_get: {
                              nesting: 'list',
                              attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                              blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                            },
                            tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                          },
                        },
                      },
                    },
                    liveness_probe: {
                      nesting: 'list',
                      attributes: {
                        failure_threshold: 'number',
                        initial_delay_seconds: 'number',
                        period_seconds: 'number',
                        success_threshold: 'number',
                        timeout_seconds: 'number',
                      },
                      blocks: {
                        exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                        grpc: { nesting: 'list', attributes: { port: 'number', service: 'string' } },
                        http_get: {
                          nesting: 'list',
                          attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                          blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                        },
                        tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                      },
                    },
                    port: {
                      nesting: 'list',
                      attributes: { container_port: 'number', host_ip: 'string', host_port: 'number', name: 'string', protocol: 'string' },
                    },
                    readiness_probe: {
                      nesting: 'list',
                      attributes: {
                        failure_threshold: 'number',
                        initial_delay_seconds: 'number',
                        period_seconds: 'number',
                        success_threshold: 'number',
                        timeout_seconds: 'number',
                      },
                      blocks: {
                        exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                        grpc: { nesting: 'list', attributes: { port: 'number', service: 'string' } },
                        http_get: {
                          nesting: 'list',
                          attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                          blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                        },
                        tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                      },
                    },
                    resources: { nesting: 'list', attributes: { limits: ['map', 'string'], requests: ['map', 'string'] } },
                    security_context: {
                      nesting: 'list',
                      attributes: {
                        allow_privilege_escalation: 'bool',
                        privileged: 'bool',
                        read_only_root_filesystem: 'bool',
                        run_as_group: 'string',
                        run_as_non_root: 'bool',
                        run_as_user: 'string',
                      },
                      blocks: {
                        capabilities: { nesting: 'list', attributes: { add: ['list', 'string'], drop: ['list', 'string'] } },
                        se_linux_options: {
                          nesting: 'list',
                          attributes: { level: 'string', role: 'string', type: 'string', user: 'string' },
                        },
                        seccomp_profile: { nesting: 'list', attributes: { localhost_profile: 'string', type: 'string' } },
                      },
                    },
                    startup_probe: {
                      nesting: 'list',
                      attributes: {
                        failure_threshold: 'number',
                        initial_delay_seconds: 'number',
                        period_seconds: 'number',
                        success_threshold: 'number',
                        timeout_seconds: 'number',
                      },
                      blocks: {
                        exec: { nesting: 'list', attributes: { command: ['list', 'string'] } },
                        grpc: { nesting: 'list', attributes: { port: 'number', service: 'string' } },
                        http_get: {
                          nesting: 'list',
                          attributes: { host: 'string', path: 'string', port: 'string', scheme: 'string' },
                          blocks: { http_header: { nesting: 'list', attributes: { name: 'string', value: 'string' } } },
                        },
                        tcp_socket: { nesting: 'list', attributes: { port: 'string' } },
                      },
                    },
                    volume_device: { nesting: 'list', attributes: { device_path: 'string', name: 'string' } },
                    volume_mount: {
                      nesting: 'list',
                      attributes: {
                        mount_path: 'string',
                        mount_propagation: 'string',
                        name: 'string',
                        read_only: 'bool',
                        sub_path: 'string',
                        sub_path_expr: 'string',
                      },
                    },
                  },
                },
                os: { nesting: 'list', attributes: { name: 'string' } },
                readiness_gate: { nesting: 'list', attributes: { condition_type: 'string' } },
                security_context: {
                  nesting: 'list',
                  attributes: {
                    fs_group: 'string',
                    fs_group_change_policy: 'string',
                    run_as_group: 'string',
                    run_as_non_root: 'bool',
                    run_as_user: 'string',
                    supplemental_groups: ['set', 'number'],
                  },
                  blocks: {
                    se_linux_options: { nesting: 'list', attributes: { level: 'string', role: 'string', type: 'string', user: 'string' } },
                    seccomp_profile: { nesting: 'list', attributes: { localhost_profile: 'string', type: 'string' } },
                    sysctl: { nesting: 'list', attributes: { name: 'string', value: 'string' } },
                    windows_options: {
                      nesting: 'list',
                      attributes: {
                        gmsa_credential_spec: 'string',
                        gmsa_credential_spec_name: 'string',
                        host_process: 'bool',
                        run_as_username: 'string',
                      },
                    },
                  },
                },
                toleration: {
                  nesting: 'list',
                  attributes: { effect: 'string', key: 'string', operator: 'string', toleration_seconds: 'string', value: 'string' },
                },
                topology_spread_constraint: {
                  nesting: 'list',
                  attributes: {
                    match_label_keys: ['set', 'string'],
                    max_skew: 'number',
                    min_domains: 'number',
                    node_affinity_policy: 'string',
                    node_taints_policy: 'string',
                    topology_key: 'string',
                    when_unsatisfiable: 'string',
                  },
                  blocks: {
                    label_selector: {
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
                volume: {
                  nesting: 'list',
                  attributes: { name: 'string' },
                  blocks: {
                    aws_elastic_block_store: {
                      nesting: 'list',
                      attributes: { fs_type: 'string', partition: 'number', read_only: 'bool', volume_id: 'string' },
                    },
                    azure_disk: {
                      nesting: 'list',
                      attributes: {
                        caching_mode: 'string',
                        data_disk_uri: 'string',
                        disk_name: 'string',
                        fs_type: 'string',
                        kind: 'string',
                        read_only: 'bool',
                      },
                    },
                    azure_file: {
                      nesting: 'list',
                      attributes: { read_only: 'bool', secret_name: 'string', secret_namespace: 'string', share_name: 'string' },
                    },
                    ceph_fs: {
                      nesting: 'list',
                      attributes: { monitors: ['set', 'string'], path: 'string', read_only: 'bool', secret_file: 'string', user: 'string' },
                      blocks: { secret_ref: { nesting: 'list', attributes: { name: 'string', namespace: 'string' } } },
                    },
                    cinder: { nesting: 'list', attributes: { fs_type: 'string', read_only: 'bool', volume_id: 'string' } },
                    config_map: {
                      nesting: 'list',
                      attributes: { default_mode: 'string', name: 'string', optional: 'bool' },
                      blocks: { items: { nesting: 'list', attributes: { key: 'string', mode: 'string', path: 'string' } } },
                    },
                    csi: {
                      nesting: 'list',
                      attributes: { driver: 'string', fs_type: 'string', read_only: 'bool', volume_attributes: ['map', 'string'] },
                      blocks: { node_publish_secret_ref: { nesting: 'list', attributes: { name: 'string' } } },
                    },
                    downward_api: {
                      nesting: 'list',
                      attributes: { default_mode: 'string' },
                      blocks: {
                        items: {
                          nesting: 'list',
                          attributes: { mode: 'string', path: 'string' },
                          blocks: {
                            field_ref: { nesting: 'list', attributes: { api_version: 'string', field_path: 'string' } },
                            resource_field_ref: {
                              nesting: 'list',
                              attributes: { container_name: 'string', divisor: 'string', resource: 'string' },
                            },
                          },
                        },
                      },
                    },
                    empty_dir: { nesting: 'list', attributes: { medium: 'string', size_limit: 'string' } },
                    ephemeral: {
                      nesting: 'list',
                      attributes: {},
                      blocks: {
                        volume_claim_template: {
                          nesting: 'list',
                          attributes: {},
                          blocks: {
                            metadata: { nesting: 'list', attributes: { annotations: ['map', 'string'], labels: ['map', 'string'] } },
                            spec: {
                              nesting: 'list',
                              attributes: {
                                access_modes: ['set', 'string'],
                                storage_class_name: 'string',
                                volume_mode: 'string',
                                volume_name: 'string',
                              },
                              blocks: {
                                resources: { nesting: 'list', attributes: { limits: ['map', 'string'], requests: ['map', 'string'] } },
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
                          },
                        },
                      },
                    },
                    fc: {
                      nesting: 'list',
                      attributes: { fs_type: 'string', lun: 'number', read_only: 'bool', target_ww_ns: ['set', 'string'] },
                    },
                    flex_volume: {
                      nesting: 'list',
                      attributes: { driver: 'string', fs_type: 'string', options: ['map', 'string'], read_only: 'bool' },
                      blocks: { secret_ref: { nesting: 'list', attributes: { name: 'string', namespace: 'string' } } },
                    },
                    flocker: { nesting: 'list', attributes: { dataset_name: 'string', dataset_uuid: 'string' } },
                    gce_persistent_disk: {
                      nesting: 'list',
                      attributes: { fs_type: 'string', partition: 'number', pd_name: 'string', read_only: 'bool' },
                    },
                    git_repo: { nesting: 'list', attributes: { directory: 'string', repository: 'string', revision: 'string' } },
                    glusterfs: { nesting: 'list', attributes: { endpoints_name: 'string', path: 'string', read_only: 'bool' } },
                    host_path: { nesting: 'list', attributes: { path: 'string', type: 'string' } },
                    iscsi: {
                      nesting: 'list',
                      attributes: {
                        fs_type: 'string',
                        iqn: 'string',
                        iscsi_interface: 'string',
                        lun: 'number',
                        read_only: 'bool',
                        target_portal: 'string',
                      },
                    },
                    local: { nesting: 'list', attributes: { path: 'string' } },
                    nfs: { nesting: 'list', attributes: { path: 'string', read_only: 'bool', server: 'string' } },
                    persistent_volume_claim: { nesting: 'list', attributes: { claim_name: 'string', read_only: 'bool' } },
                    photon_persistent_disk: { nesting: 'list', attributes: { fs_type: 'string', pd_id: 'string' } },
                    projected: {
                      nesting: 'list',
                      attributes: { default_mode: 'string' },
                      blocks: {
                        sources: {
                          nesting: 'list',
                          attributes: {},
                          blocks: {
                            config_map: {
                              nesting: 'list',
                              attributes: { name: 'string', optional: 'bool' },
                              blocks: { items: { nesting: 'list', attributes: { key: 'string', mode: 'string', path: 'string' } } },
                            },
                            downward_api: {
                              nesting: 'list',
                              attributes: {},
                              blocks: {
                                items: {
                                  nesting: 'list',
                                  attributes: { mode: 'string', path: 'string' },
                                  blocks: {
                                    field_ref: { nesting: 'list', attributes: { api_version: 'string', field_path: 'string' } },
                                    resource_field_ref: {
                                      nesting: 'list',
                                      attributes: { container_name: 'string', divisor: 'string', resource: 'string' },
                                    },
                                  },
                                },
                              },
                            },
                            secret: {
                              nesting: 'list',
                              attributes: { name: 'string', optional: 'bool' },
                              blocks: { items: { nesting: 'list', attributes: { key: 'string', mode: 'string', path: 'string' } } },
                            },
                            service_account_token: {
                              nesting: 'list',
                              attributes: { audience: 'string', expiration_seconds: 'number', path: 'string' },
                            },
                          },
                        },
                      },
                    },
                    quobyte: {
                      nesting: 'list',
                      attributes: { group: 'string', read_only: 'bool', registry: 'string', user: 'string', volume: 'string' },
                    },
                    rbd: {
                      nesting: 'list',
                      attributes: {
                        ceph_monitors: ['set', 'string'],
                        fs_type: 'string',
                        keyring: 'string',
                        rados_user: 'string',
                        rbd_image: 'string',
                        rbd_pool: 'string',
                        read_only: 'bool',
                      },
                      blocks: { secret_ref: { nesting: 'list', attributes: { name: 'string', namespace: 'string' } } },
                    },
                    secret: {
                      nesting: 'list',
                      attributes: { default_mode: 'string', optional: 'bool', secret_name: 'string' },
                      blocks: { items: { nesting: 'list', attributes: { key: 'string', mode: 'string', path: 'string' } } },
                    },
                    vsphere_volume: { nesting: 'list', attributes: { fs_type: 'string', volume_path: 'string' } },
                  },
                },
              },
            },
          },
        },
      },
    },
    timeouts: { nesting: 'single', attributes: { create: 'string', delete: 'string', update: 'string' } },
  },
};

/**
 * The resource `kubernetes_deployment_v1`.
 *
 * @internal
 */
export class DeploymentV1 extends GeneratedResource<DeploymentV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DeploymentV1Attributes>) {
    super(scope, id, DEPLOYMENT_V1_SCHEMA, config);
  }
}
