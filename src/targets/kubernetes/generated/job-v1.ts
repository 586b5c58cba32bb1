// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_job_v1`.
 */
export interface JobV1Attributes {
  readonly id?: Value<string>;
  readonly wait_for_completion?: Value<boolean>;
  readonly metadata: Value<JobV1Metadata>;
  readonly spec: Value<JobV1Spec>;
  readonly timeouts?: Value<JobV1Timeouts>;
}

/**
 * The block `metadata`.
 */
export interface JobV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface JobV1Spec {
  readonly active_deadline_seconds?: Value<number>;
  readonly backoff_limit?: Value<number>;
  readonly backoff_limit_per_index?: Value<number>;
  readonly completion_mode?: Value<string>;
  readonly completions?: Value<number>;
  readonly manual_selector?: Value<boolean>;
  readonly max_failed_indexes?: Value<number>;
  readonly parallelism?: Value<number>;
  readonly ttl_seconds_after_finished?: Value<string>;
  readonly pod_failure_policy?: Value<JobV1SpecPodFailurePolicy>;
  readonly selector?: Value<JobV1SpecSelector>;
  readonly template: Value<JobV1SpecTemplate>;
}

/**
 * The block `spec.pod_failure_policy`.
 */
export interface JobV1SpecPodFailurePolicy {
  readonly rule: Value<readonly JobV1SpecPodFailurePolicyRule[]>;
}

/**
 * The block `spec.pod_failure_policy.rule`.
 */
export interface JobV1SpecPodFailurePolicyRule {
  readonly action?: Value<string>;
  readonly on_exit_codes?: Value<JobV1SpecPodFailurePolicyRuleOnExitCodes>;
  readonly on_pod_condition?: Value<readonly JobV1SpecPodFailurePolicyRuleOnPodCondition[]>;
}

/**
 * The block `spec.pod_failure_policy.rule.on_exit_codes`.
 */
export interface JobV1SpecPodFailurePolicyRuleOnExitCodes {
  readonly container_name?: Value<string>;
  readonly operator?: Value<string>;
  readonly values: Value<readonly number[]>;
}

/**
 * The block `spec.pod_failure_policy.rule.on_pod_condition`.
 */
export interface JobV1SpecPodFailurePolicyRuleOnPodCondition {
  readonly status?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.selector`.
 */
export interface JobV1SpecSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecSelectorMatchExpressions[]>;
}

/**
 * The block `spec.selector.match_expressions`.
 */
export interface JobV1SpecSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template`.
 */
export interface JobV1SpecTemplate {
  readonly metadata: Value<JobV1SpecTemplateMetadata>;
  readonly spec?: Value<JobV1SpecTemplateSpec>;
}

/**
 * The block `spec.template.metadata`.
 */
export interface JobV1SpecTemplateMetadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
}

/**
 * The block `spec.template.spec`.
 */
export interface JobV1SpecTemplateSpec {
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
  readonly affinity?: Value<JobV1SpecTemplateSpecAffinity>;
  readonly container?: Value<readonly JobV1SpecTemplateSpecContainer[]>;
  readonly dns_config?: Value<JobV1SpecTemplateSpecDnsConfig>;
  readonly host_aliases?: Value<readonly JobV1SpecTemplateSpecHostAliases[]>;
  readonly image_pull_secrets?: Value<readonly JobV1SpecTemplateSpecImagePullSecrets[]>;
  readonly init_container?: Value<readonly JobV1SpecTemplateSpecInitContainer[]>;
  readonly os?: Value<JobV1SpecTemplateSpecOs>;
  readonly readiness_gate?: Value<readonly JobV1SpecTemplateSpecReadinessGate[]>;
  readonly security_context?: Value<JobV1SpecTemplateSpecSecurityContext>;
  readonly toleration?: Value<readonly JobV1SpecTemplateSpecToleration[]>;
  readonly topology_spread_constraint?: Value<readonly JobV1SpecTemplateSpecTopologySpreadConstraint[]>;
  readonly volume?: Value<readonly JobV1SpecTemplateSpecVolume[]>;
}

/**
 * The block `spec.template.spec.affinity`.
 */
