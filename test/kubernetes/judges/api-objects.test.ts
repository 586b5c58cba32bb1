import { apiObjects } from './api-objects';
import { ApiFields, apiType } from './openapi/declarations';
import { fieldName, isOnlyOfProvider } from './terraform/field-names';
import { resourceSchema } from './terraform/provider-schema';
import { RESOURCE_TYPES, kindOf } from './terraform/resource-kinds';
import { JsonBlock } from '../../../projenrc/l1/provider-schema';

/** Returns the attributes and blocks of a schema that no field of the API has. */
function unknown(schema: JsonBlock, fields: ApiFields, path: string): string[] {
  const attributes = Object.entries(schema.attributes ?? {}).filter(([, each]) => !(each.computed && !each.optional));
  return [
    ...attributes.map(([name]) => `${path}.${name}`).filter((each) => !isOnlyOfProvider(each) && fieldName(fields, each) === undefined),
    ...Object.entries(schema.block_types ?? {}).flatMap(([name, nested]) => {
      const at = `${path}.${name}`;
      if (isOnlyOfProvider(at)) return [];
      const field = fields.get(fieldName(fields, at) ?? '');
      const type = field?.is === 'list' ? field.of : field;
      return type?.is === 'object' ? unknown(nested.block, type.fields(), at) : [at];
    }),
  ];
}

test.each(RESOURCE_TYPES)('every argument of %s is a field of the API, or known to be none', (type) => {
  const { apiVersion, kind } = kindOf(type);
  const openApi = apiType(apiVersion, kind);
  if (openApi.is !== 'object') throw new Error(kind);
  expect(unknown(resourceSchema(type), openApi.fields(), type.replace('kubernetes_', ''))).toEqual([]);
});

const container = (more: object) => ({
  kubernetes_deployment_v1: {
    web: {
      metadata: { name: 'web', namespace: '${kubernetes_namespace_v1.shop.metadata[0].name}' },
      wait_for_rollout: true,
      depends_on: ['kubernetes_namespace_v1.shop'],
      timeouts: { create: '5m' },
      spec: [{
        replicas: '2',
        selector: { match_labels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { container: [{ name: 'web', image: 'nginx:1.27', ...more }] } },
      }],
    },
  },
  kubernetes_namespace_v1: { shop: { metadata: [{ name: 'shop' }] } },
});

const deployment = (more: object = {}) => apiObjects({ resource: container(more) })[0];

test('a deployment has the names and lists of the API, and the defaults of the provider', () => {
  expect(deployment()).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          automountServiceAccountToken: true,
          containers: [{ name: 'web', image: 'nginx:1.27' }],
          dnsPolicy: 'ClusterFirst',
          enableServiceLinks: true,
          hostIPC: false,
          hostNetwork: false,
          hostPID: false,
          restartPolicy: 'Always',
          shareProcessNamespace: false,
          terminationGracePeriodSeconds: 30,
        },
      },
    },
  });
});

test.each([
  ['a port', { port: { container_port: '80' } }, { ports: [{ containerPort: 80, protocol: 'TCP' }] }],
  ['an environment', { env: [{ name: 'A', value: 'b' }] }, { env: [{ name: 'A', value: 'b' }] }],
  [
    'a reference to a secret',
    { env: { name: 'A', value_from: { secret_key_ref: { name: 's', key: 'k' } } } },
    { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] },
  ],
  ['env_from', { env_from: [{ config_map_ref: { name: 'c' } }] }, { envFrom: [{ configMapRef: { name: 'c' } }] }],
  [
    'a mount', { volume_mount: [{ name: 'v', mount_path: '/v', read_only: 'true' }] },
    { volumeMounts: [{ name: 'v', mountPath: '/v', mountPropagation: 'None', readOnly: true }] },
  ],
  [
    'quantities', { resources: { limits: { cpu: 2, memory: '64Mi' }, requests: null } },
    { resources: { limits: { cpu: '2', memory: '64Mi' } } },
  ],
  [
    'a probe with the number of a port',
    { liveness_probe: { http_get: { port: '80', path: '/', http_header: { name: 'A', value: 'b' } } } },
    {
      livenessProbe: {
        httpGet: { port: 80, path: '/', scheme: 'HTTP', httpHeaders: [{ name: 'A', value: 'b' }] },
        failureThreshold: 3,
        periodSeconds: 10,
        successThreshold: 1,
        timeoutSeconds: 1,
      },
    },
  ],
  [
    'a probe with the name of a port', { startup_probe: { tcp_socket: { port: 'http' }, failure_threshold: 9 } },
    { startupProbe: { tcpSocket: { port: 'http' }, failureThreshold: 9, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 } },
  ],
  [
    'a command that runs before the stop', { lifecycle: { pre_stop: { exec: { command: ['x'] } } } },
    { lifecycle: { preStop: { exec: { command: ['x'] } } } },
  ],
  [
    'a security context, whose defaults override those of the pod',
    { security_context: { capabilities: { drop: ['ALL'] }, run_as_user: '1000', seccomp_profile: { type: 'RuntimeDefault' } } },
    {
      securityContext: {
        allowPrivilegeEscalation: true,
        privileged: false,
        readOnlyRootFilesystem: false,
        runAsNonRoot: false,
        capabilities: { drop: ['ALL'] },
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    },
  ],
])('%s of a container', (_, given, expected) => {
  expect(deployment(given)).toMatchObject({ spec: { template: { spec: { containers: [expected] } } } });
});

