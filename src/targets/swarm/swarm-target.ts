import { Annotations, IResolveContext, Lazy, TerraformDataSource, TerraformElement, TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { imageNeedsRegistry, levelNotInSwarm, notForCluster, notInSwarm, templateInMount } from './errors';
import { templatesIn } from './placeholders';
import { constraintOf } from './placement-rows';
import { addService } from './service';
import { SwarmModel } from './service-row';
import { serviceAttributes, swarmProblems } from './table';
import { Backend } from '../../backend/backend';
import { ContainerModel } from '../../model/container';
import { ImageModel } from '../../model/image';
import { IsolationReportModel } from '../../model/isolation-report';
import { NetworkModel } from '../../model/network';
import { PushedImageModel } from '../../model/pushed-image';
import { VolumeModel } from '../../model/volume';
import { throwIfAny } from '../../private/berth-error';
import { LONGEST_LABEL, nameOfPath } from '../../private/default-name';
import { isUnknown } from '../../private/expressions';
import { describeTask } from '../../shared/controls/task';
import { VIRTUAL_HOST_LABEL } from '../../shared/virtual-host/rules';
import { Dialect } from '../dialect';
import { DockerTarget } from '../docker/docker-target';
import { HostProvider } from '../docker/host-provider';
import { NamedEngine } from '../raw/clone-engines';
import { setServiceEngines } from '../raw/service-engines';
import {
  FoundNetwork, IssuedCertificates, Rendered, RenderedContainer, RenderedImage, RenderedPool, RenderedPush, Target, VirtualHostShare,
} from '../target';
import { addThroughRegistry } from '../through-registry';

/** A node of a swarm to whose engine the stack has a connection. */
export interface SwarmNode {
  readonly name: string;
  /** Renders what is on the engine of the node, such as its volumes. */
  readonly target: Target;
  /** Whether the engine does not answer for a while. */
  readonly isLost: boolean;
  /** The engine of the node, as a resource on it names it. */
  readonly engine: NamedEngine;
  /** The id of the node in the swarm. A token. */
  readonly nodeId: string;
}

/** What a target of a swarm needs to know of it. */
export interface SwarmTargetProps {
  readonly backend: Backend;
  /** The provider of the cluster, with the engine of a manager. */
  readonly manager: HostProvider;
  readonly swarm: SwarmModel;
  readonly nodes: readonly SwarmNode[];
  /** The name of the node with the local volumes. */
  readonly storageNode: string;
  /** Where images are pushed that the stack makes. */
  readonly imageRegistry?: string;
  readonly encrypted: boolean;
  /** The addresses of the nodes that the stack makes. */
  readonly dependsOn: () => readonly string[];
  /** The address of the swarm, if the stack makes it. */
  readonly swarmAddress?: string;
}

/** What services of a virtual container host have in addition. */
interface Part {
  readonly constraints: readonly string[];
  readonly share?: VirtualHostShare;
}

/** Renders models as services of a swarm: a container or a set of clones as a service, a network as an overlay network. */
export class SwarmTarget implements Target {
  public readonly hasCloneSets = true;
  public readonly clonesSharePorts = true;
  public readonly connectsByNetworks = true;
  public readonly virtualHosts = 'limits';
  public readonly canRetainVolumes: boolean;
  public readonly canRejoinNetworks = true;
  public readonly dialect: Dialect;

  /** Renders networks, for which a manager is an engine like any other. */
  private readonly docker: DockerTarget;

  /** Renders images, which show the rules of the virtual container host: an engine needs no resource pool for these. */
  private readonly images: Target;

  constructor(private readonly props: SwarmTargetProps, private readonly part: Part = { constraints: [] }) {
    const { backend, manager, swarm, nodes } = props;
    this.docker = new DockerTarget(backend, manager);
    this.images = part.share === undefined ? this.docker : this.docker.forVirtualHost(part.share);
    this.canRetainVolumes = this.docker.canRetainVolumes;
    this.dialect = {
      has: () => true,
      nodes: nodes.length,
      problems: (model, names) => swarmProblems(model, swarm, names),
      explain: ({ mounts }) => mounts.flatMap(templatesIn).map((path) => templateInMount(path)),
      describe: (model) => describeTask(serviceAttributes(model, swarm), isUnknown),
    };
  }

  public addContainer(scope: Construct, model: ContainerModel): RenderedContainer {
    const { manager, swarm, dependsOn, swarmAddress, nodes } = this.props;
    if (model.clones?.fork !== undefined) throwIfAny([notInSwarm('fork', NO_FORK)], scope);
    if ((model.clones?.standby ?? 0) !== 0) Annotations.of(scope).addWarning(NO_STANDBY);
    const added = addService(scope, model, {
      host: manager,
      swarm,
      dependsOn,
      swarmAddress,
      constraintsOf: (each) => [...this.part.constraints, ...this.constraintsOfVolumes(each)],
      addNetwork: (within) => this.addNetwork(within, {
        name: `${model.name}-alone`,
        labels: ownerOf(model),
        driver: 'bridge',
        traffic: { peers: true, outside: false, publishedPorts: false },
        subnets: [],
        allocatedSubnet: () => undefined,
        driverOptions: {},
        joinedWhileRunning: false,
      }),
    });
    setServiceEngines(added.resource, nodes.map(({ engine }) => engine));
    return this.noted(added);
  }

  public addNetwork(scope: Construct, model: NetworkModel): Rendered {
    const { peers, outside } = model.traffic;
    // A network of level PUBLISHED has one member, of which nothing keeps its own tasks apart.
    if (!peers && !outside) throwIfAny([levelNotInSwarm(scope.node.path, 'closed')], scope);
    const driverOptions = this.props.encrypted ? { ...model.driverOptions, encrypted: '' } : model.driverOptions;
    const name = Lazy.stringValue({ produce: ({ resolve }: IResolveContext) => nameInSwarm(String(resolve(model.name))) });
    const rendered = this.docker.addNetwork(scope, { ...model, name, driver: 'overlay', driverOptions, joinedWhileRunning: false });
    rendered.resource.dependsOn = [...this.props.dependsOn()];
    return this.noted(rendered);
  }

  public findNetwork(scope: Construct, name: string): FoundNetwork {
    return this.docker.findNetwork(scope, name);
  }

  public findVolume(_scope: Construct, name: string): string {
    return name;
  }

  /** A local volume is on one node. Another driver reaches the data from all of them. */
  public addVolume(scope: Construct, model: VolumeModel): Rendered {
    if (!isLocal(model)) {
      const each = this.onEach(scope, this.props.nodes, (target, within) => target.addVolume(within, model));
      return this.noted(onAll(each, model.name));
    }
    local.add(scope);
    return this.noted(this.storage.target.addVolume(scope, model));
  }

  /** Returns an image by its digest, so that all nodes run the same. */
  public addImage(scope: Construct, model: ImageModel): RenderedImage {
    if (model.kind === 'registry') {
      const rendered = this.images.addImage(scope, model);
      return { ...rendered, id: rendered.resource!.getStringAttribute('repo_digest') };
    }
    const { imageRegistry } = this.props;
    if (imageRegistry === undefined) throwIfAny([imageNeedsRegistry(model.name)], scope);
    return addThroughRegistry(this.images, scope, model, imageRegistry!);
  }

  public addPushedImage(scope: Construct, model: PushedImageModel): RenderedPush {
    return this.images.addPushedImage(scope, model);
  }

  public addResourcePool(): RenderedPool {
    throw notForCluster('A resource pool', 'add one to each host');
  }

  /** What is in a virtual container host in another one counts for both. */
  public forVirtualHost(share: VirtualHostShare): Target {
    const onRendered = (resource: TerraformElement) => {
      this.part.share?.onRendered(resource);
      share.onRendered(resource);
    };
    return new SwarmTarget(this.props, {
      constraints: [...this.part.constraints, ...share.constraints.map(constraintOf)], share: { ...share, onRendered },
    });
  }

  public addIsolationReport(scope: Construct, model: IsolationReportModel): Rendered {
    // One for each node to which the stack has a connection.
    const nodes = this.props.nodes.filter(({ isLost }) => !isLost);
    const [manager] = nodes;
    const attestedNodes = nodes.map(({ nodeId }) => nodeId);
    const reports = this.onEach(scope, nodes, (target, within) => target.addIsolationReport(within, {
      ...model,
      directory: `${model.directory}/${within.node.id}`,
      // Only managers know the nodes.
      attestedNodes: within.node.id === manager!.name ? attestedNodes : undefined,
    }));
    return onAll(reports, '');
  }

  public addHostCertificates(): IssuedCertificates {
    throw notForCluster('A certificate', 'add it to the host');
  }

  public addHostBootstrap(): TerraformResource {
    throw notForCluster('A bootstrap', 'add it to the host');
  }

  public addHostFacts(): TerraformDataSource {
    throw notForCluster('A set of facts', 'add it to the host');
  }

  private get storage(): SwarmNode {
    const { nodes, storageNode } = this.props;
    return nodes.find(({ name }) => name === storageNode)!;
  }

  /** A service runs where its local volumes are. */
  private constraintsOfVolumes({ mounts }: ContainerModel): string[] {
    const usesLocal = mounts.some((mount) => mount.type === 'volume' && mount.volume !== undefined && local.has(mount.volume));
    return usesLocal ? [`node.id==${this.storage.nodeId}`] : [];
  }

  private onEach<T>(scope: Construct, nodes: readonly SwarmNode[], add: (target: Target, within: Construct) => T) {
    return nodes.map(({ name, target }) => ({ name, rendered: add(target, new Construct(scope, name)) }));
  }

  private noted<R extends { readonly resource: TerraformElement }>(rendered: R): R {
    this.part.share?.onRendered(rendered.resource);
    return rendered;
  }
}

const NO_FORK = 'needs a single engine, or a pool of them: a swarm starts each task by itself. Leave it out';

const NO_STANDBY = 'A swarm has no tasks that stand by, so `standby` has no effect here: a new task starts as any other.';

/** The volumes that are on one node only. */
const local = new WeakSet<IConstruct>();

function isLocal({ driver, driverOptions = {} }: VolumeModel): boolean {
  return driver === 'local' && Object.keys(driverOptions).length === 0;
}

/** Returns the label that says in which virtual container host a container is, if it is in one. */
function ownerOf({ labels: { [VIRTUAL_HOST_LABEL]: owner } }: ContainerModel) {
  return owner === undefined ? undefined : { [VIRTUAL_HOST_LABEL]: owner };
}

/** Returns a name as a swarm takes it: without dots, and not longer than a DNS label. */
function nameInSwarm(name: string): string {
  const plain = name.replaceAll('.', '-');
  return plain.length <= LONGEST_LABEL || plain.includes('${') ? plain : nameOfPath([plain]);
}

function onAll(each: ReadonlyArray<{ readonly rendered: Rendered }>, name: string): Rendered {
  return { resource: each[0]!.rendered.resource, name, id: name };
}
