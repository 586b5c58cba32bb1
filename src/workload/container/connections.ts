import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { Aliases } from './aliases';
import { IContainer } from './i-container';
import { INetwork } from '../i-network';
import { Network } from '../network';
import { NetworkLevel } from '../network-level';
import { connectedToItself, isolated, isolatedTooLate, portCantBePublished } from './errors';
import { explainConnections } from './explain-connections';
import { checkSameEngine, exposureProblems } from './exposure';
import { NetworkMode } from './networking/network-mode';
import { Port } from './networking/port';
import { IContainerHost } from '../../engine/i-container-host';
import { ConnectionModel } from '../../model/container';
import { BerthError, throwIfAny } from '../../private/berth-error';
import { requireArguments } from '../../private/check-props';
import { nameOfPath } from '../../private/default-name';
import { Target } from '../../targets/target';
import { Inventory } from '../inventory/inventory';

const CONNECTIONS = 'Connections';

/**
 * An object that can have network connections, such as a container.
 */
export interface IConnectable {
  /**
   * The network connections of the object.
   */
  readonly connections: Connections;
}

/**
 * Options of a connection.
 */
export interface ConnectionOptions {
  /**
   * A name by which the container finds the other one. It resolves only for this container. Further calls add further names.
   *
   * @default - the id of the other's construct, in lower case and with `-` for what a host name can't have; none if that would also name
   * another container that this one connects to, and none with `Backend.KREUZWERKER`, which would replace the other container
   */
  readonly alias?: string;
}

/**
 * The network connections of a container: what it can reach, and what can reach it. A container without a connection, a network or a
 * published port has no network at all.
 *
 * Adding the first network, or the first one with access to the outside, replaces a running container. The container joins any
 * other network while it runs.
 *
 * @example
 * web.connections.allowTo(db, Port.tcp(5_432));
 * web.connections.allowFromHost(Port.tcp(80), 8_080);
 * worker.connections.allowInternet();
 */
export class Connections {
  /** @internal */
  public static _of(container: IContainer): Connections {
    return new Connections(container);
  }

  /** Whether the props of the container choose its networks, rather than leaving that to its ports and connections. */
  private readonly networksAreChosen: boolean;

  /** The networks that this container shares with one other container each. */
  private readonly sharedNetworks = new Map<IContainer, Network>();
  private readonly aliases: Aliases;
  private readonly portsFromHost: Port[] = [];
  private readonly exposedPorts: Port[] = [];
  private isolated = false;
  /** The network for published ports and the internet, which no other container is on. */
  private outsideNetwork?: Network;

  private constructor(private readonly container: IContainer) {
    const { networkMode, networks } = container._model;
    this.aliases = new Aliases(container);
    this.networksAreChosen = networkMode !== undefined || networks.length > 0;
  }

  /**
   * Allows the container to reach another container on the same host, by the other's name, or by an alias: `redis` for a container with
   * the id `redis`, unless the back end is `Backend.KREUZWERKER`. The two get a network of level `PEERS` to themselves. All connections
   * between them, in both directions, share this network. A container of another virtual container host on the same engine has to
   * `expose()` the port.
   *
   * Docker's networks don't enforce ports and directions: the two containers can reach each other on every port. The port documents what
   * the connection is for, and `explain()` includes it. Connections don't affect the start order, which `startAfter` sets.
   *
   * Each network adds an interface to both containers. If dozens of containers connect to the same one, a single network of level `PEERS`
   * for all of them is faster, but isolates them less: an engine took 0.2 s to connect a container to its 20th network, and 3.6 s to its
   * 150th.
   *
   * @param other the container to reach
   * @param port the port to reach
   * @param options the alias of the other container
   */
  public allowTo(other: IConnectable, port: Port, options: ConnectionOptions = {}): void {
    requireArguments(
      { other: ['IConnectable', other], port: ['Port', port], options: ['ConnectionOptions', options] }, this.container);
    const { container } = other.connections;
    throwIfAny([
      ...port._check(),
      ...this._checkNotIsolated(),
      ...(container === this.container ? [connectedToItself()] : other.connections._checkNotIsolated()),
      ...checkSameEngine(this.container, container),
      ...this.aliases.check(container, options.alias),
    ], this.container);
    if (this.target.connectsByNetworks && !this.sharedNetworks.has(container)) this.joinSharedNetwork(other.connections);
    const connection: ConnectionModel = { from: this.container, to: container, port, aliases: [] };
    this.container._model.connections.push(connection);
    container._model.connections.push(connection);
    this.aliases.add(container, options.alias).forEach((each) => this.writeAliases(each));
  }

