import { isIP } from 'node:net';
import { Network as NetworkResource, type NetworkConfig } from '@cdktf/provider-docker/lib/network';
import { Construct } from 'constructs';
import { BerthError, invalidName, invalidSubnet, predefinedNetworkName, throwIfAny } from '../errors';
import type { ContainerHost } from '../host/container-host';
import { checkIp, defaultName } from '../private/names';
import { isKnown, literal, literals } from '../private/tokens';

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
   * Whether it has no way out: its containers reach each other, and nothing else.
   *
   * @default false
   */
  readonly internal?: boolean;

  /**
   * Whether containers also get IPv6 addresses; then a subnet of IPv6 is usually needed.
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * Its ranges of addresses. A container can have a fixed address only where they are given.
   *
   * @default - one that the engine chooses
   */
  readonly subnets?: Subnet[];

  /**
   * Options of the driver, such as `com.docker.network.driver.mtu`.
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
  readonly host: ContainerHost;
}

/**
 * A network of one host. Containers on it find each other by name.
 */
export class Network extends Construct {
  /**
   * The host that it is on.
   */
  public readonly host: ContainerHost;

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

  /** @internal */
  public readonly _hasSubnet: boolean;

  /** @internal */
  public readonly _isInternal: boolean;

  /**
   * @param scope where it belongs
   * @param id its id within the scope
   * @param props how it is made
   */
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    throwIfAny([...props.host._checkStack('A network', this), ...check(props)], this);
    this.host = props.host;
    this._givenName = props.name ?? defaultName(this);
    this._hasSubnet = (props.subnets ?? []).length > 0;
    this._isInternal = props.internal ?? false;
    this.resource = new NetworkResource(this, 'Resource', this._toTerraform(props));
    this.name = this.resource.name;
    this.networkId = this.resource.id;
    props.host._inventory.addNetwork(this);
  }

  /** @internal */
  public _toTerraform(props: NetworkProps): NetworkConfig {
    return {
      provider: props.host._explicitProvider,
      name: this._givenName,
      driver: props.driver ?? 'bridge',
      internal: props.internal,
      ipv6: props.ipv6,
      ipamConfig: props.subnets?.map(({ cidr, gateway, ipRange }) => ({ subnet: cidr, gateway, ipRange })),
      options: props.driverOptions && literals(props.driverOptions),
      labels: props.labels && Object.entries(props.labels).map(([label, value]) => ({ label, value: literal(value) })),
    };
  }
}

function check(props: NetworkProps): BerthError[] {
  const { name } = props;
  return [
    ...(isKnown(name) && PREDEFINED.has(name) ? [predefinedNetworkName(name)] : []),
    ...(isKnown(name) && !NAME.test(name)
      ? [invalidName('name of a network', name, 'a name begins with a letter or digit, and goes on with letters, digits, "_", "." and "-"')]
      : []),
    ...(props.subnets ?? []).flatMap(subnet => [
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
