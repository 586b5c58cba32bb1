import { differ, planNode } from './attributes';
import { untilRotated } from './ca-rotation';
import { alreadyInSwarm, inAnotherSwarm, noManager } from './errors';
import { leave } from './leave';
import { schema, SwarmModel } from './schema';
import { InspectedSwarm, inspectSwarm, specModelOf, specOf, SwarmSpec, unlockKeyOf } from './spec';
import { AskOptions, Engine } from '../../engine/engine';
import { request } from '../../engine/request';
import { managerAddress, Membership, membershipOf } from '../../engine/swarm/membership';
import { NodeSpec, SwarmNode } from '../../engine/swarm/nodes';
import { changeObject, inspectObject, retryOutOfSequence } from '../../engine/swarm/objects';
import { Resource } from '../../framework/resource';
import { Unknown } from '../../framework/value/value';
import { judgeChange, requireFloorForSwarm } from '../../isolation/swarm-floor';
import { requireImportable } from '../../virtual-host/importable';

/** The parameter of the Engine API for each attribute that rotates something. */
const ROTATIONS = [
  ['rotate_worker_token', 'rotateWorkerToken'], ['rotate_manager_token', 'rotateManagerToken'],
  ['rotate_unlock_key', 'rotateManagerUnlockKey'],
] as const;

/** The computed attributes that change along with others. */
const FOLLOWERS: Readonly<Record<string, readonly string[]>> = {
  worker_join_token: ['rotate_worker_token', 'rotate_ca'],
  manager_join_token: ['rotate_manager_token', 'rotate_ca'],
  unlock_key: ['autolock', 'rotate_unlock_key'],
  ca_certificate: ['rotate_ca'],
};

/** `docker_swarm`: a swarm, and the engine as its first manager. */
export const swarmResource: Resource<typeof schema, Engine> = {
  type: 'docker_swarm',
  schema,

  plan(context) {
    planNode(context);
    const { prior, planned } = context;
    for (const [name, causes] of Object.entries(FOLLOWERS)) {
      if (prior !== null && causes.some((cause) => differ(planned[cause], prior[cause]))) planned[name] = Unknown.PLAIN;
    }
    judgeChange(schema, context, requireAllowed);
  },

  async create({ client: engine, record }, desired) {
    requireAllowed();
    const membership = await membershipOf(engine, { fresh: true });
    if (membership.LocalNodeState !== 'inactive') throw alreadyInSwarm(engine, membership);
    const body = {
      ListenAddr: desired.listen_addr!,
      AdvertiseAddr: desired.advertise_addr ?? '',
      DataPathAddr: desired.data_path_addr ?? '',
      DataPathPort: desired.data_path_port!,
      DefaultAddrPool: desired.default_addr_pool!,
      SubnetSize: desired.subnet_size!,
      AutoLockManagers: desired.autolock!,
      Availability: desired.availability ?? 'active',
      Spec: specOf(desired),
    };
    await engine.call('make a swarm', (docker) => request(docker, { method: 'POST', path: '/swarm/init', body }));
    const { ID: id } = await inspectSwarm(engine, { fresh: true });
    record({ ...desired, id });
    // The engine ignores zeros when it makes a swarm.
    await updateSpec(engine, (spec) => specOf(desired, spec), {});
    return observe(engine, { ...desired, id }, { fresh: true });
  },

  async read({ client: engine }, prior) {
    const membership = await membershipOf(engine);
    if (membership.LocalNodeState === 'inactive') return undefined;
    requireManager(engine, membership, prior.id!);
    return observe(engine, prior);
  },

  async update({ client: engine, record, signal }, desired, prior) {
    requireAllowed();
    const membership = await membershipOf(engine, { fresh: true });
    requireManager(engine, membership, prior.id!);
    const rotatesCa = desired.rotate_ca !== prior.rotate_ca;
    const rotations = ROTATIONS.filter(([name]) => desired[name] !== prior[name]).map(([, parameter]) => [parameter, true] as const);
    await updateSpec(engine, (spec) => {
      const wanted = specOf(desired, spec);
      return rotatesCa ? { ...wanted, CAConfig: { ...wanted.CAConfig, ForceRotate: (spec.CAConfig?.ForceRotate ?? 0) + 1 } } : wanted;
    }, Object.fromEntries(rotations));
    if (desired.availability !== prior.availability) await setAvailability(engine, membership.NodeID!, desired.availability ?? 'active');
    if (rotatesCa) {
      record(await observe(engine, desired, { fresh: true }));
      await untilRotated(engine, desired.timeouts?.update, signal);
    }
    return observe(engine, desired, { fresh: true });
  },

  delete: leave,

  async import({ client: engine }, id) {
    requireAllowed();
    const membership = await membershipOf(engine, { fresh: true });
    if (membership.LocalNodeState === 'inactive') return undefined;
    requireManager(engine, membership, id);
    requireImportable('swarm', id, undefined);
    return observe(engine, {
      id,
      advertise_addr: null,
      data_path_addr: null,
      listen_addr: schema.attributes.listen_addr.default,
      availability: null,
      rotate_worker_token: '',
      rotate_manager_token: '',
      rotate_unlock_key: '',
      rotate_ca: '',
      force_destroy: false,
      timeouts: null,
    });
  },
};

