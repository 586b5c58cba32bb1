import { Lazy, TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { AddressRanges } from './address-ranges';
import { checkAnonymousVolumes } from './anonymous-volumes';
import { Bounds, boundsAsControls, checkBounds, checkWithin, isBounded, poolModel, quotaOf, withOuter } from './bounds';
import { checkForCluster } from './cluster-options';
import { readConfiguration, writeConfiguration } from './configuration';
import { engineOf, shareOf } from './dedicated-host';
import { DedicatedHostProps } from './dedicated-host-props';
import { Density, DensityFigures } from './density';
import { placementWithoutNodes, virtualHostElsewhere } from './errors';
import { ruleProblems } from './rule-problems';
import { RuledResources } from './ruled-resources';
import {
  checkFolders, checkKnown, checkNarrower, checkVirtualHostName, checkWithoutPools, rulesOf, virtualHostName,
} from './rules';
import { VirtualContainerHostProps } from './virtual-container-host-props';
import { inStore, VirtualHostVolumeOptions } from './virtual-host-volume-options';
import { Backend } from '../backend/backend';
import { CloneSet } from '../clones/clone-set';
import { CloneSetOptions } from '../clones/clone-set-options';
import { IContainerHost } from '../engine/i-container-host';
import { Placement } from '../engine/placement';
import { NestedHost } from '../host/nested-host';
import { BaseImage } from '../image/base-image';
import { HostImage } from '../image/host-image';
import { HostImages } from '../image/host-images';
import { PushedImage, PushedImageOptions } from '../image/pushed-image';
import { IsolationPolicy } from '../isolation/isolation-policy';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireObject, requireProps } from '../private/check-props';
import { nameOfPath } from '../private/default-name';
import { isKnown } from '../private/tokens';
import { formatRules, VirtualHostRules } from '../shared/virtual-host/rules';
import { Container } from '../workload/container/container';
import { ContainerOptions } from '../workload/container/container-options';
import { checkAddressRange } from '../workload/inventory/address-plan';
import { Network, NetworkOptions } from '../workload/network';
import { Volume } from '../workload/volume';

/**
 * One tenant's share of a container host: its own resource pool, networks, policy, registries, volumes and names, on an engine that others
 * use, too. It takes what its running containers use, gives it back, and its bounds move while it runs.
 *
 * It is a container host, so whatever takes a host takes it. The kernel keeps the bounds, for the sum of its containers. The rest are rules
 * that the resources carry: synthesis, the plan and the apply refuse what does not meet them. A user of plain `docker` on the engine is not
 * bound by these rules. For tenants who need that, use `dedicated()`.
 *
 * On a `SwarmCluster`, synthesis holds the sum of the limits of all tasks against the bounds, and each task needs its limits: no kernel
 * bounds a sum over several nodes. Synthesis judges the rules, and the provider those of images.
 *
 * With `Backend.KREUZWERKER`, which has no resource pools, it can have no bounds, quotas and signature keys. Only synthesis judges its
 * rules.
 *
 * @example
 * const blue = new VirtualContainerHost(stack, 'blue', {
 *   host,
 *   cpus: 2,
 *   memory: Size.gibibytes(4),
 *   processes: 2_000,
 *   registries: [Registry.of('registry.example.com')],
 * });
 * blue.addContainer('api', { image: BaseImage.fromRegistry('registry.example.com/api:1') });
 */
export class VirtualContainerHost extends Construct implements IContainerHost {
  /**
   * Creates a virtual container host with an engine of its own: a nested host in a resource pool. Its tenant uses it with plain `docker`
   * and `docker compose`, at the endpoint that `access` decides. One apply makes it and fills it.
   *
   * The bounds hold for the engine, its containers, and the container that gives the engine its control groups, together. What a tenant can
   * do with it is what a nested host allows: see the guide "Nested hosts".
   *
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param props the outer host, the image of the engine, and the bounds
   *
   * @example
   * const image = BaseImage.fromRegistry('registry.example.com/engine:1');
   * const green = VirtualContainerHost.dedicated(stack, 'green', { host, image, memory: Size.gibibytes(4), cpus: 2 });
   * green.addContainer('web', { image: BaseImage.fromRegistry('nginx:1.27') });
   */
  public static dedicated(scope: Construct, id: string, props: DedicatedHostProps): NestedHost {
    requireProps('DedicatedHostProps', props, scope);
    return new NestedHost(scope, id, engineOf(props, new VirtualContainerHost(scope, `${id}Share`, shareOf(props))));
  }

