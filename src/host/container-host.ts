import { Annotations, TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  ContainerHostOptions, ContainerHostProps, InsecureTcpHostOptions, MachineHostOptions, SshHostOptions, TcpHostOptions, UnixSocketOptions,
} from './container-host-options';
import { notReachableFrom } from './errors';
import { HostFacts } from './host-facts';
import { addProvider } from './host-provider';
import { checkMakers, dependOnMakers } from './makers';
import { checkSharedFolders } from './shared-folder';
import { Backend } from '../backend/backend';
import { CloneSet } from '../clones/clone-set';
import { CloneSetOptions } from '../clones/clone-set-options';
import { Endpoint } from '../engine/endpoint';
import { IContainerHost } from '../engine/i-container-host';
import { Placement } from '../engine/placement';
import { RegistryCredentials } from '../engine/registry-credentials';
import { checkPins } from '../engine/ssh-pins';
import { BaseImage } from '../image/base-image';
import { HostImage } from '../image/host-image';
import { HostImages } from '../image/host-images';
import { PushedImage, PushedImageOptions } from '../image/pushed-image';
import { PolicyAspect } from '../isolation/policy-aspect';
import { throwIfAny } from '../private/berth-error';
import { requireObject, requireProps } from '../private/check-props';
import { checkAddress } from '../private/names';
import { DEFAULT_SOCKET } from '../shared/engine';
import { DockerTarget } from '../targets/docker/docker-target';
import { HostProvider } from '../targets/docker/host-provider';
import { Container } from '../workload/container/container';
import { ContainerOptions } from '../workload/container/container-options';
import { Port } from '../workload/container/networking/port';
import { DEFAULT_ADDRESS_RANGE, checkAddressRange } from '../workload/inventory/address-plan';
import { Network, NetworkOptions } from '../workload/network';
import { Volume, VolumeOptions } from '../workload/volume';

/**
 * A machine with a Docker Engine, and everything that runs on it.
 *
 * A stack may have several hosts. Synthesis fails if two objects on one host have the same name or publish the same port.
 *
 * @example
 * const host = ContainerHost.fromEnvironment(stack, 'host');
 * host.addContainer('web', { image: BaseImage.fromRegistry('nginx:1.27') });
 */
