import { TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { AutoscalingOptions, DisruptionBudgetOptions } from './clone-set-scaling';
import { clusterHasNoAddress, imageBuilderAlone, rangeInvalid } from './errors';
import { addAutoscaling, addDisruptionBudget, addIngress } from './extras';
import { IngressOptions } from './ingress-options';
import { KubernetesClusterProps } from './kubernetes-cluster-props';
import { KubernetesConnection } from './kubernetes-connection';
import { Backend } from '../backend/backend';
import { CloneSet } from '../clones/clone-set';
import { CloneSetOptions } from '../clones/clone-set-options';
import { IContainerHost } from '../engine/i-container-host';
import { objectName } from '../engine/object-name';
import { Placement } from '../engine/placement';
import { BaseImage } from '../image/base-image';
import { HostImage } from '../image/host-image';
import { HostImages } from '../image/host-images';
import { PolicyAspect } from '../isolation/policy-aspect';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireArguments, requireObject, requireProps } from '../private/check-props';
import { nameOfPath } from '../private/default-name';
import { invalidName } from '../private/errors';
import { checkIp } from '../private/ip-address';
import { isKnown } from '../private/tokens';
import { canonicalSubnet } from '../shared/ip';
import { KubernetesModel } from '../targets/kubernetes/kubernetes-row';
import { KubernetesTarget } from '../targets/kubernetes/kubernetes-target';
import { objectNameOf } from '../targets/kubernetes/names';
import { KubernetesProvider } from '../targets/kubernetes/provider';
import { Size } from '../units/size';
import { setClones } from '../workload/container/clones';
import { Container } from '../workload/container/container';
import { ContainerOptions } from '../workload/container/container-options';
import { Network, NetworkOptions } from '../workload/network';
import { Volume, VolumeOptions } from '../workload/volume';

/** A DNS label (RFC 1123). */
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NAMESPACE_RULE = 'at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit';

/**
 * Private (RFC 1918), shared (RFC 6598), link-local and unique local addresses, and those of the services by which Azure (168.63.129.16)
 * and Oracle's cloud (192.0.0.192) manage machines.
 */
const PRIVATE_RANGES = [
  '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '168.63.129.16/32', '192.0.0.0/24', 'fc00::/7',
  'fe80::/10',
];

/** The names that the documentation of these runtimes uses. */
const RUNTIME_CLASSES = { 'runsc': 'gvisor', 'kata-runtime': 'kata' };

/**
 * A Kubernetes cluster as a container host. A container becomes a Deployment of one pod, a set of clones a Deployment of many, or a
 * StatefulSet where each clone has an index or a volume of its own, and a virtual container host a namespace with quotas.
 *
 * Nothing reaches anything unless the stack says so: connections become network policies with their ports and directions, which Docker
 * can't enforce. The cluster's network plugin has to enforce network policies. Pods have no rights at the API server, and the API server
 * refuses pods below the Pod Security level that all pods of a namespace meet.
 *
 * What Kubernetes can't keep is a synth error. The guide "What each target keeps" has a table of all props. Terraform applies it with
 * `hashicorp/kubernetes`, which it downloads from its registry.
 *
 * @example
 * const cluster = new KubernetesCluster(stack, 'cluster', {
 *   connection: KubernetesConnection.kubeconfig({ context: 'production' }),
 *   podDefaults: { processes: 1_024, openFiles: 16_384, privateCgroupNamespace: true },
 *   publishPorts: ServiceType.LOAD_BALANCER,
 * });
 * const web = cluster.addCloneSet('web', { replicas: 3, image, ports: [{ containerPort: 8_080, hostPort: 80, hostIp: '0.0.0.0' }] });
 * web.template.connections.allowTo(db, Port.tcp(5_432));
 */
export class KubernetesCluster extends Construct implements IContainerHost {
  /**
   * The back end of hosts around the cluster. It does not apply what is on the cluster.
   */
  public readonly backend: Backend;

  /**
   * The Terraform provider of the cluster, `hashicorp/kubernetes`, the escape hatch for resources without a construct. Pass it to them as
   * `provider`.
   */
  public readonly provider: TerraformProvider;

  /** @internal */
  public readonly _placement: Placement;

  /** @internal */
  public readonly _target: KubernetesTarget;

  private readonly givenAddress?: string;

  /**
   * @param scope the scope of the cluster
   * @param id the id in the scope
   * @param props how to connect to the cluster, and what its nodes do
   */
  constructor(scope: Construct, id: string, props: KubernetesClusterProps = {}) {
    super(scope, id);
    requireProps('KubernetesClusterProps', props, this);
    throwIfAny(check(props), this);
    const stack = TerraformStack.of(this);
    const { connection = KubernetesConnection.environment(), isolation, exemptions, toolsImage, imageBuilder } = props;
    this.backend = Backend.of(this);
    this.givenAddress = props.address;
    const name = nameOfPath(this.node.path.split('/'));
    const isFirst = !stack.node.findAll().some((each) => each instanceof KubernetesProvider);
    this.provider = new KubernetesProvider(this, 'Provider', connection._settings, isFirst ? undefined : name);
    this._target = KubernetesTarget.of(this, {
      provider: this.provider,
      cluster: modelOf(props),
      domain: props.clusterDomain ?? 'cluster.local',
      privateRanges: props.privateRanges ?? PRIVATE_RANGES,
      dnsServers: props.dnsServers ?? [],
      imagePullSecrets: props.imagePullSecrets ?? [],
      imageBuilder: imageBuilder?._placement.target,
      imageRegistry: props.imageRegistry,
      toolsImage: () => this.addImage(toolsImage ?? BaseImage.fromRegistry('busybox:1.37')).imageId,
    }, { name: props.namespace ?? objectNameOf(name), exists: props.existingNamespace ?? false });
    this._placement = {
      stack,
      engine: this,
      scope: this,
      target: this._target,
      addressFor: () => this.address,
      sharedFolders: [],
      // Pods get their addresses from the cluster.
      addressRange: '0.0.0.0/0',
      filtersIpv6: true,
    };
    HostImages.of(this);
    PolicyAspect.on(stack)._addHost(this);
    isolation?.enforce(this, { exemptions });
  }

