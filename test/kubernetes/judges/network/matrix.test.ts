import { IService } from 'kubernetes-models/v1/Service';
import { reaches } from './matrix';
import { endpointsOf } from './service-endpoints';
import { apiObjects } from '../api-objects';
import { ofKind } from '../objects/api-object';

const deployment = (name: string, port: object) => ({
  metadata: { name, namespace: '${kubernetes_namespace_v1.shop.metadata[0].name}' },
  spec: {
    selector: { match_labels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { container: { name, image: name, port } } },
  },
});

const objects = apiObjects({
  resource: {
    kubernetes_namespace_v1: { shop: { metadata: { name: 'shop' } } },
    kubernetes_deployment_v1: {
      web: deployment('web', { container_port: 80, name: 'http' }),
      db: deployment('db', { container_port: 5432 }),
    },
    kubernetes_network_policy_v1: {
      deny: { metadata: { name: 'deny', namespace: 'shop' }, spec: { pod_selector: {}, policy_types: ['Ingress', 'Egress'] } },
      out: {
        metadata: { name: 'out', namespace: 'shop' },
        spec: {
          pod_selector: { match_labels: { app: 'web' } },
          policy_types: ['Egress'],
          egress: { to: { pod_selector: { match_labels: { app: 'db' } } }, ports: { port: 5432 } },
        },
      },
      in: {
        metadata: { name: 'in', namespace: 'shop' },
        spec: {
          pod_selector: { match_labels: { app: 'db' } },
          policy_types: ['Ingress'],
          ingress: { from: { pod_selector: { match_labels: { app: 'web' } } }, ports: { port: '5432' } },
        },
      },
    },
    kubernetes_service_v1: {
      web: { metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { app: 'web' }, port: { port: 8080, target_port: 'http' } } },
      db: { metadata: { name: 'db', namespace: 'shop' }, spec: { selector: { app: 'db' }, port: { port: 5432 } } },
    },
  },
});

test('the matrix has only what the policies allow', () => {
  expect(reaches(objects, [{ port: 22 }])).toEqual({ 'shop/web': { 'shop/db': ['TCP/5432'] }, 'shop/db': {} });
});

test('without policies, all pods reach all ports', () => {
  const all = ['TCP/80', 'TCP/5432'];
  expect(reaches(objects.filter(({ kind }) => kind !== 'NetworkPolicy'))).toEqual({
    'shop/web': { 'shop/web': all, 'shop/db': all },
    'shop/db': { 'shop/web': all, 'shop/db': all },
  });
});

test('a service leads to the ports of its pods', () => {
  const endpoints = ofKind<IService>(objects, 'Service').map((service) => (
    endpointsOf(service, objects).map(({ pod, servicePort, port }) => `${servicePort} -> ${pod.name}:${port}`)
  ));
  expect(endpoints).toEqual([['8080 -> shop/web:80'], ['5432 -> shop/db:5432']]);
});