export class ContainerHost extends Construct implements IContainerHost {
  /**
   * Creates a host for the engine that the `docker` command uses on the machine that runs Terraform: the environment variables
   * `DOCKER_HOST`, `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH`, or the local socket.
   *
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param options the options of the host
   */
  public static fromEnvironment(scope: Construct, id: string, options: ContainerHostOptions = {}): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.environment() });
  }

  /**
   * Creates a host for an engine behind a Unix socket on the machine that runs Terraform.
   *
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param options the path of the socket, and the options of the host
   */
  public static fromUnixSocket(scope: Construct, id: string, options: UnixSocketOptions = {}): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.unix(options.path ?? DEFAULT_SOCKET) });
  }

  /**
   * Creates a host for an engine that listens on a TCP port with mutual TLS.
   *
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param options the address, the certificates, and the options of the host
   */
  public static fromTcp(scope: Construct, id: string, options: TcpHostOptions): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.tcp(options.hostname, options) });
  }

  /**
   * Creates a host for an engine that listens on a TCP port without TLS. Synthesis warns about it.
   *
   * Everyone who reaches the port is root on the engine's machine. Use it only in a network in which you trust every machine.
   *
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param options the address, and the options of the host
   */
  public static fromInsecureTcp(scope: Construct, id: string, options: InsecureTcpHostOptions): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.insecureTcp(options.hostname, options) });
  }

  /**
   * Creates a host for an engine on another machine that is reached over SSH.
   *
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param options the address, how to log in, and the options of the host
   */
  public static fromSsh(scope: Construct, id: string, options: SshHostOptions): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.ssh(options.hostname, options) });
  }

  /**
   * Creates a host for the engine of any machine, such as one that other resources of the stack make: its address may be a token. One
   * apply creates the machine and fills it.
   *
   * Terraform must not connect before the engine can be used. Let the resource that makes the machine wait for that, such as with a
   * provisioner that runs `cloud-init status --wait`.
   *
   * Throws an error if `address` is invalid, or if `dependsOn` has a construct of another stack. Synthesis reports a construct in it
   * that has nothing to wait for.
   *
   * @example
   * const host = ContainerHost.of(stack, 'host', {
   *   endpoint: Endpoint.ssh(machine.getStringAttribute('default_ip_address'), { user: 'deploy', knownHostsFile: 'known_hosts' }),
   *   dependsOn: [machine],
   * });
   *
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param options the engine, what makes its machine, and the options of the host
   */
  public static of(scope: Construct, id: string, options: MachineHostOptions): ContainerHost {
    requireProps('MachineHostOptions', options, scope);
    return new ContainerHost(scope, id, options);
  }

  /**
   * The host name or IP address at which published ports answer, as seen from the machine that runs Terraform. Unless it is given, it is
   * `localhost` for a Unix socket, `Endpoint.environment()` and `Endpoint.of()`.
   */
  public readonly address: string;

  /**
   * The back end that applies the resources on this host.
   */
  public readonly backend: Backend;

  /**
   * The Terraform provider of this host, the escape hatch for resources without a construct. Pass it to them as `provider`.
   */
  public readonly provider: TerraformProvider;

  /** @internal */
  public readonly _placement: Placement;

  /**
   * What an `engine` block of a provider needs to reach the engine. Empty for the engine that the environment names.
   *
   * @internal
   */
  public readonly _engineBlock: { readonly [attribute: string]: unknown };

  private measured: HostFacts | undefined;

  /**
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param props the engine, and the options of the host
   */
  constructor(scope: Construct, id: string, props: ContainerHostProps = {}) {
    super(scope, id);
    requireProps('ContainerHostProps', props, this);
    const endpoint = props.endpoint ?? Endpoint.environment();
    const sharedFolders = (props.sharedFolders ?? []).map(({ path, readOnly = true }) => ({ path, readOnly }));
    const { registryCredentials = {}, dependsOn = [] } = props;
    const stack = TerraformStack.of(this);
    throwIfAny([
      ...checkAddress('address of the host', props.address),
      ...checkMakers(dependsOn, stack),
      ...checkAddressRange(props.addressRange),
      ...checkSharedFolders(sharedFolders, endpoint._socket),
      ...RegistryCredentials._check(registryCredentials, Backend.of(this), stack),
      ...checkPins(endpoint._config, Backend.of(this)),
    ], this);
    this.address = props.address ?? endpoint.address;
    this._engineBlock = endpoint._engineBlock;
    this.backend = Backend._for(this);
    const connected = this._connect(endpoint, registryCredentials);
    const hostProvider = { ...connected, isMade: () => dependsOn.length > 0 || connected.isMade() };
    this.provider = hostProvider.provider;
    dependOnMakers(this, hostProvider, dependsOn);
    this._placement = {
      stack,
      engine: this,
      scope: this,
      target: new DockerTarget(this.backend, hostProvider),
      addressFor: (client, ports) => this._addressFor(client as Container, ports as Port),
      engineName: hostProvider.engine,
      socket: endpoint._socket,
      sharedFolders,
      addressRange: props.addressRange ?? DEFAULT_ADDRESS_RANGE,
      filtersIpv6: props.filtersIpv6 ?? false,
    };
    if (!this._placement.target.dialect.has('pids_limit')) {
      Annotations.of(this).addWarning(`The back end ${this.backend} can't limit the number of processes in a container `
        + '(CIS Docker Benchmark 5.29). The containers on this host have no such limit.');
    }
    if (endpoint._warning) Annotations.of(this).addWarning(endpoint._warning);

    // Created before any container, so that the images come first in cdk.tf.json.
    HostImages.of(this);
    PolicyAspect.on(stack)._addHost(this);
    props.isolation?.enforce(this, { exemptions: props.exemptions });
  }

  /**
   * Adds facts to the stack: what this host can really do. A plan then checks all containers and networks on the host against them,
   * whenever they were added, and fails for what can't work. Returns the same facts if they are added again.
   */
  public addFacts(): HostFacts {
    this.measured ??= new HostFacts(this, 'Facts', { host: this });
    return this.measured;
  }

  /**
   * Adds a container to this host.
   *
   * @param id the id on this host
   * @param options the image and the settings of the container
   */
  public addContainer(id: string, options: ContainerOptions): Container {
    requireObject('ContainerOptions', options, this);
    return new Container(this, id, { ...options, host: this });
  }

  /**
   * Adds a set of clones to this host: many containers from one description.
   *
   * @param id the id on this host
   * @param options the number of clones, and the image and the settings of each
   */
  public addCloneSet(id: string, options: CloneSetOptions): CloneSet {
    requireObject('CloneSetOptions', options, this);
    return new CloneSet(this, id, { ...options, host: this });
  }

  /**
   * Adds a network to this host.
   *
   * @param id the id on this host
   * @param options the settings of the network
   */
  public addNetwork(id: string, options: NetworkOptions = {}): Network {
    requireObject('NetworkOptions', options, this);
    return new Network(this, id, { ...options, host: this });
  }

  /**
   * Adds a volume to this host.
   *
   * @param id the id on this host
   * @param options the settings of the volume
   */
  public addVolume(id: string, options: VolumeOptions = {}): Volume {
    requireObject('VolumeOptions', options, this);
    return new Volume(this, id, { ...options, host: this });
  }

  /**
   * Adds an image to this host. Containers add their images themselves. Use this method for an image without a container, or to
   * get the id of an image. Adding an image again returns the same construct.
   *
   * @param image the image
   */
  public addImage(image: BaseImage): HostImage {
    return HostImages.of(this).add(image);
  }

  /**
   * Pushes an image to a registry, from which other hosts get it, and signs it if a key is given.
   *
   * @param id the construct's id on this host
   * @param options the image, and its name in the registry
   */
  public pushImage(id: string, options: PushedImageOptions): PushedImage {
    return PushedImage._on(this, id, options);
  }

  /**
   * Returns the address at which a container reaches ports that containers on this host publish. Throws an error if it reaches none.
   *
   * @internal
   */
  public _addressFor(client: Container, _ports: Port): string {
    if (this.address === 'localhost') throw notReachableFrom(this.node.path, client.node.path);
    return this.address;
  }

  /**
   * Returns the Terraform provider of this host. Called once, by the constructor.
   *
   * @internal
   */
  protected _connect(endpoint: Endpoint, registryCredentials: { [registry: string]: RegistryCredentials }): HostProvider {
    return addProvider(this, 'Provider', endpoint._config, registryCredentials);
  }
}
