import { IConstruct } from 'constructs';
import { BerthError } from '../../private/berth-error';

export const invalidMode = (what: string, given: string) => new BerthError('INVALID_FILE_MODE',
  `${what} must be an octal file mode such as "0644"; given: "${given}".`);

export const invalidOwner = (what: string, given: string) => new BerthError('INVALID_OWNER',
  `${what} must be a user's number, or user and group as in "101:101"; given: "${given}".`);

export const ofAnotherHost = (what: string, path: string, theirs: string, ours: string) => new BerthError('OF_ANOTHER_HOST',
  `${what} ${path} is on the host ${theirs}, and this container on ${ours}: add one to ${ours} and use that.`);

export const startsAfterAnotherStack = (other: string, stack: string) => new BerthError('STARTS_AFTER_ANOTHER_STACK',
  `A container can start after others of its own stack, and ${other} is not in "${stack}". Make the stack depend on the other one by addDependency().`);

export const runtimeCannot = (runtime: string, what: string, prop: string) => new BerthError('RUNTIME_CANNOT',
  `With the runtime "${runtime}" a container ${what}. Leave \`${prop}\` out, or use another runtime.`);

export const runtimeNeedsMore = (runtime: string, prop: string, least: string, given: string) => new BerthError('RUNTIME_NEEDS_MORE',
  `With the runtime "${runtime}" a container starts only with a \`${prop}\` of at least ${least}; given: ${given}. Give it more, or use another runtime.`);

export const fileOnReadOnlyRoot = (path: string) => new BerthError('FILE_ON_READ_ONLY_ROOT',
  `The engine can't put the file "${path}" into a container whose root file system is read-only. Mount a volume at its folder, or leave \`readOnlyRootFilesystem\` out.`);

export const portNotPublished = (port: string, published: readonly string[], scope: IConstruct) => new BerthError('PORT_NOT_PUBLISHED',
  `Container port ${port} is not published; published: ${published.join(', ') || 'none'}. Add it to \`ports\`.`, scope);

export const duplicateTarget = (what: string, target: string) => new BerthError('DUPLICATE_TARGET',
  `${what} "${target}" is given more than once. Keep one.`);

export const memoryBelowMinimum = (given: string) => new BerthError('MEMORY_BELOW_MINIMUM',
  `The memory limit must be at least 6 MiB, the engine's minimum; given: ${given}.`);

export const swapBelowMemory = (given: string, memory: string) => new BerthError('SWAP_BELOW_MEMORY',
  `memorySwap counts memory and swap together, so it must be at least the memory limit, ${memory}; given: ${given}.`);

export const softAboveHard = (name: string, soft: number, hard: number) => new BerthError('SOFT_LIMIT_ABOVE_HARD',
  `The soft limit of "${name}" must not be above its hard limit, ${hard}; given: ${soft}.`);

export const healthCheckWithoutCommand = () => new BerthError('HEALTH_CHECK_WITHOUT_COMMAND',
  'A health check needs a command: give the program and its arguments, as in HealthCheck.exec([\'redis-cli\', \'ping\']), or turn it off by HealthCheck.none().');

export const waitWithoutHealthCheck = () => new BerthError('WAIT_WITHOUT_HEALTH_CHECK',
  '`waitUntilHealthy` can\'t come true with HealthCheck.none(). Give a health check, or leave `waitUntilHealthy` out.');

export const contentNotChosen = (path: string) => new BerthError('CONTENT_NOT_CHOSEN',
  `The file "${path}" needs one of \`content\` and \`contentBase64\`, and not both.`);

export const networksExcluded = (mode: string) => new BerthError('NETWORKS_EXCLUDED',
  `With the network mode "${mode}" a container joins no other network. Leave out \`networkMode\` or \`networks\`.`);

export const portsExcluded = (mode: string) => new BerthError('PORTS_EXCLUDED',
  `With the network mode "${mode}" no port can be published. Leave out \`networkMode\` or \`ports\`.`);

export const portsWithoutWayIn = (networks: readonly string[]) => new BerthError('PORTS_WITHOUT_WAY_IN',
  `The ports of this container can't be published, since no network that it is on lets them in (${networks.join('; ')}). `
  + 'Give one of them the level NetworkLevel.PUBLISHED or OPEN, or leave out `networks` or `ports`.');

export const alreadyConnected = (network: string) => new BerthError('ALREADY_CONNECTED',
  `The container is on the network ${network} already. Give the network once: in \`networks\`, or by connectTo() for an alias or a fixed address.`);

export const addressNeedsSubnet = (address: string, network: string) => new BerthError('ADDRESS_NEEDS_SUBNET',
  `The fixed address ${address} needs a network whose subnet is given; ${network} has none. Give it \`subnets\`.`);

export const notConnected = (network: string, scope: IConstruct) => new BerthError('NOT_CONNECTED',
  `The container is not on the network ${network}. Add it to \`networks\`, or call connectTo().`, scope);

export const portRangeReversed = (first: number, last: number) => new BerthError('PORT_RANGE_REVERSED',
  `A range of ports goes from the lower to the higher; given: ${first} to ${last}. Exchange the two.`);

export const portCantBePublished = (port: string) => new BerthError('PORT_CANT_BE_PUBLISHED',
  `The host is let in at ports of TCP and UDP that are named; given: ${port}. Write Port.tcp(...), Port.udp(...) or a range of them.`);

export const connectedToItself = () => new BerthError('CONNECTED_TO_ITSELF',
  'A container reaches itself without a connection. Leave it out, or name another container.');

export const isolated = (container: string) => new BerthError('ISOLATED',
  `The container ${container} is isolated: nothing reaches it, and it reaches nothing. Leave out this connection, network or port, or take isolate() away.`);

export const isolatedTooLate = (has: readonly string[]) => new BerthError('ISOLATED_TOO_LATE',
  `The container can't be isolated, since it has ${has.join(', ')}. Leave that out, or take isolate() away.`);
