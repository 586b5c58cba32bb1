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
import { canonicalSubnet } from '../shared/ip';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
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
   * @default NetworkLevel.PUBLISHED
   */
  readonly level?: NetworkLevel;

  /**
   * Whether containers also get IPv6 addresses. This usually needs an IPv6 subnet in `subnets`.
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
}

/**
 * A network of a host. Its level sets which traffic it allows. If its members can reach each other, they find each other by name.
 *
 * An engine can't change a network in place, so a change replaces the network and the containers on it.
 *
 * @example
 * const network = host.addNetwork('Back', { level: NetworkLevel.PEERS });
 * host.addContainer('Db', { image: BaseImage.fromRegistry('postgres:17'), networks: [network] });
 */
export class Network extends Construct {
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
  public readonly resource: NetworkResource;

  /** @internal */
  public readonly _givenName: string;

  /**
   * The traffic that the network allows.
   */
  public readonly level: NetworkLevel;

  /** @internal */
  public readonly _subnets: readonly Subnet[];

  /** Whether the address plan allocates a subnet for the network. @internal */
  public readonly _needsSubnet: boolean;

  /** @internal */
  public _size = SubnetSize.NETWORK;

  /**
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the host and options of the network
   */
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    throwIfAny([...checkStack(props.host, 'A network', this), ...check(props)], this);
    this.host = props.host;
    this._givenName = props.name ?? defaultName(this);
    this.level = props.level ?? NetworkLevel.PUBLISHED;
    this._subnets = props.subnets ?? [];
    this._needsSubnet = isBridge(props) && this._subnets.every(({ cidr }) => isKnown(cidr) && cidr.includes(':'));
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

  /** Renders the subnets, lazily if one is allocated: allocation needs to know all networks of the host. */
  private renderSubnets(): IResolvable | NetworkIpamConfig[] | undefined {
    const subnets = this._subnets.map(({ cidr, gateway, ipRange }) => ({ subnet: cidr, gateway, ipRange }));
    if (!this._needsSubnet) return subnets.length > 0 ? subnets : undefined;
    // A lazy value is rendered as is, so its keys are those of Terraform.
    const rendered = subnets.map(({ ipRange, ...others }) => ({ ...others, ip_range: ipRange }));
    return Lazy.anyValue({ produce: () => [...rendered, { subnet: Inventory.of(this.host).subnetOf(this) }] });
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
