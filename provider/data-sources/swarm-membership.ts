import { Engine } from '../engine/engine';
import { managerAddress, membershipOf } from '../engine/swarm/membership';
import { DataSource, defineSchema } from '../framework/resource';

const schema = defineSchema({
  description: 'The part that an engine has in a swarm, as it reports it itself. Unlike `docker_swarm_nodes`, it can be read on a worker.',
  attributes: {
    id: { type: 'string', computed: true, description: 'The address of the engine.' },
    state: {
      type: 'string',
      computed: true,
      description: 'Whether the engine is a node: "active", or "inactive" if it is in no swarm, "pending", "error" or "locked".',
    },
    node_id: { type: 'string', computed: true, description: 'The id of its node: `node.id` in a constraint. "" if it is in no swarm.' },
    address: { type: 'string', computed: true, description: 'The address at which other nodes reach it. "" if it is in no swarm.' },
    manager: { type: 'bool', computed: true, description: 'Whether it is a manager.' },
    manager_address: {
      type: 'string', computed: true, description: 'The address with a port at which it manages the swarm. "" if it is no manager.',
    },
  },
});

/** `docker_swarm_membership` as a data source. */
export const swarmMembershipDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_swarm_membership',
  schema,
  async read({ client }, config) {
    const membership = await membershipOf(client, { fresh: true });
    const { LocalNodeState: state = 'inactive', NodeID: nodeId, NodeAddr: address, ControlAvailable: manager = false } = membership;
    return {
      ...config,
      id: client.endpoint.address,
      state,
      node_id: nodeId ?? '',
      address: address ?? '',
      manager,
      manager_address: manager ? managerAddress(membership) ?? '' : '',
    };
  },
};
