import { Container as ContainerResource, ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { dependable } from 'cdktf';
import { Construct } from 'constructs';
import { checkContainer } from './check-props';
import { Connections, IConnectable } from './connections';
import { ContainerProps } from './container-options';
import { notConnected, ofAnotherHost, portsWithoutWayIn, startsAfterAnotherStack } from './errors';
import { IContainer } from './i-container';
import { renderLabels, renderLifecycle } from './lifecycle';
import { Attachments } from './networking/attachments';
import { checkNetworking, renderNetworking, NetworkAttachmentOptions } from './networking/network-options';
import { Protocol } from './networking/port';
import { PortMapping, PublishedPort } from './networking/port-mapping';
import { checkProcess, renderEnvironment, renderProcess } from './process/process-options';
import { Publications } from './publications';
import { resolveDefaults } from './resolve-defaults';
import { renderOwnResources, renderResources } from './resources';
import { renderOwnSecurity, renderSecurity } from './security';
import { renderFile, ContainerFile } from './storage/file';
import { Mount } from './storage/mount';
import { checkStorage, renderMounts } from './storage/storage-options';
import { IContainerHost, checkStack } from '../../engine/i-container-host';
import { HostImages } from '../../image/host-images';
import { describeConfig, describeResource } from '../../isolation/described';
import { effectiveFor, EffectivePolicy } from '../../isolation/effective-policy';
import { exemptionLabels } from '../../isolation/exemption-labels';
import { PolicyAspect } from '../../isolation/policy-aspect';
import { containerProblems } from '../../isolation/policy-check';
import { BerthError, throwIfAny } from '../../private/berth-error';
import { defaultName } from '../../private/names';
import { withoutTraces } from '../../private/traces';
import { Inventory } from '../inventory/inventory';
import { Network } from '../network';

/**
 * A container on a host.
 *
 * It keeps the isolation policies that are enforced around it, and `IsolationPolicy.BASELINE` where there are none: ordinary images run unchanged, with
 * no more capabilities than they need, no way to gain privileges, and a limit on memory, processors, processes and open files. What has no prop can
 * be set on `resource`, within the same policies.
 */
export class Container extends Construct implements IContainer, IConnectable {
  /**
   * The host that it is on.
   */
  public readonly host: IContainerHost;

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
  private readonly publications: Publications;
  private readonly mounts: Mount[];
  private readonly files: ContainerFile[];
  private readonly predecessors: IContainer[] = [];

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
    this.policy = isAlone ? around : around.for(this, { controls: props.isolation?._given ?? {}, exemptions });
    const settings = resolveDefaults(props, this.policy.wishes);
    throwIfAny([...checkStack(props.host, 'A container', this), ...checkContainer(settings)], this);

    this.host = props.host;
    this._givenName = props.name ?? defaultName(this);
    this.environment = { ...props.environment };
    this.labels = { ...props.labels, ...exemptionLabels(exemptions) };
    this.readOnly = settings.readOnlyRootFilesystem ?? false;
    this.publications = new Publications(this, props.ports);
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

    if (!this.publications.isEmpty) this.openForPorts();
    (props.startAfter ?? []).forEach((other) => this.startAfter(other));
    Inventory.of(this.host).addContainer(this);
    this.node.addValidation({ validate: () => this.problems().map((problem) => problem.detail) });
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
    this.publications.add(mapping);
    this.openForPorts();
    this.resource.putPorts(this.publications.render());
  }

  /**
   * Mounts something.
   *
   * @param mount what, and where
   */
  public addMount(mount: Mount): void {
    throwIfAny(checkStorage({ mounts: [...this.mounts, mount] }), this);
    this.mounts.push(mount);
    const { mounts, tmpfs } = renderMounts(this.mounts, this.readOnly);
    if (mounts) this.resource.putMounts(mounts);
    if (tmpfs) this.resource.tmpfs = tmpfs;
    throwIfAny(this.violations(), this);
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
  public startAfter(other: IContainer): void {
    if (other.host._placement.stack !== this.host._placement.stack) throwIfAny([startsAfterAnotherStack(other.node.path, this.host._placement.stack.node.id)], this);
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
    return this.publications.hostPort(containerPort, protocol);
  }

  /**
   * The address under which a published port answers: host name and port, as in `localhost:8080`. A port that is published on the loopback
   * address of a host on the network answers only there.
   *
   * @param containerPort the port of the container
   * @param protocol what it speaks; TCP unless given
   */
  public publishedAddress(containerPort: number, protocol: Protocol = Protocol.TCP): string {
    return this.publications.address(containerPort, protocol);
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
    return this.publications.all;
  }

  /** @internal */
  public _startsAfter(): IContainer[] {
    return [...this.predecessors];
  }

  /** @internal */
  public _toTerraform(props: ContainerProps): ContainerConfig {
    return {
      provider: this.host._placement.explicitProvider,
      name: this._givenName,
      image: HostImages.of(this.host).add(props.image).imageId,
      ...renderProcess(props),
      ...renderLifecycle(props),
      ...renderNetworking(props),
      ...renderResources(props, this.host.backend),
      ...renderSecurity(props),
      readOnly: props.readOnlyRootFilesystem,
      shmSize: props.sharedMemory?.toMebibytes(),
      ...this._attachments.render(),
      // None at all for none, which keeps a stack of thousands small.
      ports: this.publications.isEmpty ? undefined : this.publications.render(),
      ...renderMounts(this.mounts, this.readOnly),
      upload: this.files.length === 0 ? undefined : this.files.map(renderFile),
    };
  }

  private openForPorts(): void {
    if (!this._attachments.areExplicit) this.connections._openForPorts();
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

  private violations(): BerthError[] {
    return containerProblems(describeResource(this.resource), this.policy, this.host);
  }

  /** What can only be known when the whole stack is there. */
  private problems(): BerthError[] {
    const { networks } = this._attachments;
    const strangers = [
      ...networks.map((network) => ({ what: 'The network', construct: network })),
      ...this.mounts.flatMap(({ _volume }) => (_volume ? [{ what: 'The volume', construct: _volume }] : [])),
    ].filter(({ construct }) => construct.host !== this.host);
    const walledIn = !this.publications.isEmpty && networks.length > 0 && networks.every(({ level }) => !level.publishesPorts);
    return [
      ...this.violations(),
      ...strangers.map(({ what, construct }) => ofAnotherHost(what, construct.node.path, construct.host.node.path, this.host.node.path)),
      ...(walledIn ? [portsWithoutWayIn(networks.map(({ node, level }) => `${node.path}, ${level}`))] : []),
    ];
  }
}
