import { PodTable } from './kubernetes-row';
import { NAME_LABEL, objectNameOf } from './names';
import { PlacementConstraintModel } from '../../model/placement';
import { unlessEmpty } from '../../workload/blocks';

const HOSTNAME = 'kubernetes.io/hostname';
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/** How the placement of a container becomes that of its pods. */
export const PLACEMENT_ROWS: PodTable<'placement'> = {
  placement: {
    keeping: 'otherwise',
    how: 'as node affinity and topology spread; `maxPerNode` can only be 1',
    refusal: ({ maxPerNode }) => maxPerNode === undefined || maxPerNode === 1 ? undefined
      : 'can\'t have another `maxPerNode` than 1. Leave it out, or use `spreadOver`',
    write: (value, { name }) => {
      if (value === undefined) return {};
      const { constraints, spreadOver, maxPerNode } = value;
      const own = { match_labels: { [NAME_LABEL]: objectNameOf(name) } };
      const nodes = constraints.length === 0 ? undefined : {
        required_during_scheduling_ignored_during_execution: {
          node_selector_term: [{ match_expressions: constraints.map(expressionOf) }],
        },
      };
      const others = maxPerNode === undefined ? undefined : {
        required_during_scheduling_ignored_during_execution: [{ topology_key: HOSTNAME, label_selector: [own] }],
      };
      return {
        pod: {
          affinity: nodes === undefined && others === undefined ? undefined : { node_affinity: nodes, pod_anti_affinity: others },
          topology_spread_constraint: unlessEmpty(spreadOver.map((label) => (
            { topology_key: label, max_skew: 1, when_unsatisfiable: 'ScheduleAnyway', label_selector: [own] }))),
        },
      };
    },
  },
};

function expressionOf({ subject, label, isNot, value }: PlacementConstraintModel) {
  if (subject === 'role') {
    const isManager = (value === 'manager') !== isNot;
    return { key: CONTROL_PLANE, operator: isManager ? 'Exists' : 'DoesNotExist' };
  }
  return { key: subject === 'label' ? label : HOSTNAME, operator: isNot ? 'NotIn' : 'In', values: [value] };
}