  /**
   * The host name or IP address at which published ports answer. Throws an error if it was not given.
   */
  public get address(): string {
    if (this.givenAddress === undefined) throw clusterHasNoAddress(this.node.path);
    return this.givenAddress;
  }

  /**
   * Adds a container: a Deployment of one pod. With `mustRun: false`, it is a Job.
   *
   * @param id the id in the cluster
   * @param options the image and the settings of the container
   */
  public addContainer(id: string, options: ContainerOptions): Container {
    requireObject('ContainerOptions', options, this);
    return new Container(this, id, { ...options, host: this });
  }

  /**
   * Adds a container that runs once on each node, such as an agent: a DaemonSet.
   *
   * @param id the id in the cluster
   * @param options the image and the settings of the container
   */
  public addContainerOnEachNode(id: string, options: ContainerOptions): Container {
    requireObject('ContainerOptions', options, this);
    const scope = new Construct(this, id);
    setClones(scope, { replicas: 1, global: true });
    return new Container(scope, 'Clone', { ...options, name: options.name ?? objectName(this, scope.node.path, undefined), host: this });
  }

  /**
   * Adds a set of clones: a Deployment of many pods, or a StatefulSet if each clone has an index or a volume of its own.
   *
   * @param id the id in the cluster
   * @param options the number of clones, and the image and the settings of each
   */
  public addCloneSet(id: string, options: CloneSetOptions): CloneSet {
    requireObject('CloneSetOptions', options, this);
    return new CloneSet(this, id, { ...options, host: this });
  }

  /**
   * Adds a network: a network policy, by which the pods on it reach each other.
   *
   * @param id the id in the cluster
   * @param options the settings of the network
   */
  public addNetwork(id: string, options: NetworkOptions = {}): Network {
    requireObject('NetworkOptions', options, this);
    return new Network(this, id, { ...options, host: this });
  }

  /**
   * Adds a volume: a claim of the size in its driver option `size`. Its driver is the name of a storage class.
   *
   * @param id the id in the cluster
   * @param options the settings of the volume
   */
  public addVolume(id: string, options: VolumeOptions = {}): Volume {
    requireObject('VolumeOptions', options, this);
    return new Volume(this, id, { ...options, host: this });
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
   * Lets a host name lead to a container: an Ingress. Returns its resource.
   *
   * @param id the id in the cluster
   * @param options the host name, and the container
   */
  public addIngress(id: string, options: IngressOptions): TerraformResource {
    requireArguments({ id: ['string', id], options: ['IngressOptions', options] }, this);
    return addIngress(new Construct(this, id), this, options);
  }

  /**
   * Lets a set of clones follow its load: a HorizontalPodAutoscaler. Returns its resource. A plan no longer changes the number of clones.
   *
   * @param id the id in the cluster
   * @param options the set of clones, and between which numbers it scales
   */
  public addAutoscaling(id: string, options: AutoscalingOptions): TerraformResource {
    requireArguments({ id: ['string', id], options: ['AutoscalingOptions', options] }, this);
    return addAutoscaling(new Construct(this, id), this, options);
  }

  /**
   * Bounds how many clones of a set are missing while nodes are drained: a PodDisruptionBudget. Returns its resource.
   *
   * @param id the id in the cluster
   * @param options the set of clones, and how many of it always run
   */
  public addDisruptionBudget(id: string, options: DisruptionBudgetOptions): TerraformResource {
    requireArguments({ id: ['string', id], options: ['DisruptionBudgetOptions', options] }, this);
    return addDisruptionBudget(new Construct(this, id), this, options);
  }
}

function modelOf(props: KubernetesClusterProps): KubernetesModel {
  const { podDefaults: { processes, openFiles, privateCgroupNamespace = false } = {}, volumeSize = Size.gibibytes(1) } = props;
  return {
    podDefaults: { processes, openFiles, privateCgroupNamespace },
    runtimeClasses: { ...RUNTIME_CLASSES, ...props.runtimeClasses },
    publishing: props.publishPorts,
    volumeSize,
    storageClass: props.storageClass,
  };
}

function check({ namespace, imageBuilder, imageRegistry, privateRanges = [], dnsServers = [] }: KubernetesClusterProps): BerthError[] {
  return [
    ...privateRanges.filter((range) => isKnown(range) && (canonicalSubnet(range) === undefined || range.endsWith('/0')))
      .map((range) => rangeInvalid(range)),
    ...dnsServers.flatMap((server) => checkIp('a DNS server', server)),
    ...isKnown(namespace) && !NAMESPACE.test(namespace) ? [invalidName('name of a namespace', namespace, NAMESPACE_RULE)] : [],
    ...imageBuilder !== undefined && imageRegistry === undefined ? [imageBuilderAlone('imageBuilder', 'imageRegistry')] : [],
    ...imageRegistry !== undefined && imageBuilder === undefined ? [imageBuilderAlone('imageRegistry', 'imageBuilder')] : [],
  ];
}
