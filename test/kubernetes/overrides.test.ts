import { TerraformResource } from 'cdktf';
import { apiObjects } from './judges/api-objects';
import { enforcedProblems } from './judges/pod-security/pod-security';
import { TerraformJson } from './judges/terraform/expressions';
import { addApp, testCluster } from './support';
import { CloneSet, IsolationPolicy, KubernetesCluster, Mount, Port, RemovalPolicy } from '../../src';
import { anImage, refusal, Synthesized } from '../assertions';

/*
 * What overrides could make of pods, and of what their isolation rests on.
 */

const POD = 'spec.template.spec.';
const CONTAINER = `${POD}container.0.`;

/** Returns a cluster with a pod that meets RESTRICTED, with an override. */
function withOverride(path: string, value: unknown): KubernetesCluster {
  const cluster = testCluster({ isolation: IsolationPolicy.RESTRICTED });
  const app = addApp(cluster, { user: '1000:1000', capabilities: [], readOnlyRootFilesystem: true, mounts: [Mount.tmpfs('/tmp')] });
  (app.node.findChild('Resource') as TerraformResource).addOverride(path, value);
  return cluster;
}

test.each<[string, unknown]>([
  [`${POD}security_context`, { seccomp_profile: { type: 'Unconfined' } }],
  [`${POD}security_context`, { run_as_user: 0 }],
  [`${POD}security_context`, { windows_options: { host_process: true } }],
  [`${POD}security_context`, { supplemental_groups: [0] }],
  [`${POD}volume`, [{ name: 'x', host_path: { path: '/' } }]],
  [`${CONTAINER}security_context.run_as_non_root`, false],
  [`${CONTAINER}security_context.capabilities.drop`, ['KILL']],
])('the API server accepts, in the namespace, a pod with %s = %j', (path, value) => {
  const { json } = Synthesized.of(withOverride(path, value));
  expect(enforcedProblems(apiObjects(json as TerraformJson))).toEqual([]);
});

test.each<[string, unknown, string]>([
  [`${CONTAINER}resources.limits`, { 'cpu': '1', 'memory': '1Gi', 'smarter-devices/kvm': 1 }, 'Host devices'],
  [`${CONTAINER}resources.requests`, { 'amd.com/gpu': '1' }, 'Host devices'],
  [`${CONTAINER}liveness_probe`, { http_get: { host: '169.254.169.254', port: 80 } }, '`host`'],
  [`${CONTAINER}startup_probe`, { tcp_socket: { host: '169.254.169.254', port: 80 } }, '`host`'],
  [`${CONTAINER}lifecycle`, { pre_stop: { http_get: { host: '169.254.169.254', port: 80 } } }, '`host`'],
])('a pod with %s = %j is refused', (path, value, message) => {
  expect(refusal(() => Synthesized.of(withOverride(path, value)))).toContain(message);
});

/** Returns a cluster with one of everything on which isolation rests, all of a type changed. */
function withAll(type: string, change: (resource: TerraformResource) => void): KubernetesCluster {
  const cluster = testCluster();
  const mounts = [Mount.volume(cluster.addVolume('files', { removalPolicy: RemovalPolicy.DESTROY }), '/files')];
  addApp(cluster, { mounts }).connections.allowTo(cluster.addContainer('other', { image: anImage }), Port.tcp(80));
  cluster.addCloneSet('set', {
    replicas: 1, image: anImage, environment: { INDEX: CloneSet.INDEX }, mounts: [Mount.volumeOfClone('data', '/data')],
  });
  Synthesized.of(cluster);
  const all = cluster.node.root.node.findAll()
    .filter((each): each is TerraformResource => each instanceof TerraformResource && each.terraformResourceType === type);
  expect(all).not.toEqual([]);
  all.forEach(change);
  return cluster;
}

test.each<[string, string, unknown]>([
  ['kubernetes_namespace_v1', 'metadata.labels', { 'pod-security.kubernetes.io/enforce': 'privileged' }],
  ['kubernetes_namespace_v1', 'metadata', [{ labels: {} }]],
  ['kubernetes_network_policy_v1', 'spec.ingress', [{}]],
  ['kubernetes_network_policy_v1', 'spec.0.policy_types', []],
  ['kubernetes_network_policy_v1', 'count', 0],
  ['kubernetes_network_policy_v1', 'dynamic', { spec: { for_each: [], content: {} } }],
  ['kubernetes_service_v1', 'spec.external_ips', ['192.0.2.1']],
  ['kubernetes_service_v1', 'spec.selector', { app: 'another' }],
  ['kubernetes_service_account_v1', 'automount_service_account_token', true],
  ['kubernetes_persistent_volume_claim_v1', 'spec.volume_name', 'a-path-of-the-host'],
  ['kubernetes_stateful_set_v1', 'spec.volume_claim_template.0.spec.volume_name', 'a-path-of-the-host'],
])('an override of %s with %s = %j is refused', (type, path, value) => {
  const cluster = withAll(type, (resource) => resource.addOverride(path, value));
  expect(refusal(() => Synthesized.of(cluster))).toContain('the isolation of pods rests on that');
});

test('a network policy that is left out is refused, and what isolation does not rest on can be overridden', () => {
  const without = withAll('kubernetes_network_policy_v1', (resource) => { resource.count = 0; });
  expect(refusal(() => Synthesized.of(without))).toContain('has another `count`');
  const harmless = withAll('kubernetes_service_v1', (resource) => {
    resource.addOverride('metadata.annotations', { 'example.com/a': 'b' });
    resource.addOverride('spec.session_affinity', 'ClientIP');
  });
  expect(() => Synthesized.of(harmless)).not.toThrow();
});
