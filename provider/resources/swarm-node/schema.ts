import { ENGINE_ATTRIBUTE } from '../../engines/schema';
import { defineSchema } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { labels } from '../shared/labels';
import { timeout } from '../shared/timeouts';
import { oneOf } from '../shared/validators';
import { availability, NODE_ATTRIBUTES } from '../swarm/attributes';

const ONLY_TO_JOIN = 'A change has no effect on a node that has joined.';

export const schema = defineSchema({
  description: 'An engine as a node of a swarm. With `join_token`, the engine joins the swarm, and a destroy takes it out: a manager is '
    + 'demoted first, and its tasks go to other nodes. Without `join_token`, it manages the node that the engine is already, such as the '
    + 'manager of a `docker_swarm`: a destroy makes it active, without labels, and leaves it in the swarm.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The id of the node.' },
    engine: ENGINE_ATTRIBUTE,
    manager_engine: {
      type: 'string',
      optional: true,
      description: 'Name of the `engine` block of a manager, through which the node is managed. "" is the engine that the provider\'s own '
        + '`host` or `context` sets. The default is the engine of the node, which has to be a manager.',
    },
    join_token: {
      type: 'string',
      optional: true,
      sensitive: true,
      description: 'The token with which the engine joins: `worker_join_token` or `manager_join_token` of a `docker_swarm`.',
      change: ONLY_TO_JOIN,
    },
    remote_addrs: {
      type: ['list', 'string'],
      optional: true,
      description: 'The addresses of managers, with or without a port, of which one has to answer: `address` of a `docker_swarm`. '
        + 'Required with `join_token`.',
      change: ONLY_TO_JOIN,
    },
    ...NODE_ATTRIBUTES,
    role: {
      type: 'string',
      optional: true,
      computed: true,
      validators: [oneOf('worker', 'manager')],
      description: 'The role of the node: "worker" or "manager". The default is that of the token, and later changes from outside are '
        + 'left alone. A change promotes or demotes the node. It is refused if the managers that are left would have no quorum.',
    },
    availability: {
      type: 'string',
      optional: true,
      default: 'active',
      validators: [availability],
      description: 'Whether the node takes tasks: "active" (the default), "pause" (no new ones) or "drain" (none at all). An apply that '
        + 'drains a node waits until its tasks have ended. A plan shows one that still has tasks as "draining".',
    },
    force_destroy: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Lets a destroy go on even if tasks of the node do not end in time, or if the managers that are left have no quorum: '
        + 'then the swarm can\'t be changed any more. The default is false.',
    },
    hostname: { type: 'string', computed: true, stable: true, description: 'The host name of the engine\'s machine.' },
    address: { type: 'string', computed: true, stable: true, description: 'The address of the node, without a port.' },
    state: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'The state of the node: "ready", "down", "unknown" or "disconnected". "left" if the engine has left the swarm and the '
        + 'managers still list it: then the next apply replaces the node.',
    },
    reachability: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'Whether other managers reach a manager: "reachable" or "unreachable". '
        + '"" for a worker.',
    },
    leader: { type: 'bool', computed: true, stable: true, description: 'Whether the node leads the managers.' },
    engine_version: { type: 'string', computed: true, stable: true, description: 'The version of the engine, such as "20.10.24".' },
    platform: { type: 'string', computed: true, stable: true, description: 'The platform, such as "linux/x86_64".' },
  },
  blocks: {
    labels: labels('A label of the node, for the placement of services: `node.labels.NAME == VALUE`.'),
    timeouts: {
      nesting: 'single',
      description: 'Timeouts of the operations, as durations such as "90s" or "1h". The default of each is "2m".',
      attributes: {
        create: timeout('How long it may take until the managers report a node that has joined as ready.'),
        update: timeout('How long a promotion or a demotion, and the end of the tasks of a node that is drained, may take each.'),
        delete: timeout('As `update`, before the engine leaves.'),
      },
    },
  },
});

export type NodeModel = Model<typeof schema>;
