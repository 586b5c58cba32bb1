import { Container as ContainerResource, type ContainerConfig, type ContainerMounts } from '@cdktf/provider-docker/lib/container';
import { Token, Tokenization, dependable } from 'cdktf';
import { Construct } from 'constructs';
import { Attachments } from './attachments';
import type { ContainerProps } from './container-options';
import { checkLifecycle, renderLabels, renderLifecycle } from './lifecycle';
import { checkNetworking, renderNetworking, renderPort, type NetworkAttachmentOptions } from './networking';
import { checkProcess, renderEnvironment, renderProcess } from './process';
import { checkMebibytes, checkResources, renderOwnResources, renderResources } from './resources';
import { checkSecurity, renderOwnSecurity, renderSecurity } from './security';
import { checkStorage, withTemporaryFolder } from './storage';
import { BerthError, notConnected, ofAnotherHost, portNotPublished, portsWithoutWayIn, startsAfterAnotherStack, throwIfAny } from '../../errors';
import type { ContainerHost } from '../../host/container-host';
import { settle } from '../../isolation/defaults';
import { describeConfig, describeResource } from '../../isolation/described';
import { effectiveFor, type EffectivePolicy } from '../../isolation/effective-policy';
import { PolicyAspect, exemptionLabels } from '../../isolation/policy-aspect';
import { containerProblems } from '../../isolation/policy-check';
import { checkRuntime } from '../../isolation/runtime-check';
import { canonicalIp, checkName, defaultName } from '../../private/names';
import { isKnown } from '../../private/tokens';
import { withoutTraces } from '../../private/traces';
import { Connections } from '../connections';
import { renderFile, type ContainerFile } from '../file';
import type { Mount } from '../mount';
import type { Network } from '../network';
import { Protocol } from '../port';
import { resolvePort, type PortMapping, type PublishedPort } from '../port-mapping';

/**
 * A container on a host.
 *
 * It keeps the isolation policies that are enforced around it, and `IsolationPolicy.BASELINE` where there are none: ordinary images run unchanged, with
 * no more capabilities than they need, no way to gain privileges, and a limit on memory, processors, processes and open files. What has no prop can
 * be set on `resource`, within the same policies.
 */
export class Container extends Construct {
  /**
   * The host that it is on.
   */
  public readonly host: ContainerHost;

  /**
   * The Terraform resource: the way out for what has no prop here, as in `container.resource.addOverride('cpu_set', '0')`.
   */
  public readonly resource: ContainerResource;

  /**
   * What it may reach, and who may reach it.
   */
  public readonly connections: Connections;

  /** @internal */
  public readonly _givenName: string;

  /** @internal */
  public readonly _attachments: Attachments;

  private readonly policy: EffectivePolicy;
  private readonly readOnly: boolean;
  private readonly environment: { [name: string]: string };
  private readonly labels: { [name: string]: string };
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
    const exemptions = (props.exemptions ?? []).map(({ _exempt }) => _exempt);
    const around = effectiveFor(this, props.host);
    const isAlone = props.isolation === undefined && exemptions.length === 0;
    this.policy = isAlone ? around : around.within({ controls: props.isolation?._given ?? {}, exemptions }, this);
    const settings = settle(props, this.policy.wishes);
    throwIfAny([...props.host._checkStack('A container', this), ...check(settings)], this);

    this.host = props.host;
    this._givenName = props.name ?? defaultName(this);
    this.environment = { ...props.environment };
    this.labels = { ...props.labels, ...exemptionLabels(exemptions) };
    this.readOnly = settings.readOnlyRootFilesystem ?? false;
    this.ports = (props.ports ?? []).map(resolvePort);
    this.mounts = [...props.mounts ?? []];
    this.files = [...props.files ?? []];
    this._attachments = new Attachments(props);
    this.connections = Connections._of(this);

