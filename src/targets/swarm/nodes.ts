import { Construct } from 'constructs';
import { unlessEmpty, writeLabels } from '../../workload/blocks';
import { DataSwarmMembership } from '../docker/generated/data-swarm-membership';
import { Swarm } from '../docker/generated/swarm';
import { SwarmNode as SwarmNodeResource } from '../docker/generated/swarm-node';
import { HostProvider } from '../docker/host-provider';
import { addressOfResource } from '../docker/resources';
import { RenderedMetaArguments } from '../l1/meta-arguments';

/** The port on which managers of a swarm listen for the other nodes. */
const MANAGEMENT_PORT = 2377;

/** A host that becomes a node of a swarm. */
export interface NodeModel {
  readonly name: string;
  /** The name of its engine in the provider. Undefined for the engine that the environment names. */
  readonly engine?: string;
  /** The address at which other nodes reach it. */
  readonly address: string;
  readonly isManager: boolean;
  /** Whether it does not answer for a while. */
  readonly isLost: boolean;
  readonly isDrained: boolean;
  readonly labels: { readonly [label: string]: string };
}

/** A node of a swarm. */
export interface AddedNode {
  /** The id of the node in the swarm. A token. */
  readonly nodeId: string;
  /** The address of its resource in Terraform. Undefined if the stack does not make it. */
  readonly address?: string;
}

/** A swarm, and its nodes to whose engines the stack has connections. */
export interface AddedSwarm {
  /** The address of its resource in Terraform. Undefined if the stack does not make it. */
  readonly address?: string;
  readonly nodes: readonly AddedNode[];
}

/** Finds the nodes of a swarm that exists, by the engines of hosts. A plan fails if one of these is in no swarm. */
export function findNodes(scope: Construct, models: readonly NodeModel[], host: HostProvider): AddedSwarm {
  const nodes = models.map(({ name, engine }) => {
    const data = new DataSwarmMembership(new Construct(scope, name), 'Data', {
      provider: host.explicit,
      attributes: () => ({ engine }),
      metaArguments: () => ({
        lifecycle: {
          postcondition: [{
            condition: '${self.node_id != ""}',
            errorMessage: `The host "${name}" is in no swarm. Join it to the swarm, or remove \`existing\` to have the stack make one.`,
          }],
        },
      }),
    });
    return { nodeId: data.getStringAttribute('node_id') };
  });
  return { nodes };
}

/** Adds a `docker_swarm` on the engine of the first node, and a `docker_swarm_node` for each. Returns the nodes in the given order. */
export function addNodes(scope: Construct, models: readonly NodeModel[], host: HostProvider): AddedSwarm {
  const [first, ...others] = models;
  const joined = models.find(({ isManager, isLost }) => isManager && !isLost) ?? first;
  const swarm = new Swarm(scope, 'Swarm', {
    provider: host.explicit,
    attributes: () => ({ engine: first.engine, advertise_addr: first.address }),
  });
  const node = (model: NodeModel, joining: object, metaArguments: RenderedMetaArguments) => {
    const resource = new SwarmNodeResource(new Construct(scope, model.name), 'Resource', {
      provider: host.explicit,
      attributes: () => ({
        engine: model.engine,
        manager_engine: first.engine,
        role: model.isManager ? 'manager' : 'worker',
        availability: model.isDrained ? 'drain' : 'active',
        labels: unlessEmpty(writeLabels(model.labels) ?? []),
        ...joining,
      }),
      metaArguments: () => metaArguments,
    });
    return { nodeId: resource.getStringAttribute('id'), address: addressOfResource(resource) };
  };
  const own = node(first, {}, { dependsOn: [addressOfResource(swarm)] });
  const added = others.map((model) => node(model, {
    join_token: swarm.getStringAttribute(model.isManager ? 'manager_join_token' : 'worker_join_token'),
    remote_addrs: [`${joined.address}:${MANAGEMENT_PORT}`],
    advertise_addr: model.address,
  }, {
    dependsOn: [own.address],
    // A node that has joined knows all managers. Through which one it did matters no more.
    lifecycle: { ignoreChanges: ['remote_addrs'] },
  }));
  return { address: addressOfResource(swarm), nodes: [own, ...added] };
}
