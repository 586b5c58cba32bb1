// Generated from the schema of hashicorp/kubernetes by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `kubernetes_stateful_set_v1`.
 */
export interface StatefulSetV1Attributes {
  readonly id?: Value<string>;
  readonly wait_for_rollout?: Value<boolean>;
  readonly metadata: Value<StatefulSetV1Metadata>;
  readonly spec: Value<StatefulSetV1Spec>;
  readonly timeouts?: Value<StatefulSetV1Timeouts>;
}

/**
 * The block `metadata`.
 */
export interface StatefulSetV1Metadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec`.
 */
export interface StatefulSetV1Spec {
  readonly min_ready_seconds?: Value<number>;
  readonly pod_management_policy?: Value<string>;
  readonly replicas?: Value<string>;
  readonly revision_history_limit?: Value<number>;
  readonly service_name: Value<string>;
  readonly persistent_volume_claim_retention_policy?: Value<readonly StatefulSetV1SpecPersistentVolumeClaimRetentionPolicy[]>;
  readonly selector: Value<StatefulSetV1SpecSelector>;
  readonly template: Value<StatefulSetV1SpecTemplate>;
  readonly update_strategy?: Value<readonly StatefulSetV1SpecUpdateStrategy[]>;
  readonly volume_claim_template?: Value<readonly StatefulSetV1SpecVolumeClaimTemplate[]>;
}

/**
 * The block `spec.persistent_volume_claim_retention_policy`.
 */
export interface StatefulSetV1SpecPersistentVolumeClaimRetentionPolicy {
  readonly when_deleted?: Value<string>;
  readonly when_scaled?: Value<string>;
}

/**
 * The block `spec.selector`.
 */
export interface StatefulSetV1SpecSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecSelectorMatchExpressions[]>;
}

/**
 * The block `spec.selector.match_expressions`.
 */
export interface StatefulSetV1SpecSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template`.
 */
export interface StatefulSetV1SpecTemplate {
  readonly metadata: Value<StatefulSetV1SpecTemplateMetadata>;
  readonly spec?: Value<StatefulSetV1SpecTemplateSpec>;
}

/**
 * The block `spec.template.metadata`.
 */
