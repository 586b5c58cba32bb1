import { noPool, notReclaimed, notRemoved, outlived, parentMissing, poolInUse, poolTaken } from './errors';
import { requirePoolOfFloor } from './floor';
import { Group } from './group';
import { layoutOf } from './layout';
import { removeLeftovers } from './leftovers';
import { membersOf } from './members';
import { driverOf, requirePossible } from './possible';
import { Bounds, boundsOf, PoolModel, schema, UNBOUNDED } from './schema';
import { setBounds } from './set-bounds';
import { resume, suspend, suspensionOf, wantedState } from './suspend';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { addPending, isOrphaned, removePending } from '../../engine/creation-journal';
import { Engine } from '../../engine/engine';
import { isSlice } from '../../engine/pool/folder';
import { Suspension } from '../../engine/pool/suspension';
import { ApplyContext, Context, PlanContext, Resource } from '../../framework/resource';
import { bodyType } from '../../framework/schema/body-type';
import { equal, isWhollyKnown } from '../../framework/value/compare';
import { Unknown } from '../../framework/value/value';
import { refuseUnlessUnchanged } from '../../isolation/judge';
import { errorName } from '../../probe/attempt';
import { answerForPlan } from '../container/operations/runtime';
import { validate } from '../container/operations/validate';
import { Helper } from '../shared/control-groups/helper';
import { parsePoolId, poolId, PoolName } from '../shared/control-groups/identity';

/** The pools that this process made, by engine: two resources with one name are a mistake. */
const made = new WeakMap<Engine, Set<string>>();

/** `docker_resource_pool`. */
export const resourcePool: Resource<typeof schema, Engine> = {
  type: 'docker_resource_pool',
  schema,
  validate,
  plan,
  create,

  async read({ client, signal }, prior) {
    const { id } = prior;
    if (parsePoolId(id!) === undefined) return undefined;
    const bounds = isSlice(id!) ? boundsOf(prior)
      : await Helper.use(client, signal, async (helper) => (await groupOf(client, helper, id!)).read(boundsOf(prior)));
    return bounds && { ...prior, ...bounds, ...await suspensionOf(client, id!, prior.suspended === true) };
  },

  async update(context, desired, prior) {
    const { client, signal } = context;
    const { id, cgroup_parent: cgroupParent } = prior;
    requirePoolId(id!);
    requirePoolOfFloor(id!);
    const model = { ...desired, id, cgroup_parent: cgroupParent, ...wantedState(desired.suspended === true) };
    const mustSuspend = model.suspended && !(prior.suspended && prior.summary === model.summary);
    if (mustSuspend) {
      await suspend(client, id!, prior.suspended === true, signal);
      context.record({ ...prior, ...wantedState(true) });
    }
    if (!isSlice(id!)) {
      await Helper.use(client, signal, async (helper) => {
        if (mustSuspend) await reclaim(context, helper, id!);
        await change(context, helper, model, boundsOf(prior));
      }).catch(async (error: unknown) => {
        if (mustSuspend && !prior.suspended) await takeBackSuspension(context, prior, error);
        throw error;
      });
    }
    if (!model.suspended && prior.suspended) await resume(client, id!);
    return model;
  },

  async delete({ client, signal }, { id }) {
    requirePoolId(id!);
    const members = await membersOf(client, id!);
    if (members.length > 0) throw poolInUse(id!, members);
    if (!isSlice(id!)) await remove(client, id!, signal);
    await forget(client, id!);
  },

  async import({ client, signal }, id) {
    const found = parsePoolId(id);
    if (found === undefined) return undefined;
    requirePoolOfFloor(id);
    const bounds = isSlice(id) ? UNBOUNDED
      : await Helper.use(client, signal, async (helper) => (await groupOf(client, helper, id)).read(UNBOUNDED));
    const suspension = await suspensionOf(client, id, false);
    return bounds && { ...found, ...bounds, ...suspension, shrink: 'refuse', lower_containers: false, id, cgroup_parent: id };
  },
};

/** Says what the engine can't do, if it answers, and which control group it will be. */
async function plan({ client, prior, planned, requireReplace, warn }: PlanContext<Engine>): Promise<void> {
  planned.summary = typeof planned.suspended === 'boolean' ? wantedState(planned.suspended).summary : Unknown.PLAIN;
  const answer = client && await answerForPlan(client);
  if (answer === undefined) {
    if (prior !== null && (prior.name !== planned.name || prior.parent !== planned.parent)) {
      Object.assign(planned, { id: Unknown.PLAIN, cgroup_parent: Unknown.PLAIN });
    }
    return;
  }
  const known = Object.fromEntries(Object.entries(planned).filter(([, value]) => isWhollyKnown(value)));
  requirePossible(String(planned.name), known as Partial<Bounds>, answer.info);
  const isKnown = 'name' in known && 'parent' in known;
  const id = isKnown ? poolId(known as unknown as PoolName, driverOf(answer.info)) : Unknown.PLAIN;
  if (prior !== null && id !== prior.id) requireReplace(['cgroup_parent']);
  Object.assign(planned, { id, cgroup_parent: id });
  if (typeof id === 'string') judgeByFloor(id, warn, () => prior !== null && equal(bodyType(schema), planned, prior));
}

