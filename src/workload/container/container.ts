import { Container as ContainerResource, type ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { Token, Tokenization, dependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ContainerProps } from './container-options';
import { checkLifecycle, renderLabels, renderLifecycle } from './lifecycle';
import { checkAttachment, checkNetworking, renderAttachment, renderNetworking, renderPort, type Attachment, type NetworkAttachmentOptions } from './networking';
import { checkProcess, renderEnvironment, renderProcess } from './process';
import { checkMebibytes, checkResources, renderOwnResources, renderResources } from './resources';
import { renderSecurity } from './security';
import { checkStorage } from './storage';
import { BerthError, alreadyConnected, notConnected, ofAnotherHost, portNotPublished, portsWithoutWayIn, startsAfterAnotherStack, throwIfAny } from '../../errors';
import type { ContainerHost } from '../../host/container-host';
import { canonicalIp, checkName, defaultName } from '../../private/names';
import { isKnown } from '../../private/tokens';
import { withoutTraces } from '../../private/traces';
import { renderFile, type ContainerFile } from '../file';
import type { Mount } from '../mount';
import type { Network } from '../network';
import type { NetworkMode } from '../network-mode';
import { Protocol, resolvePort, type PortMapping, type PublishedPort } from '../port';

/**
 * A container on a host.
 *
 * Unless its props say otherwise it runs under the policy "baseline": ordinary images run unchanged, with no more capabilities than they need,
 * no way to gain privileges, and a limit on memory, processors, processes and open files. What has no prop can be set on `resource`.
 */
export class Container extends Construct {
  /**
   * The host that it is on.
   */
  public readonly host: ContainerHost;

  /**
   * The Terraform resource: the way out for what has no prop here, as in `container.resource.addOverride('userns_mode', 'host')`.
   */
  public readonly resource: ContainerResource;

  /** @internal */
  public readonly _givenName: string;

  private readonly environment: { [name: string]: string };
  private readonly labels: { [name: string]: string };
  private readonly networkMode?: NetworkMode;
  private readonly attachments: Attachment[];
  private readonly ports: PublishedPort[];
  private readonly mounts: Mount[];
  private readonly files: ContainerFile[];
  private readonly predecessors: Container[] = [];

  /**
   * @param scope where it belongs
   * @param id its id within the scope
   * @param props what runs in it, how, and on which host
   */
  constructor(scope: Construct, id: string, props: ContainerProps) {
    super(scope, id);
    throwIfAny([...props.host._checkStack('A container', this), ...check(props)], this);

    this.host = props.host;
    this._givenName = props.name ?? defaultName(this);
    this.environment = { ...props.environment };
    this.labels = { ...props.labels };
    this.ports = (props.ports ?? []).map(resolvePort);
    this.mounts = [...props.mounts ?? []];
    this.files = [...props.files ?? []];
    this.networkMode = props.networkMode;
    this.attachments = (props.networks ?? []).map(network => ({ network }));

    const config = this._toTerraform(props);
    this.resource = withoutTraces(() => new ContainerResource(this, 'Resource', config));
    for (const [name, value] of Object.entries(renderOwnResources(props, props.host.backend))) this.resource.addOverride(name, value);

    (props.startAfter ?? []).forEach(other => this.startAfter(other));
    this.host._inventory.addContainer(this);
    this.node.addValidation({ validate: () => this.problems().map(problem => problem.detail) });
  }

  /**
   * Its name on the engine, by which containers of its networks find it: a token, by which Terraform knows that what uses it comes after it.
   */
  public get name(): string {
    return this.resource.name;
  }

  /**
   * Its id on the engine.
   */
  public get containerId(): string {
    return this.resource.id;
  }

  /**
   * Publishes a port on the host.
   *
   * @param mapping which port, and where
   */
  public addPort(mapping: PortMapping): void {
    throwIfAny(checkNetworking({ networkMode: this.networkMode, ports: [mapping] }), this);
    this.ports.push(resolvePort(mapping));
    this.resource.putPorts(this.ports.map(renderPort));
  }

  /**
   * Mounts something.
   *
   * @param mount what, and where
   */
  public addMount(mount: Mount): void {
    throwIfAny(checkStorage([...this.mounts, mount], [], this.host._endpoint._socket), this);
    this.mounts.push(mount);
    this.resource.putMounts(this.mounts.map(each => each._toTerraform()));
  }

  /**
   * Puts a file into it before it starts.
   *
   * @param file what, and where
   */
  public addFile(file: ContainerFile): void {
    throwIfAny(checkStorage([], [...this.files, file]), this);
    this.files.push(file);
    this.resource.putUpload(this.files.map(renderFile));
  }

  /**
   * Sets an environment variable.
   *
   * @param name its name
   * @param value its value
   */
  public addEnvironment(name: string, value: string): void {
    throwIfAny(checkProcess({ environment: { [name]: value } }), this);
    this.environment[name] = value;
    this.resource.env = renderEnvironment(this.environment)!;
  }

  /**
   * Puts a label on it.
   *
   * @param name its name
   * @param value its value
   */
  public addLabel(name: string, value: string): void {
    this.labels[name] = value;
    this.resource.putLabels(renderLabels(this.labels));
  }

  /**
   * Joins a network.
   *
   * @param network a network of the same host
   * @param options under which aliases and addresses
   */
  public connectTo(network: Network, options: NetworkAttachmentOptions = {}): void {
    const attachment = { network, ...options };
    throwIfAny([...checkAttachment(attachment), ...this.checkNetwork(network)], this);
    this.attachments.push(attachment);
    this.resource.putNetworksAdvanced(this.attachments.map(renderAttachment));
  }

  /**
   * Starts only after another container, and after that is healthy if Terraform waits for it.
   *
   * @param other the container that comes first
   */
  public startAfter(other: Container): void {
    if (other.host._stack !== this.host._stack) throwIfAny([startsAfterAnotherStack(other.node.path, this.host._stack.node.id)], this);
    this.predecessors.push(other);
    this.resource.dependsOn = [...this.resource.dependsOn ?? [], dependable(other.resource)];
  }

  /**
   * The host's port under which a published port answers; a token if the engine chooses it.
   *
   * @param containerPort the port of the container
   * @param protocol what it speaks; TCP unless given
   */
  public publishedPort(containerPort: number, protocol: Protocol = Protocol.TCP): number {
    const index = this.indexOfPort(containerPort, protocol);
    return this.ports[index].hostPort ?? Token.asNumber(this.resource.interpolationForAttribute(`ports[${index}].external`));
  }

  /**
   * The address under which a published port answers: host name and port, as in `localhost:8080`. A port that is published on the loopback
   * address of a host on the network answers only there.
   *
   * @param containerPort the port of the container
   * @param protocol what it speaks; TCP unless given
   */
  public publishedAddress(containerPort: number, protocol: Protocol = Protocol.TCP): string {
    const { hostIp } = this.ports[this.indexOfPort(containerPort, protocol)];
    const address = isKnown(hostIp) && answersEverywhere(hostIp) ? this.host.address : hostIp;
    return `${address.includes(':') ? `[${address}]` : address}:${Tokenization.stringifyNumber(this.publishedPort(containerPort, protocol))}`;
  }

  /**
   * Its address on a network that it has joined.
   *
   * @param network the network
   */
  public ipAddress(network: Network): string {
    if (!this.attachments.some(attachment => attachment.network === network)) throw notConnected(network.node.path, this);
    const data = `docker_container.${this.resource.friendlyUniqueId}.network_data`;
    const name = `docker_network.${network.resource.friendlyUniqueId}.name`;
    return `\${one([for each in ${data} : each.ip_address if each.network_name == ${name}])}`;
  }

  /** @internal */
  public _publishedPorts(): PublishedPort[] {
    return [...this.ports];
  }

  /** @internal */
  public _startsAfter(): Container[] {
    return [...this.predecessors];
  }

  /** @internal */
  public _toTerraform(props: ContainerProps): ContainerConfig {
    return {
      provider: this.host._explicitProvider,
      name: this._givenName,
      image: this.host.addImage(props.image).imageId,
      ...renderProcess(props),
      ...renderLifecycle(props),
      ...renderNetworking(props),
      ...renderResources(props, this.host.backend),
      ...renderSecurity(props),
      readOnly: props.readOnlyRootFilesystem,
      shmSize: props.sharedMemory?.toMebibytes(),
      networksAdvanced: blocks(this.attachments, renderAttachment),
      ports: blocks(this.ports, renderPort),
      mounts: blocks(this.mounts, mount => mount._toTerraform()),
      upload: blocks(this.files, renderFile),
    };
  }

  private checkNetwork(network: Network): BerthError[] {
    return [
      ...checkNetworking({ networkMode: this.networkMode, networks: [network] }),
      ...(this.attachments.some(attachment => attachment.network === network) ? [alreadyConnected(network.node.path)] : []),
    ];
  }

  private indexOfPort(containerPort: number, protocol: Protocol): number {
    const index = this.ports.findIndex(port => port.containerPort === containerPort && port.protocol === protocol);
    if (index >= 0) return index;
    throw portNotPublished(`${containerPort}/${protocol}`, this.ports.map(port => `${port.containerPort}/${port.protocol}`), this);
  }

  /** What can only be known when the whole stack is there. */
  private problems(): BerthError[] {
    const strangers = [
      ...this.attachments.map(({ network }) => ({ what: 'The network', construct: network })),
      ...this.mounts.flatMap(({ _volume }) => (_volume ? [{ what: 'The volume', construct: _volume }] : [])),
    ].filter(({ construct }) => construct.host !== this.host);
    const walledIn = this.ports.length > 0 && this.attachments.length > 0 && this.attachments.every(({ network }) => network._isInternal);
    return [
      ...strangers.map(({ what, construct }) => ofAnotherHost(what, construct.node.path, construct.host.node.path, this.host.node.path)),
      ...(walledIn ? [portsWithoutWayIn(this.attachments.map(({ network }) => network.node.path))] : []),
    ];
  }
}

/** Whether an address of the host needs no mention: all of them, or the one that it has for itself. */
function answersEverywhere(ip: string): boolean {
  return ['0.0.0.0', '::', '::1'].includes(canonicalIp(ip)) || ip.startsWith('127.');
}

/** The blocks for some things; none at all for none, which keeps a stack of thousands small. */
function blocks<T, B>(things: readonly T[], render: (thing: T) => B): B[] | undefined {
  return things.length > 0 ? things.map(render) : undefined;
}

function check(props: ContainerProps): BerthError[] {
  return [
    ...checkName('container', props.name),
    ...checkProcess(props),
    ...checkLifecycle(props),
    ...checkNetworking(props),
    ...checkStorage(props.mounts ?? [], props.files ?? [], props.host._endpoint._socket),
    ...checkResources(props, props.host.backend),
    ...checkMebibytes('sharedMemory', props.sharedMemory),
  ];
}
