import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import {
  BaseImage, Container, ContainerHost, ContainerOptions, IContainerHost, IVolume, Mount, NestedAccess, Port, PortRange,
  RemovalPolicy, Shares, Size, VirtualContainerHost, VolumeStore,
} from 'cdktf-berth';
import { Construct } from 'constructs';

/** The tenants of the machine. */
export const TENANTS = ['calm', 'hostile', 'dedicated'] as const;

export type TenantName = typeof TENANTS[number];

export interface TenantsProps {
  /** The port of this machine at which the service of the calm tenant answers. */
  readonly port: number;
  /** An image with busybox. */
  readonly image: string;
  /** The image of the nested engine, see images/engine. */
  readonly engineImage: string;
  /** A folder of this machine for the socket of that engine. */
  readonly socketFolder: string;
  /** What the shop of the calm tenant is, other than busybox. It listens on port 8080. @default - busybox */
  readonly shop?: Pick<ContainerOptions, 'image' | 'command' | 'files'>;
  /** Whether the hostile tenant does its worst. */
  readonly attack: boolean;
  /** Whether root of the nested engine may be root of this machine. Otherwise, the engine has to remap users. */
  readonly hostRoot: boolean;
}

/** What the hostile tenant has together. */
export const BOUNDS = { memory: Size.mebibytes(256), cpus: 0.5, processes: 200 };

/** What its volume has. */
const VOLUME = Size.mebibytes(16);

/** Three tenants on one engine: one is well-behaved, one does its worst, and one has an engine of its own. */
export class Tenants extends TerraformStack {
  constructor(scope: Construct, id: string, props: TenantsProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const host = ContainerHost.fromEnvironment(this, 'machine', { sharedFolders: [{ path: props.socketFolder, readOnly: false }] });
    this.addCalm(host, props);
    this.addHostile(host, props);
    this.addDedicated(host, props);
  }

  private addCalm(host: ContainerHost, { port, image, shop: own }: TenantsProps): void {
    const calm = new VirtualContainerHost(this, 'calm', {
      host,
      memory: Size.mebibytes(256),
      guaranteed: { memory: Size.mebibytes(64), cpus: 1 },
      shares: Shares.HIGH,
      publishedPorts: PortRange.of(port, port),
    });
    const database = calm.addContainer('database', {
      ...busybox(image, 'mkdir -p /tmp/www && echo stock > /tmp/www/stock && exec httpd -f -p 8081 -h /tmp/www'),
    });
    const shop = calm.addContainer('shop', {
      ...busybox(image, 'mkdir -p /tmp/www && echo open > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www'),
      ...own,
      ports: [{ containerPort: 8080, hostPort: port }],
      memory: Size.mebibytes(64),
    });
    shop.connections.allowTo(database, Port.tcp(8081));
    new TerraformOutput(this, 'address', { value: `http://${shop.publishedAddress(8080)}` });
  }

  private addHostile(host: ContainerHost, { image, attack }: TenantsProps): void {
    const hostile = new VirtualContainerHost(this, 'hostile', {
      host, ...BOUNDS, maxContainers: 10, shares: Shares.LOW, volumeStores: [VolumeStore.memory('default')],
    });
    const files = hostile.addVolume('files', { size: VOLUME, removalPolicy: RemovalPolicy.DESTROY });
    hostile.addContainer('scans', { ...busybox(image, SCAN), networks: [hostile.addNetwork('net')] });
    if (attack) attackFrom(hostile, image, files);
  }

  private addDedicated(host: ContainerHost, { engineImage, socketFolder, hostRoot }: TenantsProps): void {
    VirtualContainerHost.dedicated(this, 'dedicated', {
      host,
      hostRoot,
      image: BaseImage.fromRegistry(engineImage),
      memory: Size.mebibytes(512),
      engineMemory: Size.mebibytes(192),
      cpus: 1,
      access: NestedAccess.unixSocket(socketFolder),
    });
  }
}

/** Starts containers on a host that take what they can get. They wait at first, until the last of them has started. */
function attackFrom(host: IContainerHost, image: string, files: IVolume): void {
  const own: { readonly [script: string]: Partial<ContainerOptions> } = {
    // Each has less than the tenant, and all of them together more.
    [EAT]: { memory: Size.mebibytes(200), sharedMemory: Size.mebibytes(200) },
    [BURN]: { cpus: 0.5 },
    [FILL]: { mounts: [Mount.volume(files, '/files')] },
  };
  for (const [name, script] of Object.entries(ATTACKS)) {
    new Container(host, name, { host, ...busybox(image, `sleep 15; ${script}`), mustRun: false, ...own[script] });
  }
}

const EAT = 'while :; do dd if=/dev/zero of=/dev/shm/a bs=1M count=200 2>/dev/null; sleep 1; done';
const BURN = 'while :; do :; done';
const FILL = 'while :; do dd if=/dev/zero of=/files/a bs=1M 2>/dev/null; du -m /files/a; sleep 5; done';

/** What the containers of the hostile tenant do, by their names. */
export const ATTACKS: { readonly [name: string]: string } = {
  'forks': 'while :; do sleep 1000 & done 2>/dev/null',
  'eats': EAT,
  'eats-more': EAT,
  'eats-most': EAT,
  'burns': BURN,
  'burns-more': BURN,
  'fills': FILL,
  'floods': 'yes flood',
};

/** Looks for the engine and for services of others, without an end. */
const SCAN = `
while :; do
  for net in 172.17.0 10.224.0 10.64.0; do
    for port in 2375 8080 8081; do nc -w 1 $net.1 $port </dev/null 2>/dev/null && echo "found $net.1:$port"; done
  done
  echo "scanned"
  sleep 5
done
`;

function busybox(image: string, script: string): ContainerOptions {
  return { image: BaseImage.fromRegistry(image), command: ['sh', '-c', script], init: true };
}
