import { Construct } from 'constructs';
import { CloneSetProps } from './clone-set-props';
import { clonesOnLoopback, emptyBatch, forkWithoutGvisor, invalidCount, surgeWithHostPort, tooFewAddresses } from './errors';
import { RollingUpdate } from './rolling-update';
import { notOnThisBackend } from '../backend/errors';
import { IContainerHost } from '../engine/i-container-host';
import { objectName } from '../engine/object-name';
import { Member } from '../engine/placement';
import { Front } from '../front/front';
import { FrontServer } from '../front/front-server';
import { JoinedNetworkModel } from '../model/network';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireArguments, requireProps } from '../private/check-props';
import { isKnown } from '../private/tokens';
import { cloneName, MOST_REPLICAS, PLACEHOLDERS } from '../shared/clones';
import { canonicalAddress, ipv4Range } from '../shared/ip';
import { sandboxOf } from '../shared/runtimes';
import { spread } from '../shared/spread';
import { setClones } from '../workload/container/clones';
import { Container } from '../workload/container/container';
import { Port, Protocol } from '../workload/container/networking/port';
import { PortMapping } from '../workload/container/networking/port-mapping';
import { indexOfPort } from '../workload/container/publications';
import { SubnetSize } from '../workload/inventory/subnet-layout';

/**
 * Many containers from one description, kept as one thing: on a host, or spread over the hosts of a pool.
 *
 * In the texts of the description, such as arguments, environment variables, labels and files, `CloneSet.INDEX`, `CloneSet.NUMBER` and
 * `CloneSet.NAME` stand for the values of each clone. A clone publishes `hostPort` plus its index.
 *
 * A change that the engine can make while containers run is made so. Otherwise, the clones are made anew in batches (`rollingUpdate`).
 * If the creation of a set fails for some clones, the apply fails, keeps the others, and the next one creates the rest.
 *
 * With `Backend.KREUZWERKER`, a set is one `docker_container` with `count`, which is on one host. Terraform then makes each change to all
 * clones at once.
 *
 * @example
 * const web = host.addCloneSet('web', {
 *   replicas: 6,
 *   image,
 *   environment: { WORKER: CloneSet.INDEX },
 *   ports: [{ containerPort: 80, hostPort: 20_000, hostIp: '0.0.0.0' }],
 * });
 */
export class CloneSet extends Construct {
  /**
   * Stands for the position of a clone in its set, from 0.
   */
  public static readonly INDEX = PLACEHOLDERS.index;

  /**
   * Stands for the position of a clone in its set, from 1.
   */
  public static readonly NUMBER = PLACEHOLDERS.number;

  /**
   * Stands for the name of a clone on its engine, such as "shop-web-0".
   */
  public static readonly NAME = PLACEHOLDERS.name;

  /**
   * The description of each clone. What is added to it, such as a mount or a label, all clones have.
   */
  public readonly template: Container;

  /**
   * The number of clones that run.
   */
  public readonly replicas: number;

  /**
   * The number of clones that stand by: they are started and paused.
   */
  public readonly standby: number;

  private readonly host: IContainerHost;

  /**
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the host or the pool of hosts, the number of clones, and the image and options of each
   */
  constructor(scope: Construct, id: string, props: CloneSetProps) {
    super(scope, id);
    requireProps('CloneSetProps', props, this);
    const { replicas, overlap, standby, rollingUpdate, fork, ...options } = props;
    const { host } = options;
    const { target } = host._placement;
    throwIfAny([
      ...checkCount('replicas', replicas),
      ...checkCount('standby', standby),
      ...rollingUpdate === undefined ? [] : checkRollingUpdate(rollingUpdate, target.clonesSharePorts ? [] : props.ports ?? []),
      ...target.hasCloneSets ? [] : checkWithoutCloneSets(props, `${host.backend}`),
    ], this);
    this.replicas = replicas;
    this.standby = standby ?? 0;
    setClones(this, { replicas, overlap, standby, rollingUpdate, fork: fork?._model });
    this.host = host;
    this.template = new Container(this, 'Clone', { ...options, name: options.name ?? objectName(host, this.node.path, undefined) });
    if (fork !== undefined) throwIfAny(checkRuntimeOfForks(this.template._model.runtime?.name), this);
    this.node.addValidation({ validate: () => this.addressProblems().map(({ detail }) => detail) });
  }

