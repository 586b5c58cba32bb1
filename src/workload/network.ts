import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { invalidSubnet, ipv6NotFiltered, levelNeedsBridge, predefinedNetworkName } from './errors';
import { ExistingNetwork, ExistingNetworkProps } from './existing-network';
import { INetwork } from './i-network';
import { SubnetSize } from './inventory/subnet-layout';
import { NetworkLevel } from './network-level';
import { IContainerHost, checkStack } from '../engine/i-container-host';
import { objectName } from '../engine/object-name';
import { NetworkModel, mayHaveIpv6 } from '../model/network';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { Inventory } from './inventory/inventory';
import { ownerLabel, withOwner } from './owner-label';
import { invalidName } from '../private/errors';
import { checkIp } from '../private/ip-address';
import { checkLabels } from '../private/names';
import { isKnown } from '../private/tokens';
import { canonicalSubnet } from '../shared/ip';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const BRIDGE = 'bridge';
const PREDEFINED = new Set(['bridge', 'host', 'none', 'default']);

/**
 * An address range of a network.
 */
export interface Subnet {
  /**
   * The range in CIDR notation, such as `10.20.0.0/24`.
   */
  readonly cidr: string;

  /**
   * The network's gateway, an address within the range.
   *
   * @default - the first address of the range
   */
  readonly gateway?: string;

  /**
   * The part of the range from which containers get their addresses, in CIDR notation.
   *
   * @default - the whole range
   */
  readonly ipRange?: string;
}

/**
 * Options of a network.
 */
export interface NetworkOptions {
  /**
   * The name of the network on the engine.
   *
   * @default - derived from the construct's path
   */
  readonly name?: string;

  /**
   * The network driver, such as `bridge` or `macvlan`.
   *
   * @default "bridge"
   */
  readonly driver?: string;

  /**
   * The traffic that the network allows. Drivers other than `bridge` support only `PEERS` and `OPEN`.
   *
   * @default NetworkLevel.PEERS
   */
  readonly level?: NetworkLevel;

  /**
   * Whether containers also get IPv6 addresses. Before Engine 27, this needs an IPv6 subnet in `subnets`.
   *
   * The host needs `filtersIpv6`, since the level counts for IPv6 only on an engine that filters it. The levels `CLOSED` and `PEERS` also
   * need Engine 28 or newer: on older engines, the bridge has an IPv6 address, through which the host and the members reach each other.
   * With `Backend.BERTH`, the provider proves before it uses the network that the level holds, and refuses the network otherwise.
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * The address ranges of the network. Containers can have fixed addresses only if they are given.
   *
   * @default - a /24 subnet (256 addresses) from the host's `addressRange`, or one that the engine chooses if the driver is not `bridge`.
   * The /24 subnet depends on the construct's path, so it seldom changes: with n networks in the default range, one in 8,192 / n added
   * networks moves another one
   */
  readonly subnets?: Subnet[];

  /**
   * Options of the driver, such as `com.docker.network.driver.mtu`. The options that enforce the level can't be overridden.
   *
   * @default - none
   */
  readonly driverOptions?: { [name: string]: string };

  /**
   * Labels of the network.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}

/**
 * Properties of a network.
 */
export interface NetworkProps extends NetworkOptions {
  /**
   * The host of the network.
   */
  readonly host: IContainerHost;

  /** @internal */
  readonly _joinedWhileRunning?: boolean;

  /** @internal */
  readonly _title?: string;

  /** The other host whose containers join it. @internal */
  readonly _sharedWith?: IContainerHost;
}

/**
 * A network of a host. Its level sets which traffic it allows. If its members can reach each other, they find each other by name.
 *
 * An engine can't change a network in place, so a change replaces the network and the containers on it.
 *
 * @example
 * const network = host.addNetwork('Back');
 * host.addContainer('Db', { image: BaseImage.fromRegistry('postgres:17'), networks: [network] });
 */
export class Network extends Construct implements INetwork {
  /**
   * Returns a network that exists on the engine: one of another stack, say, or the network of a reverse proxy. The stack neither changes
   * nor removes it.
   *
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the host and name of the network
   *
   * @example
   * const proxy = Network.fromName(host, 'Proxy', { host, name: 'proxy' });
   * host.addContainer('Web', { image, networks: [proxy] });
   */
  public static fromName(scope: Construct, id: string, props: ExistingNetworkProps): INetwork {
    return new ExistingNetwork(scope, id, props);
  }

