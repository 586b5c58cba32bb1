import { Engine } from '../engine/engine';
import { nodeName, SwarmNode } from '../engine/swarm/nodes';
import { inspectObject, listObjects } from '../engine/swarm/objects';
import { serviceName, SwarmTask, taskName } from '../engine/swarm/tasks';
import { DataSource, defineSchema } from '../framework/resource';
import { oneOf } from '../resources/shared/validators';

const schema = defineSchema({
  description: 'The tasks of a swarm: what runs where, and why it does not. The engine has to be a manager.',
  attributes: {
    id: { type: 'string', computed: true, description: 'Always `docker_swarm_tasks`.' },
    service: { type: 'string', optional: true, description: 'Only tasks of this service, by its name or id.' },
    node: { type: 'string', optional: true, description: 'Only tasks on this node, by its host name or id.' },
    desired_state: {
      type: 'string',
      optional: true,
      validators: [oneOf('running', 'shutdown', 'accepted')],
      description: 'Only tasks that the managers want in this state: "running", "shutdown" or "accepted".',
    },
    with_timestamps: {
      type: 'bool',
      optional: true,
      description: 'Reports `created_at`, `updated_at` and `state_since`. They differ with every change of a task, so that plans do, too. '
        + 'The default is false: then they are "".',
    },
    tasks: {
      type: ['list', ['object', {
        id: 'string',
        name: 'string',
        service: 'string',
        service_id: 'string',
        slot: 'number',
        node: 'string',
        node_id: 'string',
        state: 'string',
        desired_state: 'string',
        message: 'string',
        error: 'string',
        exit_code: 'number',
        container_id: 'string',
        image: 'string',
        created_at: 'string',
        updated_at: 'string',
        state_since: 'string',
      }]],
      computed: true,
      description: 'The tasks, sorted by service, slot, node and id. `name` is like "web.2", or "web.NODE_ID" for a global service, whose '
        + 'tasks have the slot 0. `service` and `node` are names, and "" for a task without a node yet. `state` is like "running", '
        + '"pending" or "failed", `message` and `error` say why. Moments are in the format of RFC 3339.',
    },
  },
});

/** `docker_swarm_tasks` as a data source. */
export const swarmTasksDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_swarm_tasks',
  schema,
  async read({ client, signal }, config) {
    const { service, node, desired_state: state, with_timestamps: isTimed } = config;
    const filters = {
      ...service !== null && { service: [service] },
      ...node !== null && { node: [node] },
      ...state !== null && {
        'desired-state': [state],
      },
    };
    const found = await listObjects<SwarmTask>(client, 'tasks', filters, { signal, fresh: true });
    const tasks = await Promise.all(found.map((task) => summaryOf(client, task, isTimed === true)));
    const keyOf = (task: Summary) => [task.service, String(task.slot).padStart(9, '0'), task.node, task.id].join(' ');
    return { ...config, id: 'docker_swarm_tasks', tasks: tasks.sort((a, b) => keyOf(a) < keyOf(b) ? -1 : 1) };
  },
};

type Summary = Awaited<ReturnType<typeof summaryOf>>;

async function summaryOf(engine: Engine, task: SwarmTask, isTimed: boolean) {
  const { ID: id, NodeID: nodeId = '', Slot: slot = 0, Status: status } = task;
  const node = nodeId === '' ? undefined : await inspectObject<SwarmNode>(engine, 'nodes', nodeId);
  const service = await serviceName(engine, task);
  const timed = (moment: string | undefined) => isTimed ? moment ?? '' : '';
  return {
    id,
    name: await taskName(engine, task),
    service,
    service_id: task.ServiceID ?? '',
    slot,
    node: node === undefined ? nodeId : nodeName(node),
    node_id: nodeId,
    state: status?.State ?? '',
    desired_state: task.DesiredState ?? '',
    message: status?.Message ?? '',
    error: status?.Err ?? '',
    exit_code: status?.ContainerStatus?.ExitCode ?? 0,
    container_id: status?.ContainerStatus?.ContainerID ?? '',
    image: task.Spec?.ContainerSpec?.Image ?? '',
    created_at: timed(task.CreatedAt),
    updated_at: timed(task.UpdatedAt),
    state_since: timed(status?.Timestamp),
  };
}
