import { BerthError } from '../private/berth-error';

export const poolWithoutHosts = () => new BerthError('POOL_WITHOUT_HOSTS',
  'The pool has no hosts. Give one or more by name: { hosts: { \'eu-1\': host } }.');

export const unknownDrained = (name: string, names: readonly string[]) => new BerthError('DRAINED_HOST_UNKNOWN',
  `\`drain\` names "${name}", which is no host of the pool. The hosts are: ${names.join(', ')}.`);

export const everyHostDrained = () => new BerthError('EVERY_HOST_DRAINED',
  'The pool drains all its hosts, so nothing can run. Leave one of them out of `drain`, or add a host.');

export const poolHasNoAddress = (path: string) => new BerthError('POOL_HAS_NO_ADDRESS',
  `${path} is several machines, and has no address of its own. Put a front before its containers, and use the address of the front.`);

export const notInPool = (what: string, next: string) => new BerthError('NOT_IN_POOL', `${what} can't be in a pool of hosts: ${next}.`);

export const connectedInPool = (other: string) => new BerthError('CONNECTED_IN_POOL',
  `A container in a pool can't be connected to ${other}: they can be on different hosts, which have no network in common. `
  + 'Publish a port, put a front before it, or put both on one host.');
