import { isDeepStrictEqual } from 'node:util';
import { requireApi } from './api-requirements';
import { waitUntilConverged } from './converge';
import { pullCredentials } from './credentials';
import { alwaysChanged, goneMeanwhile, nameTaken } from './errors';
import { Memory } from './judge';
import { survivable } from './pending-tasks';
import { networkNames, withReferences } from './references';
import { verifyReferences } from './references-isolation';
import { addPending, isOrphaned, removePending, whilePending, whileUnrecorded } from '../../../engine/creation-journal';
import { Engine } from '../../../engine/engine';
import { EngineError, isConflict } from '../../../engine/errors';
import { ATTEMPTS, Created, isOutOfSequence, retryOutOfSequence } from '../../../engine/swarm/objects';
import {
  createService, findService, inspectService, removeService, Service, ServiceSpec, updateService,
} from '../../../engine/swarm/services';
import { tasksOf } from '../../../engine/swarm/tasks';
import { ApplyContext } from '../../../framework/resource';
import { refuseOwnLabelsOfImage } from '../../container/operations/own-labels';
import { Values } from '../fields/field';
import { fromEngine, toSpec, valuesOf } from '../model';
import { containerOf, ServiceModel } from '../schema';

type Context = ApplyContext<Engine, never>;

/** The state of a service that an apply did not see converge. */
export const UNCONVERGED = 'unconverged';

/** The states of an update that has stopped before its end. The next apply goes on with it. */
export const STOPPED = ['paused', 'rollback_paused', UNCONVERGED];

/** The states that tell by themselves why a service has not converged. */
const ENDED = ['paused', 'rollback_paused', 'rollback_completed'];

export async function create(context: Context, desired: ServiceModel): Promise<ServiceModel> {
  const { client: engine, record, warn } = context;
  await requireApi(engine, desired);
  const complete = await withReferences(engine, withoutChoices(desired, context.configuration()));
  await refuseOwnLabelsOfTasks(engine, desired);
  await verifyReferences(engine, complete, context.signal);
  const spec = toSpec(complete);
  const { id, warnings } = await createOnEngine(engine, desired, spec);
  return whilePending(id, async () => {
    warnings.forEach((warning) => warn({ summary: `Service "${desired.name}": ${warning}` }));
    record({ ...desired, id } as never);
    return whileRecorded(context, id, desired, async () => {
      if (desired.wait !== false) await waitUntilConverged(engine, id, desired, 'create', context, { isSent: true });
    });
  });
}

export async function update(context: Context, desired: ServiceModel, prior: ServiceModel): Promise<ServiceModel> {
  const { client: engine, signal, warn } = context;
  // The plan keeps what the swarm reports if nothing changes there.
  if (desired.update_state !== null) return desired;
  await requireApi(engine, desired);
  const id = prior.id!;
  return whileRecorded(context, id, desired, async () => {
    const isForced = !isDeepStrictEqual(
      desired.auth, prior.auth,
    ) || STOPPED.includes(prior.update_state ?? '') && prior.update_state !== UNCONVERGED;
    const { before, warnings } = await send(engine, id, withoutChoices(desired, context.configuration()), isForced, signal);
    warnings.forEach((warning) => warn({ summary: `Service "${desired.name}": ${warning}` }));
    if (desired.wait !== false) await waitUntilConverged(engine, id, desired, 'update', context, before);
  });
}

/** Does something to a service, reads it last, and returns the state. If that fails, what runs is in the state. */
async function whileRecorded(
  { client: engine, record }: Context, id: string, desired: ServiceModel, work: () => Promise<void>,
): Promise<ServiceModel> {
  try {
    await work();
    return await stateOf(engine, await requireService(engine, id, desired), desired);
  } catch (error) {
    const service = await inspectService(engine, id, { fresh: true }).catch(() => undefined);
    if (service !== undefined) {
      const state = await stateOf(engine, service, desired);
      record({ ...state, ...(ENDED.includes(state.update_state ?? '') ? {} : { update_state: UNCONVERGED }) } as never);
    }
    throw error;
  }
}

async function stateOf(engine: Engine, service: Service, desired: ServiceModel): Promise<ServiceModel> {
  return fromEngine(service, desired, await networkNames(engine, service, desired));
}

/**
 * Sends what changes, if something does. If somebody else changes the service at the same time, reads it again.
 *
 * @param isForced  whether to send the specification even if it is the same
 */
