import { ServiceTable } from './service-row';
import { PlacementConstraintModel } from '../../model/placement';
import { unlessEmpty } from '../../workload/blocks';

/** How the placement of a container becomes that of the tasks of a service. */
export const PLACEMENT_ROWS: ServiceTable<'placement'> = {
  placement: {
    keeping: 'kept',
    refusal: ({ constraints, spreadOver, maxPerNode }, { clones }) => {
      const foreign = [...constraints.map(({ label }) => label), ...spreadOver].find((label) => label?.includes('/'));
      if (foreign !== undefined) return `can't have the label "${foreign}": labels of a swarm have no "/"`;
      return clones?.global === true && maxPerNode !== undefined
        ? 'can\'t have `maxPerNode` for a container on each node, which has one task there. Leave it out' : undefined;
    },
    // The constraints follow from more than the model.
    write: (value) => ({
      placement: {
        prefs: unlessEmpty((value?.spreadOver ?? []).map((label) => `spread=node.labels.${label}`)),
        max_replicas: value?.maxPerNode,
      },
    }),
  },
};

/** Returns a constraint as a service has it. */
export function constraintOf({ subject, label, isNot, value }: PlacementConstraintModel): string {
  const what = subject === 'label' ? `labels.${label}` : subject;
  return `node.${what}${isNot ? '!=' : '=='}${value}`;
}
