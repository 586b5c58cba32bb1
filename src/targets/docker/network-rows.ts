import { NetworkAttributes } from './generated/network';
import { Attributes, Rows } from '../../model/attributes';
import { NetworkModel, mayHaveIpv6 } from '../../model/network';
import { literals, unescapedValues } from '../../private/literal';
import { blocks, readLabels, writeLabels } from '../../workload/blocks';

const BRIDGE = 'bridge';
const ICC = 'com.docker.network.bridge.enable_icc';
const INHIBIT_IPV4 = 'com.docker.network.bridge.inhibit_ipv4';
const GATEWAY_MODE_IPV6 = 'com.docker.network.bridge.gateway_mode_ipv6';

/** How a network is rendered as a `docker_network`. */
export const NETWORK_ROWS: Rows<NetworkModel, NetworkAttributes> = {
  name: { attributes: ['name'], write: (name) => ({ name }), read: ({ name }) => name as string },
  driver: { attributes: ['driver'], write: (driver) => ({ driver }), read: ({ driver }) => driver as string },
  ipv6: { attributes: ['ipv6'], write: (ipv6) => ({ ipv6 }), read: ({ ipv6 }) => ipv6 as boolean | undefined },

  subnets: {
    attributes: ['ipam_config'],
    write: (subnets, { allocatedSubnet }) => {
      const allocated = allocatedSubnet();
      const all = [...subnets, ...(allocated === undefined ? [] : [{ cidr: allocated }])];
      return {
        ipam_config: all.length > 0 ? all.map(({ cidr, gateway, ipRange }) => ({ subnet: cidr, gateway, ip_range: ipRange })) : undefined,
      };
    },
    // A subnet that was allocated reads like one that was given.
    read: ({ ipam_config: config }) => blocks(config).map(({ subnet, gateway, ip_range: ipRange }) => ({ cidr: subnet, gateway, ipRange })),
  },
  allocatedSubnet: { attributes: [], write: () => ({}), read: () => () => undefined },

  driverOptions: {
    attributes: ['options'],
    write: (options) => ({ options: Object.keys(options).length > 0 ? literals(options) : undefined }),
    read: ({ options }) => {
      const { [ICC]: icc, [INHIBIT_IPV4]: inhibit, [GATEWAY_MODE_IPV6]: mode, ...others } = unescapedValues(options);
      return others;
    },
  },

  // After the options of the driver, since those that enforce the level can't be overridden.
  traffic: {
    attributes: ['internal', 'options'],
    write: (traffic, model) => {
      const options = model.driver === BRIDGE ? levelOptions(model) : {};
      return { internal: traffic.outside ? undefined : true, options: Object.keys(options).length > 0 ? options : undefined };
    },
    // Docker can't keep ports of a network from being published, so whether they are allowed to be is not read back.
    read: ({ internal, options }) => {
      const outside = internal !== true;
      return { outside, peers: (options as Attributes | undefined)?.[ICC] !== 'false', publishedPorts: outside };
    },
  },

  labels: { attributes: ['labels'], write: (labels) => ({ labels: writeLabels(labels) }), read: ({ labels }) => readLabels(labels) },
  // The address of the resource, and not an attribute.
  title: { attributes: [], write: () => ({}), read: () => undefined },
  joinedWhileRunning: { attributes: [], write: () => ({}), read: () => false },
};

/**
 * The options of the bridge driver that enforce a level. Without an address on the bridge, the host can't reach the containers, and they
 * can't reach the host's services through it. Engines before 28 give the bridge its IPv6 address nevertheless.
 */
function levelOptions({ traffic: { peers, outside }, ...model }: NetworkModel): { [name: string]: string } {
  return {
    ...(peers ? {} : { [ICC]: 'false' }),
    ...(outside ? {} : { [INHIBIT_IPV4]: 'true', ...(mayHaveIpv6(model) && { [GATEWAY_MODE_IPV6]: 'isolated' }) }),
  };
}
