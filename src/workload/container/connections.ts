import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { IContainer } from './i-container';
import { Network } from '../network';
import { NetworkLevel } from '../network-level';
import { connectedToItself, isolated, isolatedTooLate, ofAnotherHost, portCantBePublished } from './errors';
import { NetworkMode } from './networking/network-mode';
import { Port } from './networking/port';
import { IContainerHost } from '../../engine/i-container-host';
import { BerthError, throwIfAny } from '../../private/berth-error';
import { nameOfPath } from '../../private/names';
import { Inventory } from '../inventory/inventory';
import { SubnetSize } from '../inventory/subnet-layout';

const CONNECTIONS = 'Connections';

/** What one container may reach of another: both ends know of it. */
interface Connection {
  readonly from: IContainer;
  readonly to: IContainer;
  readonly port: Port;
}

/**
 * Something that can be connected to: a container.
 */
export interface IConnectable {
  /**
   * What it may reach, and what may reach it.
   */
  readonly connections: Connections;
}

/**
 * What a container may reach, and who may reach it. Without a connection, a network or a port a container has no network at all.
 *
 * The first network of a container replaces it, and so does the first way out. Any other is joined while it runs.
 */
export class Connections {
  /** @internal */
  public static _of(container: IContainer): Connections {
    return new Connections(container);
  }

  private readonly connections: Connection[] = [];
  private readonly links = new Map<IContainer, Network>();
  private readonly fromHost: Port[] = [];
  private reachesInternet = false;
  private isolated = false;
  private outside?: Network;

  private constructor(private readonly container: IContainer) {}

  /**
   * Lets the container reach another one of its host, by the other's name. The two get a network of level `PEERS` that nobody else is on, one
   * however many connections there are between them and in whichever direction.
   *
   * Docker's networks know no ports and no directions: the two reach each other at every port. The port says what the connection is for, and
   * `explain()` repeats it. The order in which the two start is another matter: see `startAfter`.
   *
   * Each network is an interface of both. Where dozens of containers reach one, a network of level `PEERS` for all of them costs less, and tells
   * them less apart: the engine joined a container to its 20th network in 0.2 s, and to its 150th in 3.6 s.
   *
   * @param other the container that is reached
   * @param port where
   */
  public allowTo(other: IConnectable, port: Port): void {
    const { container } = other.connections;
    throwIfAny([
      ...port._check(),
      ...this._checkOpen(),
      ...(container === this.container ? [connectedToItself()] : other.connections._checkOpen()),
      ...(container.host === this.container.host ? [] : [ofAnotherHost('The container', container.node.path, container.host.node.path, this.container.host.node.path)]),
    ], this.container);
    if (!this.links.has(container)) this.link(other.connections);
    const connection = { from: this.container, to: container, port };
    this.connections.push(connection);
    other.connections.connections.push(connection);
  }

  /**
   * Lets the host reach the container: publishes a port on the host's loopback address. `container.publishedAddress()` tells where it answers.
   * For another address use `container.addPort()`. The network that this takes is one of level `PUBLISHED` that no other container is on, and so
   * comes with a way out, as with `allowInternet()`: Docker has no network that lets in and not out.
   *
   * @param port the port of the container, or a range
   * @param hostPort the port on the host, of a range the first; unless given the engine chooses free ones
   */
  public allowFromHost(port: Port, hostPort?: number): void {
    throwIfAny([...port._check(), ...(port._protocol ? [] : [portCantBePublished(port.toString())])], this.container);
    for (let number = port._first; number <= port._last; number++) {
      const onHost = hostPort === undefined ? undefined : hostPort + number - port._first;
      this.container.addPort({ containerPort: number, hostPort: onHost, protocol: port._protocol });
    }
    this.fromHost.push(port);
  }

  /**
   * Lets the container reach the internet, by a network of level `PUBLISHED` that no other container is on. With it comes what Docker can't
   * tell from the internet: services of the host, ports that other containers publish on its addresses, a cloud's metadata service.
   */
  public allowInternet(): void {
    throwIfAny(this._checkOpen(), this.container);
    this.reachesInternet = true;
    if (!this.container._attachments.networks.some(({ level }) => level.reachesOutside)) this.openOutside();
  }