function requireAllowed(): void {
  requireFloorForSwarm('swarm', 'A swarm');
}

/** What the state has, and no engine reports. */
type Kept = Pick<SwarmModel, 'id' | 'advertise_addr' | 'data_path_addr' | 'listen_addr' | 'force_destroy' | 'availability'
  | 'rotate_worker_token' | 'rotate_manager_token' | 'rotate_unlock_key' | 'rotate_ca' | 'timeouts'>;

function requireManager(engine: Engine, membership: Membership, id: string): void {
  if (membership.ControlAvailable !== true) throw noManager(engine, membership);
  const found = membership.Cluster?.ID ?? '';
  if (found !== id) throw inAnotherSwarm(engine, id, found);
}

/** Returns what exists. */
async function observe(engine: Engine, known: Kept, options?: AskOptions): Promise<SwarmModel> {
  const [swarm, membership] = [await inspectSwarm(engine, options), await membershipOf(engine, { fresh: options?.fresh === true })];
  const spec = specModelOf(swarm.Spec);
  const node = known.availability === null ? undefined : await inspectObject<SwarmNode>(engine, 'nodes', membership.NodeID!, options);
  const { JoinTokens: tokens } = swarm;
  return {
    ...known,
    ...spec,
    node_id: membership.NodeID ?? '',
    data_path_port: swarm.DataPathPort ?? 0,
    default_addr_pool: [...swarm.DefaultAddrPool ?? []],
    subnet_size: swarm.SubnetSize ?? 0,
    availability: node?.Spec.Availability ?? known.availability,
    worker_join_token: tokens?.Worker ?? '',
    manager_join_token: tokens?.Manager ?? '',
    unlock_key: spec.autolock === true ? await unlockKeyOf(engine, options) : '',
    ca_certificate: trustRoot(swarm),
    address: managerAddress(membership) ?? '',
  } as SwarmModel;
}

function trustRoot({ TLSInfo: info }: InspectedSwarm): string {
  return info?.TrustRoot ?? '';
}

/** Changes the specification of the swarm. Asks again if somebody else, or the swarm itself, changed it in between. */
function updateSpec(
  engine: Engine, change: (spec: SwarmSpec) => SwarmSpec, rotations: Readonly<Record<string, boolean>>,
): Promise<void> {
  return retryOutOfSequence(async () => {
    const { Version: { Index: version }, Spec: spec } = await inspectSwarm(engine, { fresh: true });
    await engine.call('change the swarm', (docker) => request(docker, {
      method: 'POST', path: '/swarm/update', query: { version, ...rotations }, body: change(spec),
    }));
  });
}

async function setAvailability(engine: Engine, node: string, availability: string): Promise<void> {
  await changeObject<SwarmNode>(engine, 'nodes', node, (spec: NodeSpec) => ({ ...spec, Availability: availability }));
}

