// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_swarm_node`.
 */
export interface SwarmNodeAttributes {
  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * Name of the `engine` block of a manager, through which the node is managed. "" is the engine that the provider's own `host` or
   * `context` sets. The default is the engine of the node, which has to be a manager.
   */
  readonly manager_engine?: Value<string>;

  /**
   * The token with which the engine joins: `worker_join_token` or `manager_join_token` of a `docker_swarm`.
   */
  readonly join_token?: Value<string>;

  /**
   * The addresses of managers, with or without a port, of which one has to answer: `address` of a `docker_swarm`. Required with
   * `join_token`.
   */
  readonly remote_addrs?: Value<readonly string[]>;

  /**
   * The address, or the network interface, at which other nodes reach this one. By default, the engine takes the address of the only
   * interface that has one. The default port is 2377.
   */
  readonly advertise_addr?: Value<string>;

  /**
   * The address, or the network interface, at which a manager listens. The default is "0.0.0.0:2377".
   */
  readonly listen_addr?: Value<string>;

  /**
   * The address, or the network interface, for the traffic between containers. The default is that of `advertise_addr`.
   */
  readonly data_path_addr?: Value<string>;

  /**
   * The role of the node: "worker" or "manager". The default is that of the token, and later changes from outside are left alone. A change
   * promotes or demotes the node. It is refused if the managers that are left would have no quorum.
   */
  readonly role?: Value<string>;

  /**
   * Whether the node takes tasks: "active" (the default), "pause" (no new ones) or "drain" (none at all). An apply that drains a node waits
   * until its tasks have ended. A plan shows one that still has tasks as "draining".
   */
  readonly availability?: Value<string>;

  /**
   * Lets a destroy go on even if tasks of the node do not end in time, or if the managers that are left have no quorum: then the swarm
   * can't be changed any more. The default is false.
   */
  readonly force_destroy?: Value<boolean>;

  /**
   * A label of the node, for the placement of services: `node.labels.NAME == VALUE`.
   */
  readonly labels?: Value<readonly SwarmNodeLabels[]>;

  /**
   * Timeouts of the operations, as durations such as "90s" or "1h". The default of each is "2m".
   */
  readonly timeouts?: Value<SwarmNodeTimeouts>;
}

/**
 * The block `labels`.
 */
export interface SwarmNodeLabels {
  /**
   * The label's name.
   */
  readonly label: Value<string>;

  /**
   * The label's value.
   */
  readonly value: Value<string>;
}

/**
 * The block `timeouts`.
 */
export interface SwarmNodeTimeouts {
  /**
   * How long it may take until the managers report a node that has joined as ready.
   */
  readonly create?: Value<string>;

  /**
   * How long a promotion or a demotion, and the end of the tasks of a node that is drained, may take each.
   */
  readonly update?: Value<string>;

  /**
   * As `update`, before the engine leaves.
   */
  readonly delete?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_swarm_node`.
 */
export const SWARM_NODE_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_swarm_node',
  attributes: {
    engine: 'string',
    manager_engine: 'string',
    join_token: 'string',
    remote_addrs: ['list', 'string'],
    advertise_addr: 'string',
    listen_addr: 'string',
    data_path_addr: 'string',
    role: 'string',
    availability: 'string',
    force_destroy: 'bool',
  },
  blocks: {
    labels: { nesting: 'set', attributes: { label: 'string', value: 'string' } },
    timeouts: { nesting: 'single', attributes: { create: 'string', update: 'string', delete: 'string' } },
  },
};

/**
 * The resource `docker_swarm_node`. An engine as a node of a swarm. With `join_token`, the engine joins the swarm, and a destroy takes it
 * out: a manager is demoted first, and its tasks go to other nodes. Without `join_token`, it manages the node that the engine is already,
 * such as the manager of a `docker_swarm`: a destroy makes it active, without labels, and leaves it in the swarm.
 *
 * @internal
 */
export class SwarmNode extends GeneratedResource<SwarmNodeAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<SwarmNodeAttributes>) {
    super(scope, id, SWARM_NODE_SCHEMA, config);
  }
}
