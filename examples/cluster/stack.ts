import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import {
  ContainerHost, Endpoint, IsolationReport, PortPublishing, ServiceDiscovery, Size, SwarmCluster, VirtualContainerHost,
} from 'cdktf-berth';
import { Construct } from 'constructs';
import { addSite } from './site';
import { addShop } from '../shop/stack';
import { addWorkers, WorkersProps } from '../workers/stack';

/** A machine with a Docker Engine. */
export interface Node {
  /** How Terraform reaches its engine, such as "ssh://deploy@10.0.0.5" or "unix:///run/node1/docker.sock". */
  readonly host: string;
  /** The address at which the other nodes reach it. */
  readonly address: string;
  readonly isWorker?: boolean;
}

export interface ClusterProps extends WorkersProps {
  readonly nodes: { readonly [name: string]: Node };
  /** The names of the nodes that are to have no task. */
  readonly drain: string[];
  /** Whether the kernel of each node has IP Virtual Server. */
  readonly hasIpVs: boolean;
  /** The port at which the page of the shop answers. That of the site is the next one. */
  readonly port: number;
  /** Whether the health check of the site fails. */
  readonly isBroken: boolean;
}

/**
 * The shop and the queue with its workers, as on one machine, on a swarm that the same apply makes. The queue and the workers are in a
 * virtual container host, which bounds the sum of their limits. A site has two servers.
 */
export class Cluster extends TerraformStack {
  constructor(scope: Construct, id: string, { nodes, drain, hasIpVs, port, isBroken, ...workers }: ClusterProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });

    const hosts = Object.entries(nodes).map(([name, { host, address }]) => (
      [name, new ContainerHost(this, name, { endpoint: Endpoint.of(host), address })] as const));
    const cluster = new SwarmCluster(this, 'swarm', {
      managers: Object.fromEntries(hosts.filter(([name]) => !nodes[name]!.isWorker)),
      workers: Object.fromEntries(hosts.filter(([name]) => nodes[name]!.isWorker)),
      drain,
      nodeDefaults: { noNewPrivileges: true, privateCgroupNamespace: true },
      discovery: hasIpVs ? ServiceDiscovery.VIRTUAL_ADDRESS : ServiceDiscovery.DNS_ROUND_ROBIN,
      publishPorts: hasIpVs ? PortPublishing.ON_ALL_NODES : PortPublishing.ON_NODES_WITH_TASK,
    });

    addShop(this, cluster, port);
    addSite(this, cluster, { port: port + 1, text: workers.color, isBroken });
    const batch = new VirtualContainerHost(this, 'batch', {
      host: cluster, memory: Size.gibibytes(8), cpus: 50, processes: 10_000, maxContainers: 100, addressRange: '10.217.0.0/20',
    });
    const { dispatcher } = addWorkers(this, batch, workers);
    new IsolationReport(this, 'isolation', { host: cluster });
    new TerraformOutput(this, 'progress', { value: `docker service logs --tail 1 ${dispatcher.name}` });
  }
}