  /**
   * Makes sure that the container never has a network: whatever would give it one is refused, whether it comes earlier or later.
   */
  public isolate(): void {
    const { mode } = this.container._attachments;
    const has = [
      ...(mode === undefined || mode === NetworkMode.NONE ? [] : [`the network mode "${mode.name}"`]),
      ...this.container._attachments.networks.map(({ node }) => `the network ${node.path}`),
      ...this.container._publishedPorts().map(({ containerPort, protocol }) => `the port ${containerPort}/${protocol}`),
    ];
    if (has.length > 0) throwIfAny([isolatedTooLate(has)], this.container);
    this.isolated = true;
  }

  /**
   * What is allowed, and what of it Docker can't keep, in words.
   */
  public explain(): string {
    const { path } = this.container.node;
    const networks = this.container._attachments.networks;
    if (networks.length === 0) return `${path}: no network. It reaches nothing, and nothing reaches it.${this.isolated ? ' It is isolated: nothing can be allowed.' : ''}`;
    const levels = new Set(networks.map(({ level }) => level));
    return [
      `${path}:`,
      ...this.connections.map(({ from, to, port }) => `- ${from.node.path} reaches ${to.node.path} at ${port}.`),
      ...(this.links.size > 0 ? ['- Docker does not keep the port and the direction of these: the two of a connection reach each other at every port.'] : []),
      ...this.fromHost.map((port) => `- The host reaches it at ${port}, on its loopback address.`),
      ...(this.reachesInternet ? ['- It reaches the internet.'] : []),
      ...networks.map(({ node, level }) => `- It is on the network ${node.path}, of level "${level}".`),
      ...[...levels].map((level) => level.explain()),
    ].join('\n');
  }

  /** @internal */
  public _checkOpen(): BerthError[] {
    return this.isolated ? [isolated(this.container.node.path)] : [];
  }

  /** A way in for published ports, unless one of the container's networks is one. @internal */
  public _openForPorts(): void {
    if (!this.container._attachments.networks.some(({ level }) => level.publishesPorts)) this.openOutside();
  }

  private link({ container: other, links }: Connections): void {
    const ends = [this.container, other].map(pathInStack).sort();
    const network = this.makeNetwork(ends.join('+'), ends.join('-'), NetworkLevel.PEERS);
    this.links.set(other, network);
    links.set(this.container, network);
    this.container.connectTo(network);
    other.connectTo(network);
  }

  private openOutside(): void {
    if (this.outside) return;
    const path = pathInStack(this.container);
    this.outside = this.makeNetwork(path, `${path}-outside`, NetworkLevel.PUBLISHED);
    this.container.connectTo(this.outside);
  }

  /**
   * A network that comes and goes while its containers stay: so the new one is made before the old one goes, which lets the containers change over
   * in between. That takes a name that no other has, and the subnet makes it one.
   */
  private makeNetwork(id: string, name: string, level: NetworkLevel): Network {
    const { host } = this.container;
    const stem = nameOfPath([host._placement.stack.node.path, ...name.split('/')]);
    const network: Network = new Network(connectionsOf(host), id, {
      host,
      level,
      name: Lazy.stringValue({ produce: () => `${stem}-${Inventory.of(host).subnetOf(network)?.split('/')[0]}` }),
    });
    network._size = SubnetSize.CONNECTION;
    network.resource.lifecycle = { createBeforeDestroy: true };
    return network;
  }
}

function pathInStack({ node, host }: IContainer): string {
  return node.path.slice(host._placement.stack.node.path.length + 1);
}

/** The construct that holds the networks of connections. It exists only on a host that has one. */
function connectionsOf(host: IContainerHost): Construct {
  return (host.node.tryFindChild(CONNECTIONS) ?? new Construct(host as Construct & IContainerHost, CONNECTIONS)) as Construct;
}