async function send(
  engine: Engine, id: string, desired: ServiceModel, isForced: boolean, signal: AbortSignal,
): Promise<{ readonly before: Partial<Memory>; readonly warnings: readonly string[] }> {
  const [complete, credentials] = await Promise.all([withReferences(engine, desired), pullCredentials(engine, desired)]);
  await refuseOwnLabelsOfTasks(engine, desired);
  await verifyReferences(engine, complete, signal);
  const attempt = async () => {
    const tasks = await tasksOf(engine, id);
    // Nothing is asked between this and the update, so that nobody else has time for a change.
    const service = await requireService(engine, id, desired);
    const spec = survivable(toSpec(complete, service.Spec), service, tasks, desired.task_spec[0]!.force_update !== null);
    const [is, was] = [valuesOf(spec), valuesOf(service.Spec)];
    const running = tasks.filter(({ Status: status }) => status?.State === 'running').map(({ ID: task }) => task);
    const steady = new Set(isDeepStrictEqual(is.task_spec, was.task_spec) && !service.JobStatus ? running : []);
    if (!isForced && isDeepStrictEqual(is, was)) return { before: { steady }, warnings: [] };
    const warnings = await updateService(engine, service, spec, credentials);
    return { before: { isSent: true, earlier: new Set(tasks.map(({ ID: task }) => task)), steady }, warnings };
  };
  try {
    return await retryOutOfSequence(attempt, signal);
  } catch (error) {
    throw isOutOfSequence(error) ? alwaysChanged(desired.name, ATTEMPTS) : error;
  }
}

/** Nothing shows what the images of the other nodes have. */
function refuseOwnLabelsOfTasks(engine: Engine, desired: ServiceModel): Promise<void> {
  return refuseOwnLabelsOfImage(
    engine, { name: desired.name, image: String(containerOf(desired).image) },
    { what: 'Service', path: ['task_spec', 0, 'container_spec', 0, 'image'] },
  );
}

async function requireService(engine: Engine, id: string, { name }: ServiceModel): Promise<Service> {
  const service = await inspectService(engine, id, { fresh: true });
  if (service === undefined) throw goneMeanwhile(name);
  return service;
}

/** Returns the model without what the swarm chose, which is in the state, but in no configuration. */
function withoutChoices(desired: ServiceModel, config: Values): ServiceModel {
  const [task] = config.task_spec as readonly Values[];
  const portsOf = (model: Values) => ((model.endpoint_spec as readonly Values[])[0]?.ports ?? []) as readonly Values[];
  const isChosen = (port: Values) => {
    const same = portsOf(config).filter(
      (each) => ['target_port', 'protocol', 'publish_mode', 'name'].every((name) => each[name] === port[name]),
    );
    return same.some((each) => each.published_port === null) && !same.some((each) => each.published_port === port.published_port);
  };
  return {
    ...desired,
    task_spec: [{ ...desired.task_spec[0], ...(task?.force_update === null ? { force_update: null } : {}) }],
    endpoint_spec: desired.endpoint_spec.map((spec) => ({
      ...spec, ports: portsOf(desired).map((port) => isChosen(port) ? { ...port, published_port: null } : port),
    })),
  };
}

/** Creates a service, and removes the one of the same name that an interrupted apply left. Its id stays in the creation journal. */
function createOnEngine(engine: Engine, desired: ServiceModel, spec: ServiceSpec): Promise<Created> {
  const journaled = journaledAs(engine, desired.name!);
  // That apply got no answer, so it knew no id.
  const isLeft = isOrphaned(journaled);
  return whileUnrecorded(journaled, async () => {
    const credentials = await pullCredentials(engine, desired);
    const attempt = () => createService(engine, spec, credentials);
    const created = await attempt().catch(async (error: unknown) => {
      if (!isNameTaken(error)) throw error;
      const existing = await findService(engine, desired.name!);
      const isOurs = existing !== undefined && (
        isOrphaned(existing.ID) || isLeft && isDeepStrictEqual(valuesOf(existing.Spec), valuesOf(spec))
      );
      if (!isOurs) throw nameTaken(desired.name, error);
      await removeService(engine, existing.ID, desired.name);
      await removePending(existing.ID);
      return attempt();
    });
    addPending(created.id);
    return created;
  });
}

/** The identity of a service in the creation journal, before it has an id. */
export function journaledAs({ endpoint }: Engine, name: string): string {
  return `service ${name} on ${endpoint.address}`;
}

function isNameTaken(error: unknown): error is EngineError {
  return isConflict(error) && /name conflicts/i.test(error.engineMessage);
}
