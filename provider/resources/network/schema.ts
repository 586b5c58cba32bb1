import { canonicalAddress, canonicalSubnet } from '../../../src/shared/ip';
import { canonicalDriver } from '../../engine/canonical/driver';
import { blockOf, mapOf, text } from '../../engine/canonical/form';
import { defineSchema } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { virtualHostAttribute } from '../../virtual-host/attribute';
import { labels } from '../shared/labels';
import { matching, parsed } from '../shared/validators';

const address = parsed('an IP address', (value) => value === '' ? value : canonicalAddress(value));
const subnet = parsed('a subnet such as "10.0.0.0/24" or "fd00::/64"', (value) => value === '' ? value : canonicalSubnet(value));

/** The canonical form of an `ipam_config` block. */
export const ipamForm = blockOf(
  { subnet: text(canonicalSubnet), ip_range: text(canonicalSubnet), gateway: text(canonicalAddress), aux_address: mapOf(canonicalAddress) },
  { subnet: '', ip_range: '', gateway: '', aux_address: {} },
);

const IPAM_CHANGE = 'A change is one of the whole block.';
const ipamText = { type: 'string', optional: true, default: '', change: IPAM_CHANGE } as const;

const optional = { optional: true, requiresReplace: true } as const;

/** The schema of `docker_network`. */
export const schema = defineSchema({
  version: 1,
  description: 'A network that containers are connected to. The engine can\'t change a network, so every change replaces it. '
    + 'A network is not removed while a container is connected to it.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The network\'s id.' },
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [matching('a name that is not empty', /\S/)],
      description: 'The name of the network, unique on the engine.',
    },
    driver: {
      type: 'string',
      ...optional,
      default: 'bridge',
      canonical: canonicalDriver,
      description: 'The network driver: `bridge`, `macvlan`, `ipvlan`, `overlay` (swarm only), or the name of a plugin. Engine API: '
        + '`Driver`.',
    },
    options: {
      type: ['map', 'string'],
      ...optional,
      default: {},
      description: 'Options of the driver, such as `"com.docker.network.bridge.enable_icc" = "false"`. '
        + 'Only the options in the configuration are compared. Engine API: `Options`.',
    },
    internal: {
      type: 'bool',
      ...optional,
      default: false,
      description: 'Isolates the network from everything outside it, in both directions. Engine API: `Internal`.',
    },
    attachable: {
      type: 'bool',
      ...optional,
      default: false,
      description: 'Allows containers that are not part of a service to join a swarm network. Engine API: `Attachable`.',
    },
    ingress: {
      type: 'bool',
      ...optional,
      default: false,
      description: 'Makes this the network that carries a swarm\'s published ports. Engine API: `Ingress`.',
    },
    ipv6: {
      type: 'bool',
      ...optional,
      default: false,
      description: 'Assigns IPv6 addresses to containers, too. Engines before 27.0 need an `ipam_config` with an IPv6 subnet. '
        + 'Engine API: `EnableIPv6`.',
    },
    prove_ipv6_isolation: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Requires a proof that the network is isolated over IPv6: before the network is used, the provider connects '
        + 'containers of its own over IPv6. It refuses the network if they reach a container on another network or are reached from '
        + 'there, if they reach each other although `com.docker.network.bridge.enable_icc` is `false`, or, for an `internal` network, '
        + 'if they and the host reach each other or its bridge has an IPv6 address. An engine that does not filter IPv6 fails it '
        + '(`ip6tables` in its daemon.json, which is off by default before Engine 27). Networks with the same options share one proof in '
        + 'an apply. It has no effect on a network without `ipv6`.',
    },
    ipam_driver: {
      type: 'string',
      ...optional,
      default: 'default',
      description: 'The driver that assigns addresses. `default` is the engine\'s own. Engine API: `IPAM.Driver`.',
    },
    ipam_options: {
      type: ['map', 'string'],
      ...optional,
      default: {},
      description: 'Options of `ipam_driver`. Engine API: `IPAM.Options`.',
    },
    check_duplicate: {
      type: 'bool',
      optional: true,
      default: false,
      deprecated: 'It is always checked.',
      description: 'Has no effect. Accepted for configurations written for other providers: a name that is taken is always refused.',
    },
    virtual_host: virtualHostAttribute('network', 'They limit its name.'),
    scope: { type: 'string', computed: true, stable: true, description: 'The scope of the network: `local`, `swarm` or `global`.' },
  },
  blocks: {
    labels: { ...labels('A label of the network.'), requiresReplace: true },
    ipam_config: {
      nesting: 'set',
      change: 'A change replaces the network. For a network that was imported or that another provider created, naming the subnet which '
        + 'the engine chose only changes the state.',
      description: 'A subnet of the network. Without one, the engine chooses a subnet from its address pools. Engine API: `IPAM.Config`.',
      attributes: {
        subnet: {
          ...ipamText,
          validators: [subnet],
          description: 'The subnet in CIDR notation: "10.0.0.0/24". With "", the engine chooses one.',
        },
        ip_range: {
          ...ipamText,
          validators: [subnet],
          description: 'The part of the subnet from which containers get addresses. "" is the whole subnet.',
        },
        gateway: {
          ...ipamText,
          validators: [address],
          description: 'The address of the gateway. With "", the engine chooses one, usually the first address of the subnet.',
        },
        aux_address: {
          type: ['map', 'string'],
          optional: true,
          change: IPAM_CHANGE,
          description: 'Addresses of the subnet that other devices use, by a name for each. The engine assigns them to no container.',
        },
      },
      canonical: ipamForm,
    },
  },
});

/** The state of a network. */
export type NetworkModel = Model<typeof schema>;
