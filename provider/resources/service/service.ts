import { fromEngine, withoutDefaults } from './model';
import { create, journaledAs, UNCONVERGED, update } from './operations/apply';
import { plan } from './operations/plan';
import { networkNames } from './operations/references';
import { remove } from './operations/remove';
import { validate } from './operations/validate';
import { containerOf, schema, ServiceModel } from './schema';
import { abortAfter } from '../../engine/connection/abort-after';
import { removePending } from '../../engine/creation-journal';
import { DEFAULT_TIMEOUT, Engine } from '../../engine/engine';
import { findService, inspectService } from '../../engine/swarm/services';
import { Resource } from '../../framework/resource';
import { requireFloorForSwarmObject, requireIsolationOfService } from '../../isolation/swarm-floor';
import { requireImportable } from '../../virtual-host/importable';
import { refuseForkVariables } from '../shared/fork-variables';
import { refuseOwnLabels } from '../shared/labels';
import { millisecondsOf } from '../shared/timeouts';

/** `docker_service`. Its schema is made of rows, so the types of its values are not inferred from it. */
export const service: Resource<typeof schema, Engine> = {
  type: 'docker_service',
  schema,
  validate,
  plan,

  create: (context, desired) => {
    refuse(desired as never, context.client);
    return create(context as never, desired as never) as never;
  },

  async read({ client: engine, signal, isAdopted }, prior) {
    const known = prior as unknown as ServiceModel;
    const deadline = abortAfter(signal, millisecondsOf(known.timeouts?.read ?? '') ?? DEFAULT_TIMEOUT);
    const found = await inspectService(engine, known.id!, { signal: deadline });
    if (found === undefined) return undefined;
    const model = fromEngine(found, known, await networkNames(engine, found, known));
    const { RunningTasks: running = 0, DesiredTasks: desired = 0 } = found.ServiceStatus ?? {};
    const isStill = known.update_state === UNCONVERGED && running < desired && model.update_state !== 'paused';
    return (isAdopted ? withoutDefaults(model) : { ...model, ...(isStill ? { update_state: UNCONVERGED } : {}) }) as never;
  },

  update: (context, desired, prior) => {
    refuse(desired as never, context.client);
    return update(context as never, desired as never, prior as never) as never;
  },

  delete: (context, prior) => remove(context, prior as never),

  async import({ client: engine }, id) {
    requireFloorForSwarmObject('service', id);
    const found = await findService(engine, id);
    if (found === undefined) return undefined;
    requireImportable('service', id, found.Spec.Labels as Record<string, string> | undefined);
    await removePending(found.ID);
    await removePending(journaledAs(engine, found.Spec.Name ?? ''));
    return fromEngine(found) as never;
  },
};

/** Refuses what a plan may not have known. */
function refuse(desired: ServiceModel, engine: Engine): void {
  requireIsolationOfService({ ...desired }, engine);
  refuseOwnLabels(desired.labels);
  refuseOwnLabels((containerOf(desired).labels ?? []) as ServiceModel['labels'], ['task_spec', 0, 'container_spec', 0, 'labels']);
  refuseForkVariables(Object.keys(containerOf(desired).env ?? {}), ['task_spec', 0, 'container_spec', 0, 'env']);
}
