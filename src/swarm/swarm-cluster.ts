import { TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  clusterWithoutManagers, everyNodeDrained, lostOfExistingSwarm, memberTwiceInCluster, noNodeAddress, notOnExistingSwarm, unknownNode,
} from './errors';
import { checkLost, substituteOf } from './lost-hosts';
import { checkNestedNodes, connectNestedNodes } from './nested-nodes';
import { ServiceDiscovery } from './service-discovery';
import { SwarmClusterProps } from './swarm-cluster-props';
import { Backend } from '../backend/backend';
import { notOnThisBackend } from '../backend/errors';
import { CloneSet } from '../clones/clone-set';
import { CloneSetOptions } from '../clones/clone-set-options';
import { IContainerHost } from '../engine/i-container-host';
import { Placement } from '../engine/placement';
import { addMembersProvider, adoptPolicy, checkMembers, hasAddress, Hosts, sharedByAll } from '../host/member-hosts';
import { NestedHost } from '../host/nested-host';
import { BaseImage } from '../image/base-image';
import { HostImage } from '../image/host-image';
import { HostImages } from '../image/host-images';
import { PolicyAspect } from '../isolation/policy-aspect';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireObject, requireProps } from '../private/check-props';
import { requireOfNode } from '../targets/swarm/node-needs';
import { addNodes, findNodes } from '../targets/swarm/nodes';
import { SwarmModel } from '../targets/swarm/service-row';
import { SwarmTarget } from '../targets/swarm/swarm-target';
import { setClones } from '../workload/container/clones';
import { Container } from '../workload/container/container';
import { ContainerOptions } from '../workload/container/container-options';
import { checkAddressRange } from '../workload/inventory/address-plan';
import { Network, NetworkOptions } from '../workload/network';
import { Volume, VolumeOptions } from '../workload/volume';

/** Not that of hosts, nested hosts, pools or virtual container hosts. */
const ADDRESS_RANGE = '10.160.0.0/11';

/** The runtime that is every engine's default unless its `daemon.json` says otherwise. */
const OWN_RUNTIME = 'runc';

/**
 * Several hosts as one: a Docker Swarm, which places containers on its nodes, and starts them again elsewhere when a node is lost.
 *
 * A container becomes a service of one task, a set of clones a service of many, and a network an overlay network. What a swarm can't keep
 * is a synth error. The guide "What each target keeps" has a table of all props. One apply makes the hosts, the swarm and the services.
 *
 * A service can't ask for all that isolates a container on a host. What the engine of each node does for all its containers counts
 * (`nodeDefaults`). A plan proves it.
 *
 * @example
 * const cluster = new SwarmCluster(stack, 'cluster', {
 *   managers: { m1, m2, m3 },
 *   workers: { w1, w2 },
 *   nodeDefaults: { noNewPrivileges: true, privateCgroupNamespace: true },
 *   publishPorts: PortPublishing.ON_ALL_NODES,
 * });
 * cluster.addCloneSet('web', { replicas: 6, image, ports: [{ containerPort: 80, hostPort: 8_080, hostIp: '0.0.0.0' }] });
 */
export class SwarmCluster extends Construct implements IContainerHost {
  /**
   * The back end that applies the resources.
   */
  public readonly backend: Backend;

  /**
   * The Terraform provider of the services, which knows the engine of each host.
   */
  public readonly provider: TerraformProvider;

  /**
   * The address of the first manager, where published ports answer if `publishPorts` is `PortPublishing.ON_ALL_NODES`.
   */
  public readonly address: string;

  /** @internal */
  public readonly _placement: Placement;

  private readonly nodeCount: number;

  /**
   * @param scope the scope of the cluster
   * @param id the id in the scope
   * @param props the hosts, and what the cluster does
   */
  constructor(scope: Construct, id: string, props: SwarmClusterProps) {
    super(scope, id);
    requireProps('SwarmClusterProps', props, this);
    const { managers, workers = {}, addressRange = ADDRESS_RANGE, existing = false, encrypted = false } = props;
    const hosts: Hosts = { ...managers, ...workers };
    const stack = TerraformStack.of(this);
    this.backend = Backend._for(this);
    throwIfAny([
      ...checkMembers('cluster', hosts, stack),
      ...checkNodes(props, hosts, this.backend),
      ...checkAddressRange(addressRange),
    ], this);
    adoptPolicy(this, 'cluster', hosts);
    const { lost = [] } = props;
    const provider = addMembersProvider(this, hosts, substituteOf(managers, lost));
    const names = Object.keys(hosts);
    const [manager] = Object.keys(managers);
    const engineOf = (name: string) => hasAddress(hosts[name]) ? name : undefined;
    this.provider = provider.provider;
    this.address = hosts[manager].address;
    this.nodeCount = names.length - (props.drain ?? []).length;
    const nodeAddresses = existing ? props.nodeAddresses : connectNestedNodes(this, hosts, props.nodeAddresses ?? {});
    const models = names.map((name) => modelOf(name, { ...props, nodeAddresses }, hosts));
    const { address: swarmAddress, nodes } = (existing ? findNodes : addNodes)(this, models, provider);
    const swarm = swarmOf(props);
    const probed = props.probe ?? true ? names.filter((name) => !lost.includes(name)) : [];
    probed.forEach((name) => requireOfNode(hosts[name].addFacts().dataSource, name, swarm, encrypted));
    const placements = Object.values(hosts).map(({ _placement }) => _placement);
    this._placement = {
      stack,
      engine: this,
      scope: this,
      target: new SwarmTarget({
        backend: this.backend,
        manager: { ...provider, engine: engineOf(manager), isMade: () => !existing },
        swarm,
        nodes: names.map((name, index) => {
          const isLost = lost.includes(name);
          const { provider: { fqn }, _placement: { target, engineName } } = hosts[name];
          return { name, isLost, nodeId: nodes[index]!.nodeId, target, engine: { name, provider: fqn, engine: engineName } };
        }),
        storageNode: props.storageNode ?? Object.keys(workers)[0] ?? manager,
        imageRegistry: props.imageRegistry,
        encrypted,
        dependsOn: () => nodes.flatMap(({ address }) => address ?? []),
        swarmAddress,
      }),
      addressFor: () => this.address,
      engineName: engineOf(manager),
      sharedFolders: sharedByAll(placements),
      addressRange,
      filtersIpv6: false,
    };
    HostImages.of(this);
    PolicyAspect.on(stack)._addHost(this);
  }

