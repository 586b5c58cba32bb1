/** The back end of an Ingress that leads to the Service of the example. */
export const toWeb = (number: number) => ({ service: { name: 'web', port: { number } } });

/** A stack with one resource of each type, without a problem. Members of `more` replace those of a resource's spec. */
export function stack(more: { readonly [type: string]: object } = {}) {
  const metadata = (name: string) => ({ name, namespace: '${kubernetes_namespace_v1.shop.metadata[0].name}' });
  const resource = (type: string, name: string, spec: object) => (
    { [`kubernetes_${type}`]: { [name]: { metadata: metadata(name), spec: { ...spec, ...more[type] } } } }
  );
  const template = (app: string, pod: object = {}) => ({
    metadata: { labels: { app } },
    spec: {
      container: {
        name: app,
        image: `${app}:1`,
        port: { container_port: 80, name: 'http' },
        resources: { limits: { cpu: '1', memory: '64Mi' }, requests: { cpu: '500m' } },
        readiness_probe: { http_get: { path: '/', port: 'http' } },
        ...more.container,
      },
      ...pod,
      ...more.pod,
    },
  });
  const selector = (app: string) => ({ selector: { match_labels: { app } } });
  return {
    resource: {
      kubernetes_namespace_v1: { shop: { metadata: { name: 'shop', ...more.namespace } } },
      kubernetes_priority_class_v1: { high: { metadata: { name: 'high' }, value: 1000, ...more.priority_class_v1 } },
      kubernetes_service_account_v1: { web: { metadata: metadata('web'), automount_service_account_token: false } },
      kubernetes_config_map_v1: { settings: { metadata: metadata('settings'), data: { 'a.conf': 'x' }, ...more.config_map_v1 } },
      kubernetes_secret_v1: { password: { metadata: metadata('password'), data: { password: 'p' }, ...more.secret_v1 } },
      ...resource('resource_quota_v1', 'quota', { hard: { 'pods': 10, 'limits.cpu': '4' } }),
      ...resource('limit_range_v1', 'limits', { limit: { type: 'Container', default: { cpu: '1' }, default_request: { cpu: '100m' } } }),
      ...resource('deployment_v1', 'web', {
        ...selector('web'),
        strategy: { type: 'Recreate' },
        template: template('web', {
          service_account_name: 'web',
          priority_class_name: 'high',
          volume: [
            { name: 'settings', config_map: { name: 'settings', items: { key: 'a.conf', path: 'a.conf' } } },
            { name: 'data', persistent_volume_claim: { claim_name: 'data' } },
          ],
        }),
      }),
      ...resource('stateful_set_v1', 'db', {
        ...selector('db'),
        service_name: 'db',
        template: template('db'),
        volume_claim_template: {
          metadata: { name: 'data' },
          spec: { access_modes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      }),
      ...resource('daemon_set_v1', 'agent', { ...selector('agent'), template: template('agent') }),
      ...resource('job_v1', 'once', { template: template('once') }),
      ...resource('persistent_volume_claim_v1', 'data', { access_modes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }),
      kubernetes_service_v1: {
        web: { metadata: metadata('web'), spec: { selector: { app: 'web' }, port: { port: 80, target_port: 'http' }, ...more.service_v1 } },
        db: { metadata: metadata('db'), spec: { selector: { app: 'db' }, cluster_ip: 'None', port: { port: 80 }, ...more.headless } },
      },
      ...resource('ingress_v1', 'web', {
        rule: { host: 'shop.example', http: { path: { path: '/', path_type: 'Prefix', backend: toWeb(80) } } },
      }),
      ...resource('network_policy_v1', 'deny', { pod_selector: {}, policy_types: ['Ingress', 'Egress'] }),
      ...resource('pod_disruption_budget_v1', 'web', { max_unavailable: '1', ...selector('web') }),
      ...resource('horizontal_pod_autoscaler_v2', 'web', {
        max_replicas: 5,
        scale_target_ref: { api_version: 'apps/v1', kind: 'Deployment', name: 'web' },
        metric: { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', average_utilization: 80 } } },
      }),
    },
  };
}
