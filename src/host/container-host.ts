import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { Annotations, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ContainerHostOptions, ContainerHostProps, InsecureTcpHostOptions, SshHostOptions, TcpHostOptions, UnixSocketOptions } from './container-host-options';
import { Backend } from '../backend/backend';
import { ProviderInstallation } from '../backend/provider-installation';
import { Endpoint } from '../engine/endpoint';
import { IContainerHost } from '../engine/i-container-host';
import { Placement } from '../engine/placement';
import { BaseImage } from '../image/base-image';
import { HostImage } from '../image/host-image';
import { HostImages } from '../image/host-images';
import { PolicyAspect } from '../isolation/policy-aspect';
import { throwIfAny } from '../private/berth-error';
import { Container } from '../workload/container/container';
import { ContainerOptions } from '../workload/container/container-options';
import { DEFAULT_ADDRESS_RANGE, checkAddressRange } from '../workload/inventory/address-plan';
import { Network, NetworkOptions } from '../workload/network';
import { Volume, VolumeOptions } from '../workload/volume';

/**
 * A machine with a Docker Engine that answers, and what runs on it.
 *
 * A stack may have several. Names and published ports are checked within each, when the stack is synthesized.
 */
export class ContainerHost extends Construct implements IContainerHost {
  /**
   * The engine that `docker` itself would use where Terraform runs: `DOCKER_HOST` and its companions, or the local socket.
   *
   * @param scope where the host belongs
   * @param id its id within the scope
   * @param options what else holds for it
   */
  public static fromEnvironment(scope: Construct, id: string, options: ContainerHostOptions = {}): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.environment() });
  }

  /**
   * An engine on the machine that runs Terraform.
   *
   * @param scope where the host belongs
   * @param id its id within the scope
   * @param options which socket
   */
  public static fromUnixSocket(scope: Construct, id: string, options: UnixSocketOptions = {}): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.unix(options.path ?? '/var/run/docker.sock') });
  }

  /**
   * An engine on the network, both sides known to each other by TLS.
   *
   * @param scope where the host belongs
   * @param id its id within the scope
   * @param options where it is, and the certificates
   */
  public static fromTcp(scope: Construct, id: string, options: TcpHostOptions): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.tcp(options.hostname, options) });
  }

  /**
   * An engine on the network without TLS: whoever reaches its port is root on its machine. Only for a network that is trusted as a whole.
   *
   * @param scope where the host belongs
   * @param id its id within the scope
   * @param options where it is
   */
  public static fromInsecureTcp(scope: Construct, id: string, options: InsecureTcpHostOptions): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.insecureTcp(options.hostname, options) });
  }

  /**
   * An engine on another machine, over SSH.
   *
   * @param scope where the host belongs
   * @param id its id within the scope
   * @param options where it is, and how to log in
   */
  public static fromSsh(scope: Construct, id: string, options: SshHostOptions): ContainerHost {
    return new ContainerHost(scope, id, { ...options, endpoint: Endpoint.ssh(options.hostname, options) });
  }

  /**
   * The host name or IP address under which published ports answer, seen from where Terraform runs. For the environment's own engine and a
   * Unix socket it is `localhost`.
   */
  public readonly address: string;

  /**
   * The back end that carries out what is on this host.
   */
  public readonly backend: Backend;

  /**
   * The Terraform provider of this host: the way out to what has no construct. Give it to raw resources as `provider`.
   */
  public readonly provider: DockerProvider;

  /** @internal */
  public readonly _placement: Placement;

  /**
   * @param scope where the host belongs
   * @param id its id within the scope
   * @param props which engine it is
   */
  constructor(scope: Construct, id: string, props: ContainerHostProps = {}) {
    super(scope, id);
    throwIfAny(checkAddressRange(props.addressRange), this);
    const endpoint = props.endpoint ?? Endpoint.environment();
    this.address = endpoint.address;
    this.backend = Backend._for(this);
    if (!this.backend._can.pidsLimit) {
      Annotations.of(this).addWarning(`The back end ${this.backend} can't limit the processes of a container (CIS Docker Benchmark 5.29): those here have no limit.`);
    }
    if (endpoint._warning) Annotations.of(this).addWarning(endpoint._warning);

    const stack = TerraformStack.of(this);
    const alias = ProviderInstallation.in(stack, this.backend).nextAlias(this);
    this.provider = new DockerProvider(this, 'Provider', { ...endpoint._config, alias });
    this._placement = {
      stack,
      engine: this,
      explicitProvider: alias === undefined ? undefined : this.provider,
      socket: endpoint._socket,
      addressRange: props.addressRange ?? DEFAULT_ADDRESS_RANGE,
    };
    // Created before any container, so that images come first in cdk.tf.json.
    HostImages.of(this);
    PolicyAspect.on(stack)._addHost(this);
    props.isolation?.enforce(this, { exemptions: props.exemptions });
  }

  /**
   * Adds a container to this host.
   *
   * @param id its id on this host
   * @param options what runs in it, and how
   */
  public addContainer(id: string, options: ContainerOptions): Container {
    return new Container(this, id, { ...options, host: this });
  }

  /**
   * Adds a network to this host.
   *
   * @param id its id on this host
   * @param options how it is made
   */
  public addNetwork(id: string, options: NetworkOptions = {}): Network {
    return new Network(this, id, { ...options, host: this });
  }

  /**
   * Adds a volume to this host.
   *
   * @param id its id on this host
   * @param options how it is made
   */
  public addVolume(id: string, options: VolumeOptions = {}): Volume {
    return new Volume(this, id, { ...options, host: this });
  }

  /**
   * Brings an image onto this host. A container brings its own; this is for an image that is wanted without one, or for its id. Adding the
   * same image again gives the same result.
   *
   * @param image where it comes from
   */
  public addImage(image: BaseImage): HostImage {
    return HostImages.of(this).add(image);
  }
}