  /**
   * Returns the servers of a front that forwards to the clones. A front on the host of the clones is connected to them, and finds them by
   * their names. Another one gets every place at which a clone can be, since a front finds out by itself where they are. So it needs no
   * change when clones move. A front on the outer host of a nested host is connected to that one's engine.
   *
   * Throws an error if the front is on another host, and the port is published without a `hostPort`, or only on the loopback address, or
   * the front can't reach a host.
   *
   * @param front the front
   * @param containerPort the port of the clones, which they publish if the front is on another host
   */
  public serversFor(front: Front, containerPort: number): FrontServer[] {
    requireArguments({ front: ['Front', front], containerPort: ['number', containerPort] }, this);
    const { container } = front;
    if (container.host === this.host && this.host._placement.members === undefined) return this.serversByName(container, containerPort);
    const first = this.template.publishedPort(containerPort);
    const { hostIp } = this.template._model.ports[indexOfPort(this.template._model.ports, containerPort, Protocol.TCP, this)];
    if (isLoopback(hostIp)) throwIfAny([clonesOnLoopback(containerPort, hostIp)], this);
    if (this.replicas === 0) return [];
    const ports = Port.tcpRange(first, first + this.replicas - 1);
    return this.members.flatMap(({ host }) => {
      const address = host._placement.addressFor(container, ports);
      return Array.from({ length: this.replicas }, (_, index) => FrontServer.of(address, first + index));
    });
  }

  private serversByName(client: Container, port: number): FrontServer[] {
    client.connections.allowTo(this.template, Port.tcp(port));
    return Array.from({ length: this.replicas }, (_, index) => FrontServer.of(cloneName(this.template._model.name, index), port));
  }

  private get members(): readonly Member[] {
    return this.host._placement.members ?? [{ name: 'host', drain: false, host: this.host }];
  }

  /** Returns an error for each network that has fewer addresses than one host has clones. */
  private addressProblems(): BerthError[] {
    const { name, networks } = this.template._model;
    const size = this.replicas + this.standby;
    const narrow = networks.filter(({ network }) => roomIn(network._model) < size);
    if (!isKnown(this.replicas) || !isKnown(this.standby) || !isKnown(name) || narrow.length === 0) return [];
    const active = this.members.filter(({ drain }) => !drain).map((member) => member.name);
    const counts = new Map<string, number>();
    spread(name, size, active).forEach((host) => counts.set(host, (counts.get(host) ?? 0) + 1));
    const most = Math.max(...counts.values());
    return narrow.flatMap(({ network }) => (
      roomIn(network._model) < most ? [tooFewAddresses(network.node.path, roomIn(network._model), most)] : []));
  }
}

/** What a subnet has beside its members: the network, its gateway, and its broadcast. */
const RESERVED = 3;

/** Returns how many members a network has room for, as far as it is known. */
function roomIn({ subnets }: JoinedNetworkModel): number {
  if (subnets === undefined || !subnets.every(({ cidr }) => isKnown(cidr))) return Infinity;
  const ranges = subnets.flatMap(({ cidr }) => ipv4Range(cidr) ?? []);
  const sizes = ranges.map(({ first, last }) => last - first + 1);
  return Math.max(...sizes.length === 0 ? [SubnetSize.NETWORK] : sizes) - RESERVED;
}

function checkCount(name: string, count: number | undefined): BerthError[] {
  const isValid = count === undefined || !isKnown(count) || Number.isInteger(count) && count >= 0 && count <= MOST_REPLICAS;
  return isValid ? [] : [invalidCount(name, count)];
}

function checkRollingUpdate({ maxUnavailable, maxSurge }: RollingUpdate, ports: readonly PortMapping[]): BerthError[] {
  const counts = [...checkCount('maxUnavailable', maxUnavailable), ...checkCount('maxSurge', maxSurge)];
  if (counts.length > 0) return counts;
  const fixed = ports.find(({ hostPort }) => hostPort !== undefined);
  return [
    ...maxUnavailable === 0 && (maxSurge ?? 0) === 0 ? [emptyBatch()] : [],
    ...(maxSurge ?? 0) > 0 && fixed !== undefined ? [surgeWithHostPort(fixed.hostPort!)] : [],
  ];
}

/** Only gVisor saves and restores containers. */
function checkRuntimeOfForks(runtime: string | undefined): BerthError[] {
  if (runtime === undefined) return [forkWithoutGvisor('the default runtime of the engine')];
  return !isKnown(runtime) || sandboxOf(runtime) === 'gvisor' ? [] : [forkWithoutGvisor(`the runtime "${runtime}"`)];
}

/** Terraform itself changes all containers of a `count` at once, and knows none that stand by. */
function checkWithoutCloneSets({ standby, rollingUpdate, fork }: CloneSetProps, backend: string): BerthError[] {
  const next = 'leave it out, or use Backend.BERTH';
  return [
    ...standby === undefined ? [] : [notOnThisBackend('`standby` of a set of clones', backend, next)],
    ...rollingUpdate === undefined ? [] : [notOnThisBackend('`rollingUpdate` of a set of clones', backend, next)],
    ...fork === undefined ? [] : [notOnThisBackend('`fork` of a set of clones', backend, next)],
  ];
}

function isLoopback(ip: string): boolean {
  return isKnown(ip) && (ip.startsWith('127.') || canonicalAddress(ip) === '::1');
}
