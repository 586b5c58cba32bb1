import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ContainerHost } from './container-host';
import { ContainerHostsOptions, ContainerHostsProps } from './container-hosts-options';
import { hostWithoutAddress, noHosts, unknownHost } from './errors';
import { addProvider } from './host-provider';
import { readHostsFile } from './hosts-file';
import { Backend } from '../backend/backend';
import { Endpoint } from '../engine/endpoint';
import { RegistryCredentials } from '../engine/registry-credentials';
import { throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { invalidName } from '../private/errors';
import { ENGINE_NAME, ENGINE_NAME_RULE } from '../shared/engine';
import { HostProvider } from '../targets/docker/host-provider';

/**
 * Several machines with a Docker Engine, by name.
 *
 * They share one Terraform provider, which is one process and knows each engine by its name. With a `ContainerHost` for each machine,
 * Terraform starts a process for each. With `Backend.KREUZWERKER`, each host has a provider of its own.
 *
 * @example
 * const hosts = new ContainerHosts(stack, 'hosts', {
 *   hosts: {
 *     'eu-1': { endpoint: Endpoint.ssh('eu-1.example.com') },
 *     'eu-2': { endpoint: Endpoint.ssh('eu-2.example.com') },
 *   },
 * });
 * for (const host of hosts.all) {
 *   host.addContainer('web', { image: BaseImage.fromRegistry('nginx:1.27') });
 * }
 */
export class ContainerHosts extends Construct {
  /**
   * Creates the hosts that a JSON file lists. The file is an object with a member for each host, by its name. A host has the members:
   *
   * - `url`: the address of the engine, such as `ssh://docker@eu-1.example.com`, `tcp://10.0.0.5:2376` or `unix:///run/docker.sock`
   * - `identityFile`, `knownHostsFile`: for SSH, as in `SshOptions`
   * - `tlsDirectory`: for TCP, the folder with `ca.pem`, `cert.pem` and `key.pem`
   * - `addressRange`, `filtersIpv6`: as in `HostOptions`
   *
   * Throws an error if the file can't be read, or has anything else.
   *
   * @param scope the scope of the hosts
   * @param id the id in the scope
   * @param path the path of the file, absolute or relative to the current folder
   * @param options what the hosts have in common
   */
  public static fromFile(scope: Construct, id: string, path: string, options: ContainerHostsOptions = {}): ContainerHosts {
    return new ContainerHosts(scope, id, { ...options, hosts: readHostsFile(path) });
  }

  /**
   * The hosts, in the order in which they were given.
   */
  public readonly all: ContainerHost[];

  /** The provider of all hosts, with a block for each engine. Undefined if each host has its own. */
  private readonly shared?: HostProvider;
  private readonly engines: object[] = [];

  /**
   * @param scope the scope of the hosts
   * @param id the id in the scope
   * @param props the hosts by name, and what they have in common
   */
  constructor(scope: Construct, id: string, props: ContainerHostsProps) {
    super(scope, id);
    requireProps('ContainerHostsProps', props, this);
    const { hosts, registryCredentials = {} } = props;
    const backend = Backend._for(this);
    throwIfAny([
      ...Object.keys(hosts).length === 0 ? [noHosts()] : [],
      ...Object.keys(hosts).filter((name) => !ENGINE_NAME.test(name)).map((name) => invalidName('name of a host', name, ENGINE_NAME_RULE)),
      ...Object.entries(hosts).filter(([, { endpoint }]) => endpoint?._config.host === undefined).map(([name]) => hostWithoutAddress(name)),
      ...RegistryCredentials._check(registryCredentials, backend, TerraformStack.of(this)),
    ], this);
    if (backend !== Backend.KREUZWERKER) {
      this.shared = addProvider(this, 'Provider', {}, registryCredentials);
      // The class of the provider lacks blocks that only berth/docker has.
      this.shared.provider.addOverride('engine', this.engines);
    }
    props.isolation?.enforce(this, { exemptions: props.exemptions });
    // Without a shared provider, each host needs the credentials.
    const own = this.shared === undefined ? { registryCredentials } : {};
    this.all = Object.entries(hosts).map(([name, options]) => new NamedHost(this, name, { ...options, ...own }));
  }

  /**
   * Returns a host by its name. Throws an error if there is none.
   *
   * @param name the name of the host
   */
  public host(name: string): ContainerHost {
    const host = this.all.find(({ node }) => node.id === name);
    if (host === undefined) throw unknownHost(name, this.all.map(({ node }) => node.id));
    return host;
  }

  /**
   * Adds the engine of a host to the shared provider. Returns undefined if there is none.
   *
   * @internal
   */
  public _addEngine(name: string, { _engineBlock: block }: Endpoint): HostProvider | undefined {
    if (this.shared === undefined) return undefined;
    this.engines.push({ name, ...block });
    return { ...this.shared, engine: name };
  }
}

/** A host whose engine the provider of all hosts knows by its name. */
class NamedHost extends ContainerHost {
  protected _connect(endpoint: Endpoint, credentials: { [registry: string]: RegistryCredentials }): HostProvider {
    const hosts = this.node.scope as ContainerHosts;
    return hosts._addEngine(this.node.id, endpoint) ?? super._connect(endpoint, credentials);
  }
}
