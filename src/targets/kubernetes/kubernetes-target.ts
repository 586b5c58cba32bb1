import { Annotations, TerraformDataSource, TerraformProvider, TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { ACCESS_MODES, claimSpec, ClaimUser, sharingProblems } from './claims';
import { describePod } from './describe-pod';
import {
  accessModeUnknown, imageNeedsBuilder, namespaceTaken, networkUnknown, notForKubernetes, notInKubernetes, volumeOptionsUnknown,
  volumeSizeInvalid,
} from './errors';
import { holdFoundations } from './foundations';
import { NetworkPolicyV1 } from './generated/network-policy-v1';
import { PersistentVolumeClaimV1 } from './generated/persistent-volume-claim-v1';
import { KubernetesModel } from './kubernetes-row';
import { networkLabel, objectNameOf } from './names';
import { Namespace, NamespaceProps } from './namespace';
import { podTemplate } from './pod';
import { PodGroup } from './pod-group';
import { addPriority, addQuota } from './quotas';
import { networkRules, Pods } from './reach';
import { quantityOf } from './resource-rows';
import { podProblems } from './table';
import { mostPods } from './workload';
import { ContainerModel } from '../../model/container';
import { ImageModel } from '../../model/image';
import { NetworkModel } from '../../model/network';
import { PlacementConstraintModel } from '../../model/placement';
import { VolumeModel } from '../../model/volume';
import { throwIfAny } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';
import { writeLabels } from '../../workload/blocks';
import { Dialect } from '../dialect';
import { setRuledObject } from '../raw/ruled-objects';
import {
  FoundNetwork, IssuedCertificates, Rendered, RenderedContainer, RenderedImage, RenderedPool, RenderedPush, Target, VirtualHostShare,
} from '../target';
import { addThroughRegistry } from '../through-registry';

/** Where a container can be reached by an Ingress controller. */
export interface Controller {
  readonly namespace: string;
  readonly port: number;
}

/** What all targets of a cluster share. */
export interface ClusterProps {
  readonly provider: TerraformProvider | undefined;
  readonly cluster: KubernetesModel;
  /** The domain of the names of services. */
  readonly domain: string;
  readonly privateRanges: readonly string[];
  readonly dnsServers: readonly string[];
  readonly imagePullSecrets: readonly string[];
  /** Renders images that the stack makes, on an engine. */
  readonly imageBuilder?: Target;
  readonly imageRegistry?: string;
  /** Returns the name of an image with `sh` and `nslookup`. */
  readonly toolsImage: () => string;
}

/** What the pods of a namespace have in common. */
interface Part {
  readonly namespace: Namespace;
  readonly constraints: readonly PlacementConstraintModel[];
  readonly priority?: string;
  readonly share?: VirtualHostShare;
}

/** Renders models as resources of `hashicorp/kubernetes`: a container or a set of clones as a workload of pods. */
export class KubernetesTarget implements Target {
  /** Returns the target for a cluster, and makes its namespace. */
  public static of(scope: Construct, props: ClusterProps, namespace: Pick<NamespaceProps, 'name' | 'exists'>): KubernetesTarget {
    holdFoundations(scope);
    const { provider, imagePullSecrets } = props;
    const own = new Namespace(new Construct(scope, 'Namespace'), { ...namespace, provider, imagePullSecrets });
    return new KubernetesTarget(props, { namespace: own, constraints: [] }, {
      pods: new Map(), controllers: new Map(), scaled: new Map(), namespaces: new Set([namespace.name]),
    });
  }

  public readonly hasCloneSets = true;
  public readonly clonesSharePorts = true;
  public readonly connectsByNetworks = false;
  public readonly virtualHosts = 'namespace';
  public readonly canRetainVolumes = false;
  public readonly canRejoinNetworks = true;
  public readonly dialect: Dialect;

  private constructor(private readonly props: ClusterProps, private readonly part: Part, private readonly registered: Registered) {
    const { cluster } = props;
    const { processes, openFiles } = cluster.podDefaults;
    this.dialect = {
      has: (attribute) => !attribute.startsWith('isolation_'),
      nodes: 1,
      ofEveryContainer: { processes, openFiles },
      problems: (model, names) => podProblems(model, cluster, names),
      describe: (model) => {
        const { spec, annotations } = podTemplate(model, cluster);
        return describePod(spec, annotations, cluster);
      },
    };
  }

  public addContainer(scope: Construct, model: ContainerModel): RenderedContainer {
    const { namespace, constraints, priority } = this.part;
    if (model.clones?.fork !== undefined) throwIfAny([notInKubernetes('fork', NO_FORK)], scope);
    if (model.clones?.rollingUpdate?.rollback) throwIfAny([notInKubernetes('rollingUpdate', NO_ROLLBACK)], scope);
    if ((model.clones?.standby ?? 0) !== 0) Annotations.of(scope).addWarning(NO_STANDBY);
    const pods: Pods = { construct: scope, name: objectNameOf(model.name), namespace, model };
    const named = { of: scope, path: scope.node.path };
    ['workload', 'policy'].forEach((kind) => namespace.take(kind, pods.name, named));
    this.registered.pods.set(scope, pods);
    const { cluster, domain, privateRanges, dnsServers, toolsImage } = this.props;
    const group = new PodGroup(scope, pods, {
      cluster,
      domain,
      toolsImage,
      constraints,
      priority,
      scaledTo: () => this.registered.scaled.get(scope),
      surroundings: {
        privateRanges,
        dnsServers,
        podsOf: (container) => this.registered.pods.get(container),
        controllersOf: (container) => this.registered.controllers.get(container) ?? [],
      },
    });
    setRuledObject(group.resource, () => group.asRuledObject());
    return this.noted(group);
  }

  /** A network policy, by which the pods on the network reach each other. */
  public addNetwork(scope: Construct, model: NetworkModel): Rendered {
    const { driver, driverOptions, labels } = model;
    const isOwn = driver !== 'bridge' || Object.keys(driverOptions).length > 0;
    if (isOwn) throwIfAny([notForKubernetes(`The driver "${driver}" with its options`, 'leave `driver` and `driverOptions` out')], scope);
    const { namespace } = this.part;
    const name = objectNameOf(model.name);
    namespace.take('policy', policyName(name), { of: scope, path: scope.node.path });
    const resource = new NetworkPolicyV1(scope, 'Resource', {
      provider: this.props.provider,
      attributes: () => ({
        metadata: namespace.metadata(policyName(name), {}, labels),
        spec: {
          pod_selector: { match_labels: { [networkLabel(name)]: 'member' } },
          policy_types: ['Ingress', 'Egress'],
          ...networkRules(name, model.traffic, this.props),
        },
      }),
    });
    return this.noted({ resource, name, id: resource.getStringAttribute('id') });
  }

  public findNetwork(_scope: Construct, name: string): FoundNetwork {
    throw networkUnknown(name);
  }

  /** Returns the name of a claim that exists. */
  public findVolume(_scope: Construct, name: string): string {
    return name;
  }

  public addVolume(scope: Construct, { name, driver, driverOptions = {}, preventDestroy, labels }: VolumeModel): Rendered {
    const { size, accessMode, ...others } = driverOptions;
    if (Object.keys(others).length > 0) throwIfAny([volumeOptionsUnknown(name, Object.keys(others))], scope);
    if (isKnown(size) && !SIZE.test(size)) throwIfAny([volumeSizeInvalid(name, size)], scope);
    if (isKnown(accessMode) && !ACCESS_MODES.includes(accessMode)) throwIfAny([accessModeUnknown(name, accessMode, ACCESS_MODES)], scope);
    const { volumeSize, storageClass } = this.props.cluster;
    const { namespace } = this.part;
    namespace.take('claim', objectNameOf(name), { of: scope, path: scope.node.path });
    const resource = new PersistentVolumeClaimV1(scope, 'Resource', {
      provider: this.props.provider,
      attributes: () => ({
        metadata: namespace.metadata(objectNameOf(name), {}, labels),
        // Many storage classes make the volume when the first pod needs it.
        wait_until_bound: false,
        spec: claimSpec(size ?? quantityOf(volumeSize), driver === 'local' ? storageClass : driver, accessMode),
      }),
      metaArguments: () => ({ lifecycle: preventDestroy ? { preventDestroy } : undefined }),
    });
    const attributes = { name, driver, labels: writeLabels(labels) };
    setRuledObject(resource, () => ({ kind: 'volume', resource, attributes, rules: undefined, count: 1 }));
    const claim = resource.interpolationForAttribute('metadata[0].name').toString();
    if (accessMode === undefined) {
      scope.node.addValidation({ validate: () => sharingProblems(claim, name, this.claimUsers()).map(({ detail }) => detail) });
    }
    return this.noted({ resource, name: claim, id: resource.getStringAttribute('id') });
  }

  /** The nodes pull an image of a registry themselves. Another one is pushed to a registry first. */
  public addImage(scope: Construct, model: ImageModel): RenderedImage {
    if (model.kind === 'registry') return { name: model.name, id: model.name };
    const { imageBuilder, imageRegistry } = this.props;
    if (imageBuilder === undefined || imageRegistry === undefined) throw imageNeedsBuilder(model.name);
    return addThroughRegistry(imageBuilder, scope, model, imageRegistry);
  }

  public addPushedImage(): RenderedPush {
    throw notForKubernetes('A push of an image', 'push it from a host');
  }

  public addResourcePool(): RenderedPool {
    throw notForKubernetes('A resource pool', 'use a VirtualContainerHost, which is a namespace with quotas here');
  }

  /** A namespace with quotas, limits, and a priority. */
  public forVirtualHost(share: VirtualHostShare): Target {
    if (this.part.share !== undefined) throw notForKubernetes('A virtual container host in another one', 'add it to the cluster');
    const { provider, imagePullSecrets } = this.props;
    const { namespaces } = this.registered;
    if (namespaces.has(share.name)) throwIfAny([namespaceTaken(share.name)], share.scope);
    namespaces.add(share.name);
    const scope = new Construct(share.scope, 'Namespace');
    const namespace = new Namespace(scope, { name: share.name, provider, exists: false, imagePullSecrets });
    addQuota(scope, namespace, share.quota);
    const priority = addPriority(scope, share.name, share.quota.priority, provider);
    return new KubernetesTarget(this.props, { namespace, constraints: share.constraints, priority, share }, this.registered);
  }

  public addIsolationReport(): Rendered {
    throw notForKubernetes('An isolation report', 'the API server refuses pods below the Pod Security level of their namespace');
  }

  public addHostCertificates(): IssuedCertificates {
    throw notForKubernetes('A certificate', 'add it to a host');
  }

  public addHostBootstrap(): TerraformResource {
    throw notForKubernetes('A bootstrap', 'add it to a host');
  }

  public addHostFacts(): TerraformDataSource {
    throw notForKubernetes('A set of facts', 'add it to a host');
  }

  /** Says that something else decides how many pods of a container there are, and how many at most. */
  public setScaled(container: IConstruct, most: number): void {
    this.registered.scaled.set(container, most);
  }

  /** Lets the controller of an Ingress reach a container. */
  public admit(container: IConstruct, controller: Controller): void {
    const { controllers } = this.registered;
    controllers.set(container, [...controllers.get(container) ?? [], controller]);
  }

  /** Returns the pods of a container, or undefined if it is on another host. */
  public podsOf(container: IConstruct): Pods | undefined {
    return this.registered.pods.get(container);
  }

  private claimUsers(): ClaimUser[] {
    const { pods, scaled } = this.registered;
    return [...pods].map(([container, { model }]) => ({
      path: container.node.path, mounts: model.mounts, pods: mostPods(model, scaled.get(container)),
    }));
  }

  private noted<R extends { readonly resource: TerraformResource }>(rendered: R): R {
    this.part.share?.onRendered(rendered.resource);
    return rendered;
  }
}

function policyName(network: string): string {
  return `network-${network}`;
}

/** What is known of the containers of a cluster, whatever their namespaces. */
interface Registered {
  readonly pods: Map<IConstruct, Pods>;
  readonly controllers: Map<IConstruct, readonly Controller[]>;
  readonly namespaces: Set<string>;
  /** The most pods of containers that are scaled. */
  readonly scaled: Map<IConstruct, number>;
}

const NO_FORK = 'needs a single engine, or a pool of them: Kubernetes starts each pod by itself. Leave it out';

/** A quantity of bytes (Kubernetes, "Quantity"). */
const SIZE = /^\d+(\.\d+)?([KMGTP]i|[kMGTP])?$/;

const NO_STANDBY = 'Kubernetes has no pods that stand by, so `standby` has no effect here: a new pod starts as any other.';

const NO_ROLLBACK = 'can\'t have `rollback`: if new pods don\'t become ready, the apply fails, and the old ones keep running. Leave it out';
