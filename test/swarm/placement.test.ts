import { clusterOf } from './cluster-hosts';
import { ContainerOptions, PlacementConstraint, PlacementOptions } from '../../src';
import { anImage, containerWith, refusal, Synthesized } from '../assertions';

function placementOf(placement: PlacementOptions, options: Partial<ContainerOptions> = {}) {
  const { stack, cluster } = clusterOf();
  cluster.addContainer('Web', { image: anImage, placement, ...options });
  return (Synthesized.of(stack).resource('docker_service') as any).task_spec.placement;
}

test('constraints, labels and a number decide where tasks run', () => {
  const constraints = [
    PlacementConstraint.nodeLabel('disk', 'ssd'), PlacementConstraint.notNodeLabel('zone', 'b'), PlacementConstraint.hostname('a1'),
    PlacementConstraint.notHostname('a2'), PlacementConstraint.manager(), PlacementConstraint.worker(),
  ];
  expect(placementOf({ constraints, spreadOver: ['rack', 'zone'], maxPerNode: 2 })).toEqual({
    constraints: [
      'node.labels.disk==ssd', 'node.labels.zone!=b', 'node.hostname==a1', 'node.hostname!=a2', 'node.role==manager', 'node.role==worker',
    ],
    prefs: ['spread=node.labels.rack', 'spread=node.labels.zone'],
    max_replicas: 2,
  });
  expect(placementOf({})).toBeUndefined();
});

test.each<[string, () => unknown, string]>([
  ['label', () => PlacementConstraint.nodeLabel('a b', 'c'), 'A label of nodes in a placement constraint has only letters'],
  ['value', () => PlacementConstraint.notNodeLabel('a', 'c{d}'), 'A value of a label in a placement constraint has only letters'],
  ['host name', () => PlacementConstraint.hostname('a==b'), 'A host name in a placement constraint has only letters'],
  ['label to spread over', () => placementOf({ spreadOver: [''] }), 'A label of nodes in a placement constraint'],
  ['number', () => placementOf({ maxPerNode: 0 }), 'maxPerNode must be a whole number of at least 1; given: 0'],
])('refuses another %s', (_, make, message) => {
  expect(refusal(make)).toContain(message);
});

test('a container on each node has no number of tasks for a node', () => {
  const { cluster } = clusterOf();
  const add = () => cluster.addContainerOnEachNode('Agent', { image: anImage, placement: { maxPerNode: 1 } });
  expect(refusal(add)).toContain('`placement` can\'t have `maxPerNode` for a container on each node');
});

test('one machine has no nodes to choose from', () => {
  expect(refusal(() => containerWith({ placement: {} }))).toContain('The prop `placement` chooses among the nodes of a cluster');
});
