import { Container as ContainerResource } from '@cdktf/provider-docker/lib/container';
import { Construct } from 'constructs';
import { checkHosts, checkPortsAllowed } from './check-references';
import { checkRuntime } from './check-runtime';
import { clonesOf } from './clones';
import { Connections, IConnectable } from './connections';
import { ContainerProps } from './container-options';
import { noDockerContainer, notConnected } from './errors';
import { swapWithin } from './fields/resources';
import { checkFields, describeModel, FieldName, FIELDS, toModel } from './fields/table';
import { IContainer } from './i-container';
import { INetwork } from '../i-network';
import { movedHostProblems } from './moved-host';
import { ownerLabel } from '../owner-label';
import { NetworkAttachmentOptions } from './networking/network-options';
import { Protocol } from './networking/port';
import { PortMapping } from './networking/port-mapping';
import { indexOfPort, publishedAddress } from './publications';
import { ContainerFile } from './storage/file';
import { Mount } from './storage/mount';
import { SecretFile } from './storage/secret-file';
import { IContainerHost, checkStack } from '../../engine/i-container-host';
import { objectName } from '../../engine/object-name';
import { effectiveFor, EffectivePolicy } from '../../isolation/effective-policy';
import { exemptionLabels } from '../../isolation/exemption-labels';
import { joinedHostProblems } from '../../isolation/joined-host';
import { overriddenPolicyProblems } from '../../isolation/overridden-policy';
import { PolicyAspect } from '../../isolation/policy-aspect';
import { containerProblems, unknownProblems } from '../../isolation/policy-check';
import { ContainerModel } from '../../model/container';
import { BerthError, throwIfAny } from '../../private/berth-error';
import { requireArguments, requireProps } from '../../private/check-props';
import { meetControls } from '../../shared/controls/compare';
import { Dialect } from '../../targets/dialect';
import { isContainer } from '../../targets/raw/docker';
import { RenderedContainer } from '../../targets/target';
import { Inventory } from '../inventory/inventory';

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
   * The network connections of the container: what it can reach, and what can reach it.
   */
  public readonly connections: Connections;

  /** @internal */
  public readonly _model: ContainerModel;

  private readonly policy: EffectivePolicy;
  private readonly rendered: RenderedContainer;

  /**
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the host, image and options of the container
   */
  constructor(scope: Construct, id: string, props: ContainerProps) {
    super(scope, id);
    requireProps('ContainerProps', props, this);
    this.host = props.host;
    const { target } = this.host._placement;
    const exemptions = (props.exemptions ?? []).map(({ _exempt }) => _exempt);
    const scopePolicy = effectiveFor(this, this.host);
    const hasOwnRules = props.isolation !== undefined || exemptions.length > 0;
    this.policy = hasOwnRules ? scopePolicy.for(this, { controls: props.isolation?._given ?? {}, exemptions }) : scopePolicy;

    const { virtualHost } = this.host._placement;
    const requested = virtualHost === undefined ? this.policy.requested : meetControls(this.policy.requested, virtualHost.controls);
    const model = toModel({ ...props, name: objectName(this.host, this.node.path, props.name) }, requested);
    Object.assign(model.labels, exemptionLabels(exemptions), ownerLabel(this.host));
    model.clones = clonesOf(this);
    model.cgroupParent ??= virtualHost?.cgroupParent;
    model.memorySwap ??= swapWithin(model.memory, virtualHost?.bounds.memorySwap);
    throwIfAny([...checkStack(this.host, 'A container', this), ...checkFields(model, this.host), ...checkRuntime(model)], this);
    throwIfAny(explained(containerProblems(describeModel(model, target.dialect), this.policy, this.host), model, target.dialect), this);

    this._model = model;
    // The aspect adds the exemptions that the container inherits. It does not visit a container that another aspect creates.
    model.policy = this.policy.modelFor(exemptions, this.host._placement);
    this.rendered = target.addContainer(this, model);
    this.connections = Connections._of(this);
    PolicyAspect.register(this.rendered.resource, {
      policy: this.policy,
      exemptions,
      host: this.host,
      show: (labels, policy) => {
        Object.assign(model.labels, labels);
        this.rendered.keepLabels(labels);
        model.policy = policy;
      },
    });
    if (model.ports.length > 0) this.connections._joinNetworkForPorts();
    Inventory.of(this.host).addContainer(this);
    this.node.addValidation({ validate: () => this.problems().map(({ detail }) => detail) });
  }

  /**
   * The Terraform resource: the escape hatch for settings that have no prop. What is set on it takes precedence over the props and the
   * methods of the container. Throws an error if the container becomes something other than a `docker_container`.
   *
   * @example
   * container.resource.addOverride('cpu_set', '0');
   */
  public get resource(): ContainerResource {
    if (!isContainer(this.rendered.resource)) throw noDockerContainer(this);
    return this.rendered.resource as ContainerResource;
  }

  /**
   * The name of the container on the engine, by which other containers on its networks find it. A token, so Terraform creates the
   * container before whatever uses the name.
   */
  public get name(): string {
    return this.rendered.name;
  }

  /**
   * The id of the container on the engine. A token.
   */
  public get containerId(): string {
    return this.rendered.id;
  }

  /**
   * Publishes a port on the host.
   *
   * @param mapping the port, and where it is published
   */
  public addPort(mapping: PortMapping): void {
    requireArguments({ mapping: ['PortMapping', mapping] }, this);
    throwIfAny(this.connections._checkNotIsolated(), this);
    this.change({ ports: [...this._model.ports, ...FIELDS.ports.toModel([mapping], this.host)] }, ['networkMode', 'ports']);
    this.connections._joinNetworkForPorts();
  }

  /**
   * Adds a mount.
   *
   * @param mount what to mount, and where
   */
  public addMount(mount: Mount): void {
    requireArguments({ mount: ['Mount', mount] }, this);
    this.change({ mounts: [...this._model.mounts, ...FIELDS.mounts.toModel([mount], this.host)] }, ['mounts']);
    const problems = containerProblems(this.rendered.describe(), this.policy, this.host);
    throwIfAny(explained(problems, this._model, this.host._placement.target.dialect), this);
  }

  /**
   * Adds a file, which is copied into the container before it starts.
   *
   * @param file the file and its path
   */
  public addFile(file: ContainerFile): void {
    requireArguments({ file: ['ContainerFile', file] }, this);
    this.change({ files: [...this._model.files, ...FIELDS.files.toModel([file], this.host)] }, ['files']);
  }

  /**
   * Adds a secret, which the container gets as a file before it starts.
   *
   * @param secret the secret and its path
   */
  public addSecret(secret: SecretFile): void {
    this.change({ secrets: [...this._model.secrets, ...FIELDS.secrets.toModel([secret], this.host)] }, ['secrets']);
  }

  /**
   * Sets an environment variable, or overwrites its value.
   *
   * @param name the name of the variable
   * @param value the value of the variable
   */
  public addEnvironment(name: string, value: string): void {
    requireArguments({ name: ['string', name], value: ['string', value] }, this, 'type');
    this.change({ environment: { ...this._model.environment, [name]: value } }, ['environment']);
  }

  /**
   * Sets a label, or overwrites its value.
   *
   * @param name the name of the label
   * @param value the value of the label
   */
  public addLabel(name: string, value: string): void {
    requireArguments({ name: ['string', name], value: ['string', value] }, this);
    this._model.labels[name] = value;
  }

  /**
   * Connects the container to a network.
   *
   * @param network a network of the same host
   * @param options aliases and fixed addresses
   */
  public connectTo(network: INetwork, options: NetworkAttachmentOptions = {}): void {
    requireArguments({ network: ['INetwork', network], options: ['NetworkAttachmentOptions', options] }, this);
    throwIfAny(this.connections._checkNotIsolated(), this);
    this.change({ networks: [...this._model.networks, { network, ...options }] }, ['networkMode', 'networks']);
  }

  /**
   * Starts the container only after another one has started and, if Terraform waits for that, is healthy.
   *
   * @param other a container in the same stack, which starts first
   */
  public startAfter(other: IContainer): void {
    requireArguments({ other: ['IContainer', other] }, this);
    this.change({ startAfter: [...this._model.startAfter, other] }, ['startAfter']);
  }

  /**
   * Returns the host's port for a published port, a token if the engine chooses it. Throws an error if the port is not published.
   *
   * @param containerPort the port of the container
   * @param protocol the transport protocol, TCP by default
   */
  public publishedPort(containerPort: number, protocol: Protocol = Protocol.TCP): number {
    const { ports } = this._model;
    const index = indexOfPort(ports, containerPort, protocol, this);
    return ports[index].hostPort ?? this.rendered.hostPort(index);
  }

  /**
   * Returns the address of a published port as host name and port, such as `localhost:8080`. If the port is published on the loopback
   * address of a remote host, only that host can reach it. Throws an error if the port is not published.
   *
   * @param containerPort the port of the container
   * @param protocol the transport protocol, TCP by default
   */
  public publishedAddress(containerPort: number, protocol: Protocol = Protocol.TCP): string {
    const { hostIp } = this._model.ports[indexOfPort(this._model.ports, containerPort, protocol, this)];
    return publishedAddress(hostIp, this.publishedPort(containerPort, protocol), this.host.address);
  }

  /**
   * Returns the container's IPv4 address on a network, as a token. Throws an error if the container is not connected to the network.
   *
   * @param network a network of the container
   */
  public ipAddress(network: INetwork): string {
    if (!this._model.networks.some((attachment) => attachment.network === network)) throw notConnected(network.node.path, this);
    return this.rendered.ipAddress(network);
  }

  /** Changes the model, unless that makes some fields wrong. */
  private change(changes: Partial<ContainerModel>, fields: readonly FieldName[]): void {
    throwIfAny(checkFields({ ...this._model, ...changes }, this.host, fields), this);
    Object.assign(this._model, changes);
  }

  /** Checks what is known only once the whole stack is defined. */
  private problems(): BerthError[] {
    const described = this.rendered.describe();
    return [
      ...containerProblems(described, this.policy, this.host),
      ...unknownProblems(described, this.policy, this.host),
      ...overriddenPolicyProblems(this.rendered.resource, described),
      ...movedHostProblems(this.host, this.rendered.resource, described),
      ...joinedHostProblems(this.rendered.resource),
      ...checkHosts(this.host, this._model),
      ...checkPortsAllowed(this._model, this.host),
      ...this.connections._exposureProblems(),
    ];
  }
}

/** Adds what makes the container weaker than it looks, if it is too weak. */
function explained(problems: BerthError[], model: ContainerModel, { explain }: Dialect): BerthError[] {
  return problems.length === 0 ? [] : [...explain?.(model) ?? [], ...problems];
}
