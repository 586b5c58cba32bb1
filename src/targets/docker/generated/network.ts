// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_network`.
 */
export interface NetworkAttributes {
  /**
   * The name of the network, unique on the engine.
   */
  readonly name: Value<string>;

  /**
   * The network driver: `bridge`, `macvlan`, `ipvlan`, `overlay` (swarm only), or the name of a plugin. Engine API: `Driver`.
   */
  readonly driver?: Value<string>;

  /**
   * Options of the driver, such as `"com.docker.network.bridge.enable_icc" = "false"`. Only the options in the configuration are compared.
   * Engine API: `Options`.
   */
  readonly options?: Value<{ readonly [key: string]: string }>;

  /**
   * Isolates the network from everything outside it, in both directions. Engine API: `Internal`.
   */
  readonly internal?: Value<boolean>;

  /**
   * Allows containers that are not part of a service to join a swarm network. Engine API: `Attachable`.
   */
  readonly attachable?: Value<boolean>;

  /**
   * Makes this the network that carries a swarm's published ports. Engine API: `Ingress`.
   */
  readonly ingress?: Value<boolean>;

  /**
   * Assigns IPv6 addresses to containers, too. Engines before 27.0 need an `ipam_config` with an IPv6 subnet. Engine API: `EnableIPv6`.
   */
  readonly ipv6?: Value<boolean>;

  /**
   * Requires a proof that the network is isolated over IPv6: before the network is used, the provider connects containers of its own over
   * IPv6. It refuses the network if they reach a container on another network or are reached from there, if they reach each other although
   * `com.docker.network.bridge.enable_icc` is `false`, or, for an `internal` network, if they and the host reach each other or its bridge
   * has an IPv6 address. An engine that does not filter IPv6 fails it (`ip6tables` in its daemon.json, which is off by default before
   * Engine 27). Networks with the same options share one proof in an apply. It has no effect on a network without `ipv6`.
   */
  readonly prove_ipv6_isolation?: Value<boolean>;

  /**
   * The driver that assigns addresses. `default` is the engine's own. Engine API: `IPAM.Driver`.
   */
  readonly ipam_driver?: Value<string>;

  /**
   * Options of `ipam_driver`. Engine API: `IPAM.Options`.
   */
  readonly ipam_options?: Value<{ readonly [key: string]: string }>;

  /**
   * Has no effect. Accepted for configurations written for other providers: a name that is taken is always refused.
   *
   * @deprecated by the provider
   */
  readonly check_duplicate?: Value<boolean>;

  /**
   * The rules of the virtual container host of the network, as JSON: `jsonencode({ name = "blue", registries = ["registry.example.com"]
   * })`. They limit its name. A network that breaks a rule is refused at plan time, and again before it is created or changed. The engine
   * does not know this attribute. The guide "Virtual container hosts" describes the rules.
   */
  readonly virtual_host?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * A label of the network.
   */
  readonly labels?: Value<readonly NetworkLabels[]>;

  /**
   * A subnet of the network. Without one, the engine chooses a subnet from its address pools. Engine API: `IPAM.Config`.
   */
  readonly ipam_config?: Value<readonly NetworkIpamConfig[]>;
}

/**
 * The block `labels`.
 */
export interface NetworkLabels {
  /**
   * The label's name.
   */
  readonly label: Value<string>;

  /**
   * The label's value.
   */
  readonly value: Value<string>;
}

/**
 * The block `ipam_config`.
 */
export interface NetworkIpamConfig {
  /**
   * The subnet in CIDR notation: "10.0.0.0/24". With "", the engine chooses one.
   */
  readonly subnet?: Value<string>;

  /**
   * The part of the subnet from which containers get addresses. "" is the whole subnet.
   */
  readonly ip_range?: Value<string>;

  /**
   * The address of the gateway. With "", the engine chooses one, usually the first address of the subnet.
   */
  readonly gateway?: Value<string>;

  /**
   * Addresses of the subnet that other devices use, by a name for each. The engine assigns them to no container.
   */
  readonly aux_address?: Value<{ readonly [key: string]: string }>;
}

/**
 * The types of the arguments of the resource `docker_network`.
 */
export const NETWORK_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_network',
  attributes: {
    name: 'string',
    driver: 'string',
    options: ['map', 'string'],
    internal: 'bool',
    attachable: 'bool',
    ingress: 'bool',
    ipv6: 'bool',
    prove_ipv6_isolation: 'bool',
    ipam_driver: 'string',
    ipam_options: ['map', 'string'],
    check_duplicate: 'bool',
    virtual_host: 'string',
    engine: 'string',
  },
  blocks: {
    labels: { nesting: 'set', attributes: { label: 'string', value: 'string' } },
    ipam_config: {
      nesting: 'set',
      attributes: { subnet: 'string', ip_range: 'string', gateway: 'string', aux_address: ['map', 'string'] },
    },
  },
};