  /**
   * Creates a virtual container host as another one was configured, such as from a Terraform output. Throws an error if the configuration
   * can't be read.
   *
   * @param scope the scope of the virtual container host
   * @param id the id in the scope
   * @param host the host of which it is a part
   * @param configuration what `configuration` of the other one returned
   */
  public static fromConfiguration(scope: Construct, id: string, host: IContainerHost, configuration: string): VirtualContainerHost {
    return new VirtualContainerHost(scope, id, { ...readConfiguration(configuration), host });
  }

  /**
   * The host of which it is a part.
   */
  public readonly host: IContainerHost;

  /**
   * The name, with which the names of all its containers, networks and volumes begin.
   */
  public readonly name: string;

  /**
   * The control group of its containers, the escape hatch for containers without a construct: their `cgroup_parent`. A token, or undefined
   * with a back end without resource pools.
   */
  public readonly cgroupParent?: string;

  /** @internal */
  public readonly _placement: Placement;

  /** @internal */
  public readonly _chosenRange?: string;

  /** @internal */
  public readonly _outer?: Placement;

  private readonly props: VirtualContainerHostProps;
  private readonly bounds: Bounds;
  private readonly rules: VirtualHostRules;
  private readonly resources = new RuledResources();

  /**
   * @param scope the scope of the virtual container host
   * @param id the id in the scope
   * @param props the host of which it is a part, its bounds, and what it may use
   */
  constructor(scope: Construct, id: string, props: VirtualContainerHostProps) {
    super(scope, id);
    requireProps('VirtualContainerHostProps', props, this);
    const { host, sharedFolders = [], placementConstraints = [] } = props;
    const outer = host._placement;
    const { virtualHosts: keeping, dialect: { nodes } } = outer.target;
    const constraints = placementConstraints.map(({ _model: constraint }) => constraint);
    this.props = props;
    this.host = host;
    this.name = props.name ?? virtualHostName(this);
    this._chosenRange = props.addressRange;
    this._outer = outer.virtualHost && outer;
    const folders = sharedFolders.map(({ path, readOnly = true }) => ({ path, readOnly }));
    const model = poolModel(this.name, outer.virtualHost?.cgroupParent, props);
    this.bounds = withOuter(props, outer.virtualHost?.bounds);
    throwIfAny([
      ...checkVirtualHostName(this.name),
      ...TerraformStack.of(this) === outer.stack ? [] : [virtualHostElsewhere(host.node.path, outer.stack.node.id)],
      ...checkBounds(props),
      ...checkKnown(props),
      ...checkAnonymousVolumes(props),
      ...outer.virtualHost === undefined ? [] : checkWithin(props, outer.virtualHost.bounds),
      ...checkAddressRange(props.addressRange),
      ...checkFolders(folders, host),
      ...keeping === 'synthesis' ? checkWithoutPools(props, isBounded(model), `${host.backend}`) : [],
      ...keeping === 'limits' || keeping === 'namespace' ? checkForCluster(props, keeping) : [],
      ...constraints.length > 0 && nodes === undefined ? [placementWithoutNodes()] : [],
    ], this);
    (props.isolation ?? (props.exemptions && IsolationPolicy.SHARED))?.enforce(this, { exemptions: props.exemptions });
    const pool = keeping === 'pool' ? outer.target.addResourcePool(new Construct(this, 'Pool'), model) : undefined;
    this.cgroupParent = pool?.cgroupParent;
    this.rules = rulesOf(this.name, outer.virtualHost?.rules, props, keeping === 'pool');
    if (outer.virtualHost !== undefined) throwIfAny(checkNarrower(this.rules, outer.virtualHost.rules), this);
    const ranges = AddressRanges.on(outer.engine);
    ranges.add(this);
    this._placement = {
      ...outer,
      scope: this,
      partOf: host,
      virtualHost: {
        rules: this.rules,
        cgroupParent: this.cgroupParent,
        bounds: this.bounds,
        controls: boundsAsControls(this.bounds),
      },
      nameOf: (path, given) => this.nameOf(path, given),
      target: outer.target.forVirtualHost({
        scope: this,
        name: this.name,
        quota: quotaOf(props),
        rules: this.ruleText,
        cgroupParent: this.cgroupParent,
        constraints,
        onRendered: (resource) => this.resources.add(resource),
      }),
      sharedFolders: folders,
      // Known when all virtual container hosts of the engine are defined.
      get addressRange() {
        return ranges.of(self);
      },
    };
    const self = this;
    if (keeping !== 'synthesis') this.resources.adopt(this, keeping === 'pool' ? this.ruleText : undefined);
    this.node.addValidation({ validate: () => [...ranges.problems(this), ...this.problems()].map(({ detail }) => detail) });
  }

