import { BerthError } from '../../../private/berth-error';

export const networksExcluded = (mode: string) => new BerthError('NETWORKS_EXCLUDED',
  `A container with the network mode "${mode}" can't join networks. Leave out \`networkMode\` or \`networks\`.`);

export const portsExcluded = (mode: string) => new BerthError('PORTS_EXCLUDED',
  `A container with the network mode "${mode}" can't publish ports. Leave out \`networkMode\` or \`ports\`.`);

export const alreadyConnected = (network: string) => new BerthError('ALREADY_CONNECTED',
  `The container is already connected to the network ${network}. `
  + 'Connect it once: with `networks`, or with connectTo() for an alias or a fixed address.');

export const addressNeedsSubnet = (address: string, network: string) => new BerthError('ADDRESS_NEEDS_SUBNET',
  `The fixed address ${address} needs a network with \`subnets\`, and ${network} has none. Set \`subnets\` on the network.`);

export const portRangeReversed = (first: number, last: number) => new BerthError('PORT_RANGE_REVERSED',
  `A port range must start at its lower port; given: ${first} to ${last}. Swap the two.`);
