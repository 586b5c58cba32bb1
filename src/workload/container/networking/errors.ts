import { BerthError } from '../../../private/berth-error';

export const networksExcluded = (mode: string) => new BerthError('NETWORKS_EXCLUDED',
  `With the network mode "${mode}" a container joins no other network. Leave out \`networkMode\` or \`networks\`.`);

export const portsExcluded = (mode: string) => new BerthError('PORTS_EXCLUDED',
  `With the network mode "${mode}" no port can be published. Leave out \`networkMode\` or \`ports\`.`);

export const alreadyConnected = (network: string) => new BerthError('ALREADY_CONNECTED',
  `The container is on the network ${network} already. Give the network once: in \`networks\`, or by connectTo() for an alias or a fixed address.`);

export const addressNeedsSubnet = (address: string, network: string) => new BerthError('ADDRESS_NEEDS_SUBNET',
  `The fixed address ${address} needs a network whose subnet is given; ${network} has none. Give it \`subnets\`.`);

export const portRangeReversed = (first: number, last: number) => new BerthError('PORT_RANGE_REVERSED',
  `A range of ports goes from the lower to the higher; given: ${first} to ${last}. Exchange the two.`);