  /**
   * The host of the network.
   */
  public readonly host: IContainerHost;

  /**
   * The name of the network on the engine. A token, so Terraform creates the network before whatever uses the name.
   */
  public readonly name: string;

  /**
   * The id of the network on the engine. A token.
   */
  public readonly networkId: string;

  /**
   * The Terraform resource: the escape hatch for settings that have no prop.
   */
  public readonly resource: TerraformResource;

  /**
   * The traffic that the network allows.
   */
  public readonly level: NetworkLevel;

  /** @internal */
  public readonly _model: NetworkModel;

  /** Whether the address plan allocates a subnet for the network. @internal */
  public readonly _needsSubnet: boolean;

  /** @internal */
  public readonly _size: SubnetSize;

  /** @internal */
  public readonly _subnetKey: string;

  /** The other host whose containers join it. @internal */
  public readonly _sharedWith?: IContainerHost;

  /**
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the host and options of the network
   */
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    requireProps('NetworkProps', props, this);
    throwIfAny([...checkStack(props.host, 'A network', this), ...checkLabels(props.labels), ...check(props)], this);
    this.host = props.host;
    this._sharedWith = props._sharedWith;
    this.level = props.level ?? NetworkLevel.PEERS;
    const { subnets = [] } = props;
    const joinedWhileRunning = props._joinedWhileRunning ?? false;
    this._needsSubnet = isBridge(props) && subnets.every(({ cidr }) => isKnown(cidr) && cidr.includes(':'));
    this._size = joinedWhileRunning ? SubnetSize.CONNECTION : SubnetSize.NETWORK;
    // One that is joined by running containers exists beside the one that it replaces, as when its virtual container host has another name.
    const owners = joinedWhileRunning ? Object.values(ownerLabel(props.host, props._sharedWith)) : [];
    this._subnetKey = [this.node.path, ...owners].join(' ');
    this._model = {
      name: objectName(this.host, this.node.path, props.name),
      driver: props.driver ?? BRIDGE,
      traffic: this.level._allows,
      ipv6: props.ipv6,
      subnets,
      allocatedSubnet: () => (this._needsSubnet ? Inventory.of(this.host).subnetOf(this) : undefined),
      driverOptions: props.driverOptions ?? {},
      labels: withOwner(props.labels, props.host, props._sharedWith),
      joinedWhileRunning,
      title: props._title,
    };
    const { resource, name, id: networkId } = props.host._placement.target.addNetwork(this, this._model);
    this.resource = resource;
    this.name = name;
    this.networkId = networkId;
    Inventory.of(props.host).addNetwork(this);
  }
}

function isBridge({ driver }: NetworkProps): boolean {
  return driver === undefined || driver === BRIDGE;
}

function check(props: NetworkProps): BerthError[] {
  const { host, name, driver, level = NetworkLevel.PEERS } = props;
  return [
    ...(isKnown(driver) && !isBridge(props) && !level.reachesPeers ? [levelNeedsBridge(level.name, driver)] : []),
    ...(mayHaveIpv6(props) && !host._placement.filtersIpv6 ? [ipv6NotFiltered()] : []),
    ...(isKnown(name) && PREDEFINED.has(name) ? [predefinedNetworkName(name)] : []),
    ...(isKnown(name) && !NAME.test(name)
      ? [invalidName('name of a network', name, 'a name starts with a letter or digit, followed by letters, digits, "_", "." and "-"')]
      : []),
    ...(props.subnets ?? []).flatMap((subnet) => [
      ...checkCidr(subnet.cidr),
      ...checkCidr(subnet.ipRange),
      ...checkIp('the gateway of a network', subnet.gateway),
    ]),
  ];
}

function checkCidr(range: string | undefined): BerthError[] {
  return isKnown(range) && canonicalSubnet(range) === undefined ? [invalidSubnet(range)] : [];
}
