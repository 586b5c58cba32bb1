import { isDeepStrictEqual } from 'node:util';
import { requireApi } from './api-requirements';
import { STOPPED } from './apply';
import { verifyKnownNetworks } from './references-isolation';
import { Engine } from '../../../engine/engine';
import { EngineError } from '../../../engine/errors';
import { PlanContext } from '../../../framework/resource';
import { isWhollyKnown } from '../../../framework/value/compare';
import { Unknown, Value } from '../../../framework/value/value';
import { refuseUnlessUnchanged } from '../../../isolation/judge';
import { requireIsolationOfService } from '../../../isolation/swarm-floor';
import { isPinned } from '../fields/process';
import { kindOf, specFields } from '../fields/service';
import { toSpec, valuesOf } from '../model';
import { ServiceModel } from '../schema';

type Body = { [name: string]: Value };

/** What the swarm reports. A state of another provider does not have it. */
const REPORTED = ['update_state', 'update_message', 'running_tasks', 'desired_tasks', 'completed_tasks', 'virtual_ips'] as const;

/** Plans what depends on several attributes, and refuses what this engine would ignore. */
export async function plan(context: PlanContext<Engine>): Promise<void> {
  const { client, config, prior, planned, isAdopted, requireReplace } = context;
  if (client !== undefined) await requireApiIfAnswered(client, config);
  await judgeIsolation(context);
  if (prior === null) return;
  if (isAdopted) keepPinnedImage(planned, prior);
  if (isWhollyKnown(planned.mode ?? null) && kindIn(planned) !== kindIn(prior)) requireReplace(['mode']);
  // The apply goes on with an update that has stopped, and waits again.
  if (STOPPED.includes(String(prior.update_state)) && (planned.wait !== false || prior.update_state === 'paused')) {
    planned.update_state = Unknown.PLAIN;
  } else if (!changesSwarm(planned, prior) && REPORTED.every((name) => (prior[name] ?? null) !== null)) {
    for (const name of REPORTED) planned[name] = prior[name]!;
  }
}

/**
 * Whether something changes that the swarm knows, or the apply has to wait. Else the change is one of what only this provider keeps, such
 * as timeouts, or of blocks without a content, as after an import.
 */
function changesSwarm(planned: Body, prior: { readonly [name: string]: Value }): boolean {
  const sent = [...Object.keys(specFields), 'auth'];
  if (!sent.every((name) => isWhollyKnown(planned[name] ?? null))) return true;
  if (planned.wait !== false && prior.wait === false) return true;
  const [next, before] = [planned, prior].map((body) => (
    [valuesOf(toSpec(body as unknown as ServiceModel)), (body.auth as readonly object[]).map((auth) => ({ ...auth }))]));
  return !isDeepStrictEqual(next, before);
}

/** Refuses a service that is weaker than its policy or the floor. What exists and does not change has to be removable. */
async function judgeIsolation({ client, prior, planned, warn }: PlanContext<Engine>): Promise<void> {
  try {
    requireIsolationOfService(planned, client);
    if (client !== undefined) await verifyKnownNetworks(client, planned);
  } catch (error) {
    refuseUnlessUnchanged(error, prior !== null && isDeepStrictEqual(prior, planned), warn);
  }
}

/** If the engine does not answer, the apply reports that. */
async function requireApiIfAnswered(engine: Engine, config: Body): Promise<void> {
  await requireApi(engine, config).catch((error: unknown) => {
    if (!(error instanceof EngineError)) throw error;
  });
}

function kindIn({ mode }: { readonly [name: string]: Value }): string {
  return kindOf((mode as readonly never[] | null | undefined)?.[0]);
}

/** Keeps the digest that Docker's command line gave the image of an imported service, unless the configuration has one. */
function keepPinnedImage(planned: Body, prior: { readonly [name: string]: Value }): void {
  const containerIn = (body: { readonly [name: string]: Value }) => {
    const task = (body.task_spec as readonly Body[] | null)?.[0];
    return (task?.container_spec as Body[] | undefined)?.[0];
  };
  const [next, before] = [containerIn(planned), containerIn(prior)];
  if (next === undefined || before === undefined || typeof next.image !== 'string' || !isPinned(next.image, before.image)) return;
  const [task] = planned.task_spec as readonly Body[];
  planned.task_spec = [Object.assign(Object.create(null) as Body, task, {
    container_spec: [Object.assign(Object.create(null) as Body, next, { image: before.image })],
  })];
}