export interface StatefulSetV1SpecTemplateMetadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec`.
 */
export interface StatefulSetV1SpecTemplateSpec {
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
  readonly affinity?: Value<StatefulSetV1SpecTemplateSpecAffinity>;
  readonly container?: Value<readonly StatefulSetV1SpecTemplateSpecContainer[]>;
  readonly dns_config?: Value<StatefulSetV1SpecTemplateSpecDnsConfig>;
  readonly host_aliases?: Value<readonly StatefulSetV1SpecTemplateSpecHostAliases[]>;
  readonly image_pull_secrets?: Value<readonly StatefulSetV1SpecTemplateSpecImagePullSecrets[]>;
  readonly init_container?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainer[]>;
  readonly os?: Value<StatefulSetV1SpecTemplateSpecOs>;
  readonly readiness_gate?: Value<readonly StatefulSetV1SpecTemplateSpecReadinessGate[]>;
  readonly security_context?: Value<StatefulSetV1SpecTemplateSpecSecurityContext>;
  readonly toleration?: Value<readonly StatefulSetV1SpecTemplateSpecToleration[]>;
  readonly topology_spread_constraint?: Value<readonly StatefulSetV1SpecTemplateSpecTopologySpreadConstraint[]>;
  readonly volume?: Value<readonly StatefulSetV1SpecTemplateSpecVolume[]>;
}

/**
 * The block `spec.template.spec.affinity`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinity {
  readonly node_affinity?: Value<StatefulSetV1SpecTemplateSpecAffinityNodeAffinity>;
  readonly pod_affinity?: Value<StatefulSetV1SpecTemplateSpecAffinityPodAffinity>;
  readonly pod_anti_affinity?: Value<StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinity>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityNodeAffinity {
  readonly preferred_during_scheduling_ignored_during_execution?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[]>;
  readonly required_during_scheduling_ignored_during_execution?: Value<StatefulSetV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: Value<number>;
  readonly preference: Value<StatefulSetV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.preference`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[]>;
  readonly match_fields?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.preference.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.preference.match_fields`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  readonly key: Value<string>;
  readonly operator: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly node_selector_term?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerm[]>;
}

/**
 * The block `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_term`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerm {
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchExpressions[]>;
  readonly match_fields?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchFields[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_term.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_term.match_fields`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermMatchFields {
  readonly key: Value<string>;
  readonly operator: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinity {
  readonly preferred_during_scheduling_ignored_during_execution?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[]>;
  readonly required_during_scheduling_ignored_during_execution?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: Value<number>;
  readonly pod_affinity_term: Value<StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector[]>;
  readonly namespace_selector?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector[]>;
  readonly namespace_selector?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.label_selector`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.label_selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.namespace_selector`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.namespace_selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinity {
  readonly preferred_during_scheduling_ignored_during_execution?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[]>;
  readonly required_during_scheduling_ignored_during_execution?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: Value<number>;
  readonly pod_affinity_term: Value<StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector[]>;
  readonly namespace_selector?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.label_selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.preferred_during_scheduling_ignored_during_execution.pod_affinity_term.namespace_selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  readonly namespaces?: Value<readonly string[]>;
  readonly topology_key: Value<string>;
  readonly label_selector?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector[]>;
  readonly namespace_selector?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.label_selector`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.label_selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.namespace_selector`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[]>;
}

/**
 * The block
 * `spec.template.spec.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution.namespace_selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container`.
 */
export interface StatefulSetV1SpecTemplateSpecContainer {
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
  readonly env?: Value<readonly StatefulSetV1SpecTemplateSpecContainerEnv[]>;
  readonly env_from?: Value<readonly StatefulSetV1SpecTemplateSpecContainerEnvFrom[]>;
  readonly lifecycle?: Value<StatefulSetV1SpecTemplateSpecContainerLifecycle>;
  readonly liveness_probe?: Value<StatefulSetV1SpecTemplateSpecContainerLivenessProbe>;
  readonly port?: Value<readonly StatefulSetV1SpecTemplateSpecContainerPort[]>;
  readonly readiness_probe?: Value<StatefulSetV1SpecTemplateSpecContainerReadinessProbe>;
  readonly resources?: Value<StatefulSetV1SpecTemplateSpecContainerResources>;
  readonly security_context?: Value<StatefulSetV1SpecTemplateSpecContainerSecurityContext>;
  readonly startup_probe?: Value<StatefulSetV1SpecTemplateSpecContainerStartupProbe>;
  readonly volume_device?: Value<readonly StatefulSetV1SpecTemplateSpecContainerVolumeDevice[]>;
  readonly volume_mount?: Value<readonly StatefulSetV1SpecTemplateSpecContainerVolumeMount[]>;
}

/**
 * The block `spec.template.spec.container.env`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerEnv {
  readonly name: Value<string>;
  readonly value?: Value<string>;
  readonly value_from?: Value<StatefulSetV1SpecTemplateSpecContainerEnvValueFrom>;
}

/**
 * The block `spec.template.spec.container.env.value_from`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerEnvValueFrom {
  readonly config_map_key_ref?: Value<StatefulSetV1SpecTemplateSpecContainerEnvValueFromConfigMapKeyRef>;
  readonly field_ref?: Value<StatefulSetV1SpecTemplateSpecContainerEnvValueFromFieldRef>;
  readonly resource_field_ref?: Value<StatefulSetV1SpecTemplateSpecContainerEnvValueFromResourceFieldRef>;
  readonly secret_key_ref?: Value<StatefulSetV1SpecTemplateSpecContainerEnvValueFromSecretKeyRef>;
}

/**
 * The block `spec.template.spec.container.env.value_from.config_map_key_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerEnvValueFromConfigMapKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.env.value_from.field_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerEnvValueFromFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.container.env.value_from.resource_field_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerEnvValueFromResourceFieldRef {
  readonly container_name?: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.container.env.value_from.secret_key_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerEnvValueFromSecretKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.env_from`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerEnvFrom {
  readonly prefix?: Value<string>;
  readonly config_map_ref?: Value<StatefulSetV1SpecTemplateSpecContainerEnvFromConfigMapRef>;
  readonly secret_ref?: Value<StatefulSetV1SpecTemplateSpecContainerEnvFromSecretRef>;
}

/**
 * The block `spec.template.spec.container.env_from.config_map_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerEnvFromConfigMapRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.env_from.secret_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerEnvFromSecretRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.container.lifecycle`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecycle {
  readonly post_start?: Value<readonly StatefulSetV1SpecTemplateSpecContainerLifecyclePostStart[]>;
  readonly pre_stop?: Value<readonly StatefulSetV1SpecTemplateSpecContainerLifecyclePreStop[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePostStart {
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecContainerLifecyclePostStartExec>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecContainerLifecyclePostStartHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecContainerLifecyclePostStartTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePostStartExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePostStartHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecContainerLifecyclePostStartHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePostStartHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.lifecycle.post_start.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePostStartTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePreStop {
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecContainerLifecyclePreStopExec>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecContainerLifecyclePreStopHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecContainerLifecyclePreStopTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePreStopExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePreStopHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecContainerLifecyclePreStopHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePreStopHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.lifecycle.pre_stop.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLifecyclePreStopTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.liveness_probe`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLivenessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecContainerLivenessProbeExec>;
  readonly grpc?: Value<readonly StatefulSetV1SpecTemplateSpecContainerLivenessProbeGrpc[]>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecContainerLivenessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecContainerLivenessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLivenessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.grpc`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLivenessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLivenessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecContainerLivenessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLivenessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.liveness_probe.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerLivenessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.port`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerPort {
  readonly container_port: Value<number>;
  readonly host_ip?: Value<string>;
  readonly host_port?: Value<number>;
  readonly name?: Value<string>;
  readonly protocol?: Value<string>;
}

/**
 * The block `spec.template.spec.container.readiness_probe`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerReadinessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecContainerReadinessProbeExec>;
  readonly grpc?: Value<readonly StatefulSetV1SpecTemplateSpecContainerReadinessProbeGrpc[]>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecContainerReadinessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecContainerReadinessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerReadinessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.grpc`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerReadinessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerReadinessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecContainerReadinessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerReadinessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.readiness_probe.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerReadinessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.resources`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.container.security_context`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerSecurityContext {
  readonly allow_privilege_escalation?: Value<boolean>;
  readonly privileged?: Value<boolean>;
  readonly read_only_root_filesystem?: Value<boolean>;
  readonly run_as_group?: Value<string>;
  readonly run_as_non_root?: Value<boolean>;
  readonly run_as_user?: Value<string>;
  readonly capabilities?: Value<StatefulSetV1SpecTemplateSpecContainerSecurityContextCapabilities>;
  readonly se_linux_options?: Value<StatefulSetV1SpecTemplateSpecContainerSecurityContextSeLinuxOptions>;
  readonly seccomp_profile?: Value<StatefulSetV1SpecTemplateSpecContainerSecurityContextSeccompProfile>;
}

/**
 * The block `spec.template.spec.container.security_context.capabilities`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerSecurityContextCapabilities {
  readonly add?: Value<readonly string[]>;
  readonly drop?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.security_context.se_linux_options`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerSecurityContextSeLinuxOptions {
  readonly level?: Value<string>;
  readonly role?: Value<string>;
  readonly type?: Value<string>;
  readonly user?: Value<string>;
}

/**
 * The block `spec.template.spec.container.security_context.seccomp_profile`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerSecurityContextSeccompProfile {
  readonly localhost_profile?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.container.startup_probe`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerStartupProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecContainerStartupProbeExec>;
  readonly grpc?: Value<readonly StatefulSetV1SpecTemplateSpecContainerStartupProbeGrpc[]>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecContainerStartupProbeHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecContainerStartupProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.container.startup_probe.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerStartupProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.container.startup_probe.grpc`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerStartupProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.container.startup_probe.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerStartupProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecContainerStartupProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.container.startup_probe.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerStartupProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.container.startup_probe.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerStartupProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.container.volume_device`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerVolumeDevice {
  readonly device_path: Value<string>;
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.container.volume_mount`.
 */
export interface StatefulSetV1SpecTemplateSpecContainerVolumeMount {
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
export interface StatefulSetV1SpecTemplateSpecDnsConfig {
  readonly nameservers?: Value<readonly string[]>;
  readonly searches?: Value<readonly string[]>;
  readonly option?: Value<readonly StatefulSetV1SpecTemplateSpecDnsConfigOption[]>;
}

/**
 * The block `spec.template.spec.dns_config.option`.
 */
export interface StatefulSetV1SpecTemplateSpecDnsConfigOption {
  readonly name: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.host_aliases`.
 */
export interface StatefulSetV1SpecTemplateSpecHostAliases {
  readonly hostnames: Value<readonly string[]>;
  readonly ip: Value<string>;
}

/**
 * The block `spec.template.spec.image_pull_secrets`.
 */
export interface StatefulSetV1SpecTemplateSpecImagePullSecrets {
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.init_container`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainer {
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
  readonly env?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerEnv[]>;
  readonly env_from?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerEnvFrom[]>;
  readonly lifecycle?: Value<StatefulSetV1SpecTemplateSpecInitContainerLifecycle>;
  readonly liveness_probe?: Value<StatefulSetV1SpecTemplateSpecInitContainerLivenessProbe>;
  readonly port?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerPort[]>;
  readonly readiness_probe?: Value<StatefulSetV1SpecTemplateSpecInitContainerReadinessProbe>;
  readonly resources?: Value<StatefulSetV1SpecTemplateSpecInitContainerResources>;
  readonly security_context?: Value<StatefulSetV1SpecTemplateSpecInitContainerSecurityContext>;
  readonly startup_probe?: Value<StatefulSetV1SpecTemplateSpecInitContainerStartupProbe>;
  readonly volume_device?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerVolumeDevice[]>;
  readonly volume_mount?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerVolumeMount[]>;
}

/**
 * The block `spec.template.spec.init_container.env`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerEnv {
  readonly name: Value<string>;
  readonly value?: Value<string>;
  readonly value_from?: Value<StatefulSetV1SpecTemplateSpecInitContainerEnvValueFrom>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerEnvValueFrom {
  readonly config_map_key_ref?: Value<StatefulSetV1SpecTemplateSpecInitContainerEnvValueFromConfigMapKeyRef>;
  readonly field_ref?: Value<StatefulSetV1SpecTemplateSpecInitContainerEnvValueFromFieldRef>;
  readonly resource_field_ref?: Value<StatefulSetV1SpecTemplateSpecInitContainerEnvValueFromResourceFieldRef>;
  readonly secret_key_ref?: Value<StatefulSetV1SpecTemplateSpecInitContainerEnvValueFromSecretKeyRef>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.config_map_key_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerEnvValueFromConfigMapKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.field_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerEnvValueFromFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.resource_field_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerEnvValueFromResourceFieldRef {
  readonly container_name?: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.env.value_from.secret_key_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerEnvValueFromSecretKeyRef {
  readonly key?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.env_from`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerEnvFrom {
  readonly prefix?: Value<string>;
  readonly config_map_ref?: Value<StatefulSetV1SpecTemplateSpecInitContainerEnvFromConfigMapRef>;
  readonly secret_ref?: Value<StatefulSetV1SpecTemplateSpecInitContainerEnvFromSecretRef>;
}

/**
 * The block `spec.template.spec.init_container.env_from.config_map_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerEnvFromConfigMapRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.env_from.secret_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerEnvFromSecretRef {
  readonly name: Value<string>;
  readonly optional?: Value<boolean>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecycle {
  readonly post_start?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStart[]>;
  readonly pre_stop?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStop[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStart {
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStartExec>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStartTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStartExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStartHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.post_start.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePostStartTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStop {
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStopExec>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStopTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStopExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStopHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.lifecycle.pre_stop.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLifecyclePreStopTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLivenessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeExec>;
  readonly grpc?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeGrpc[]>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.grpc`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.liveness_probe.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerLivenessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.port`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerPort {
  readonly container_port: Value<number>;
  readonly host_ip?: Value<string>;
  readonly host_port?: Value<number>;
  readonly name?: Value<string>;
  readonly protocol?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerReadinessProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeExec>;
  readonly grpc?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeGrpc[]>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.grpc`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.readiness_probe.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerReadinessProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.resources`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.init_container.security_context`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerSecurityContext {
  readonly allow_privilege_escalation?: Value<boolean>;
  readonly privileged?: Value<boolean>;
  readonly read_only_root_filesystem?: Value<boolean>;
  readonly run_as_group?: Value<string>;
  readonly run_as_non_root?: Value<boolean>;
  readonly run_as_user?: Value<string>;
  readonly capabilities?: Value<StatefulSetV1SpecTemplateSpecInitContainerSecurityContextCapabilities>;
  readonly se_linux_options?: Value<StatefulSetV1SpecTemplateSpecInitContainerSecurityContextSeLinuxOptions>;
  readonly seccomp_profile?: Value<StatefulSetV1SpecTemplateSpecInitContainerSecurityContextSeccompProfile>;
}

/**
 * The block `spec.template.spec.init_container.security_context.capabilities`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerSecurityContextCapabilities {
  readonly add?: Value<readonly string[]>;
  readonly drop?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.security_context.se_linux_options`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerSecurityContextSeLinuxOptions {
  readonly level?: Value<string>;
  readonly role?: Value<string>;
  readonly type?: Value<string>;
  readonly user?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.security_context.seccomp_profile`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerSecurityContextSeccompProfile {
  readonly localhost_profile?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerStartupProbe {
  readonly failure_threshold?: Value<number>;
  readonly initial_delay_seconds?: Value<number>;
  readonly period_seconds?: Value<number>;
  readonly success_threshold?: Value<number>;
  readonly timeout_seconds?: Value<number>;
  readonly exec?: Value<StatefulSetV1SpecTemplateSpecInitContainerStartupProbeExec>;
  readonly grpc?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerStartupProbeGrpc[]>;
  readonly http_get?: Value<StatefulSetV1SpecTemplateSpecInitContainerStartupProbeHttpGet>;
  readonly tcp_socket?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerStartupProbeTcpSocket[]>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.exec`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerStartupProbeExec {
  readonly command?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.grpc`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerStartupProbeGrpc {
  readonly port: Value<number>;
  readonly service?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.http_get`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerStartupProbeHttpGet {
  readonly host?: Value<string>;
  readonly path?: Value<string>;
  readonly port?: Value<string>;
  readonly scheme?: Value<string>;
  readonly http_header?: Value<readonly StatefulSetV1SpecTemplateSpecInitContainerStartupProbeHttpGetHttpHeader[]>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.http_get.http_header`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerStartupProbeHttpGetHttpHeader {
  readonly name?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.startup_probe.tcp_socket`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerStartupProbeTcpSocket {
  readonly port: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.volume_device`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerVolumeDevice {
  readonly device_path: Value<string>;
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.init_container.volume_mount`.
 */
export interface StatefulSetV1SpecTemplateSpecInitContainerVolumeMount {
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
export interface StatefulSetV1SpecTemplateSpecOs {
  readonly name: Value<string>;
}

/**
 * The block `spec.template.spec.readiness_gate`.
 */
export interface StatefulSetV1SpecTemplateSpecReadinessGate {
  readonly condition_type: Value<string>;
}

/**
 * The block `spec.template.spec.security_context`.
 */
export interface StatefulSetV1SpecTemplateSpecSecurityContext {
  readonly fs_group?: Value<string>;
  readonly fs_group_change_policy?: Value<string>;
  readonly run_as_group?: Value<string>;
  readonly run_as_non_root?: Value<boolean>;
  readonly run_as_user?: Value<string>;
  readonly supplemental_groups?: Value<readonly number[]>;
  readonly se_linux_options?: Value<StatefulSetV1SpecTemplateSpecSecurityContextSeLinuxOptions>;
  readonly seccomp_profile?: Value<StatefulSetV1SpecTemplateSpecSecurityContextSeccompProfile>;
  readonly sysctl?: Value<readonly StatefulSetV1SpecTemplateSpecSecurityContextSysctl[]>;
  readonly windows_options?: Value<StatefulSetV1SpecTemplateSpecSecurityContextWindowsOptions>;
}

/**
 * The block `spec.template.spec.security_context.se_linux_options`.
 */
export interface StatefulSetV1SpecTemplateSpecSecurityContextSeLinuxOptions {
  readonly level?: Value<string>;
  readonly role?: Value<string>;
  readonly type?: Value<string>;
  readonly user?: Value<string>;
}

/**
 * The block `spec.template.spec.security_context.seccomp_profile`.
 */
export interface StatefulSetV1SpecTemplateSpecSecurityContextSeccompProfile {
  readonly localhost_profile?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.security_context.sysctl`.
 */
export interface StatefulSetV1SpecTemplateSpecSecurityContextSysctl {
  readonly name: Value<string>;
  readonly value: Value<string>;
}

/**
 * The block `spec.template.spec.security_context.windows_options`.
 */
export interface StatefulSetV1SpecTemplateSpecSecurityContextWindowsOptions {
  readonly gmsa_credential_spec?: Value<string>;
  readonly gmsa_credential_spec_name?: Value<string>;
  readonly host_process?: Value<boolean>;
  readonly run_as_username?: Value<string>;
}

/**
 * The block `spec.template.spec.toleration`.
 */
export interface StatefulSetV1SpecTemplateSpecToleration {
  readonly effect?: Value<string>;
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly toleration_seconds?: Value<string>;
  readonly value?: Value<string>;
}

/**
 * The block `spec.template.spec.topology_spread_constraint`.
 */
export interface StatefulSetV1SpecTemplateSpecTopologySpreadConstraint {
  readonly match_label_keys?: Value<readonly string[]>;
  readonly max_skew?: Value<number>;
  readonly min_domains?: Value<number>;
  readonly node_affinity_policy?: Value<string>;
  readonly node_taints_policy?: Value<string>;
  readonly topology_key?: Value<string>;
  readonly when_unsatisfiable?: Value<string>;
  readonly label_selector?: Value<readonly StatefulSetV1SpecTemplateSpecTopologySpreadConstraintLabelSelector[]>;
}

/**
 * The block `spec.template.spec.topology_spread_constraint.label_selector`.
 */
export interface StatefulSetV1SpecTemplateSpecTopologySpreadConstraintLabelSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecTopologySpreadConstraintLabelSelectorMatchExpressions[]>;
}

/**
 * The block `spec.template.spec.topology_spread_constraint.label_selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecTopologySpreadConstraintLabelSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.volume`.
 */
export interface StatefulSetV1SpecTemplateSpecVolume {
  readonly name?: Value<string>;
  readonly aws_elastic_block_store?: Value<StatefulSetV1SpecTemplateSpecVolumeAwsElasticBlockStore>;
  readonly azure_disk?: Value<StatefulSetV1SpecTemplateSpecVolumeAzureDisk>;
  readonly azure_file?: Value<StatefulSetV1SpecTemplateSpecVolumeAzureFile>;
  readonly ceph_fs?: Value<StatefulSetV1SpecTemplateSpecVolumeCephFs>;
  readonly cinder?: Value<StatefulSetV1SpecTemplateSpecVolumeCinder>;
  readonly config_map?: Value<StatefulSetV1SpecTemplateSpecVolumeConfigMap>;
  readonly csi?: Value<StatefulSetV1SpecTemplateSpecVolumeCsi>;
  readonly downward_api?: Value<StatefulSetV1SpecTemplateSpecVolumeDownwardApi>;
  readonly empty_dir?: Value<StatefulSetV1SpecTemplateSpecVolumeEmptyDir>;
  readonly ephemeral?: Value<StatefulSetV1SpecTemplateSpecVolumeEphemeral>;
  readonly fc?: Value<StatefulSetV1SpecTemplateSpecVolumeFc>;
  readonly flex_volume?: Value<StatefulSetV1SpecTemplateSpecVolumeFlexVolume>;
  readonly flocker?: Value<StatefulSetV1SpecTemplateSpecVolumeFlocker>;
  readonly gce_persistent_disk?: Value<StatefulSetV1SpecTemplateSpecVolumeGcePersistentDisk>;
  readonly git_repo?: Value<StatefulSetV1SpecTemplateSpecVolumeGitRepo>;
  readonly glusterfs?: Value<StatefulSetV1SpecTemplateSpecVolumeGlusterfs>;
  readonly host_path?: Value<StatefulSetV1SpecTemplateSpecVolumeHostPath>;
  readonly iscsi?: Value<StatefulSetV1SpecTemplateSpecVolumeIscsi>;
  readonly local?: Value<StatefulSetV1SpecTemplateSpecVolumeLocal>;
  readonly nfs?: Value<StatefulSetV1SpecTemplateSpecVolumeNfs>;
  readonly persistent_volume_claim?: Value<StatefulSetV1SpecTemplateSpecVolumePersistentVolumeClaim>;
  readonly photon_persistent_disk?: Value<StatefulSetV1SpecTemplateSpecVolumePhotonPersistentDisk>;
  readonly projected?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeProjected[]>;
  readonly quobyte?: Value<StatefulSetV1SpecTemplateSpecVolumeQuobyte>;
  readonly rbd?: Value<StatefulSetV1SpecTemplateSpecVolumeRbd>;
  readonly secret?: Value<StatefulSetV1SpecTemplateSpecVolumeSecret>;
  readonly vsphere_volume?: Value<StatefulSetV1SpecTemplateSpecVolumeVsphereVolume>;
}

/**
 * The block `spec.template.spec.volume.aws_elastic_block_store`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeAwsElasticBlockStore {
  readonly fs_type?: Value<string>;
  readonly partition?: Value<number>;
  readonly read_only?: Value<boolean>;
  readonly volume_id: Value<string>;
}

/**
 * The block `spec.template.spec.volume.azure_disk`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeAzureDisk {
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
export interface StatefulSetV1SpecTemplateSpecVolumeAzureFile {
  readonly read_only?: Value<boolean>;
  readonly secret_name: Value<string>;
  readonly secret_namespace?: Value<string>;
  readonly share_name: Value<string>;
}

/**
 * The block `spec.template.spec.volume.ceph_fs`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeCephFs {
  readonly monitors: Value<readonly string[]>;
  readonly path?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly secret_file?: Value<string>;
  readonly user?: Value<string>;
  readonly secret_ref?: Value<StatefulSetV1SpecTemplateSpecVolumeCephFsSecretRef>;
}

/**
 * The block `spec.template.spec.volume.ceph_fs.secret_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeCephFsSecretRef {
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.cinder`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeCinder {
  readonly fs_type?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly volume_id: Value<string>;
}

/**
 * The block `spec.template.spec.volume.config_map`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeConfigMap {
  readonly default_mode?: Value<string>;
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly items?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeConfigMapItems[]>;
}

/**
 * The block `spec.template.spec.volume.config_map.items`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeConfigMapItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.csi`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeCsi {
  readonly driver: Value<string>;
  readonly fs_type?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly volume_attributes?: Value<{ readonly [key: string]: string }>;
  readonly node_publish_secret_ref?: Value<StatefulSetV1SpecTemplateSpecVolumeCsiNodePublishSecretRef>;
}

/**
 * The block `spec.template.spec.volume.csi.node_publish_secret_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeCsiNodePublishSecretRef {
  readonly name?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.downward_api`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeDownwardApi {
  readonly default_mode?: Value<string>;
  readonly items?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeDownwardApiItems[]>;
}

/**
 * The block `spec.template.spec.volume.downward_api.items`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeDownwardApiItems {
  readonly mode?: Value<string>;
  readonly path: Value<string>;
  readonly field_ref: Value<StatefulSetV1SpecTemplateSpecVolumeDownwardApiItemsFieldRef>;
  readonly resource_field_ref?: Value<StatefulSetV1SpecTemplateSpecVolumeDownwardApiItemsResourceFieldRef>;
}

/**
 * The block `spec.template.spec.volume.downward_api.items.field_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeDownwardApiItemsFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.downward_api.items.resource_field_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeDownwardApiItemsResourceFieldRef {
  readonly container_name: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.volume.empty_dir`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeEmptyDir {
  readonly medium?: Value<string>;
  readonly size_limit?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.ephemeral`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeEphemeral {
  readonly volume_claim_template: Value<StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplate>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplate {
  readonly metadata?: Value<StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateMetadata>;
  readonly spec: Value<StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.metadata`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateMetadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpec {
  readonly access_modes: Value<readonly string[]>;
  readonly storage_class_name?: Value<string>;
  readonly volume_mode?: Value<string>;
  readonly volume_name?: Value<string>;
  readonly resources: Value<StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecResources>;
  readonly selector?: Value<StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelector>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec.resources`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec.selector`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions[]>;
}

/**
 * The block `spec.template.spec.volume.ephemeral.volume_claim_template.spec.selector.match_expressions`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.volume.fc`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeFc {
  readonly fs_type?: Value<string>;
  readonly lun: Value<number>;
  readonly read_only?: Value<boolean>;
  readonly target_ww_ns: Value<readonly string[]>;
}

/**
 * The block `spec.template.spec.volume.flex_volume`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeFlexVolume {
  readonly driver: Value<string>;
  readonly fs_type?: Value<string>;
  readonly options?: Value<{ readonly [key: string]: string }>;
  readonly read_only?: Value<boolean>;
  readonly secret_ref?: Value<StatefulSetV1SpecTemplateSpecVolumeFlexVolumeSecretRef>;
}

/**
 * The block `spec.template.spec.volume.flex_volume.secret_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeFlexVolumeSecretRef {
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.flocker`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeFlocker {
  readonly dataset_name?: Value<string>;
  readonly dataset_uuid?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.gce_persistent_disk`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeGcePersistentDisk {
  readonly fs_type?: Value<string>;
  readonly partition?: Value<number>;
  readonly pd_name: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.git_repo`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeGitRepo {
  readonly directory?: Value<string>;
  readonly repository?: Value<string>;
  readonly revision?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.glusterfs`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeGlusterfs {
  readonly endpoints_name: Value<string>;
  readonly path: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.host_path`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeHostPath {
  readonly path?: Value<string>;
  readonly type?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.iscsi`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeIscsi {
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
export interface StatefulSetV1SpecTemplateSpecVolumeLocal {
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.nfs`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeNfs {
  readonly path: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly server: Value<string>;
}

/**
 * The block `spec.template.spec.volume.persistent_volume_claim`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumePersistentVolumeClaim {
  readonly claim_name?: Value<string>;
  readonly read_only?: Value<boolean>;
}

/**
 * The block `spec.template.spec.volume.photon_persistent_disk`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumePhotonPersistentDisk {
  readonly fs_type?: Value<string>;
  readonly pd_id: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjected {
  readonly default_mode?: Value<string>;
  readonly sources: Value<readonly StatefulSetV1SpecTemplateSpecVolumeProjectedSources[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSources {
  readonly config_map?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesConfigMap[]>;
  readonly downward_api?: Value<StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesDownwardApi>;
  readonly secret?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesSecret[]>;
  readonly service_account_token?: Value<StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesServiceAccountToken>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.config_map`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesConfigMap {
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly items?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesConfigMapItems[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.config_map.items`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesConfigMapItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesDownwardApi {
  readonly items?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItems[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api.items`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItems {
  readonly mode?: Value<string>;
  readonly path: Value<string>;
  readonly field_ref?: Value<StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsFieldRef>;
  readonly resource_field_ref?: Value<StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsResourceFieldRef>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api.items.field_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsFieldRef {
  readonly api_version?: Value<string>;
  readonly field_path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.downward_api.items.resource_field_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesDownwardApiItemsResourceFieldRef {
  readonly container_name: Value<string>;
  readonly divisor?: Value<string>;
  readonly resource: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.secret`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesSecret {
  readonly name?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly items?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesSecretItems[]>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.secret.items`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesSecretItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.projected.sources.service_account_token`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeProjectedSourcesServiceAccountToken {
  readonly audience?: Value<string>;
  readonly expiration_seconds?: Value<number>;
  readonly path: Value<string>;
}

/**
 * The block `spec.template.spec.volume.quobyte`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeQuobyte {
  readonly group?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly registry: Value<string>;
  readonly user?: Value<string>;
  readonly volume: Value<string>;
}

/**
 * The block `spec.template.spec.volume.rbd`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeRbd {
  readonly ceph_monitors: Value<readonly string[]>;
  readonly fs_type?: Value<string>;
  readonly keyring?: Value<string>;
  readonly rados_user?: Value<string>;
  readonly rbd_image: Value<string>;
  readonly rbd_pool?: Value<string>;
  readonly read_only?: Value<boolean>;
  readonly secret_ref?: Value<StatefulSetV1SpecTemplateSpecVolumeRbdSecretRef>;
}

/**
 * The block `spec.template.spec.volume.rbd.secret_ref`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeRbdSecretRef {
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.secret`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeSecret {
  readonly default_mode?: Value<string>;
  readonly optional?: Value<boolean>;
  readonly secret_name?: Value<string>;
  readonly items?: Value<readonly StatefulSetV1SpecTemplateSpecVolumeSecretItems[]>;
}

/**
 * The block `spec.template.spec.volume.secret.items`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeSecretItems {
  readonly key?: Value<string>;
  readonly mode?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `spec.template.spec.volume.vsphere_volume`.
 */
export interface StatefulSetV1SpecTemplateSpecVolumeVsphereVolume {
  readonly fs_type?: Value<string>;
  readonly volume_path: Value<string>;
}

/**
 * The block `spec.update_strategy`.
 */
export interface StatefulSetV1SpecUpdateStrategy {
  readonly type?: Value<string>;
  readonly rolling_update?: Value<readonly StatefulSetV1SpecUpdateStrategyRollingUpdate[]>;
}

/**
 * The block `spec.update_strategy.rolling_update`.
 */
export interface StatefulSetV1SpecUpdateStrategyRollingUpdate {
  readonly partition?: Value<number>;
}

/**
 * The block `spec.volume_claim_template`.
 */
export interface StatefulSetV1SpecVolumeClaimTemplate {
  readonly metadata: Value<StatefulSetV1SpecVolumeClaimTemplateMetadata>;
  readonly spec: Value<StatefulSetV1SpecVolumeClaimTemplateSpec>;
}

/**
 * The block `spec.volume_claim_template.metadata`.
 */
export interface StatefulSetV1SpecVolumeClaimTemplateMetadata {
  readonly annotations?: Value<{ readonly [key: string]: string }>;
  readonly generate_name?: Value<string>;
  readonly labels?: Value<{ readonly [key: string]: string }>;
  readonly name?: Value<string>;
  readonly namespace?: Value<string>;
}

/**
 * The block `spec.volume_claim_template.spec`.
 */
export interface StatefulSetV1SpecVolumeClaimTemplateSpec {
  readonly access_modes: Value<readonly string[]>;
  readonly storage_class_name?: Value<string>;
  readonly volume_mode?: Value<string>;
  readonly volume_name?: Value<string>;
  readonly resources: Value<StatefulSetV1SpecVolumeClaimTemplateSpecResources>;
  readonly selector?: Value<StatefulSetV1SpecVolumeClaimTemplateSpecSelector>;
}

/**
 * The block `spec.volume_claim_template.spec.resources`.
 */
export interface StatefulSetV1SpecVolumeClaimTemplateSpecResources {
  readonly limits?: Value<{ readonly [key: string]: string }>;
  readonly requests?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `spec.volume_claim_template.spec.selector`.
 */
export interface StatefulSetV1SpecVolumeClaimTemplateSpecSelector {
  readonly match_labels?: Value<{ readonly [key: string]: string }>;
  readonly match_expressions?: Value<readonly StatefulSetV1SpecVolumeClaimTemplateSpecSelectorMatchExpressions[]>;
}

/**
 * The block `spec.volume_claim_template.spec.selector.match_expressions`.
 */
export interface StatefulSetV1SpecVolumeClaimTemplateSpecSelectorMatchExpressions {
  readonly key?: Value<string>;
  readonly operator?: Value<string>;
  readonly values?: Value<readonly string[]>;
}

/**
 * The block `timeouts`.
 */
export interface StatefulSetV1Timeouts {
  readonly create?: Value<string>;
  readonly delete?: Value<string>;
  readonly read?: Value<string>;
  readonly update?: Value<string>;
}

/**
 * The types of the arguments of the resource `kubernetes_stateful_set_v1`.
 */
export const STATEFUL_SET_V1_SCHEMA: TypeSchema = {
  provider: 'kubernetes',
  type: 'kubernetes_stateful_set_v1',
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
        pod_management_policy: 'string',
        replicas: 'string',
        revision_history_limit: 'number',
        service_name: 'string',
      },
      blocks: {
        persistent_volume_claim_retention_policy: { nesting: 'list', attributes: { when_deleted: 'string', when_scaled: 'string' } },
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
        update_strategy: {
          nesting: 'list',
          attributes: { type: 'string' },
          blocks: { rolling_update: { nesting: 'list', attributes: { partition: 'number' } } },
        },
        volume_claim_template: {
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
              attributes: { access_modes: ['set', 'string'], storage_class_name: 'string', volume_mode: 'string', volume_name: 'string' },
              blocks: {
                resources: { nesting: 'list', attributes: { limits: ['map', 'string'], requests: ['map', 'string'] } },
                selector: {
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
      },
    },
    timeouts: { nesting: 'single', attributes: { create: 'string', delete: 'string', read: 'string', update: 'string' } },
  },
};

/**
 * The resource `kubernetes_stateful_set_v1`.
 *
 * @internal
 */
export class StatefulSetV1 extends GeneratedResource<StatefulSetV1Attributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<StatefulSetV1Attributes>) {
    super(scope, id, STATEFUL_SET_V1_SCHEMA, config);
  }
}