  /**
   * Adds a container: a service of one task.
   *
   * @param id the id in the cluster
   * @param options the image and the settings of the container
   */
  public addContainer(id: string, options: ContainerOptions): Container {
    requireObject('ContainerOptions', options, this);
    return new Container(this, id, { ...options, host: this });
  }

  /**
   * Adds a container that runs once on each node that is not drained, such as an agent: a global service.
   *
   * @param id the id in the cluster
   * @param options the image and the settings of the container
   */
  public addContainerOnEachNode(id: string, options: ContainerOptions): Container {
    requireObject('ContainerOptions', options, this);
    const scope = new Construct(this, id);
    setClones(scope, { replicas: this.nodeCount, global: true });
    return new Container(scope, 'Clone', { ...options, host: this });
  }

  /**
   * Adds a set of clones: a service of many tasks.
   *
   * @param id the id in the cluster
   * @param options the number of clones, and the image and the settings of each
   */
  public addCloneSet(id: string, options: CloneSetOptions): CloneSet {
    requireObject('CloneSetOptions', options, this);
    return new CloneSet(this, id, { ...options, host: this });
  }

  /**
   * Adds a network that spans the nodes.
   *
   * @param id the id in the cluster
   * @param options the settings of the network
   */
  public addNetwork(id: string, options: NetworkOptions = {}): Network {
    requireObject('NetworkOptions', options, this);
    return new Network(this, id, { ...options, host: this });
  }

  /**
   * Adds a volume. One of the driver `local` without options is on the storage node, where the services that mount it run.
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
}

function modelOf(name: string, props: SwarmClusterProps, hosts: Hosts) {
  const { managers, drain = [], lost = [], nodeLabels = {}, nodeAddresses = {} } = props;
  return {
    name,
    engine: hasAddress(hosts[name]) ? name : undefined,
    address: nodeAddresses[name] ?? hosts[name].address,
    isManager: name in managers,
    isLost: lost.includes(name),
    isDrained: drain.includes(name),
    labels: nodeLabels[name] ?? {},
  };
}

function swarmOf(props: SwarmClusterProps): SwarmModel {
  const { nodeDefaults = {}, servicePrivileges = false, discovery = ServiceDiscovery.VIRTUAL_ADDRESS, publishPorts } = props;
  const { noNewPrivileges = false, privateCgroupNamespace = false, runtime } = nodeDefaults;
  return {
    nodeDefaults: { noNewPrivileges, privateCgroupNamespace, runtime: runtime?.name === OWN_RUNTIME ? undefined : runtime?.name },
    servicePrivileges,
    endpointMode: discovery,
    publishMode: publishPorts,
  };
}

function checkNodes(props: SwarmClusterProps, hosts: Hosts, backend: Backend): BerthError[] {
  const { managers, workers = {}, existing = false, drain = [], lost = [], nodeLabels = {}, nodeAddresses = {}, storageNode } = props;
  const names = Object.keys(hosts);
  const named: { readonly [prop: string]: readonly string[] } = {
    drain,
    lost,
    nodeLabels: Object.keys(nodeLabels),
    nodeAddresses: Object.keys(nodeAddresses),
    storageNode: storageNode === undefined ? [] : [storageNode],
  };
  const lacksAddress = (name: string) => (
    !(hosts[name] instanceof NestedHost) && (nodeAddresses[name] ?? hosts[name].address) === 'localhost');
  const changing = [...drain.length > 0 ? ['drain'] : [], ...Object.keys(nodeLabels).length > 0 ? ['nodeLabels'] : []];
  return [
    ...Object.keys(managers).length === 0 ? [clusterWithoutManagers()] : [],
    ...checkLost(managers, lost),
    ...existing && lost.length > 0 ? [lostOfExistingSwarm()] : [],
    ...Object.keys(workers).filter((name) => name in managers).map((name) => memberTwiceInCluster(name)),
    ...Object.entries(named).flatMap(([prop, given]) => (
      given.filter((name) => !names.includes(name)).map((name) => unknownNode(prop, name, names)))),
    ...names.length > 0 && names.every((name) => drain.includes(name)) ? [everyNodeDrained()] : [],
    ...existing ? changing.map((prop) => notOnExistingSwarm(prop))
      : [...names.filter(lacksAddress).map((name) => noNodeAddress(name)), ...checkNestedNodes(hosts, nodeAddresses)],
    ...backend === Backend.BERTH ? [] : [notOnThisBackend('A cluster', `${backend}`, 'use Backend.BERTH')],
  ];
}