/** What exists must be removable, and Terraform plans it before. So what does not change only has a warning. */
function judgeByFloor(id: string, warn: PlanContext<Engine>['warn'], isUnchanged: () => boolean): void {
  try {
    requirePoolOfFloor(id);
  } catch (error) {
    refuseUnlessUnchanged(error, isUnchanged(), warn);
  }
}

async function create(context: ApplyContext<Engine, typeof schema>, desired: PoolModel): Promise<PoolModel> {
  const { client, signal } = context;
  const info = await client.info();
  requirePossible(desired.name!, desired, info);
  const id = poolId(desired as PoolName, driverOf(info));
  requirePoolOfFloor(id);
  const model = { ...desired, id, cgroup_parent: id, ...wantedState(desired.suspended === true) };
  // After a restart of the machine, there may be a note of the pool that was here before.
  const settle = () => desired.suspended ? suspend(client, id, false, signal) : forget(client, id);
  if (isSlice(id)) {
    await settle();
    return model;
  }
  const journaled = `resource pool ${id} on ${client.endpoint.address}`;
  const isLeft = isOrphaned(journaled);
  const others = made.get(client) ?? new Set();
  made.set(client, others);
  if (others.has(id)) throw poolTaken(id);
  others.add(id);
  try {
    await Helper.use(client, signal, async (helper) => {
      const group = await groupOf(client, helper, id);
      const existing = await group.read(UNBOUNDED);
      // A group without bounds and containers is nobody's pool: the engine leaves it behind for a container whose `cgroup_parent` it was.
      if (existing !== undefined && !isLeft && !(isUnbounded(existing) && (await membersOf(client, id)).length === 0)) throw poolTaken(id);
      await requireParent(client, helper, desired.parent);
      addPending(journaled);
      try {
        await group.make();
        await change(context, helper, model, existing ?? UNBOUNDED);
        await settle();
      } catch (error) {
        if (existing === undefined) await helper.remove(id, layoutOf(info.CgroupVersion).version);
        throw error;
      }
    });
  } catch (error) {
    others.delete(id);
    throw error;
  } finally {
    await removePending(journaled);
  }
  return model;
}

async function change(
  { client, warn }: Context<Engine>,
  helper: Helper,
  { id, parent, shrink, lower_containers: lower, ...desired }: PoolModel,
  prior: Bounds,
): Promise<void> {
  const layout = layoutOf((await client.info()).CgroupVersion);
  const pool = { engine: client, helper, layout, id: id!, parent, shrink, lowerContainers: lower === true, warn };
  await setBounds(pool, boundsOf(desired), prior);
}

async function remove(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const { version } = layoutOf((await engine.info()).CgroupVersion);
  await Helper.use(engine, signal, async (helper) => {
    const failure = async () => (await helper.remove(id, version)).find((error) => error < 0 && errorName(error) !== 'ENOENT');
    if (await failure() === undefined) return;
    const used = await removeLeftovers(helper, id, version);
    const left = await failure();
    if (left !== undefined) throw used.length > 0 ? outlived(id, used) : notRemoved(id, left);
  });
  made.get(engine)?.delete(id);
}

/** Removes the note that a pool is suspended, whose containers do not run. */
async function forget(engine: Engine, id: string): Promise<void> {
  await (await Suspension.on(engine, { fresh: true })).clear(id);
}

/**
 * Resumes a pool whose suspension came with a bound that was refused: such an apply changes nothing. The bound is set after the suspension,
 * since what is paused takes no more memory in the instant in which its limit goes down.
 */
async function takeBackSuspension(
  { client, record }: ApplyContext<Engine, typeof schema>, prior: PoolModel, cause: unknown,
): Promise<void> {
  try {
    await resume(client, prior.id!);
    record(prior);
  } catch (error) {
    if (!(cause instanceof DiagnosticError && error instanceof DiagnosticError)) throw cause;
    throw new DiagnosticError(...cause.diagnostics, ...error.diagnostics);
  }
}

/** What the kernel does not reclaim stays, and does no harm. */
async function reclaim({ client, warn }: Context<Engine>, helper: Helper, id: string): Promise<void> {
  try {
    await (await groupOf(client, helper, id)).reclaim();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    warn(notReclaimed(id, error));
  }
}

/** A state may be edited by hand, and another path would lead to a control group of the machine, or around the floor. */
function requirePoolId(id: string): void {
  if (parsePoolId(id) === undefined) throw noPool(id);
}

async function requireParent(engine: Engine, helper: Helper, parent: string | null): Promise<void> {
  if (parent !== null && await (await groupOf(engine, helper, parent)).read(UNBOUNDED) === undefined) throw parentMissing(parent);
}

async function groupOf(engine: Engine, helper: Helper, id: string): Promise<Group> {
  return new Group(helper, layoutOf((await engine.info()).CgroupVersion), id);
}

function isUnbounded(bounds: Bounds): boolean {
  return JSON.stringify(boundsOf(bounds)) === JSON.stringify(UNBOUNDED);
}
