import { isDeepStrictEqual } from 'node:util';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Service, ServiceSpec } from '../../../engine/swarm/services';
import { SwarmTask } from '../../../engine/swarm/tasks';
import { Values } from '../fields/field';
import { valuesOf } from '../model';

/**
 * Returns a specification that a manager survives. Docker 20.10 crashes when nothing but the placement changes while a task waits for a
 * node: it looks up the node of that task (swarmkit, `nodeMatches`). If the number of forced updates changes, too, it does not.
 *
 * @param isForced  whether the configuration says the number of forced updates, so that it can't change
 */
export function survivable(spec: ServiceSpec, service: Service, tasks: readonly SwarmTask[], isForced: boolean): ServiceSpec {
  const isWaiting = tasks.some(({ NodeID: node, DesiredState: desired }) => !node && (desired === 'running' || desired === 'ready'));
  if (!isWaiting || !changesOnlyPlacement(spec, service.Spec)) return spec;
  if (isForced) {
    throw new DiagnosticError({
      summary: `The placement of service "${service.Spec.Name}" can't change alone while a task waits for a node`,
      detail: 'Docker Engine 20.10 would crash. Increase `force_update`, too, or remove it, so that the provider increases it.',
      path: ['task_spec', 0, 'placement'],
    });
  }
  const { ForceUpdate: forced = 0 } = (service.Spec.TaskTemplate ?? {}) as { readonly ForceUpdate?: number };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ForceUpdate: forced + 1 } };
}

function changesOnlyPlacement(next: ServiceSpec, before: ServiceSpec): boolean {
  const [one, other] = [next, before].map((spec) => (valuesOf(spec).task_spec as readonly Values[])[0]!);
  const { placement: to, ...rest } = one!;
  const { placement: from, ...same } = other!;
  return isDeepStrictEqual(rest, same) && !isDeepStrictEqual(to, from);
}
