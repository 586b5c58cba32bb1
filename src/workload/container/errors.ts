import { IConstruct } from 'constructs';
import { BerthError } from '../../private/berth-error';

export const ofAnotherHost = (what: string, path: string, theirs: string, ours: string) => new BerthError('OF_ANOTHER_HOST',
  `${what} ${path} is on the host ${theirs}, but this container is on ${ours}. Create one on ${ours} and use that instead.`);

export const startsAfterAnotherStack = (other: string, stack: string) => new BerthError('STARTS_AFTER_ANOTHER_STACK',
  `A container can only start after containers in its own stack, and ${other} is not in "${stack}". `
  + 'Make the stack depend on the other one with addDependency().');

export const runtimeCannot = (runtime: string, what: string, prop: string) => new BerthError('RUNTIME_CANNOT',
  `With the runtime "${runtime}" a container ${what}. Leave \`${prop}\` out, or use another runtime.`);

export const runtimeNeedsMore = (runtime: string, prop: string, least: string, given: string) => new BerthError('RUNTIME_NEEDS_MORE',
  `With the runtime "${runtime}" a container needs a \`${prop}\` of at least ${least} to start; given: ${given}. `
  + `Increase \`${prop}\`, or use another runtime.`);

export const invalidGpuIds = (given: readonly string[]) => new BerthError('INVALID_GPU_IDS',
  `The ids of GPUs must be at least one, without spaces and commas, as \`nvidia-smi -L\` lists them; given: ${JSON.stringify(given)}. `
  + 'For all GPUs, use Gpus.all().');

export const portNotPublished = (port: string, published: readonly string[], scope: IConstruct) => new BerthError('PORT_NOT_PUBLISHED',
  `Container port ${port} is not published; published: ${published.join(', ') || 'none'}. Add it to \`ports\`.`, scope);

export const memoryBelowMinimum = (given: string) => new BerthError('MEMORY_BELOW_MINIMUM',
  `The memory limit must be at least 6 MiB, the engine's minimum; given: ${given}.`);

export const swapBelowMemory = (given: string, memory: string) => new BerthError('SWAP_BELOW_MEMORY',
  `memorySwap is the sum of memory and swap, so it must be at least the memory limit, ${memory}; given: ${given}.`);

export const softAboveHard = (name: string, soft: number, hard: number) => new BerthError('SOFT_LIMIT_ABOVE_HARD',
  `The soft limit of "${name}" must not exceed its hard limit, ${hard}; given: ${soft}.`);

export const waitWithoutHealthCheck = () => new BerthError('WAIT_WITHOUT_HEALTH_CHECK',
  '`waitUntilHealthy` can\'t be used with HealthCheck.none(). Set another health check, or leave `waitUntilHealthy` out.');

export const portsWithoutWayIn = (networks: readonly string[]) => new BerthError('PORTS_WITHOUT_WAY_IN',
  `The container's ports can't be published, since none of its networks allows published ports (${networks.join('; ')}). `
  + 'Give one of them the level NetworkLevel.PUBLISHED or NetworkLevel.OPEN, or leave out `networks` or `ports`.');

export const noDockerContainer = (scope: IConstruct) => new BerthError('NO_DOCKER_CONTAINER',
  'The container does not become a `docker_container` on this host, so it has no `resource`. Use the props and methods of the container, '
  + 'or put it on a ContainerHost.', scope);

export const notConnected = (network: string, scope: IConstruct) => new BerthError('NOT_CONNECTED',
  `The container is not connected to the network ${network}. Add it to \`networks\`, or call connectTo().`, scope);

export const portCantBePublished = (port: string) => new BerthError('PORT_CANT_BE_PUBLISHED',
  `Only specific TCP and UDP ports can be published on the host; given: ${port}. Use Port.tcp(...), Port.udp(...) or a range of them.`);

export const connectedToItself = () => new BerthError('CONNECTED_TO_ITSELF',
  'A container can always reach itself. Remove the connection, or connect to another container.');

export const notExposed = (other: string, port: string, host: string) => new BerthError('NOT_EXPOSED',
  `The container connects to ${other} on ${port}, which is in ${host} and does not expose it. Both sides have to agree: call `
  + '`connections.expose()` of that container with the port, or remove the connection.');

export const exposedToNobody = (port: string, host: string) => new BerthError('EXPOSED_TO_NOBODY',
  `The container exposes ${port}, and no container outside of ${host} connects to it. Call \`connections.allowTo()\` of the one that uses `
  + 'it, or remove `connections.expose()`.');

export const aliasTaken = (alias: string, other: string) => new BerthError('ALIAS_TAKEN',
  `"${alias}" can't be the alias, since this container finds ${other} by it. Give each of the two an \`alias\` of its own.`);

export const isolated = (container: string) => new BerthError('ISOLATED',
  `The container ${container} is isolated, so it can't have a connection, a network or a published port. `
  + 'Leave it out, or remove isolate().');

export const isolatedTooLate = (has: readonly string[]) => new BerthError('ISOLATED_TOO_LATE',
  `The container can't be isolated, since it has ${has.join(', ')}. Leave them out, or remove isolate().`);

export const movedToAnotherEngine = (attribute: string, given: unknown) => new BerthError('MOVED_TO_ANOTHER_ENGINE',
  `An override sets \`${attribute}\` of this container to ${JSON.stringify(given) ?? 'nothing'}, which moves it away from its host. `
  + 'Remove the override, and add the container to the other host.');

export const invalidPlacement = (what: string, given: string, allowed: string) => new BerthError('INVALID_PLACEMENT',
  `A ${what} in a placement constraint has only ${allowed}; given: "${given}".`);

export const onlyInClusters = (prop: string, next: string) => new BerthError('ONLY_IN_CLUSTERS',
  `The prop \`${prop}\` chooses among the nodes of a cluster, and this host is one machine: ${next}.`);