export interface JobV1SpecTemplateSpecAffinity {
  readonly node_affinity?: Value<JobV1SpecTemplateSpecAffinityNodeAffinity>;
  readonly pod_affinity?: Value<JobV1SpecTemplateSpecAffinityPodAffinity>;
  readonly pod_anti_affinity?: Value<JobV1SpecTemplateSpecAffinityPodAntiAffinity>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity`.
 */
export interface JobV1SpecTemplateSpecAffinityNodeAffinity {
  readonly preferred_during_scheduling_ignored_during_execution?: Value<readonly JobV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[]>;
  readonly required_during_scheduling_ignored_during_execution?: Value<JobV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution`.
 */
export interface JobV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: Value<number>;
  readonly preference: Value<JobV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.preference`.
 */
export interface JobV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[]>;
  readonly match_fields?: Value<readonly JobV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.preference.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.preference.match_fields`.
 */
export interface JobV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  readonly key: Value<string>;
  readonly operator: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution`.
 */
export interface JobV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly node_selector_term?: Value<readonly JobV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerm[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_term`.
 */
export interface JobV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerm {
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchExpressions[]>;
  readonly match_fields?: Value<readonly JobV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchFields[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_term.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_term.match_fields`.
 */
export interface JobV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchFields {
  readonly key: Value<string>;
  readonly operator: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinity {
  readonly preferred_during_scheduling_ignored_during_execution?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[]>;
  readonly required_during_scheduling_ignored_during_execution?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: Value<number>;
  readonly pod_affinity_term: Value<JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector[]>;
  readonly namespace_selector?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector[]>;
  readonly namespace_selector?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.label_selector`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.label_selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.namespace_selector`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.namespace_selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinity {
  readonly preferred_during_scheduling_ignored_during_execution?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[]>;
  readonly required_during_scheduling_ignored_during_execution?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: Value<number>;
  readonly pod_affinity_term: Value<JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector[]>;
  readonly namespace_selector?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector[]>;
  readonly namespace_selector?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.label_selector`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.label_selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.namespace_selector`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.namespace_selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container`.
 */
export interface JobV1SpecTemplateSpecContainer {
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
  readonly env?: Value<readonly JobV1SpecTemplateSpecContainerEnv[]>;
  readonly env_from?: Value<readonly JobV1SpecTemplateSpecContainerEnvFrom[]>;
  readonly lifecycle?: Value<JobV1SpecTemplateSpecContainerLifecycle>;
  readonly liveness_probe?: Value<JobV1SpecTemplateSpecContainerLivenessProbe>;
  readonly port?: Value<readonly JobV1SpecTemplateSpecContainerPort[]>;
  readonly readiness_probe?: Value<JobV1SpecTemplateSpecContainerReadinessProbe>;
  readonly resources?: Value<JobV1SpecTemplateSpecContainerResources>;
  readonly security_context?: Value<JobV1SpecTemplateSpecContainerSecurityContext>;
  readonly startup_probe?: Value<JobV1SpecTemplateSpecContainerStartupProbe>;
  readonly volume_device?: Value<readonly JobV1SpecTemplateSpecContainerVolumeDevice[]>;
  readonly volume_mount?: Value<readonly JobV1SpecTemplateSpecContainerVolumeMount[]>;
}

/**
 * The block `spec.template.spec.container.env`.
 */
export interface JobV1SpecTemplateSpecContainerEnv {
  readonly name: Value<string>;
  readonly value?: Value<string>;
  readonly value_from?: Value<JobV1SpecTemplateSpecContainerEnvValueFrom>;
}

/**
 * The block `spec.template.spec.container.env.value_from`.
 */
export interface JobV1SpecTemplateSpecContainerEnvValueFrom {
  readonly config_map_key_ref?: Value<JobV1SpecTemplateSpecContainerEnvValueFromConfigMapKeyRef>;
  readonly field_ref?: Value<JobV1SpecTemplateSpecContainerEnvValueFromFieldRef>;
  readonly resource_field_ref?: Value<JobV1SpecTemplateSpecContainerEnvValueFromResourceFieldRef>;
  readonly secret_key_ref?: Value<JobV1SpecTemplateSpecContainerEnvValueFromSecretKeyRef>;
}

/**
 * The block `spec.template.spec.container.env.value_from.config_map_key_ref`.
 */
export interface JobV1SpecTemplateSpecContainerEnvValueFromConfigMapKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.env.value_from.field_ref`.
 */
export interface JobV1SpecTemplateSpecContainerEnvValueFromFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.container.env.value_from.resource_field_ref`.
 */
export interface JobV1SpecTemplateSpecContainerEnvValueFromResourceFieldRef {
  readonly container_name?: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.container.env.value_from.secret_key_ref`.
 */
export interface JobV1SpecTemplateSpecContainerEnvValueFromSecretKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.env_from`.
 */
export interface JobV1SpecTemplateSpecContainerEnvFrom {
  readonly prefix?: Value<string>;
  readonly config_map_ref?: Value<JobV1SpecTemplateSpecContainerEnvFromConfigMapRef>;
  readonly secret_ref?: Value<JobV1SpecTemplateSpecContainerEnvFromSecretRef>;
}

/**
 * The block `spec.template.spec.container.env_from.config_map_ref`.
 */
export interface JobV1SpecTemplateSpecContainerEnvFromConfigMapRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.env_from.secret_ref`.
 */
export interface JobV1SpecTemplateSpecContainerEnvFromSecretRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.lifecycle`.
 */
export interface JobV1SpecTemplateSpecContainerLifecycle {
  readonly post_start?: Value<readonly JobV1SpecTemplateSpecContainerLifecyclePostStart[]>;
  readonly pre_stop?: Value<readonly JobV1SpecTemplateSpecContainerLifecyclePreStop[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePostStart {
  readonly exec?: Value<JobV1SpecTemplateSpecContainerLifecyclePostStartExec>;
  readonly http_get?: Value<JobV1SpecTemplateSpecContainerLifecyclePostStartHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecContainerLifecyclePostStartTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.exec`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePostStartExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.http_get`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePostStartHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecContainerLifecyclePostStartHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePostStartHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePostStartTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePreStop {
  readonly exec?: Value<JobV1SpecTemplateSpecContainerLifecyclePreStopExec>;
  readonly http_get?: Value<JobV1SpecTemplateSpecContainerLifecyclePreStopHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecContainerLifecyclePreStopTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.exec`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePreStopExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.http_get`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePreStopHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecContainerLifecyclePreStopHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePreStopHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecContainerLifecyclePreStopTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.liveness_probe`.
 */
export interface JobV1SpecTemplateSpecContainerLivenessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<JobV1SpecTemplateSpecContainerLivenessProbeExec>;
  readonly grpc?: Value<readonly JobV1SpecTemplateSpecContainerLivenessProbeGrpc[]>;
  readonly http_get?: Value<JobV1SpecTemplateSpecContainerLivenessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecContainerLivenessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.exec`.
 */
export interface JobV1SpecTemplateSpecContainerLivenessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.grpc`.
 */
export interface JobV1SpecTemplateSpecContainerLivenessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.http_get`.
 */
export interface JobV1SpecTemplateSpecContainerLivenessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecContainerLivenessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecContainerLivenessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecContainerLivenessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.port`.
 */
export interface JobV1SpecTemplateSpecContainerPort {
  readonly container_port: Value<number>;
  readonly host_ip?: Value<string>;
  readonly host_port?: Value<number>;
  readonly name?: Value<string>;
  readonly protocol?: Value<string>;
}

/**
 * The block `spec.template.spec.container.readiness_probe`.
 */
export interface JobV1SpecTemplateSpecContainerReadinessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<JobV1SpecTemplateSpecContainerReadinessProbeExec>;
  readonly grpc?: Value<readonly JobV1SpecTemplateSpecContainerReadinessProbeGrpc[]>;
  readonly http_get?: Value<JobV1SpecTemplateSpecContainerReadinessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecContainerReadinessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.exec`.
 */
export interface JobV1SpecTemplateSpecContainerReadinessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.grpc`.
 */
export interface JobV1SpecTemplateSpecContainerReadinessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.http_get`.
 */
export interface JobV1SpecTemplateSpecContainerReadinessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecContainerReadinessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecContainerReadinessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecContainerReadinessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.resources`.
 */
export interface JobV1SpecTemplateSpecContainerResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.container.security_context`.
 */
export interface JobV1SpecTemplateSpecContainerSecurityContext {
  readonly allow_privilege_escalation?: Value<boolean>;
  readonly privileged?: Value<boolean>;
  readonly read_only_root_filesystem?: Value<boolean>;
  readonly run_as_group?: Value<string>;
  readonly run_as_non_root?: Value<boolean>;
  readonly run_as_user?: Value<string>;
  readonly capabilities?: Value<JobV1SpecTemplateSpecContainerSecurityContextCapabilities>;
  readonly se_linux_options?: Value<JobV1SpecTemplateSpecContainerSecurityContextSeLinuxOptions>;
  readonly seccomp_profile?: Value<JobV1SpecTemplateSpecContainerSecurityContextSeccompProfile>;
}

/**
 * The block `spec.template.spec.container.security_context.capabilities`.
 */
export interface JobV1SpecTemplateSpecContainerSecurityContextCapabilities {
  readonly add?: Value<readonly string[]>;
  readonly drop?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.security_context.se_linux_options`.
 */
export interface JobV1SpecTemplateSpecContainerSecurityContextSeLinuxOptions {
  readonly level?: Value<string>;
  readonly role?: Value<string>;
  readonly type?: Value<string>;
  readonly user?: Value<string>;
}

/**
 * The block `spec.template.spec.container.security_context.seccomp_profile`.
 */
export interface JobV1SpecTemplateSpecContainerSecurityContextSeccompProfile {
  readonly localhost_profile?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.container.startup_probe`.
 */
export interface JobV1SpecTemplateSpecContainerStartupProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<JobV1SpecTemplateSpecContainerStartupProbeExec>;
  readonly grpc?: Value<readonly JobV1SpecTemplateSpecContainerStartupProbeGrpc[]>;
  readonly http_get?: Value<JobV1SpecTemplateSpecContainerStartupProbeHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecContainerStartupProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.startup_probe.exec`.
 */
export interface JobV1SpecTemplateSpecContainerStartupProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.startup_probe.grpc`.
 */
export interface JobV1SpecTemplateSpecContainerStartupProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.container.startup_probe.http_get`.
 */
export interface JobV1SpecTemplateSpecContainerStartupProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecContainerStartupProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.startup_probe.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecContainerStartupProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.startup_probe.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecContainerStartupProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.volume_device`.
 */
export interface JobV1SpecTemplateSpecContainerVolumeDevice {
  readonly device_path: Value<string>;
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.container.volume_mount`.
 */
export interface JobV1SpecTemplateSpecContainerVolumeMount {
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
export interface JobV1SpecTemplateSpecDnsConfig {
  readonly nameservers?: Value<readonly string[]>;
  readonly searches?: Value<readonly string[]>;
  readonly option?: Value<readonly JobV1SpecTemplateSpecDnsConfigOption[]>;
}

/**
 * The block `spec.template.spec.dns_config.option`.
 */
export interface JobV1SpecTemplateSpecDnsConfigOption {
  readonly name: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.host_aliases`.
 */
export interface JobV1SpecTemplateSpecHostAliases {
  readonly hostnames: Value<readonly string[]>;
  readonly ip: Value<string>;
}

/**
 * The block `spec.template.spec.image_pull_secrets`.
 */
export interface JobV1SpecTemplateSpecImagePullSecrets {
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.init_container`.
 */
export interface JobV1SpecTemplateSpecInitContainer {
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
  readonly env?: Value<readonly JobV1SpecTemplateSpecInitContainerEnv[]>;
  readonly env_from?: Value<readonly JobV1SpecTemplateSpecInitContainerEnvFrom[]>;
  readonly lifecycle?: Value<JobV1SpecTemplateSpecInitContainerLifecycle>;
  readonly liveness_probe?: Value<JobV1SpecTemplateSpecInitContainerLivenessProbe>;
  readonly port?: Value<readonly JobV1SpecTemplateSpecInitContainerPort[]>;
  readonly readiness_probe?: Value<JobV1SpecTemplateSpecInitContainerReadinessProbe>;
  readonly resources?: Value<JobV1SpecTemplateSpecInitContainerResources>;
  readonly security_context?: Value<JobV1SpecTemplateSpecInitContainerSecurityContext>;
  readonly startup_probe?: Value<JobV1SpecTemplateSpecInitContainerStartupProbe>;
  readonly volume_device?: Value<readonly JobV1SpecTemplateSpecInitContainerVolumeDevice[]>;
  readonly volume_mount?: Value<readonly JobV1SpecTemplateSpecInitContainerVolumeMount[]>;
}

/**
 * The block `spec.template.spec.init_container.env`.
 */
export interface JobV1SpecTemplateSpecInitContainerEnv {
  readonly name: Value<string>;
  readonly value?: Value<string>;
  readonly value_from?: Value<JobV1SpecTemplateSpecInitContainerEnvValueFrom>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from`.
 */
export interface JobV1SpecTemplateSpecInitContainerEnvValueFrom {
  readonly config_map_key_ref?: Value<JobV1SpecTemplateSpecInitContainerEnvValueFromConfigMapKeyRef>;
  readonly field_ref?: Value<JobV1SpecTemplateSpecInitContainerEnvValueFromFieldRef>;
  readonly resource_field_ref?: Value<JobV1SpecTemplateSpecInitContainerEnvValueFromResourceFieldRef>;
  readonly secret_key_ref?: Value<JobV1SpecTemplateSpecInitContainerEnvValueFromSecretKeyRef>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.config_map_key_ref`.
 */
export interface JobV1SpecTemplateSpecInitContainerEnvValueFromConfigMapKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.field_ref`.
 */
export interface JobV1SpecTemplateSpecInitContainerEnvValueFromFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.resource_field_ref`.
 */
export interface JobV1SpecTemplateSpecInitContainerEnvValueFromResourceFieldRef {
  readonly container_name?: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.secret_key_ref`.
 */
export interface JobV1SpecTemplateSpecInitContainerEnvValueFromSecretKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.env_from`.
 */
export interface JobV1SpecTemplateSpecInitContainerEnvFrom {
  readonly prefix?: Value<string>;
  readonly config_map_ref?: Value<JobV1SpecTemplateSpecInitContainerEnvFromConfigMapRef>;
  readonly secret_ref?: Value<JobV1SpecTemplateSpecInitContainerEnvFromSecretRef>;
}

/**
 * The block `spec.template.spec.init_container.env_from.config_map_ref`.
 */
export interface JobV1SpecTemplateSpecInitContainerEnvFromConfigMapRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.env_from.secret_ref`.
 */
export interface JobV1SpecTemplateSpecInitContainerEnvFromSecretRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecycle {
  readonly post_start?: Value<readonly JobV1SpecTemplateSpecInitContainerLifecyclePostStart[]>;
  readonly pre_stop?: Value<readonly JobV1SpecTemplateSpecInitContainerLifecyclePreStop[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePostStart {
  readonly exec?: Value<JobV1SpecTemplateSpecInitContainerLifecyclePostStartExec>;
  readonly http_get?: Value<JobV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecInitContainerLifecyclePostStartTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.exec`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePostStartExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.http_get`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePostStartTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePreStop {
  readonly exec?: Value<JobV1SpecTemplateSpecInitContainerLifecyclePreStopExec>;
  readonly http_get?: Value<JobV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecInitContainerLifecyclePreStopTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.exec`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePreStopExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.http_get`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecInitContainerLifecyclePreStopTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe`.
 */
export interface JobV1SpecTemplateSpecInitContainerLivenessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<JobV1SpecTemplateSpecInitContainerLivenessProbeExec>;
  readonly grpc?: Value<readonly JobV1SpecTemplateSpecInitContainerLivenessProbeGrpc[]>;
  readonly http_get?: Value<JobV1SpecTemplateSpecInitContainerLivenessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecInitContainerLivenessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.exec`.
 */
export interface JobV1SpecTemplateSpecInitContainerLivenessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.grpc`.
 */
export interface JobV1SpecTemplateSpecInitContainerLivenessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.http_get`.
 */
export interface JobV1SpecTemplateSpecInitContainerLivenessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecInitContainerLivenessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecInitContainerLivenessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecInitContainerLivenessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.port`.
 */
export interface JobV1SpecTemplateSpecInitContainerPort {
  readonly container_port: Value<number>;
  readonly host_ip?: Value<string>;
  readonly host_port?: Value<number>;
  readonly name?: Value<string>;
  readonly protocol?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe`.
 */
export interface JobV1SpecTemplateSpecInitContainerReadinessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<JobV1SpecTemplateSpecInitContainerReadinessProbeExec>;
  readonly grpc?: Value<readonly JobV1SpecTemplateSpecInitContainerReadinessProbeGrpc[]>;
  readonly http_get?: Value<JobV1SpecTemplateSpecInitContainerReadinessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecInitContainerReadinessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.exec`.
 */
export interface JobV1SpecTemplateSpecInitContainerReadinessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.grpc`.
 */
export interface JobV1SpecTemplateSpecInitContainerReadinessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.http_get`.
 */
export interface JobV1SpecTemplateSpecInitContainerReadinessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecInitContainerReadinessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecInitContainerReadinessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecInitContainerReadinessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.resources`.
 */
export interface JobV1SpecTemplateSpecInitContainerResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.init_container.security_context`.
 */
export interface JobV1SpecTemplateSpecInitContainerSecurityContext {
  readonly allow_privilege_escalation?: Value<boolean>;
  readonly privileged?: Value<boolean>;
  readonly read_only_root_filesystem?: Value<boolean>;
  readonly run_as_group?: Value<string>;
  readonly run_as_non_root?: Value<boolean>;
  readonly run_as_user?: Value<string>;
  readonly capabilities?: Value<JobV1SpecTemplateSpecInitContainerSecurityContextCapabilities>;
  readonly se_linux_options?: Value<JobV1SpecTemplateSpecInitContainerSecurityContextSeLinuxOptions>;
  readonly seccomp_profile?: Value<JobV1SpecTemplateSpecInitContainerSecurityContextSeccompProfile>;
}

/**
 * The block `spec.template.spec.init_container.security_context.capabilities`.
 */
export interface JobV1SpecTemplateSpecInitContainerSecurityContextCapabilities {
  readonly add?: Value<readonly string[]>;
  readonly drop?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.security_context.se_linux_options`.
 */
export interface JobV1SpecTemplateSpecInitContainerSecurityContextSeLinuxOptions {
  readonly level?: Value<string>;
  readonly role?: Value<string>;
  readonly type?: Value<string>;
  readonly user?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.security_context.seccomp_profile`.
 */
export interface JobV1SpecTemplateSpecInitContainerSecurityContextSeccompProfile {
  readonly localhost_profile?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe`.
 */
export interface JobV1SpecTemplateSpecInitContainerStartupProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<JobV1SpecTemplateSpecInitContainerStartupProbeExec>;
  readonly grpc?: Value<readonly JobV1SpecTemplateSpecInitContainerStartupProbeGrpc[]>;
  readonly http_get?: Value<JobV1SpecTemplateSpecInitContainerStartupProbeHttpGet>;
  readonly tcp_socket?: Value<readonly JobV1SpecTemplateSpecInitContainerStartupProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.exec`.
 */
export interface JobV1SpecTemplateSpecInitContainerStartupProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.grpc`.
 */
export interface JobV1SpecTemplateSpecInitContainerStartupProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.http_get`.
 */
export interface JobV1SpecTemplateSpecInitContainerStartupProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly JobV1SpecTemplateSpecInitContainerStartupProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.http_get.http_header`.
 */
export interface JobV1SpecTemplateSpecInitContainerStartupProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.tcp_socket`.
 */
export interface JobV1SpecTemplateSpecInitContainerStartupProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.volume_device`.
 */
export interface JobV1SpecTemplateSpecInitContainerVolumeDevice {
  readonly device_path: Value<string>;
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.volume_mount`.
 */
export interface JobV1SpecTemplateSpecInitContainerVolumeMount {
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
export interface JobV1SpecTemplateSpecOs {
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.readiness_gate`.
 */
export interface JobV1SpecTemplateSpecReadinessGate {
  readonly condition_type: Value<string>;
}

/**
 * The block `spec.template.spec.security_context`.
 */
export interface JobV1SpecTemplateSpecSecurityContext {
  readonly fs_group?: Value<string>;
  readonly fs_group_change_policy?: Value<string>;
  readonly run_as_group?: Value<string>;
  readonly run_as_non_root?: Value<boolean>;
  readonly run_as_user?: Value<string>;
  readonly supplemental_groups?: Value<readonly number[]>;
  readonly se_linux_options?: Value<JobV1SpecTemplateSpecSecurityContextSeLinuxOptions>;
  readonly seccomp_profile?: Value<JobV1SpecTemplateSpecSecurityContextSeccompProfile>;
  readonly sysctl?: Value<readonly JobV1SpecTemplateSpecSecurityContextSysctl[]>;
  readonly windows_options?: Value<JobV1SpecTemplateSpecSecurityContextWindowsOptions>;
}

/**
 * The block `spec.template.spec.security_context.se_linux_options`.
 */
export interface JobV1SpecTemplateSpecSecurityContextSeLinuxOptions {
  readonly level?: Value<string>;
  readonly role?: Value<string>;
  readonly type?: Value<string>;
  readonly user?: Value<string>;
}

/**
 * The block `spec.template.spec.security_context.seccomp_profile`.
 */
export interface JobV1SpecTemplateSpecSecurityContextSeccompProfile {
  readonly localhost_profile?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.security_context.sysctl`.
 */
export interface JobV1SpecTemplateSpecSecurityContextSysctl {
  readonly name: Value<string>;
  readonly value: Value<string>;
}

/**
 * The block `spec.template.spec.security_context.windows_options`.
 */
export interface JobV1SpecTemplateSpecSecurityContextWindowsOptions {
  readonly gmsa_credential_spec?: Value<string>;
  readonly gmsa_credential_spec_name?: Value<string>;
  readonly host_process?: Value<boolean>;
  readonly run_as_username?: Value<string>;
}

/**
 * The block `spec.template.spec.toleration`.
 */
export interface JobV1SpecTemplateSpecToleration {
  readonly effect?: Value<string>;
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly toleration_seconds?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.topology_spread_constraint`.
 */
export interface JobV1SpecTemplateSpecTopologySpreadConstraint {
  readonly match_label_keys?: Value<readonly string[]>;
  readonly max_skew?: Value<number>;
  readonly min_domains?: Value<number>;
  readonly node_affinity_policy?: Value<string>;
  readonly node_taints_policy?: Value<string>;
  readonly topology_key?: Value<string>;
  readonly when_unsatisfiable?: Value<string>;
  readonly label_selector?: Value<readonly JobV1SpecTemplateSpecTopologySpreadConstraintLabelSelector[]>;
}

/**
 * The block `spec.template.spec.topology_spread_constraint.label_selector`.
 */
export interface JobV1SpecTemplateSpecTopologySpreadConstraintLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecTopologySpreadConstraintLabelSelectorMatchExpressions[]>;
}

/**
 * The block `spec.template.spec.topology_spread_constraint.label_selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecTopologySpreadConstraintLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.volume`.
 */
export interface JobV1SpecTemplateSpecVolume {
  readonly name?: Value<string>;
  readonly aws_elastic_block_store?: Value<JobV1SpecTemplateSpecVolumeAwsElasticBlockStore>;
  readonly azure_disk?: Value<JobV1SpecTemplateSpecVolumeAzureDisk>;
  readonly azure_file?: Value<JobV1SpecTemplateSpecVolumeAzureFile>;
  readonly ceph_fs?: Value<JobV1SpecTemplateSpecVolumeCephFs>;
  readonly cinder?: Value<JobV1SpecTemplateSpecVolumeCinder>;
  readonly config_map?: Value<JobV1SpecTemplateSpecVolumeConfigMap>;
  readonly csi?: Value<JobV1SpecTemplateSpecVolumeCsi>;
  readonly downward_api?: Value<JobV1SpecTemplateSpecVolumeDownwardApi>;
  readonly empty_dir?: Value<JobV1SpecTemplateSpecVolumeEmptyDir>;
  readonly ephemeral?: Value<JobV1SpecTemplateSpecVolumeEphemeral>;
  readonly fc?: Value<JobV1SpecTemplateSpecVolumeFc>;
  readonly flex_volume?: Value<JobV1SpecTemplateSpecVolumeFlexVolume>;
  readonly flocker?: Value<JobV1SpecTemplateSpecVolumeFlocker>;
  readonly gce_persistent_disk?: Value<JobV1SpecTemplateSpecVolumeGcePersistentDisk>;
  readonly git_repo?: Value<JobV1SpecTemplateSpecVolumeGitRepo>;
  readonly glusterfs?: Value<JobV1SpecTemplateSpecVolumeGlusterfs>;
  readonly host_path?: Value<JobV1SpecTemplateSpecVolumeHostPath>;
  readonly iscsi?: Value<JobV1SpecTemplateSpecVolumeIscsi>;
  readonly local?: Value<JobV1SpecTemplateSpecVolumeLocal>;
  readonly nfs?: Value<JobV1SpecTemplateSpecVolumeNfs>;
  readonly persistent_volume_claim?: Value<JobV1SpecTemplateSpecVolumePersistentVolumeClaim>;
  readonly photon_persistent_disk?: Value<JobV1SpecTemplateSpecVolumePhotonPersistentDisk>;
  readonly projected?: Value<readonly JobV1SpecTemplateSpecVolumeProjected[]>;
  readonly quobyte?: Value<JobV1SpecTemplateSpecVolumeQuobyte>;
  readonly rbd?: Value<JobV1SpecTemplateSpecVolumeRbd>;
  readonly secret?: Value<JobV1SpecTemplateSpecVolumeSecret>;
  readonly vsphere_volume?: Value<JobV1SpecTemplateSpecVolumeVsphereVolume>;
}

/**
 * The block `spec.template.spec.volume.aws_elastic_block_store`.
 */
export interface JobV1SpecTemplateSpecVolumeAwsElasticBlockStore {
  readonly fs_type?: Value<string>;
  readonly partition?: Value<number>;
  readonly read_only?: Value<boolean>;
  readonly volume_id: Value<string>;
}

/**
 * The block `spec.template.spec.volume.azure_disk`.
 */
export interface JobV1SpecTemplateSpecVolumeAzureDisk {
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
export interface JobV1SpecTemplateSpecVolumeAzureFile {
  readonly read_only?: Value<boolean>;
  readonly secret_name: Value<string>;
  readonly secret_namespace?: Value<string>;
  readonly share_name: Value<string>;
}

/**
 * The block `spec.template.spec.volume.ceph_fs`.
 */
export interface JobV1SpecTemplateSpecVolumeCephFs {
  readonly monitors: Value<readonly string[]>;
  readonly path?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly secret_file?: Value<string>;
  readonly user?: Value<string>;
  readonly secret_ref?: Value<JobV1SpecTemplateSpecVolumeCephFsSecretRef>;
}

/**
 * The block `spec.template.spec.volume.ceph_fs.secret_ref`.
 */
export interface JobV1SpecTemplateSpecVolumeCephFsSecretRef {
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.cinder`.
 */
export interface JobV1SpecTemplateSpecVolumeCinder {
  readonly fs_type?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly volume_id: Value<string>;
}

/**
 * The block `spec.template.spec.volume.config_map`.
 */
export interface JobV1SpecTemplateSpecVolumeConfigMap {
  readonly default_mode?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly items?: Value<readonly JobV1SpecTemplateSpecVolumeConfigMapItems[]>;
}

/**
 * The block `spec.template.spec.volume.config_map.items`.
 */
export interface JobV1SpecTemplateSpecVolumeConfigMapItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.csi`.
 */
export interface JobV1SpecTemplateSpecVolumeCsi {
  readonly driver: Value<string>;
  readonly fs_type?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly volume_attributes?: Value<{ readonly [key: string]: string }>;
  readonly node_publish_secret_ref?: Value<JobV1SpecTemplateSpecVolumeCsiNodePublishSecretRef>;
}

/**
 * The block `spec.template.spec.volume.csi.node_publish_secret_ref`.
 */
export interface JobV1SpecTemplateSpecVolumeCsiNodePublishSecretRef {
  readonly name?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.downward_api`.
 */
export interface JobV1SpecTemplateSpecVolumeDownwardApi {
  readonly default_mode?: Value<string>;
  readonly items?: Value<readonly JobV1SpecTemplateSpecVolumeDownwardApiItems[]>;
}

/**
 * The block `spec.template.spec.volume.downward_api.items`.
 */
export interface JobV1SpecTemplateSpecVolumeDownwardApiItems {
  readonly mode?: Value<string>;
  readonly path: Value<string>;
  readonly field_ref: Value<JobV1SpecTemplateSpecVolumeDownwardApiItemsFieldRef>;
  readonly resource_field_ref?: Value<JobV1SpecTemplateSpecVolumeDownwardApiItemsResourceFieldRef>;
}

/**
 * The block `spec.template.spec.volume.downward_api.items.field_ref`.
 */
export interface JobV1SpecTemplateSpecVolumeDownwardApiItemsFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.downward_api.items.resource_field_ref`.
 */
export interface JobV1SpecTemplateSpecVolumeDownwardApiItemsResourceFieldRef {
  readonly container_name: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.volume.empty_dir`.
 */
export interface JobV1SpecTemplateSpecVolumeEmptyDir {
  readonly medium?: Value<string>;
  readonly size_limit?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.ephemeral`.
 */
export interface JobV1SpecTemplateSpecVolumeEphemeral {
  readonly volume_claim_template: Value<JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplate>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template`.
 */
export interface JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplate {
  readonly metadata?: Value<JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateMetadata>;
  readonly spec: Value<JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.metadata`.
 */
export interface JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateMetadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec`.
 */
export interface JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec {
  readonly access_modes: Value<readonly string[]>;
  readonly storage_class_name?: Value<string>;
  readonly volume_mode?: Value<string>;
  readonly volume_name?: Value<string>;
  readonly resources: Value<JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecResources>;
  readonly selector?: Value<JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelector>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec.resources`.
 */
export interface JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec.selector`.
 */
export interface JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions[]>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec.selector.match_expressions`.
 */
export interface JobV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.volume.fc`.
 */
export interface JobV1SpecTemplateSpecVolumeFc {
  readonly fs_type?: Value<string>;
  readonly lun: Value<number>;
  readonly read_only?: Value<boolean>;
  readonly target_ww_ns: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.volume.flex_volume`.
 */
export interface JobV1SpecTemplateSpecVolumeFlexVolume {
  readonly driver: Value<string>;
  readonly fs_type?: Value<string>;
  readonly options?: Value<{ readonly [key: string]: string }>;
  readonly read_only?: Value<boolean>;
  readonly secret_ref?: Value<JobV1SpecTemplateSpecVolumeFlexVolumeSecretRef>;
}

/**
 * The block `spec.template.spec.volume.flex_volume.secret_ref`.
 */
export interface JobV1SpecTemplateSpecVolumeFlexVolumeSecretRef {
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.flocker`.
 */
export interface JobV1SpecTemplateSpecVolumeFlocker {
  readonly dataset_name?: Value<string>;
  readonly dataset_uuid?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.gce_persistent_disk`.
 */
export interface JobV1SpecTemplateSpecVolumeGcePersistentDisk {
  readonly fs_type?: Value<string>;
  readonly partition?: Value<number>;
  readonly pd_name: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.git_repo`.
 */
export interface JobV1SpecTemplateSpecVolumeGitRepo {
  readonly directory?: Value<string>;
  readonly repository?: Value<string>;
  readonly revision?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.glusterfs`.
 */
export interface JobV1SpecTemplateSpecVolumeGlusterfs {
  readonly endpoints_name: Value<string>;
  readonly path: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.host_path`.
 */
export interface JobV1SpecTemplateSpecVolumeHostPath {
  readonly path?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.iscsi`.
 */
export interface JobV1SpecTemplateSpecVolumeIscsi {
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
export interface JobV1SpecTemplateSpecVolumeLocal {
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.nfs`.
 */
export interface JobV1SpecTemplateSpecVolumeNfs {
  readonly path: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly server: Value<string>;
}

/**
 * The block `spec.template.spec.volume.persistent_volume_claim`.
 */
export interface JobV1SpecTemplateSpecVolumePersistentVolumeClaim {
  readonly claim_name?: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.photon_persistent_disk`.
 */
export interface JobV1SpecTemplateSpecVolumePhotonPersistentDisk {
  readonly fs_type?: Value<string>;
  readonly pd_id: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected`.
 */
export interface JobV1SpecTemplateSpecVolumeProjected {
  readonly default_mode?: Value<string>;
  readonly sources: Value<readonly JobV1SpecTemplateSpecVolumeProjectedSources[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSources {
  readonly config_map?: Value<readonly JobV1SpecTemplateSpecVolumeProjectedSourcesConfigMap[]>;
  readonly downward_api?: Value<JobV1SpecTemplateSpecVolumeProjectedSourcesDownwardApi>;
  readonly secret?: Value<readonly JobV1SpecTemplateSpecVolumeProjectedSourcesSecret[]>;
  readonly service_account_token?: Value<JobV1SpecTemplateSpecVolumeProjectedSourcesServiceAccountToken>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.config_map`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSourcesConfigMap {
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly items?: Value<readonly JobV1SpecTemplateSpecVolumeProjectedSourcesConfigMapItems[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.config_map.items`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSourcesConfigMapItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSourcesDownwardApi {
  readonly items?: Value<readonly JobV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItems[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api.items`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItems {
  readonly mode?: Value<string>;
  readonly path: Value<string>;
  readonly field_ref?: Value<JobV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsFieldRef>;
  readonly resource_field_ref?: Value<JobV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsResourceFieldRef>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api.items.field_ref`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api.items.resource_field_ref`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsResourceFieldRef {
  readonly container_name: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.secret`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSourcesSecret {
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly items?: Value<readonly JobV1SpecTemplateSpecVolumeProjectedSourcesSecretItems[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.secret.items`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSourcesSecretItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.service_account_token`.
 */
export interface JobV1SpecTemplateSpecVolumeProjectedSourcesServiceAccountToken {
  readonly audience?: Value<string>;
  readonly expiration_seconds?: Value<number>;
  readonly path: Value<string>;
}

/**
 * The block `spec.template.spec.volume.quobyte`.
 */
export interface JobV1SpecTemplateSpecVolumeQuobyte {
  readonly group?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly registry: Value<string>;
  readonly user?: Value<string>;
  readonly volume: Value<string>;
}

/**
 * The block `spec.template.spec.volume.rbd`.
 */
export interface JobV1SpecTemplateSpecVolumeRbd {
  readonly ceph_monitors: Value<readonly string[]>;
  readonly fs_type?: Value<string>;
  readonly keyring?: Value<string>;
  readonly rados_user?: Value<string>;
  readonly rbd_image: Value<string>;
  readonly rbd_pool?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly secret_ref?: Value<JobV1SpecTemplateSpecVolumeRbdSecretRef>;
}

/**
 * The block `spec.template.spec.volume.rbd.secret_ref`.
 */
export interface JobV1SpecTemplateSpecVolumeRbdSecretRef {
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.secret`.
 */
export interface JobV1SpecTemplateSpecVolumeSecret {
  readonly default_mode?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly secret_name?: Value<string>;
  readonly items?: Value<readonly JobV1SpecTemplateSpecVolumeSecretItems[]>;
}

/**
 * The block `spec.template.spec.volume.secret.items`.
 */
export interface JobV1SpecTemplateSpecVolumeSecretItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.vsphere_volume`.
 */
export interface JobV1SpecTemplateSpecVolumeVsphereVolume {
  readonly fs_type?: Value<string>;
  readonly volume_path: Value<string>;
}

/**
 * The block `timeouts`.
 */
export interface JobV1Timeouts {
  readonly create?: Value<string>;
  readonly delete?: Value<string>;
  readonly update?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_job_v1`.
 */
export const JOB_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_job_v1',
  attributes: { id: 'string', wait_for_completion: 'bool' },
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
        backoff_limit: 'number',
        backoff_limit_per_index: 'number',
        completion_mode: 'string',
        completions: 'number',
        manual_selector: 'bool',
        max_failed_indexes: 'number',
        parallelism: 'number',
        ttl_seconds_after_finished: 'string',
      },
      blocks: {
        pod_failure_policy: {
          nesting: 'list',
          attributes: {},
          blocks: {
            rule: {
              nesting: 'list',
              attributes: { action: 'string' },
              blocks: {
                on_exit_codes: {
                  nesting: 'list',
                  attributes: { container_name: 'string', operator: 'string', values: ['list', 'number'] },
                },
                on_pod_condition: { nesting: 'list', attributes: { status: 'string', type: 'string' } },
              },
            },
          },
        },
        selector: {
          nesting: 'list',
          attributes: { match_labels: ['map', 'string'] },
          blocks: { match_expressions: { nesting: 'list', attributes: { key: 'string', operator: 'string', values: ['set', 'string'] } } },
        },
        template: {
          nesting: 'list',
          attributes: {},
          blocks: {
            metadata: {
              nesting: 'list',
              attributes: { annotations: ['map', 'string'], generate_name: 'string', labels: ['map', 'string'], name: 'string' },
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
 * The resource `kubernetes_job_v1`.
 *
 * @internal
 */
export class JobV1 extends GeneratedResource<JobV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<JobV1Attributes>) {
    super(scope, id, JOB_V1_SCHEMA, config);
  }
}
