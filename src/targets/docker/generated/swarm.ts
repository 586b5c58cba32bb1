// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_swarm`.
 */
export interface SwarmAttributes {
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
   * The UDP port for the traffic between containers on all nodes. The default is 4789.
   */
  readonly data_path_port?: Value<number>;

  /**
   * The ranges from which networks of the swarm get their subnets. The default is `["10.0.0.0/8"]`.
   */
  readonly default_addr_pool?: Value<readonly string[]>;

  /**
   * The length of the prefix of those subnets. The default is 24.
   */
  readonly subnet_size?: Value<number>;

  /**
   * Whether the engine's node takes tasks: "active", "pause" (no new ones) or "drain" (none at all). Without it, the node is active when
   * the swarm is made, and later changes from outside, or by a `docker_swarm_node`, are left alone.
   */
  readonly availability?: Value<string>;

  /**
   * How many ended tasks are kept of each slot of a service. The default is 5.
   */
  readonly task_history_limit?: Value<number>;

  /**
   * After how many entries of the log the managers write a snapshot. The default is 10000.
   */
  readonly snapshot_interval?: Value<number>;

  /**
   * How many snapshots are kept besides the latest one. The default is 0.
   */
  readonly keep_old_snapshots?: Value<number>;

  /**
   * How many entries of the log are kept after a snapshot, for managers that are behind. The default is 500.
   */
  readonly log_entries_for_slow_followers?: Value<number>;

  /**
   * How often nodes report to the managers. The default is "5s".
   */
  readonly dispatcher_heartbeat?: Value<string>;

  /**
   * How long certificates of nodes are valid. The default is "2160h", which is 90 days.
   */
  readonly node_cert_expiry?: Value<string>;

  /**
   * Encrypts what managers keep on disk by `unlock_key`: a manager that restarts is locked until somebody enters it (`docker swarm
   * unlock`). The default is false.
   */
  readonly autolock?: Value<boolean>;

  /**
   * Any text, such as a date. A change of it makes a new join token for workers. It has no effect when the swarm is made.
   */
  readonly rotate_worker_token?: Value<string>;

  /**
   * Any text, such as a date. A change of it makes a new join token for managers. It has no effect when the swarm is made.
   */
  readonly rotate_manager_token?: Value<string>;

  /**
   * Any text, such as a date. A change of it makes a new unlock key. It has no effect when the swarm is made.
   */
  readonly rotate_unlock_key?: Value<string>;

  /**
   * Any text, such as a date. A change of it makes a new certificate authority, and waits until all nodes have certificates of it. It has
   * no effect when the swarm is made.
   */
  readonly rotate_ca?: Value<string>;

  /**
   * Lets a destroy take the engine out of the swarm even while other nodes are in it or services run. If it is the last manager, they can't
   * be managed any more. The default is false.
   */
  readonly force_destroy?: Value<boolean>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * An external certificate authority, which signs the certificates of nodes.
   */
  readonly external_ca?: Value<readonly SwarmExternalCa[]>;

  /**
   * Timeouts of the operations, as durations such as "90s" or "1h".
   */
  readonly timeouts?: Value<SwarmTimeouts>;
}

/**
 * The block `external_ca`.
 */
export interface SwarmExternalCa {
  /**
   * Where certificates are requested: "https://ca.example.com/sign".
   */
  readonly url: Value<string>;

  /**
   * The protocol, which is "cfssl".
   */
  readonly protocol?: Value<string>;

  /**
   * The root certificate of that authority, as PEM. The default is the swarm's own.
   */
  readonly ca_cert?: Value<string>;

  /**
   * Options of the protocol.
   */
  readonly options?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `timeouts`.
 */
export interface SwarmTimeouts {
  /**
   * How long `rotate_ca` waits until all nodes have new certificates. The default is "5m".
   */
  readonly update?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_swarm`.
 */
export const SWARM_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_swarm',
  attributes: {
    advertise_addr: 'string',
    listen_addr: 'string',
    data_path_addr: 'string',
    data_path_port: 'number',
    default_addr_pool: ['list', 'string'],
    subnet_size: 'number',
    availability: 'string',
    task_history_limit: 'number',
    snapshot_interval: 'number',
    keep_old_snapshots: 'number',
    log_entries_for_slow_followers: 'number',
    dispatcher_heartbeat: 'string',
    node_cert_expiry: 'string',
    autolock: 'bool',
    rotate_worker_token: 'string',
    rotate_manager_token: 'string',
    rotate_unlock_key: 'string',
    rotate_ca: 'string',
    force_destroy: 'bool',
    engine: 'string',
  },
  blocks: {
    external_ca: { nesting: 'list', attributes: { url: 'string', protocol: 'string', ca_cert: 'string', options: ['map', 'string'] } },
    timeouts: { nesting: 'single', attributes: { update: 'string' } },
  },
};

/**
 * The resource `docker_swarm`. A swarm: the engine becomes its first manager. Other engines join it with `docker_swarm_node`, which also
 * manages the labels and the availability of this one. A destroy takes the engine out of the swarm, which ends the swarm: it is refused
 * while other nodes are in the swarm or services run, unless `force_destroy` is set.
 *
 * @internal
 */
export class Swarm extends GeneratedResource<SwarmAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<SwarmAttributes>) {
    super(scope, id, SWARM_SCHEMA, config);
  }
}
