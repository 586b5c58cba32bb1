import { Engine } from '../engine/engine';
import { listNodes, SwarmNode } from '../engine/swarm/nodes';
import { DataSource, defineSchema } from '../framework/resource';
import { Model } from '../framework/schema/model';
import { oneOf } from '../resources/shared/validators';

const schema = defineSchema({
  description: 'The nodes of a swarm. The engine has to be a manager.',
  attributes: {
    id: { type: 'string', computed: true, description: 'Always `docker_swarm_nodes`.' },
    role: { type: 'string', optional: true, validators: [oneOf('worker', 'manager')], description: 'Only nodes with this role.' },
    availability: {
      type: 'string', optional: true, validators: [oneOf('active', 'pause', 'drain')], description: 'Only nodes with this availability.',
    },
    state: {
      type: 'string',
      optional: true,
      validators: [oneOf('ready', 'down', 'unknown', 'disconnected')],
      description: 'Only nodes in this state.',
    },
    hostname: { type: 'string', optional: true, description: 'Only nodes with this host name.' },
    labels: { type: ['map', 'string'], optional: true, description: 'Only nodes that have all these labels.' },
    nodes: {
      type: ['list', ['object', {
        id: 'string',
        hostname: 'string',
        role: 'string',
        availability: 'string',
        state: 'string',
        address: 'string',
        manager_address: 'string',
        leader: 'bool',
        reachability: 'string',
        labels: ['map', 'string'],
        engine_labels: ['map', 'string'],
        engine_version: 'string',
        platform: 'string',
        cpus: 'number',
        memory: 'number',
      }]],
      computed: true,
      description: 'The nodes, sorted by host name and id. `address` has no port, `manager_address` has one, and is "" for a worker, as '
        + 'is `reachability` ("reachable" or "unreachable" for a manager). `state` is "ready", "down", "unknown" or "disconnected". '
        + '`labels` are those of the node in the swarm, `engine_labels` those of its engine. `platform` is like "linux/x86_64". `memory` '
        + 'is in bytes.',
    },
  },
});

type Config = Model<typeof schema>;

/** `docker_swarm_nodes` as a data source. */
export const swarmNodesDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_swarm_nodes',
  schema,
  async read({ client, signal }, config) {
    const nodes = (await listNodes(client, { signal, fresh: true })).map(summaryOf).filter((node) => matches(node, config));
    const keyOf = ({ hostname, id }: Summary) => `${hostname} ${id}`;
    return { ...config, id: 'docker_swarm_nodes', nodes: nodes.sort((a, b) => keyOf(a) < keyOf(b) ? -1 : 1) };
  },
};

type Summary = ReturnType<typeof summaryOf>;

function matches(node: Summary, { labels, ...config }: Config): boolean {
  return (['role', 'availability', 'state', 'hostname'] as const).every((name) => config[name] === null || config[name] === node[name])
    && Object.entries(labels ?? {}).every(([label, value]) => node.labels[label] === value);
}

function summaryOf({ ID: id, Spec: spec, Description: description, Status: status, ManagerStatus: manager }: SwarmNode) {
  const { OS: os = '', Architecture: architecture = '' } = description?.Platform ?? {};
  return {
    id,
    hostname: description?.Hostname ?? '',
    role: spec.Role ?? '',
    availability: spec.Availability ?? '',
    state: status?.State ?? '',
    address: status?.Addr ?? '',
    manager_address: manager?.Addr ?? '',
    leader: manager?.Leader ?? false,
    reachability: manager?.Reachability ?? '',
    labels: { ...spec.Labels },
    engine_labels: { ...description?.Engine?.Labels },
    engine_version: description?.Engine?.EngineVersion ?? '',
    platform: `${os}/${architecture}`,
    cpus: (description?.Resources?.NanoCPUs ?? 0) / 1e9,
    memory: description?.Resources?.MemoryBytes ?? 0,
  };
}
