import { BerthError } from '../private/berth-error';

export const poolWithoutHosts = () => new BerthError('POOL_WITHOUT_HOSTS',
  'The pool has no hosts. Give one or more by name: { hosts: { \'eu-1\': host } }.');

export const poolOfAnotherStack = (name: string, path: string, stack: string) => new BerthError('POOL_OF_ANOTHER_STACK',
  `The host "${name}" of the pool, ${path}, must be in the stack of the pool, "${stack}". Create it there.`);

export const hostTwiceInPool = (names: readonly string[], path: string) => new BerthError('HOST_TWICE_IN_POOL',
  `${path} is in the pool ${names.length} times: ${names.map((name) => `"${name}"`).join(', ')}. Give each host one name.`);

export const severalEnvironmentHosts = (names: readonly string[]) => new BerthError('SEVERAL_ENVIRONMENT_HOSTS',
  `The hosts ${names.map((name) => `"${name}"`).join(', ')} of the pool are the engine that the environment of Terraform names, which is `
  + 'one. Give all but one an address with Endpoint.ssh(), Endpoint.tcp() or Endpoint.unix().');

export const unknownDrained = (name: string, names: readonly string[]) => new BerthError('DRAINED_HOST_UNKNOWN',
  `\`drain\` names "${name}", which is no host of the pool. The hosts are: ${names.join(', ')}.`);

export const everyHostDrained = () => new BerthError('EVERY_HOST_DRAINED',
  'The pool drains all its hosts, so nothing can run. Leave one of them out of `drain`, or add a host.');

export const differentPolicies = (name: string, other: string) => new BerthError('DIFFERENT_POLICIES_IN_POOL',
  `The hosts "${name}" and "${other}" of the pool have different isolation policies, and a clone can run on both. Enforce one policy on `
  + 'all of them, or make a pool for each policy.');

export const poolHasNoAddress = (path: string) => new BerthError('POOL_HAS_NO_ADDRESS',
  `${path} is several machines, and has no address of its own. Put a front before its containers, and use the address of the front.`);

export const notInPool = (what: string, next: string) => new BerthError('NOT_IN_POOL', `${what} can't be in a pool of hosts: ${next}.`);

export const connectedInPool = (other: string) => new BerthError('CONNECTED_IN_POOL',
  `A container in a pool can't be connected to ${other}: they can be on different hosts, which have no network in common. `
  + 'Publish a port, put a front before it, or put both on one host.');
