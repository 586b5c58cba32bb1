import { engineOf, managerOf, managesItself, managesItselfNow } from './access';
import { patienceFor, setPlacement, setRole } from './change';
import { join, untilReady } from './join';
import { LEFT, modelOf } from './observe';
import { remove } from './remove';
import { NodeModel, schema } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { membershipOf } from '../../engine/swarm/membership';
import { SwarmNode } from '../../engine/swarm/nodes';
import { inspectObject } from '../../engine/swarm/objects';
import { Engines } from '../../engines/engines';
import { Context, Resource } from '../../framework/resource';
import { Unknown, Value } from '../../framework/value/value';
import { judgeChange, requireFloorForSwarm } from '../../isolation/swarm-floor';
import { requireImportable } from '../../virtual-host/importable';
import { refuseOwnLabels } from '../shared/labels';
import { differ, planNode } from '../swarm/attributes';

/** What `terraform import` takes: `engine:NAME:NODE_ID@MANAGER_ENGINE`, where the engines may be left out. */
const IMPORT_ID = /^(?:engine:([^:]+):)?([^@]+)(?:@(.*))?$/s;

/** `docker_swarm_node`: an engine as a node of a swarm. */
export const swarmNodeResource: Resource<typeof schema, Engines> = {
  type: 'docker_swarm_node',
  schema,

  validate({ join_token: token = null, remote_addrs: addresses = null }: { readonly [name: string]: Value }) {
    if (token === null || addresses instanceof Unknown || Array.isArray(addresses) && addresses.length > 0) return;
    throw new DiagnosticError({
      summary: 'A node joins through a manager, and `remote_addrs` names none',
      detail: 'Set `remote_addrs` to addresses of managers: `address` of a `docker_swarm`. Without `join_token`, the resource manages the '
        + 'node that the engine is already.',
      path: ['remote_addrs'],
    });
  },

  plan(context) {
    planNode(context);
    planRole(context.prior, context.planned);
    const { client: engines, config, prior, planned, requireReplace } = context;
    // An engine that the provider does not know is an error.
    engines?.of(config.engine ?? null);
    if (config.manager_engine && !(config.manager_engine instanceof Unknown)) engines?.of(config.manager_engine);
    if (prior?.state === LEFT) {
      planned.state = Unknown.PLAIN;
      requireReplace(['state']);
    }
    judgeChange(schema, context, requireAllowed);
  },

  async create(context, desired) {
    const { client: engines, record, signal } = context;
    requireAllowed();
    refuseOwnLabels(desired.labels);
    const engine = engineOf(engines, desired);
    const patience = patienceFor(desired, 'create', signal);
    // A node that manages itself has no manager before it has joined.
    const manager = managesItself(desired) ? undefined : await managerOf(engines, desired);
    const id = desired.join_token === null ? await adopted(engine) : await join(engine, manager, desired);
    record({ ...desired, id });
    await untilReady(manager ?? await managerOf(engines, desired), id, patience);
    return apply(context, { ...desired, id }, 'create');
  },

  async read({ client: engines }, prior) {
    if (!engines.has(prior.engine)) return prior;
    const engine = engineOf(engines, prior);
    if (managesItselfNow(engines, prior) && (await membershipOf(engine)).LocalNodeState === 'inactive') return undefined;
    const manager = await managerOf(engines, prior);
    const node = await inspectObject<SwarmNode>(manager, 'nodes', prior.id!);
    return node && modelOf(manager, node, prior, engine);
  },

  update: (context, desired) => {
    requireAllowed();
    refuseOwnLabels(desired.labels);
    return apply(context, desired, 'update');
  },

  delete: remove,

  async import({ client: engines }, given) {
    requireAllowed();
    const [, engine = null, id = '', manager_engine = null] = IMPORT_ID.exec(given) ?? [];
    const selection = { engine, manager_engine };
    const manager = await managerOf(engines, selection);
    const node = await inspectObject<SwarmNode>(manager, 'nodes', id, { fresh: true });
    if (node === undefined) return undefined;
    requireImportable('node', id, node.Spec.Labels);
    return modelOf(manager, node, {
      ...selection,
      join_token: null,
      remote_addrs: null,
      advertise_addr: null,
      data_path_addr: null,
      listen_addr: schema.attributes.listen_addr.default,
      force_destroy: false,
      timeouts: null,
    } as NodeModel);
  },
};

function requireAllowed(): void {
  requireFloorForSwarm('swarm', 'A node of a swarm');
}

/** What the managers report about a manager changes along with its role. */
function planRole(prior: { readonly [name: string]: Value } | null, planned: { [name: string]: Value }): void {
  if (prior !== null && differ(planned.role, prior.role)) Object.assign(planned, { reachability: Unknown.PLAIN, leader: Unknown.PLAIN });
}

/** Returns the id of the node that an engine is already. */
async function adopted(engine: Engine): Promise<string> {
  const { LocalNodeState: state, NodeID: id } = await membershipOf(engine, { fresh: true });
  if (state === 'active' && id !== undefined) return id;
  throw new DiagnosticError({
    summary: `The engine at ${engine.endpoint.address} is no node of a swarm`,
    detail: `Its state in a swarm is "${state}". Set \`join_token\` and \`remote_addrs\` to make it join one. For the manager that a `
      + '`docker_swarm` makes, refer to that, such as by `depends_on`, so that it comes first.',
    path: ['join_token'],
  });
}

/** Makes a node as desired. */
async function apply(
  { client: engines, signal }: Context<Engines>, desired: NodeModel, operation: 'create' | 'update',
): Promise<NodeModel> {
  const manager = await managerOf(engines, desired);
  const patience = patienceFor(desired, operation, signal);
  if (desired.role === 'worker' && managesItself(desired)) {
    throw new DiagnosticError({
      summary: 'A node that is managed through its own engine can\'t become a worker',
      detail: 'Only managers manage nodes. Set `manager_engine` to the name of an `engine` block whose engine is another manager.',
      path: ['role'],
    });
  }
  if (desired.role !== null) await setRole(manager, desired.id!, desired.role, patience);
  await setPlacement(manager, desired, patience);
  const node = await inspectObject<SwarmNode>(manager, 'nodes', desired.id!, { fresh: true });
  if (node !== undefined) return modelOf(manager, node, desired);
  throw new DiagnosticError({
    summary: `The node ${desired.id} is gone`, detail: 'Somebody removed it right after it was changed. Apply again.',
  });
}
