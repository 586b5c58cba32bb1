import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { BaseImage, HostBootstrap, Size, VCenter, VSphereHost, VSphereSource } from 'cdktf-berth';
import { Construct } from 'constructs';

export interface CloudProps {
  /** The folder with the public keys `deploy.pub` and `host_key.pub`. The private keys are variables. */
  readonly keys: string;
  /** What runs on the machine. */
  readonly image?: BaseImage;
  /** The port of the machine that serves the page. */
  readonly port?: number;
  readonly sshPort?: number;
}

/** The user of the machine who uses the engine. */
const USER = 'deploy';

/** A virtual machine in vSphere that becomes a container host, and a web server on it: one apply makes all. */
export class Cloud extends TerraformStack {
  public readonly host: VSphereHost;

  constructor(scope: Construct, id: string, private readonly props: CloudProps) {
    super(scope, id);
    // Stores the state in the stack's folder, so that the folder can be moved to another machine.
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const { image = BaseImage.fromRegistry('nginx:1.27'), port = 80, sshPort = 22 } = props;

    this.host = this.addHost(sshPort);
    const web = this.host.addContainer('web', { image, ports: [{ containerPort: 80, hostPort: port, hostIp: '0.0.0.0' }] });

    new TerraformOutput(this, 'page', { value: `http://${web.publishedAddress(80)}` });
  }

  private addHost(sshPort: number): VSphereHost {
    const named = (what: string) => this.variable(`vsphere_${what}`, `The name of the ${what}`).stringValue;
    const vcenter = new VCenter(this, 'vsphere', {
      server: named('server'),
      user: this.variable('vsphere_user', 'The user of the vCenter'),
      password: this.secret('vsphere_password', 'The password of the user'),
      datacenter: named('datacenter'),
    });
    return new VSphereHost(this, 'host', {
      vcenter,
      name: 'container-host',
      compute: vcenter.findCluster('cluster', named('cluster')),
      datastore: vcenter.findDatastore('datastore', named('datastore')),
      source: VSphereSource.fullClone(vcenter.findTemplate('template', named('template'))),
      networks: [{ network: vcenter.findNetwork('network', named('network')) }],
      cpus: 2,
      memory: Size.gibibytes(4),
      disks: [{ size: Size.gibibytes(40) }],
      bootstrap: new HostBootstrap({
        users: [{ name: USER, authorizedKeys: [this.publicKey('deploy.pub')], usesEngine: true }],
        sshPort,
      }),
      user: USER,
      identityFile: this.variable('deploy_key_file', 'The absolute path of the private key of deploy.pub').stringValue,
      hostKey: {
        publicKey: this.publicKey('host_key.pub'),
        privateKey: this.secret('host_key', 'The private key of host_key.pub, which becomes the host key of the machine').stringValue,
      },
    });
  }

  private variable(name: string, description: string): TerraformVariable {
    return new TerraformVariable(this, name, { type: 'string', description });
  }

  private secret(name: string, description: string): TerraformVariable {
    return new TerraformVariable(this, name, { type: 'string', description, sensitive: true });
  }

  private publicKey(file: string): string {
    return readFileSync(join(this.props.keys, file), 'utf8').trim();
  }
}
