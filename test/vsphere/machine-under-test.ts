import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  HostBootstrap, Size, VCenter, VSphereCluster, VSphereDatastore, VSphereEsxiHost, VSphereHostPoolProps, VSphereHostProps,
  VSphereMachineProps, VSphereNetwork, VSphereSource, VSphereTemplate, VSphereVirtualMachine,
} from '../../src';
import { Synthesized, testStack } from '../assertions';

/** Public keys that nobody has the private ones of. */
export const HOST_KEY = `ssh-ed25519 ${blob('a')}`;
export const OTHER_KEY = `ssh-ed25519 ${blob('b')}`;

function blob(key: string): string {
  const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  return Buffer.concat([field(Buffer.from('ssh-ed25519')), field(Buffer.alloc(32, key))]).toString('base64');
}

/** A stack with a vCenter, and what tests find there. */
export class World {
  public readonly secret: TerraformVariable;
  public readonly vcenter: VCenter;
  public readonly cluster: VSphereCluster;
  public readonly esxi: VSphereEsxiHost;
  public readonly datastore: VSphereDatastore;
  public readonly network: VSphereNetwork;
  public readonly template: VSphereTemplate;
  /** A template of which synthesis knows everything. */
  public readonly plain = VSphereTemplate.of({ uuid: 'a-template', guestId: 'debian12_64Guest' });

  constructor(public readonly stack: TerraformStack = testStack()) {
    this.secret = new TerraformVariable(stack, 'secret', { type: 'string', sensitive: true });
    this.vcenter = new VCenter(stack, 'vcenter', {
      server: 'vcenter.example.com',
      user: new TerraformVariable(stack, 'user', { type: 'string' }),
      password: new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }),
      datacenter: 'dc',
    });
    this.cluster = this.vcenter.findCluster('cluster', 'cluster-1');
    this.esxi = this.vcenter.findEsxiHost('esxi', 'esxi-1');
    this.datastore = this.vcenter.findDatastore('datastore', 'fast');
    this.network = this.vcenter.findNetwork('network', 'VM Network');
    this.template = this.vcenter.findTemplate('template', 'debian-12');
  }

  /** Returns the props of a machine that has only what it needs. */
  public machine(more: Partial<VSphereMachineProps> = {}): VSphereMachineProps {
    return {
      vcenter: this.vcenter,
      compute: this.cluster,
      datastore: this.datastore,
      source: VSphereSource.fullClone(this.plain),
      name: 'machine',
      cpus: 2,
      memory: Size.gibibytes(4),
      networks: [{ network: this.network }],
      disks: [{ size: Size.gibibytes(20) }],
      ...more,
    };
  }

  /** Returns the props of a host that has only what it needs. */
  public host(more: Partial<VSphereHostProps> = {}): VSphereHostProps {
    const users = [{ name: 'deploy', authorizedKeys: [`${OTHER_KEY} deploy`], usesEngine: true }];
    return {
      ...this.machine(),
      name: undefined,
      bootstrap: new HostBootstrap({ users }),
      user: 'deploy',
      identityFile: '~/.ssh/deploy',
      hostKey: { publicKey: HOST_KEY, privateKey: this.secret.stringValue },
      ...more,
    };
  }

  /** Returns the props of a pool that has only what it needs. */
  public pool(more: Partial<VSphereHostPoolProps> = {}): VSphereHostPoolProps {
    const { hostKey, ...settings } = this.host();
    return { ...settings, replicas: 2, hostKeys: [hostKey], ...more };
  }

  public addMachine(more: Partial<VSphereMachineProps> = {}): VSphereVirtualMachine {
    return new VSphereVirtualMachine(this.stack, 'Machine', this.machine(more));
  }
}

/** Returns the synthesized attributes of a machine. */
export function rendered(more: (world: World) => Partial<VSphereMachineProps> = () => ({})): Record<string, any> {
  const world = new World();
  world.addMachine(more(world));
  return Synthesized.of(world.stack).resource('vsphere_virtual_machine');
}
