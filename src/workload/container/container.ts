import { Container as ContainerResource, ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { dependable } from 'cdktf';
import { Construct } from 'constructs';
import { checkContainer } from './check-props';
import { checkHosts, checkPortsAllowed } from './check-references';
import { Connections, IConnectable } from './connections';
import { ContainerProps } from './container-options';
import { notConnected, startsAfterAnotherStack } from './errors';
import { IContainer } from './i-container';
import { renderLabels, renderLifecycle } from './lifecycle';
import { Attachments } from './networking/attachments';
import { renderNetworking, NetworkAttachmentOptions } from './networking/network-options';
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
import { defaultName } from '../../private/default-name';
import { withoutTraces } from '../../private/traces';
import { Inventory } from '../inventory/inventory';
import { Network } from '../network';

/**
 * A container on a host.
 *
 * The container must meet the isolation policies enforced around it, or `IsolationPolicy.BASELINE` if there are none. Under the baseline,
 * ordinary images run unchanged. They have only the capabilities that they need, can't gain privileges, and have limits on memory, CPUs,
 * processes and open files. Settings that have no prop can be set on `resource`. The same policies apply to them.
 *
 * @example
 * const image = BaseImage.fromRegistry('nginx:1.27');
 * const container = new Container(stack, 'Web', { host, image, ports: [{ containerPort: 80, hostPort: 8_080 }] });
 */
export class Container extends Construct implements IContainer, IConnectable {
  /**
   * The host that the container runs on.
   */
  public readonly host: IContainerHost;

  /**
   * The Terraform resource: the escape hatch for settings that have no prop.
   *
   * @example
   * container.resource.addOverride('cpu_set', '0');
   */
  public readonly resource: ContainerResource;

  /**
   * The network connections of the container: what it can reach, and what can reach it.
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
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the host, image and options of the container
   */
  constructor(scope: Construct, id: string, props: ContainerProps) {
    super(scope, id);
    const exemptions = (props.exemptions ?? []).map(({ _exempt }) => _exempt);
    const scopePolicy = effectiveFor(this, props.host);
    const hasOwnRules = props.isolation !== undefined || exemptions.length > 0;
    this.policy = hasOwnRules ? scopePolicy.for(this, { controls: props.isolation?._given ?? {}, exemptions }) : scopePolicy;
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

    if (!this.publications.isEmpty) this.joinNetworkForPorts();
    (props.startAfter ?? []).forEach((other) => this.startAfter(other));
    Inventory.of(this.host).addContainer(this);
    this.node.addValidation({ validate: () => this.problems().map(({ detail }) => detail) });
  }

  /**
   * The name of the container on the engine, by which other containers on its networks find it. A token, so Terraform creates the
   * container before whatever uses the name.
   */
  public get name(): string {
    return this.resource.name;
  }

  /**
   * The id of the container on the engine. A token.
   */
  public get containerId(): string {
    return this.resource.id;
  }

  /**
   * Publishes a port on the host.
   *
   * @param mapping the port, and where it is published
   */
  public addPort(mapping: PortMapping): void {
    throwIfAny([...this._attachments.checkPort(mapping), ...this.connections._checkNotIsolated()], this);
    this.publications.add(mapping);
    this.joinNetworkForPorts();
    this.resource.putPorts(this.publications.render());
  }

  /**
   * Adds a mount.
   *
   * @param mount what to mount, and where
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
   * Adds a file, which is copied into the container before it starts.
   *
   * @param file the file and its path
   */
  public addFile(file: ContainerFile): void {
    throwIfAny(checkStorage({ mounts: this.mounts, files: [...this.files, file], readOnlyRootFilesystem: this.readOnly }), this);
    this.files.push(file);
    this.resource.putUpload(this.files.map(renderFile));
  }

  /**
   * Sets an environment variable, or overwrites its value.
   *
   * @param name the name of the variable
   * @param value the value of the variable
   */
  public addEnvironment(name: string, value: string): void {
    throwIfAny(checkProcess({ environment: { [name]: value } }), this);
    this.environment[name] = value;
    this.resource.env = renderEnvironment(this.environment)!;
  }

  /**
   * Sets a label, or overwrites its value.
   *
   * @param name the name of the label
   * @param value the value of the label
   */
  public addLabel(name: string, value: string): void {
    this.labels[name] = value;
    this.resource.putLabels(renderLabels(this.labels));
  }

  /**
   * Connects the container to a network.
   *
   * @param network a network of the same host
   * @param options aliases and fixed addresses
   */
  public connectTo(network: Network, options: NetworkAttachmentOptions = {}): void {
    const attachment = { network, ...options };
    throwIfAny([...this._attachments.check(attachment), ...this.connections._checkNotIsolated()], this);
    this._attachments.add(attachment);
    this._attachments.applyTo(this.resource);
  }

  /**
   * Starts the container only after another one has started and, if Terraform waits for that, is healthy.
   *
   * @param other a container in the same stack, which starts first
   */
  public startAfter(other: IContainer): void {
    const { stack } = this.host._placement;
    if (other.host._placement.stack !== stack) throwIfAny([startsAfterAnotherStack(other.node.path, stack.node.id)], this);
    this.predecessors.push(other);
    this.resource.dependsOn = [...this.resource.dependsOn ?? [], dependable(other.resource)];
  }

  /**
   * Returns the host's port for a published port, a token if the engine chooses it. Throws an error if the port is not published.
   *
   * @param containerPort the port of the container
   * @param protocol the transport protocol, TCP by default
   */
  public publishedPort(containerPort: number, protocol: Protocol = Protocol.TCP): number {
    return this.publications.hostPort(containerPort, protocol);
  }

  /**
   * Returns the address of a published port as host name and port, such as `localhost:8080`. If the port is published on the loopback
   * address of a remote host, only that host can reach it. Throws an error if the port is not published.
   *
   * @param containerPort the port of the container
   * @param protocol the transport protocol, TCP by default
   */
  public publishedAddress(containerPort: number, protocol: Protocol = Protocol.TCP): string {
    return this.publications.address(containerPort, protocol);
  }

  /**
   * Returns the container's IPv4 address on a network, as a token. Throws an error if the container is not connected to the network.
   *
   * @param network a network of the container
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
      // Omitted if empty, which keeps stacks with thousands of containers small.
      ports: this.publications.isEmpty ? undefined : this.publications.render(),
      ...renderMounts(this.mounts, this.readOnly),
      upload: this.files.length === 0 ? undefined : this.files.map(renderFile),
    };
  }

  private joinNetworkForPorts(): void {
    if (!this._attachments.areExplicit) this.connections._joinNetworkForPorts();
  }

  private violations(): BerthError[] {
    return containerProblems(describeResource(this.resource), this.policy, this.host);
  }

  /** Checks what is known only once the whole stack is defined. */
  private problems(): BerthError[] {
    const { networks } = this._attachments;
    return [
      ...this.violations(),
      ...checkHosts(this.host, networks, this.mounts),
      ...(this.publications.isEmpty ? [] : checkPortsAllowed(networks)),
    ];
  }
}
