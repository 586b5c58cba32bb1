import { IConstruct } from 'constructs';
import { BerthError } from '../../private/berth-error';

export const ofAnotherHost = (what: string, path: string, theirs: string, ours: string) => new BerthError('OF_ANOTHER_HOST',
  `${what} ${path} is on the host ${theirs}, and this container on ${ours}: add one to ${ours} and use that.`);

export const startsAfterAnotherStack = (other: string, stack: string) => new BerthError('STARTS_AFTER_ANOTHER_STACK',
  `A container can start after others of its own stack, and ${other} is not in "${stack}". Make the stack depend on the other one by addDependency().`);

export const runtimeCannot = (runtime: string, what: string, prop: string) => new BerthError('RUNTIME_CANNOT',
  `With the runtime "${runtime}" a container ${what}. Leave \`${prop}\` out, or use another runtime.`);

export const runtimeNeedsMore = (runtime: string, prop: string, least: string, given: string) => new BerthError('RUNTIME_NEEDS_MORE',
  `With the runtime "${runtime}" a container starts only with a \`${prop}\` of at least ${least}; given: ${given}. Give it more, or use another runtime.`);

export const portNotPublished = (port: string, published: readonly string[], scope: IConstruct) => new BerthError('PORT_NOT_PUBLISHED',
  `Container port ${port} is not published; published: ${published.join(', ') || 'none'}. Add it to \`ports\`.`, scope);

export const memoryBelowMinimum = (given: string) => new BerthError('MEMORY_BELOW_MINIMUM',
  `The memory limit must be at least 6 MiB, the engine's minimum; given: ${given}.`);

export const swapBelowMemory = (given: string, memory: string) => new BerthError('SWAP_BELOW_MEMORY',
  `memorySwap counts memory and swap together, so it must be at least the memory limit, ${memory}; given: ${given}.`);

export const softAboveHard = (name: string, soft: number, hard: number) => new BerthError('SOFT_LIMIT_ABOVE_HARD',
  `The soft limit of "${name}" must not be above its hard limit, ${hard}; given: ${soft}.`);

export const waitWithoutHealthCheck = () => new BerthError('WAIT_WITHOUT_HEALTH_CHECK',
  '`waitUntilHealthy` can\'t come true with HealthCheck.none(). Give a health check, or leave `waitUntilHealthy` out.');

export const portsWithoutWayIn = (networks: readonly string[]) => new BerthError('PORTS_WITHOUT_WAY_IN',
  `The ports of this container can't be published, since no network that it is on lets them in (${networks.join('; ')}). `
  + 'Give one of them the level NetworkLevel.PUBLISHED or OPEN, or leave out `networks` or `ports`.');

export const notConnected = (network: string, scope: IConstruct) => new BerthError('NOT_CONNECTED',
  `The container is not on the network ${network}. Add it to \`networks\`, or call connectTo().`, scope);

export const portCantBePublished = (port: string) => new BerthError('PORT_CANT_BE_PUBLISHED',
  `The host is let in at ports of TCP and UDP that are named; given: ${port}. Write Port.tcp(...), Port.udp(...) or a range of them.`);

export const connectedToItself = () => new BerthError('CONNECTED_TO_ITSELF',
  'A container reaches itself without a connection. Leave it out, or name another container.');

export const isolated = (container: string) => new BerthError('ISOLATED',
  `The container ${container} is isolated: nothing reaches it, and it reaches nothing. Leave out this connection, network or port, or take isolate() away.`);

export const isolatedTooLate = (has: readonly string[]) => new BerthError('ISOLATED_TOO_LATE',
  `The container can't be isolated, since it has ${has.join(', ')}. Leave that out, or take isolate() away.`);
