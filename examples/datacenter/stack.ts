import { LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  BaseImage, CloneSet, ContainerHost, Duration, Front, HealthCheck, HostPool, NestedAccess, NestedHost, NestedSshOptions, Size,
} from 'cdktf-berth';
import { Construct } from 'constructs';

/** The hosts of the data centre, by the way in which Terraform reaches them. */
export const HOSTS = ['tls', 'ssh', 'socket'] as const;

export type HostName = typeof HOSTS[number];

export interface DatacenterProps {
  /** The hosts that there are. */
  readonly hosts: readonly HostName[];
  /** Those of them that are about to be removed. */
  readonly drain: readonly HostName[];
  /** How many clones of the service there are. */
  readonly replicas: number;
  /** The port of this machine at which the front answers. */
  readonly port: number;
  /** The image of the nested engines, see images/engine. */
  readonly engineImage: string;
  /** The image of the front and of the service, see images/haproxy. */
  readonly serviceImage: string;
  /** The same as a file of `docker save`, since the nested engines have no registry. */
  readonly serviceArchive: string;
  /** A folder of this machine for the socket of an engine. */
  readonly socketFolder: string;
  /** How Terraform logs in. The private key of the host comes in the variable "host_private_key". */
  readonly ssh: Omit<NestedSshOptions, 'hostPrivateKey'>;
}

/** The port of the first clone. Those that follow publish the next ones. */
const FIRST_PORT = 20_000;

/**
 * Three engines in containers on this machine, which stand for three machines; a service whose clones are spread over them; and a front
 * that gives the service one address.
 */
export class Datacenter extends TerraformStack {
  constructor(scope: Construct, id: string, props: DatacenterProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const { hosts, drain, replicas, port, serviceImage, serviceArchive, socketFolder } = props;

    const machine = ContainerHost.fromEnvironment(this, 'machine', { sharedFolders: [{ path: socketFolder, readOnly: false }] });
    const access = this.accessOf(props);
    const nested = (name: HostName) => new NestedHost(this, name, {
      host: machine,
      image: BaseImage.fromRegistry(props.engineImage),
      access: access[name](),
      // Their root is root of this machine, as if each were a machine of its own that is trusted.
      hostRoot: true,
      memory: Size.mebibytes(768),
      engineMemory: Size.mebibytes(256),
    });
    const pool = new HostPool(this, 'pool', {
      hosts: Object.fromEntries(hosts.map((name) => [name, nested(name)])),
      drain: [...drain],
    });

    const service = new CloneSet(this, 'service', {
      host: pool,
      replicas,
      image: BaseImage.fromArchive(serviceArchive),
      user: '65532:65532',
      command: ['haproxy', '-db', '-f', '/etc/service.cfg'],
      files: [{ path: '/etc/service.cfg', content: SERVICE }],
      ports: [{ containerPort: 8080, hostPort: FIRST_PORT, hostIp: '0.0.0.0' }],
      memory: Size.mebibytes(64),
      // It ends after its last answer.
      stopSignal: 'SIGUSR1',
      healthCheck: HealthCheck.exec(['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/8080'], { interval: Duration.seconds(2) }),
      waitUntilHealthy: true,
    });

    const front = new Front(this, 'front', { host: machine, image: BaseImage.fromRegistry(serviceImage) });
    front.addHttp(port, { servers: service.serversFor(front, 8080), healthPath: '/' });
    new TerraformOutput(this, 'address', { value: `http://${front.addressOf(port)}` });
  }

  /** How Terraform reaches each host. */
  private accessOf({ ssh, socketFolder }: DatacenterProps): { readonly [name in HostName]: () => NestedAccess } {
    const variable = () => new TerraformVariable(this, 'host_private_key', { type: 'string', sensitive: true });
    return {
      tls: () => NestedAccess.tls(),
      ssh: () => NestedAccess.ssh({ ...ssh, hostPrivateKey: variable() }),
      socket: () => NestedAccess.unixSocket(socketFolder),
    };
  }
}

/** A server that answers each request with the name of its clone. */
const SERVICE = `
defaults
  mode http
  timeout client 10s
  timeout server 10s
  timeout connect 1s
frontend all
  bind :8080
  http-request return status 200 content-type text/plain string ${CloneSet.NAME}
`;
