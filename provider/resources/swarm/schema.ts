import { availability, duration, NODE_ATTRIBUTES } from './attributes';
import { defineSchema } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { timeout } from '../shared/timeouts';
import { each, integer, matching, oneOf } from '../shared/validators';

function count(value: number, description: string, least = 0) {
  return {
    type: 'number', optional: true, default: value, validators: [integer(least)], description: `${description} The default is ${value}.`,
  } as const;
}

function trigger(what: string) {
  return {
    type: 'string',
    optional: true,
    default: '',
    description: `Any text, such as a date. A change of it ${what}. It has no effect when the swarm is made.`,
  } as const;
}

const SUBNET = /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/;

export const schema = defineSchema({
  description: 'A swarm: the engine becomes its first manager. Other engines join it with `docker_swarm_node`, which also manages the '
    + 'labels and the availability of this one. A destroy takes the engine out of the swarm, which ends the swarm: it is refused while '
    + 'other nodes are in the swarm or services run, unless `force_destroy` is set.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The id of the swarm.' },
    node_id: { type: 'string', computed: true, stable: true, description: 'The id of the engine\'s node.' },
    ...NODE_ATTRIBUTES,
    data_path_port: {
      type: 'number',
      optional: true,
      default: 4789,
      requiresReplace: true,
      validators: [integer(1024, 49151)],
      description: 'The UDP port for the traffic between containers on all nodes. The default is 4789.',
    },
    default_addr_pool: {
      type: ['list', 'string'],
      optional: true,
      default: ['10.0.0.0/8'],
      requiresReplace: true,
      validators: [each(matching('a subnet such as "10.20.0.0/16"', SUBNET))],
      description: 'The ranges from which networks of the swarm get their subnets. The default is `["10.0.0.0/8"]`.',
    },
    subnet_size: {
      type: 'number',
      optional: true,
      default: 24,
      requiresReplace: true,
      validators: [integer(1, 29)],
      description: 'The length of the prefix of those subnets. The default is 24.',
    },
    availability: {
      type: 'string',
      optional: true,
      validators: [availability],
      description: 'Whether the engine\'s node takes tasks: "active", "pause" (no new ones) or "drain" (none at all). Without it, the '
        + 'node is active when the swarm is made, and later changes from outside, or by a `docker_swarm_node`, are left alone.',
    },
    task_history_limit: count(5, 'How many ended tasks are kept of each slot of a service.'),
    snapshot_interval: count(10000, 'After how many entries of the log the managers write a snapshot.', 1),
    keep_old_snapshots: count(0, 'How many snapshots are kept besides the latest one.'),
    log_entries_for_slow_followers: count(500, 'How many entries of the log are kept after a snapshot, for managers that are behind.'),
    dispatcher_heartbeat: duration('5s', '1s', 'How often nodes report to the managers. The default is "5s".'),
    node_cert_expiry: duration('2160h', '1h', 'How long certificates of nodes are valid. The default is "2160h", which is 90 days.'),
    autolock: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Encrypts what managers keep on disk by `unlock_key`: a manager that restarts is locked until somebody enters it '
        + '(`docker swarm unlock`). The default is false.',
    },
    rotate_worker_token: trigger('makes a new join token for workers'),
    rotate_manager_token: trigger('makes a new join token for managers'),
    rotate_unlock_key: trigger('makes a new unlock key'),
    rotate_ca: trigger('makes a new certificate authority, and waits until all nodes have certificates of it'),
    force_destroy: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Lets a destroy take the engine out of the swarm even while other nodes are in it or services run. If it is the last '
        + 'manager, they can\'t be managed any more. The default is false.',
    },
    worker_join_token: { type: 'string', computed: true, stable: true, sensitive: true, description: 'The token with which workers join.' },
    manager_join_token: {
      type: 'string', computed: true, stable: true, sensitive: true, description: 'The token with which managers join.',
    },
    unlock_key: { type: 'string', computed: true, stable: true, sensitive: true, description: 'The key of `autolock`. "" without it.' },
    ca_certificate: { type: 'string', computed: true, stable: true, description: 'The certificate of the authority of the swarm, as PEM.' },
    address: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'The address at which the engine answers as a manager, for `remote_addrs` of other nodes: "192.0.2.1:2377".',
    },
  },
  blocks: {
    external_ca: {
      nesting: 'list',
      description: 'An external certificate authority, which signs the certificates of nodes.',
      attributes: {
        url: {
          type: 'string',
          required: true,
          mayHaveSecrets: 'address',
          description: 'Where certificates are requested: "https://ca.example.com/sign".',
        },
        protocol: {
          type: 'string', optional: true, default: 'cfssl', validators: [oneOf('cfssl')], description: 'The protocol, which is "cfssl".',
        },
        ca_cert: {
          type: 'string',
          optional: true,
          default: '',
          description: 'The root certificate of that authority, as PEM. The default is the swarm\'s own.',
        },
        options: { type: ['map', 'string'], optional: true, default: {}, mayHaveSecrets: true, description: 'Options of the protocol.' },
      },
      exhaustive: true,
    },
    timeouts: {
      nesting: 'single',
      description: 'Timeouts of the operations, as durations such as "90s" or "1h".',
      attributes: { update: timeout('How long `rotate_ca` waits until all nodes have new certificates. The default is "5m".') },
    },
  },
});

export type SwarmModel = Model<typeof schema>;