    const config = this._toTerraform({ ...settings, labels: this.labels });
    const ownAttributes = { ...renderOwnResources(settings), ...renderOwnSecurity(settings) };
    throwIfAny(containerProblems(describeConfig(config, ownAttributes), this.policy, this.host), this);
    this.resource = withoutTraces(() => new ContainerResource(this, 'Resource', config));
    for (const [name, value] of Object.entries(ownAttributes)) this.resource.addOverride(name, value);
    PolicyAspect.expect(this.resource, { policy: this.policy, exemptions, host: this.host });

    if (this.ports.length > 0) this.openForPorts();
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
    throwIfAny([...checkNetworking({ networkMode: this._attachments.mode, ports: [mapping] }), ...this.connections._checkOpen()], this);
    this.ports.push(resolvePort(mapping));
    this.openForPorts();
    this.resource.putPorts(this.ports.map(renderPort));
  }

  /**
   * Mounts something.
   *
   * @param mount what, and where
   */
  public addMount(mount: Mount): void {
    throwIfAny(checkStorage({ mounts: [...this.mounts, mount] }), this);
    this.mounts.push(mount);
    this.resource.putMounts(this.renderMounts()!);
    throwIfAny(this.weaknesses(), this);
  }

  /**
   * Puts a file into it before it starts.
   *
   * @param file what, and where
   */
  public addFile(file: ContainerFile): void {
    throwIfAny(checkStorage({ mounts: this.mounts, files: [...this.files, file], readOnlyRootFilesystem: this.readOnly }), this);
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
    throwIfAny([...this._attachments.check(attachment), ...this.connections._checkOpen()], this);
    this._attachments.add(attachment);
    this.renderAttachments();
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
    if (!this._attachments.has(network)) throw notConnected(network.node.path, this);
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
      ...this._attachments.render(),
      ports: blocks(this.ports, renderPort),
      mounts: this.renderMounts(),
      upload: blocks(this.files, renderFile),
    };
  }

  private openForPorts(): void {
    if (!this._attachments.areGiven) this.connections._openForPorts();
  }

  private renderAttachments(): void {
    const { networkMode, dns, lifecycle, networksAdvanced } = this._attachments.render();
    if (networkMode === undefined) this.resource.resetNetworkMode();
    else this.resource.networkMode = networkMode;
    if (dns === undefined) this.resource.resetDns();
    else this.resource.dns = dns;
    if (lifecycle !== undefined) this.resource.lifecycle = { ...this.resource.lifecycle, ...lifecycle };
    this.resource.putNetworksAdvanced(networksAdvanced ?? []);
  }

  private renderMounts(): ContainerMounts[] | undefined {
    return blocks(withTemporaryFolder(this.mounts, this.readOnly), mount => mount._toTerraform());
  }

  private weaknesses(): BerthError[] {
    return containerProblems(describeResource(this.resource), this.policy, this.host);
  }

  private indexOfPort(containerPort: number, protocol: Protocol): number {
    const index = this.ports.findIndex(port => port.containerPort === containerPort && port.protocol === protocol);
    if (index >= 0) return index;
    throw portNotPublished(`${containerPort}/${protocol}`, this.ports.map(port => `${port.containerPort}/${port.protocol}`), this);
  }

  /** What can only be known when the whole stack is there. */
  private problems(): BerthError[] {
    const { networks } = this._attachments;
    const strangers = [
      ...networks.map(network => ({ what: 'The network', construct: network })),
      ...this.mounts.flatMap(({ _volume }) => (_volume ? [{ what: 'The volume', construct: _volume }] : [])),
    ].filter(({ construct }) => construct.host !== this.host);
    const walledIn = this.ports.length > 0 && networks.length > 0 && networks.every(({ level }) => !level.publishesPorts);
    return [
      ...this.weaknesses(),
      ...strangers.map(({ what, construct }) => ofAnotherHost(what, construct.node.path, construct.host.node.path, this.host.node.path)),
      ...(walledIn ? [portsWithoutWayIn(networks.map(({ node, level }) => `${node.path}, ${level}`))] : []),
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
    ...checkStorage(props),
    ...checkResources(props, props.host.backend),
    ...checkSecurity(props, props.host.backend),
    ...checkRuntime(props),
    ...checkMebibytes('sharedMemory', props.sharedMemory),
  ];
}
