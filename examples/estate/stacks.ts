import { LocalBackend, TerraformStack, TerraformVariable } from 'cdktf';
import {
  ContainerHost, Endpoint, HostBootstrap, KubernetesCluster, KubernetesConnection, PortPublishing, ServiceDiscovery, Size, SwarmCluster,
  VCenter, VSphereHost, VSphereSource,
} from 'cdktf-berth';
import { Construct } from 'constructs';
import { addEstate, EstateProps } from './estate';
import { Node } from '../cluster/stack';

/** The estate on the engine that the `docker` command uses. */
export class EngineEstate extends TerraformStack {
  constructor(scope: Construct, id: string, props: EstateProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    addEstate(this, ContainerHost.fromEnvironment(this, 'host'), props);
  }
}

export interface SwarmEstateProps extends EstateProps {
  /** The machines of the swarm by name. */
  readonly nodes: { readonly [name: string]: Node };
}

/** The estate on a Docker Swarm, which the stack makes. */
export class SwarmEstate extends TerraformStack {
  constructor(scope: Construct, id: string, { nodes, ...props }: SwarmEstateProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const managers = Object.entries(nodes).map(([name, { host, address }]) => (
      [name, new ContainerHost(this, name, { endpoint: Endpoint.of(host), address })] as const));
    const cluster = new SwarmCluster(this, 'host', {
      managers: Object.fromEntries(managers),
      nodeDefaults: { noNewPrivileges: true, privateCgroupNamespace: true },
      discovery: ServiceDiscovery.DNS_ROUND_ROBIN,
      publishPorts: PortPublishing.ON_NODES_WITH_TASK,
    });
    addEstate(this, cluster, props);
  }
}

/** What each kubelet gives to all pods. */
const PROCESSES = 1_024;

/** The estate on Kubernetes. */
export class KubernetesEstate extends TerraformStack {
  constructor(scope: Construct, id: string, props: EstateProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const cluster = new KubernetesCluster(this, 'host', {
      connection: KubernetesConnection.environment(),
      podDefaults: { processes: PROCESSES, openFiles: 16_384, privateCgroupNamespace: true },
    });
    addEstate(this, cluster, { ...props, processes: PROCESSES });
  }
}

export interface VSphereEstateProps extends EstateProps {
  /** The public key of the user who uses the engine of the machine. */
  readonly userKey: string;
  /** The public host key of the machine. */
  readonly hostKey: string;
}

/** The user of the machine who uses the engine. */
const USER = 'deploy';

/** The estate on a virtual machine of vSphere, which the stack makes. */
export class VSphereEstate extends TerraformStack {
  constructor(scope: Construct, id: string, { userKey, hostKey, ...props }: VSphereEstateProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const named = (what: string) => new TerraformVariable(this, `vsphere_${what}`, { type: 'string' }).stringValue;
    const secret = (name: string) => new TerraformVariable(this, name, { type: 'string', sensitive: true });
    const vcenter = new VCenter(this, 'vcenter', {
      server: named('server'),
      user: new TerraformVariable(this, 'vsphere_user', { type: 'string' }),
      password: secret('vsphere_password'),
      datacenter: named('datacenter'),
    });
    const host = new VSphereHost(this, 'host', {
      vcenter,
      name: 'estate',
      compute: vcenter.findCluster('cluster', named('cluster')),
      datastore: vcenter.findDatastore('datastore', named('datastore')),
      source: VSphereSource.linkedClone(vcenter.findTemplate('template', named('template'))),
      networks: [{ network: vcenter.findNetwork('network', named('network')) }],
      cpus: 18,
      memory: Size.gibibytes(16),
      bootstrap: new HostBootstrap({ users: [{ name: USER, authorizedKeys: [userKey], usesEngine: true }] }),
      user: USER,
      identityFile: named('key_file'),
      hostKey: { publicKey: hostKey, privateKey: secret('host_key').stringValue },
    });
    addEstate(this, host, props);
  }
}
