import { BerthError } from '../private/berth-error';

export const invalidReplicas = (value: number) => new BerthError('INVALID_REPLICAS',
  `\`replicas\` must be a whole number from 0 to 1,000,000, not ${value}.`);

export const clonesOnLoopback = (port: number, ip: string) => new BerthError('CLONES_ON_LOOPBACK',
  `The clones publish the port ${port} on ${ip}, where only their own host reaches it. Publish it on "0.0.0.0", or on an address that the `
  + 'front reaches.');

export const tooFewAddresses = (network: string, room: number, clones: number) => new BerthError('TOO_FEW_ADDRESSES_FOR_CLONES',
  `The network ${network} has room for ${room} members on each host, and one host has ${clones} clones. Put the clones into a network with `
  + 'a wider subnet: new Network(this, \'wide\', { host, subnets: [{ cidr: \'10.200.0.0/16\' }] }). Or spread them over more hosts.');
