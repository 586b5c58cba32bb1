import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AssetType, Fn, LocalBackend, TerraformAsset, TerraformLocal, TerraformOutput, TerraformSelf, TerraformStack, TerraformVariable,
} from 'cdktf';
import { BaseImage, ContainerHost, Endpoint, HostBootstrap, Size } from 'cdktf-berth';
import { Construct } from 'constructs';
import { Found, VirtualMachine, VsphereProvider } from './vsphere';

export interface CloudProps {
  /** The folder with the public keys `deploy.pub` and `host_key.pub`, and with `known_hosts`. The private keys are variables. */
  readonly keys: string;
  /** What runs on the machine. */
  readonly image?: BaseImage;
  /** The port of the machine that serves the page. */
  readonly port?: number;
  readonly sshPort?: number;
}

/** The user of the machine who uses the engine. */
const USER = 'deploy';

/** The name by which `known_hosts` knows the host key, since nobody knows the machine's address before it exists. */
const HOST_KEY_ALIAS = 'cloud-machine';

/** A virtual machine in vSphere that becomes a container host, and a web server on it: one apply makes all. */
export class Cloud extends TerraformStack {
  public readonly machine: VirtualMachine;
  public readonly host: ContainerHost;

  constructor(scope: Construct, id: string, private readonly props: CloudProps) {
    super(scope, id);
    // Stores the state in the stack's folder, so that the folder can be moved to another machine.
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const { image = BaseImage.fromRegistry('nginx:1.27'), port = 80, sshPort = 22 } = props;
    const keyFile = this.variable('deploy_key_file', 'The absolute path of the private key of deploy.pub').stringValue;

    this.machine = this.addMachine(sshPort, keyFile);
    this.host = ContainerHost.of(this, 'host', {
      endpoint: Endpoint.ssh(this.machine.address, {
        user: USER,
        port: sshPort,
        identityFile: keyFile,
        knownHostsFile: new TerraformAsset(this, 'known-hosts', { path: join(props.keys, 'known_hosts'), type: AssetType.FILE }).path,
        options: { HostKeyAlias: HOST_KEY_ALIAS, IdentitiesOnly: 'yes' },
      }),
      dependsOn: [this.machine],
    });
    const web = this.host.addContainer('web', { image, ports: [{ containerPort: 80, hostPort: port, hostIp: '0.0.0.0' }] });

    new TerraformOutput(this, 'page', { value: `http://${web.publishedAddress(80)}` });
  }

  private addMachine(sshPort: number, keyFile: string): VirtualMachine {
    const vcenter = (name: string, description: string) => this.variable(`vsphere_${name}`, description).stringValue;
    new VsphereProvider(this, 'vsphere', {
      vsphere_server: vcenter('server', 'The name of the vCenter'),
      user: vcenter('user', 'The user of the vCenter'),
      password: this.variable('vsphere_password', 'The password of the user', { sensitive: true }).stringValue,
    });
    const datacenter = new Found(this, 'datacenter', 'vsphere_datacenter', { name: vcenter('datacenter', 'The name of the datacenter') });
    const found = (what: string, type: string) => new Found(this, what, type, {
      name: vcenter(what, `The name of the ${what}`), datacenter_id: datacenter.id,
    });
    return new VirtualMachine(this, 'machine', {
      name: 'container-host',
      resourcePoolId: found('cluster', 'vsphere_compute_cluster').getStringAttribute('resource_pool_id'),
      datastoreId: found('datastore', 'vsphere_datastore').id,
      networkId: found('network', 'vsphere_network').id,
      template: found('template', 'vsphere_virtual_machine'),
      cpus: 2,
      memory: Size.gibibytes(4),
      disk: Size.gibibytes(40),
      userData: this.userData(sshPort),
      // vSphere reports an address long before cloud-init is done. This waits until it is, and fails if the bootstrap failed.
      provisioners: [{
        type: 'remote-exec',
        connection: {
          type: 'ssh',
          host: TerraformSelf.getString('default_ip_address'),
          port: sshPort,
          user: USER,
          privateKey: Fn.file(keyFile),
          hostKey: this.publicKey('host_key.pub'),
          agent: 'false',
          timeout: '15m',
        },
        inline: ['cloud-init status --wait'],
      }],
    });
  }

  /** Returns the bootstrap and the machine's host key, as two parts of one archive. */
  private userData(sshPort: number): string {
    const bootstrap = new HostBootstrap({
      users: [{ name: USER, authorizedKeys: [this.publicKey('deploy.pub')], usesEngine: true }],
      sshPort,
    });
    const hostKey = this.variable('host_key', 'The private key of host_key.pub, which becomes the host key of the machine', {
      sensitive: true,
    });
    const hostKeys = new TerraformLocal(this, 'host-keys', {
      ssh_keys: { ed25519_private: hostKey.stringValue, ed25519_public: this.publicKey('host_key.pub') },
    });
    const archive = new TerraformLocal(this, 'archive', [
      // The limit is that of the archive, which is compressed.
      { type: 'text/cloud-config', content: bootstrap.toCloudInit({ maxSize: Size.kibibytes(64) }) },
      { type: 'text/cloud-config', content: `#cloud-config\n${Fn.jsonencode(hostKeys.expression)}` },
    ]);
    // JSON is YAML, too.
    return Fn.base64gzip(`#cloud-config-archive\n${Fn.jsonencode(archive.expression)}`);
  }

  private variable(name: string, description: string, more: { readonly sensitive?: boolean } = {}): TerraformVariable {
    return new TerraformVariable(this, name, { type: 'string', description, ...more });
  }

  private publicKey(file: string): string {
    return readFileSync(join(this.props.keys, file), 'utf8').trim();
  }
}