test('volumes, host aliases and tolerations of a pod', () => {
  const [object] = apiObjects({
    resource: {
      kubernetes_stateful_set_v1: {
        db: {
          metadata: { generate_name: 'db-' },
          spec: {
            service_name: 'db',
            template: {
              spec: {
                volume: [
                  { name: 'a', config_map: { name: 'c', default_mode: '0444', items: [{ key: 'k', path: 'p', mode: '0400' }] } },
                  { name: 'b', empty_dir: {} },
                  { name: 'c', host_path: { path: '/x' } },
                  { name: 'd', projected: { sources: { service_account_token: { path: 't' } } } },
                ],
                host_aliases: { hostnames: ['a'], ip: '10.0.0.1' },
                toleration: { operator: 'Exists', toleration_seconds: '5' },
                security_context: { fs_group: '5', sysctl: { name: 'n', value: '1' } },
              },
            },
            volume_claim_template: {
              metadata: { name: 'data' },
              spec: { access_modes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
            },
          },
        },
      },
    },
  });
  expect(object).toMatchObject({
    metadata: { generateName: 'db-', namespace: 'default' },
    spec: {
      serviceName: 'db',
      template: {
        spec: {
          volumes: [
            { name: 'a', configMap: { name: 'c', defaultMode: 0o444, items: [{ key: 'k', path: 'p', mode: 0o400 }] } },
            { name: 'b', emptyDir: {} },
            { name: 'c', hostPath: { path: '/x' } },
            { name: 'd', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
          ],
          hostAliases: [{ hostnames: ['a'], ip: '10.0.0.1' }],
          tolerations: [{ operator: 'Exists', tolerationSeconds: 5 }],
          securityContext: { fsGroup: 5, runAsNonRoot: false, sysctls: [{ name: 'n', value: '1' }] },
        },
      },
      volumeClaimTemplates: [
        { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
      ],
    },
  });
});

test('a network policy keeps its empty rules and selectors', () => {
  const [object] = apiObjects({
    resource: {
      kubernetes_network_policy_v1: {
        all: {
          metadata: { name: 'all', namespace: 'a' },
          spec: {
            pod_selector: {},
            policy_types: ['Ingress', 'Egress'],
            ingress: [{}],
            egress: [{
              ports: [{ port: '53', protocol: 'UDP' }, { port: 'http' }],
              to: [{ namespace_selector: {}, pod_selector: { match_labels: { a: 'b' } } }],
            }],
          },
        },
      },
    },
  });
  expect(object).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'all', namespace: 'a' },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{}],
      egress: [{
        ports: [{ port: 53, protocol: 'UDP' }, { port: 'http', protocol: 'TCP' }],
        to: [{ namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }],
      }],
    },
  });
});

test('the data of a secret is in base64, and a job doesn\'t restart', () => {
  const objects = apiObjects({
    variable: { password: { default: 'hunter2' } },
    resource: {
      kubernetes_secret_v1: {
        s: { metadata: { name: 's' }, data: { a: '${var.password}', b: 'x-${var.other}' }, binary_data: { c: 'AAE=' } },
      },
      kubernetes_job_v1: { j: { metadata: { name: 'j' }, spec: { template: { spec: { container: { name: 'c' } } } } } },
      docker_container: { other: {} },
    },
  });
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  expect(objects).toMatchObject([
    { type: 'Opaque', data: { a: base64('hunter2'), b: base64('x-${var.other}'), c: 'AAE=' } },
    { spec: { backoffLimit: 6, template: { spec: { restartPolicy: 'Never' } } } },
  ]);
});

test.each<[string, object, string]>([
  ['an unknown argument', { nam: 'x' }, 'kubernetes_namespace_v1.a.nam is no argument of the provider\'s schema. Correct its name.'],
  [
    'a count', { count: 2 },
    'kubernetes_namespace_v1.a has "count", which only Terraform can expand. Synthesize each resource.',
  ],
  [
    'a second block', { metadata: [{ name: 'a' }, { name: 'b' }] },
    'kubernetes_namespace_v1.a.metadata has 2 blocks, but the API has one object there. Keep one.',
  ],
  [
    'a text instead of labels', { metadata: { labels: 'x' } },
    'kubernetes_namespace_v1.a.metadata[0].labels is "x", but must be an object. If it refers to what only an apply knows, give it '
    + 'a value.',
  ],
])('refuses %s', (_, resource, message) => {
  expect(() => apiObjects({ resource: { kubernetes_namespace_v1: { a: resource } } })).toThrow(message);
});

test('refuses a reference to what only an apply knows where the API has a number', () => {
  expect(() => deployment({ port: { container_port: '${random_integer.x.result}' } })).toThrow(
    'kubernetes_deployment_v1.web.spec[0].template[0].spec[0].container[0].port[0].container_port is "${random_integer.x.result}", '
    + 'but must be a number.',
  );
});
