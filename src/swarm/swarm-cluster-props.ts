import { PortPublishing } from './port-publishing';
import { ServiceDiscovery } from './service-discovery';
import { ContainerHost } from '../host/container-host';
import { Runtime } from '../isolation/runtime';

/**
 * What the engine of each node does for all its containers by its `daemon.json`, since a service can't ask for it. A plan proves it by a
 * container without options on each node.
 */
export interface NodeDefaults {
  /**
   * Whether no process can gain privileges: `"no-new-privileges": true`. `IsolationPolicy.BASELINE` asks for it.
   *
   * @default false
   */
  readonly noNewPrivileges?: boolean;

  /**
   * Whether each container has a control group namespace of its own: `"default-cgroupns-mode": "private"`, the default with control groups
   * version 2. `IsolationPolicy.BASELINE` asks for it.
   *
   * @default false
   */
  readonly privateCgroupNamespace?: boolean;

  /**
   * The runtime of all containers: `"default-runtime"`.
   *
   * @default Runtime.RUNC
   */
  readonly runtime?: Runtime;
}

/**
 * The properties of a cluster.
 */
export interface SwarmClusterProps {
  /**
   * The hosts that manage the swarm, by name. An odd number of them is best: more than half have to be up for any change. The first one
   * makes the swarm, and Terraform uses it for all services.
   */
  readonly managers: { [name: string]: ContainerHost };

  /**
   * The hosts that only run tasks, by name.
   *
   * @default - none, the managers run tasks, too
   */
  readonly workers?: { [name: string]: ContainerHost };

  /**
   * The addresses at which the nodes reach each other, by the names of the hosts.
   *
   * @default - `address` of each host. A host without an address of its own needs one here. `NestedHost`s on one host get a network
   * there, and addresses on it
   */
  readonly nodeAddresses?: { [name: string]: string };

  /**
   * Whether the swarm exists already, with these hosts as its nodes. The stack then changes neither the swarm nor its nodes.
   *
   * @default false
   */
  readonly existing?: boolean;

  /**
   * The names of the hosts that no task should be on. What is on them moves to the others.
   *
   * @default - none
   */
  readonly drain?: string[];

  /**
   * The names of hosts that are lost for a while, and don't answer. The stack can be changed without them: it makes no use of their facts,
   * and if the first manager is lost, Terraform uses the next one that is not. More than half of the managers have to be left. What is on
   * a lost host alone, such as its local volumes, can't be planned.
   *
   * @default - none
   */
  readonly lost?: string[];

  /**
   * Labels of nodes, by the names of the hosts.
   *
   * @default - none
   */
  readonly nodeLabels?: { [name: string]: { [label: string]: string } };

  /**
   * What the engine of each node does for all its containers.
   *
   * @default - nothing
   */
  readonly nodeDefaults?: NodeDefaults;

  /**
   * Whether services ask for no-new-privileges, and for the seccomp profile of their containers, instead of relying on `nodeDefaults`. All
   * nodes need Docker Engine 25 or newer (API 1.44), since an older one ignores it. A plan fails if one has another.
   *
   * @default false
   */
  readonly servicePrivileges?: boolean;

  /**
   * To what the name of a service resolves.
   *
   * @default ServiceDiscovery.VIRTUAL_ADDRESS
   */
  readonly discovery?: ServiceDiscovery;

  /**
   * Where ports are published. Without it, a published port is a synth error, since a swarm can't publish a port only on the loopback
   * address or another one, as a container on a host does.
   *
   * @default - ports can't be published
   */
  readonly publishPorts?: PortPublishing;

  /**
   * Whether the traffic between nodes is encrypted. Needs ESP in the kernel of each node.
   *
   * @default false
   */
  readonly encrypted?: boolean;

  /**
   * The name of the host with the volumes of the driver `local`. A service that mounts one runs there.
   *
   * @default - the first worker, or the first manager if there is none
   */
  readonly storageNode?: string;

  /**
   * Where images are pushed that the stack makes, such as "registry.example.com/team". All nodes pull them from there.
   *
   * @default - none, only images from registries can be used
   */
  readonly imageRegistry?: string;

  /**
   * The IPv4 range for the subnets of networks, in CIDR notation. It has to be free on all nodes.
   *
   * @default "10.160.0.0/11"
   */
  readonly addressRange?: string;

  /**
   * Whether a plan finds out what each node can do, by starting containers on it, and fails if it lacks what the cluster needs. Without it,
   * tasks of a node whose kernel lacks IP Virtual Server or ESP run, and nobody reaches them.
   *
   * @default true
   */
  readonly probe?: boolean;
}
