import { Json } from '../objects/api-object';

/*
 * What the provider sends where a stack leaves an attribute out. `terraform providers schema` prints no defaults. These come from the
 * documentation and the source of hashicorp/kubernetes, and matter to what an object may do. A block that is left out has no defaults.
 *
 * `run_as_non_root` has no default, but the provider sends the zero value of Go. So a container with a security context overrides the
 * `run_as_non_root` of its pod.
 */

interface Defaults { readonly [attribute: string]: Json }

const POD: Defaults = {
  automount_service_account_token: true,
  dns_policy: 'ClusterFirst',
  enable_service_links: true,
  host_ipc: false,
  host_network: false,
  host_pid: false,
  restart_policy: 'Always',
  share_process_namespace: false,
  termination_grace_period_seconds: 30,
};

const CONTAINER_SECURITY_CONTEXT: Defaults = {
  allow_privilege_escalation: true,
  privileged: false,
  read_only_root_filesystem: false,
  run_as_non_root: false,
};

const PROBE: Defaults = { failure_threshold: 3, period_seconds: 10, success_threshold: 1, timeout_seconds: 1 };

const PORT: Defaults = { protocol: 'TCP' };

/** By the end of the path of a block. The longest end wins. */
const DEFAULTS: { readonly [path: string]: Defaults } = {
  'template.spec': POD,
  'job_v1.spec.template.spec': { ...POD, restart_policy: 'Never' },
  'job_template.spec.template.spec': { ...POD, restart_policy: 'Never' },
  'container.security_context': CONTAINER_SECURITY_CONTEXT,
  'init_container.security_context': CONTAINER_SECURITY_CONTEXT,
  'template.spec.security_context': { run_as_non_root: false },
  'container.port': PORT,
  'init_container.port': PORT,
  'volume_mount': { mount_propagation: 'None', read_only: false },
  'liveness_probe': PROBE,
  'readiness_probe': PROBE,
  'startup_probe': PROBE,
  'http_get': { scheme: 'HTTP' },
  'egress.ports': PORT,
  'ingress.ports': PORT,
  'service_v1.spec': { type: 'ClusterIP', session_affinity: 'None', publish_not_ready_addresses: false },
  'service_v1.spec.port': PORT,
  'service_account_v1': { automount_service_account_token: true },
  'secret_v1': { type: 'Opaque' },
  'priority_class_v1': { global_default: false, preemption_policy: 'PreemptLowerPriority' },
  'job_v1.spec': { backoff_limit: 6, completions: 1, parallelism: 1 },
  'horizontal_pod_autoscaler_v2.spec': { min_replicas: 1 },
};

/** Returns the defaults of a block by its path, such as `deployment_v1.spec.template.spec`. */
export function defaultsOf(path: string): Defaults {
  const ends = Object.keys(DEFAULTS).filter((end) => path === end || path.endsWith(`.${end}`));
  ends.sort((a, b) => b.length - a.length);
  return ends.length === 0 ? {} : DEFAULTS[ends[0]];
}
