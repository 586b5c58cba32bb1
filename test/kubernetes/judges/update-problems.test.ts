import { ApiObject } from './objects/api-object';
import { updateProblems } from './update-problems';

const object = (kind: string, fields: object): ApiObject => (
  { apiVersion: 'v1', kind, metadata: { name: 'a', namespace: 'n' }, ...fields }
);

const claim = (storage: string, storageClassName = 'fast') => ({ spec: { storageClassName, resources: { requests: { storage } } } });

test.each<[string, object, object, string[]]>([
  ['Deployment', { spec: { selector: { a: 'x' } } }, { spec: { selector: { a: 'y' } } }, ['spec.selector']],
  ['Deployment', { spec: { replicas: 1, template: { a: 1 } } }, { spec: { replicas: 2, template: { a: 2 } } }, []],
  ['Deployment', { spec: { selector: { a: 1, b: 2 } } }, { spec: { selector: { b: 2, a: 1 } } }, []],
  ['StatefulSet', { spec: { replicas: 1, template: {} } }, { spec: { replicas: 2, template: { a: 1 } } }, []],
  ['StatefulSet', { spec: { volumeClaimTemplates: [1] } }, { spec: { volumeClaimTemplates: [2] } }, ['spec']],
  ['StatefulSet', { spec: { serviceName: 'a' } }, { spec: { serviceName: 'b' } }, ['spec']],
  ['Job', { spec: { template: { a: 1 } } }, { spec: { template: { a: 2 } } }, ['spec.template']],
  ['PersistentVolumeClaim', claim('1Gi'), claim('2Gi'), []],
  ['PersistentVolumeClaim', claim('1Gi'), claim('1000Mi'), ['spec.resources.requests.storage']],
  ['PersistentVolumeClaim', claim('1Gi'), claim('1Gi', 'slow'), ['spec']],
  ['Secret', { type: 'Opaque' }, { type: 'kubernetes.io/tls' }, ['type']],
  ['Secret', { data: { a: '1' } }, { data: { a: '2' } }, []],
  ['ConfigMap', { immutable: true, data: { a: '1' } }, { immutable: true, data: { a: '2' } }, ['data']],
  ['ConfigMap', { data: { a: '1' } }, { immutable: true, data: { a: '2' } }, []],
  ['Service', { spec: { clusterIP: 'None' } }, { spec: {} }, ['spec.clusterIP']],
  ['PriorityClass', { value: 1 }, { value: 2 }, ['value']],
])('a %s from %j to %j', (kind, before, after, expected) => {
  expect(updateProblems([object(kind, before)], [object(kind, after)]).map(({ path }) => path)).toEqual(expected);
});

test('a new object, and one that goes', () => {
  expect(updateProblems([object('Secret', { type: 'a' })], [object('ConfigMap', {})])).toEqual([]);
});
