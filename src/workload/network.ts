import { isIP } from 'node:net';
import { Network as NetworkResource, NetworkConfig, NetworkIpamConfig } from '@cdktf/provider-docker/lib/network';
import { Lazy, IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { invalidSubnet, levelNeedsBridge, predefinedNetworkName } from './errors';
import { SubnetSize } from './inventory/subnet-layout';
import { NetworkLevel } from './network-level';
import { BerthError, throwIfAny } from '../private/berth-error';
import { invalidName } from '../private/errors';
import { Inventory } from './inventory/inventory';
import { IContainerHost, checkStack } from '../engine/i-container-host';
import { defaultName } from '../private/default-name';
import { checkIp } from '../private/ip-address';
import { literal, literals } from '../private/literal';
import { isKnown } from '../private/tokens';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const PREDEFINED = new Set(['bridge', 'host', 'none', 'default']);

/**
 * A range of addresses from which a network gives its containers theirs.
 */
export interface Subnet {
  /**
   * The range, such as `10.20.0.0/24`.
   */
  readonly cidr: string;

  /**
   * The network's own address within it.
   *
   * @default - the first one
   */
  readonly gateway?: string;

  /**
   * The part of the range from which addresses are given.
   *
   * @default - the whole range
   */
  readonly ipRange?: string;
}

/**
 * How a network is made.
 */
export interface NetworkOptions {
  /**
   * Its name on the engine.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * The network driver.
   *
   * @default "bridge"
   */
  readonly driver?: string;

  /**
   * Who reaches whom. Drivers other than `bridge` keep only `PEERS` and `OPEN`.
   *
   * @default NetworkLevel.PUBLISHED
   */
  readonly level?: NetworkLevel;

  /**
   * Whether containers also get IPv6 addresses; then a subnet of IPv6 is usually needed.
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * Its ranges of addresses. A container can have a fixed address only where they are given.
   *
   * @default - one of 256 addresses out of the host's `addressRange`. It stays the same as other networks come and go, but for one addition in
   * 8,192 / n, where n is the number of networks and the range the default. With a driver other than `bridge`, one that the engine chooses
   */
  readonly subnets?: Subnet[];

  /**
   * Options of the driver, such as `com.docker.network.driver.mtu`. Those that make the level can't be changed here.
   *
   * @default - none
   */
  readonly driverOptions?: { [name: string]: string };

  /**
   * Labels on the network.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}

/**
 * How a network is made, and on which host.
 */
export interface NetworkProps extends NetworkOptions {
  /**
   * The host that it is on.
   */
  readonly host: IContainerHost;
}

/**
 * A network of one host. Who reaches whom on it is said by its level; where members reach each other they find each other by name.
 *
 * An engine can change nothing about a network: whatever is changed here replaces it, and the containers on it.
 */
export class Network extends Construct {
  /**
   * The host that it is on.
   */
  public readonly host: IContainerHost;

  /**
   * Its name on the engine: a token, by which Terraform knows that what uses it comes after it.
   */
  public readonly name: string;

  /**
   * Its id on the engine.
   */
  public readonly networkId: string;

  /**
   * The Terraform resource: the way out for what has no prop here.
   */
  public readonly resource: NetworkResource;

  /** @internal */
  public readonly _givenName: string;

  /**
   * Who reaches whom.
   */
  public readonly level: NetworkLevel;

  /** @internal */
  public readonly _subnets: readonly Subnet[];

  /** Whether the host lays out a subnet for it. @internal */
  public readonly _wantsSubnet: boolean;

  /** @internal */
  public _size = SubnetSize.NETWORK;

  /**
   * @param scope where it belongs
   * @param id its id within the scope
   * @param props how it is made
   */
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    throwIfAny([...checkStack(props.host, 'A network', this), ...check(props)], this);
    this.host = props.host;
    this._givenName = props.name ?? defaultName(this);
    this.level = props.level ?? NetworkLevel.PUBLISHED;
    this._subnets = props.subnets ?? [];
    this._wantsSubnet = isBridge(props) && this._subnets.every(({ cidr }) => isKnown(cidr) && cidr.includes(':'));
    this.resource = new NetworkResource(this, 'Resource', this._toTerraform(props));
    this.name = this.resource.name;
    this.networkId = this.resource.id;
    Inventory.of(props.host).addNetwork(this);
  }

  /** @internal */
  public _toTerraform(props: NetworkProps): NetworkConfig {
    return {
      provider: props.host._placement.explicitProvider,
      name: this._givenName,
      driver: props.driver ?? 'bridge',
      internal: this.level.reachesOutside ? undefined : true,
      ipv6: props.ipv6,
      ipamConfig: this.renderSubnets(),
      options: renderDriverOptions(props, this.level),
      labels: props.labels && Object.entries(props.labels).map(([label, value]) => ({ label, value: literal(value) })),
    };
  }

  /** Where a subnet is laid out, that is known only when all networks of the host are there. */
  private renderSubnets(): IResolvable | NetworkIpamConfig[] | undefined {
    const given = this._subnets.map(({ cidr, gateway, ipRange }) => ({ subnet: cidr, gateway, ipRange }));
    if (!this._wantsSubnet) return given.length > 0 ? given : undefined;
    const rest = given.map(({ ipRange, ...more }) => ({ ...more, ip_range: ipRange }));
    return Lazy.anyValue({ produce: () => [...rest, { subnet: Inventory.of(this.host).subnetOf(this) }] });
  }
}

function isBridge({ driver }: NetworkProps): boolean {
  return driver === undefined || driver === 'bridge';
}

function renderDriverOptions(props: NetworkProps, level: NetworkLevel): { [name: string]: string } | undefined {
  const options = { ...literals(props.driverOptions ?? {}), ...(isBridge(props) ? level._driverOptions : {}) };
  return Object.keys(options).length > 0 ? options : undefined;
}

function check(props: NetworkProps): BerthError[] {
  const { name, driver, level = NetworkLevel.PUBLISHED } = props;
  return [
    ...(isKnown(driver) && !isBridge(props) && !level.reachesPeers ? [levelNeedsBridge(level.name, driver)] : []),
    ...(isKnown(name) && PREDEFINED.has(name) ? [predefinedNetworkName(name)] : []),
    ...(isKnown(name) && !NAME.test(name)
      ? [invalidName('name of a network', name, 'a name begins with a letter or digit, and goes on with letters, digits, "_", "." and "-"')]
      : []),
    ...(props.subnets ?? []).flatMap((subnet) => [
      ...checkCidr(subnet.cidr),
      ...checkCidr(subnet.ipRange),
      ...checkIp('a network\'s own address', subnet.gateway),
    ]),
  ];
}

function checkCidr(range: string | undefined): BerthError[] {
  if (!isKnown(range)) return [];
  const [address, length, ...more] = range.split('/');
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const right = version !== 0 && more.length === 0 && /^\d{1,3}$/.test(length ?? '') && Number(length) <= longest;
  return right ? [] : [invalidSubnet(range)];
}
