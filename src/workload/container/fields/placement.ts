import { FieldTable } from './field';
import { numberProblems } from './quantities';
import { checkNodeLabel, PlacementConstraint } from '../placement-constraint';

/** On which nodes a container runs. Only a cluster has several. */
export const PLACEMENT_FIELDS: FieldTable<'placement'> = {
  placement: {
    onlyInClusters: 'leave it out, or put the container on a SwarmCluster or a KubernetesCluster',
    toModel: ({ constraints = [], spreadOver = [], maxPerNode }) => (
      { constraints: constraints.map(({ _model: model }) => model), spreadOver, maxPerNode }),
    toProp: ({ constraints, spreadOver, maxPerNode }) => (
      { constraints: constraints.map((each) => PlacementConstraint._of(each)), spreadOver: [...spreadOver], maxPerNode }),
    check: ({ spreadOver, maxPerNode }) => [
      ...spreadOver.flatMap((label) => checkNodeLabel(label)),
      ...numberProblems('maxPerNode', maxPerNode, 'a whole number of at least 1',
        (count) => Number.isInteger(count) && count >= 1),
    ],
    attributes: [],
    write: () => ({}),
    read: () => undefined,
  },
};