  /**
   * The host name or IP address at which published ports answer, as seen from the machine that runs Terraform.
   */
  public get address(): string {
    return this.host.address;
  }

  /**
   * The back end that applies the resources.
   */
  public get backend(): Backend {
    return this.host.backend;
  }

  /**
   * Its options as JSON, with its name, from which `fromConfiguration()` creates the same again. An address range that was allocated is not
   * in it. Throws an error if an option is known only after apply.
   *
   * @example
   * new TerraformOutput(stack, 'blueConfiguration', { value: blue.configuration });
   */
  public get configuration(): string {
    const { host: _host, ...options } = this.props;
    return writeConfiguration({ ...options, name: this.name });
  }

  /**
   * The Terraform provider of the host, the escape hatch for resources without a construct. Pass it to them as `provider`. A resource with
   * the scope of this construct must meet its rules, too.
   */
  public get provider(): TerraformProvider {
    return this.host.provider;
  }

  /**
   * Adds a container.
   *
   * @param id the id on this host
   * @param options the image and the settings of the container
   */
  public addContainer(id: string, options: ContainerOptions): Container {
    requireObject('ContainerOptions', options, this);
    return new Container(this, id, { ...options, host: this });
  }

  /**
   * Adds a set of clones: many containers from one description, each of which counts.
   *
   * @param id the id on this host
   * @param options the number of clones, and the image and the settings of each
   */
  public addCloneSet(id: string, options: CloneSetOptions): CloneSet {
    requireObject('CloneSetOptions', options, this);
    return new CloneSet(this, id, { ...options, host: this });
  }

  /**
   * Adds a network. Only containers of this virtual container host can join it.
   *
   * @param id the id on this host
   * @param options the settings of the network
   */
  public addNetwork(id: string, options: NetworkOptions = {}): Network {
    requireObject('NetworkOptions', options, this);
    return new Network(this, id, { ...options, host: this });
  }

  /**
   * Adds a volume. Throws an error if there is no such volume store, or if it can't have the size.
   *
   * @param id the id on this host
   * @param options the store, the size and the settings of the volume
   */
  public addVolume(id: string, options: VirtualHostVolumeOptions = {}): Volume {
    requireObject('VirtualHostVolumeOptions', options, this);
    return new Volume(this, id, { ...inStore(options, this.props.volumeStores ?? [], this), host: this });
  }

  /**
   * Adds an image. Containers add their images themselves. Adding an image again returns the same construct.
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
   * Returns how many applications with these figures fit. Throws an error if `count` is given and more than that.
   *
   * @param figures what an application may use, what it does use, and how many there are
   */
  public density(figures: DensityFigures): Density {
    requireObject('DensityFigures', figures, this);
    return Density._of(this.bounds, this.props.maxContainers, figures, this);
  }

  private nameOf(path: readonly string[], given: string | undefined): string {
    const prefix = `${this.name}-`;
    if (given !== undefined) return isKnown(given) && given.startsWith(prefix) ? given : `${prefix}${given}`;
    const own = this.node.path.split('/');
    const isWithin = own.every((id, index) => path[index] === id);
    return nameOfPath([this.name, ...path.slice(isWithin ? own.length : 1)]);
  }

  /** The rules with the address range, which is known when all virtual container hosts of the engine are defined. */
  private get allRules(): VirtualHostRules {
    return { ...this.rules, address_range: this._placement.addressRange };
  }

  private get ruleText(): string {
    return Lazy.stringValue({ produce: () => formatRules(this.allRules) });
  }

  private problems(): BerthError[] {
    const { allRules: rules, bounds, resources: { objects } } = this;
    const { virtualHosts: keeping, dialect: { nodes } } = this._placement.target;
    return ruleProblems({ rules, bounds, objects, keeping, nodes });
  }
}
