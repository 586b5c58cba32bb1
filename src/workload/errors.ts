import { BerthError } from '../private/berth-error';

export const predefinedNetworkName = (given: string) => new BerthError('PREDEFINED_NETWORK_NAME',
  `"${given}" can't be the name of a network: the engine reserves "bridge", "host", "none" and "default". Choose another name.`);

export const invalidSubnet = (given: string) => new BerthError('INVALID_SUBNET',
  `"${given}" is not a subnet in CIDR notation: write an IP address, a slash and a prefix length, as in "10.20.0.0/24".`);

export const levelNeedsBridge = (level: string, driver: string) => new BerthError('LEVEL_NEEDS_BRIDGE',
  `The network driver "${driver}" doesn't support the level "${level}", since its members can reach each other. `
  + 'Use NetworkLevel.PEERS or NetworkLevel.OPEN, or the driver "bridge".');

export const ipv6NotFiltered = () => new BerthError('IPV6_NOT_FILTERED',
  'A network can have IPv6 only on an engine that filters it: on others, containers on all networks reach each other over IPv6, whatever '
  + 'the levels are. If the engine has `"ip6tables": true` in its daemon.json (the default since Engine 27; before, it also needs '
  + '`"experimental": true`), set `filtersIpv6: true` on the host. Otherwise remove `ipv6`.');

export const volumeNotRetained = (backend: string) => new BerthError('VOLUME_NOT_RETAINED',
  `With ${backend}, a volume can't stay when its resource is destroyed, so its data would be lost. Set \`preventDestroy: true\` to reject `
  + 'plans that destroy it, or `removalPolicy: RemovalPolicy.DESTROY` to allow the loss.');

export const notFormerly = (given: string, path: string) => new BerthError('NOT_FORMERLY',
  `\`formerly\` must be the path of the construct before it was renamed, from the stack on, as in "store/host/data"; given: "${given}". `
  + `Its path is now "${path}".`);