  /**
   * Exposes a port to containers outside of the virtual container host of this one, on the same engine. One of them also has to connect to
   * it, with `allowTo`: synthesis reports a connection to a port that is not exposed, and a port that nobody connects to.
   *
   * @param port the port that others may connect to
   */
  public expose(port: Port): void {
    requireArguments({ port: ['Port', port] }, this.container);
    throwIfAny([...port._check(), ...this._checkNotIsolated()], this.container);
    this.exposedPorts.push(port);
  }

  /**
   * Allows the host to reach the container, by publishing a port on the host's loopback address. `container.publishedAddress()` returns
   * the resulting address. To publish on another address, use `container.addPort()`.
   *
   * The container needs a network that allows published ports. If it has none, it gets a network of level `PUBLISHED` to itself, which
   * also gives it internet access, as `allowInternet()` does: Docker has no network that allows only inbound traffic.
   *
   * @param port a TCP or UDP port of the container, or a range of ports
   * @param hostPort the port on the host, or the first port for a range; by default the engine chooses free ports
   */
  public allowFromHost(port: Port, hostPort?: number): void {
    requireArguments({ port: ['Port', port], hostPort: ['number?', hostPort] }, this.container);
    throwIfAny([...port._check(), ...(port._protocol ? [] : [portCantBePublished(port.toString())])], this.container);
    for (let number = port._first; number <= port._last; number++) {
      const onHost = hostPort === undefined ? undefined : hostPort + number - port._first;
      this.container.addPort({ containerPort: number, hostPort: onHost, protocol: port._protocol });
    }
    this.portsFromHost.push(port);
  }

  /**
   * Allows the container to reach the internet. If none of its networks has access to the outside, it gets a network of level `PUBLISHED`
   * to itself. The container can then also reach what Docker can't tell from the internet: services of the host, ports that other
   * containers publish on the host's addresses, and a cloud's metadata service.
   */
  public allowInternet(): void {
    throwIfAny(this._checkNotIsolated(), this.container);
    this.container._model.reachesInternet = true;
    if (!this.networks.some(({ level }) => level.reachesOutside)) this.joinOutsideNetwork();
  }

  /**
   * Ensures that the container never has a network. Throws an error if it has one already. Later attempts to give it one throw an error,
   * too.
   */
  public isolate(): void {
    const { networkMode: mode, ports, connections, reachesInternet } = this.container._model;
    const has = [
      ...(mode === undefined || mode === NetworkMode.NONE.name ? [] : [`the network mode "${mode}"`]),
      ...this.networks.map(({ node }) => `the network ${node.path}`),
      ...ports.map(({ containerPort, protocol }) => `the port ${containerPort}/${protocol}`),
      ...(!this.target.connectsByNetworks && (connections.length > 0 || reachesInternet) ? ['connections'] : []),
    ];
    if (has.length > 0) throwIfAny([isolatedTooLate(has)], this.container);
    this.isolated = true;
  }

  /**
   * Describes what is allowed, and which parts of it the host can't enforce.
   */
  public explain(): string {
    return explainConnections(this.container, {
      isIsolated: this.isolated,
      portsFromHost: this.portsFromHost,
      namesOf: (other) => this.aliases.of(other),
    });
  }

  /** @internal */
  public _checkNotIsolated(): BerthError[] {
    return this.isolated ? [isolated(this.container.node.path)] : [];
  }

  /** @internal */
  public get _exposed(): readonly Port[] {
    return this.exposedPorts;
  }

  /**
   * Checks the connections with containers of other hosts on the engine.
   *
   * @internal
   */
  public _exposureProblems(): BerthError[] {
    return exposureProblems(this.container, this.exposedPorts);
  }

  /**
   * Joins a network that allows published ports, unless the container is on one already. A network of level `PEERS` is only for its
   * members, so the container gets a way in beside it. A network of another level was chosen to allow no ports.
   *
   * @internal
   */
  public _joinNetworkForPorts(): void {
    const levels = this.networks.map(({ level }) => level);
    const mayJoin = !this.networksAreChosen || levels.includes(NetworkLevel.PEERS);
    if (mayJoin && !levels.some((level) => level.publishesPorts)) this.joinOutsideNetwork();
  }

  private get networks(): INetwork[] {
    return this.container._model.networks.map(({ network }) => network as INetwork);
  }

  private get target(): Target {
    return this.container.host._placement.target;
  }

  /** Gives another container its names for this one: on the network that they share, or in their connections. */
  private writeAliases(other: IContainer): void {
    const shared = this.sharedNetworks.get(other);
    const names = this.aliases.of(other);
    if (shared === undefined) {
      const ours = this.container._model.connections.filter(({ from, to }) => from === this.container && to === other);
      ours.forEach((each) => (each.aliases = names));
      return;
    }
    const aliases = names.length > 0 ? names : undefined;
    other._model.networks = other._model.networks.map((each) => each.network === shared ? { ...each, aliases } : each);
  }

  private joinSharedNetwork({ container: other, sharedNetworks }: Connections): void {
    const pair = [this.container, other].sort((a, b) => (pathInStack(a) < pathInStack(b) ? -1 : 1));
    const paths = pair.map(pathInStack);
    const network = this.createNetwork(paths.join('+'), paths.join('-'), pair, pair.map(({ node }) => node.id), NetworkLevel.PEERS,
      other.host === this.container.host ? undefined : other.host);
    this.sharedNetworks.set(other, network);
    sharedNetworks.set(this.container, network);
    this.container.connectTo(network);
    other.connectTo(network);
  }

  private joinOutsideNetwork(): void {
    if (this.outsideNetwork || !this.target.connectsByNetworks) return;
    const path = pathInStack(this.container);
    const title = [this.container.node.id, 'outside'];
    this.outsideNetwork = this.createNetwork(path, `${path}-outside`, [this.container], title, NetworkLevel.PUBLISHED);
    this.container.connectTo(this.outsideNetwork);
  }

  /**
   * Creates a network that can be replaced while its containers keep running. Terraform creates the new network before it destroys the
   * old one, so that the containers can switch over in between. Both exist at the same time, so the name must be unique: it contains the
   * address of the subnet. It stays as earlier versions wrote it, since another name would replace the network.
   *
   * @param title what the address of its resource begins with
   */
  private createNetwork(
    id: string, name: string, members: readonly IContainer[], title: readonly string[], level: NetworkLevel, sharedWith?: IContainerHost,
  ): Network {
    const { host } = this.container;
    const { stack, virtualHost } = host._placement;
    // The name of a virtual container host precedes all names on it.
    const prefix = nameOfPath([...virtualHost === undefined ? [stack.node.path] : [], ...name.split('/')]);
    const network: Network = new Network(connectionsScopeOf(host), id, {
      host,
      level,
      // A set of clones needs more than the few addresses of a connection, and its clones join no network while they run.
      _joinedWhileRunning: host._placement.members === undefined && members.every(({ _model }) => _model.clones === undefined),
      _title: title.join('-'),
      _sharedWith: sharedWith,
      name: Lazy.stringValue({ produce: () => `${prefix}-${Inventory.of(host).subnetOf(network)?.split('/')[0]}` }),
    });
    return network;
  }
}

function pathInStack({ node, host }: IContainer): string {
  return node.path.slice(host._placement.stack.node.path.length + 1);
}

/** Returns the scope of the networks of a host's connections, and creates it on first use. */
function connectionsScopeOf(host: IContainerHost): Construct {
  return (host._placement.scope.node.tryFindChild(CONNECTIONS) ?? new Construct(host._placement.scope, CONNECTIONS)) as Construct;
}
