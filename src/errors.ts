import { IConstruct } from 'constructs';

/**
 * A refusal by Berth: something in a stack that is known at synth to be wrong.
 *
 * `code` names the rule and never changes; the text may become better.
 */
export class BerthError extends Error {
  public readonly constructPath?: string;

  constructor(public readonly code: string, public readonly detail: string, scope?: IConstruct) {
    super(scope ? `[${scope.node.path}] ${detail}` : detail);
    this.name = 'BerthError';
    this.constructPath = scope?.node.path;
  }
}

/** Throws what was found: one problem as it is, several as one list, so that a reader mends them all in one go. */
export function throwIfAny(problems: readonly BerthError[], scope: IConstruct): void {
  if (problems.length === 0) return;
  const [first] = problems;
  if (problems.length === 1) throw new BerthError(first.code, first.detail, scope);
  throw new BerthError('SEVERAL_PROBLEMS', `${problems.length} problems:\n${problems.map((problem) => `  - ${problem.detail}`).join('\n')}`, scope);
}

const list = (values: readonly string[]) => values.map((value) => `"${value}"`).join(', ');

// Sizes, durations and numbers

export const invalidAmount = (what: string, given: number) => new BerthError('INVALID_AMOUNT',
  `${what} must be a number from 0 up; given: ${given}.`);

export const notAWholeAmount = (what: string, given: string, unit: string) => new BerthError('NOT_A_WHOLE_AMOUNT',
  `${what} must be a whole number of ${unit}; given: ${given}.`);

export const sizeOutOfRange = (what: string, given: string, allowed: string) => new BerthError('SIZE_OUT_OF_RANGE',
  `${what} must be ${allowed}; given: ${given}.`);

export const numberOutOfRange = (what: string, given: number, allowed: string) => new BerthError('NUMBER_OUT_OF_RANGE',
  `${what} must be ${allowed}; given: ${given}.`);

export const durationOutOfRange = (what: string, given: string, allowed: string) => new BerthError('DURATION_OUT_OF_RANGE',
  `${what} must be ${allowed}; given: ${given}.`);

// Names, addresses and paths

export const invalidName = (what: string, given: string, allowed: string) => new BerthError('INVALID_NAME',
  `"${given}" can't be the ${what}: ${allowed}.`);

export const predefinedNetworkName = (given: string) => new BerthError('PREDEFINED_NETWORK_NAME',
  `"${given}" can't be the name of a network: the engine has networks "bridge", "host", "none" and "default" of its own. Choose another name.`);

export const invalidImageReference = (given: string) => new BerthError('INVALID_IMAGE_REFERENCE',
  `"${given}" is not an image reference: write [registry[:port]/]name[:tag][@sha256:digest], with the name in lower case, as in "nginx:1.27".`);

export const invalidIpAddress = (what: string, given: string, allowed: string) => new BerthError('INVALID_IP_ADDRESS',
  `"${given}" can't be ${what}: write ${allowed}.`);

export const invalidSubnet = (given: string) => new BerthError('INVALID_SUBNET',
  `"${given}" is not a range of addresses: write an address, a slash and the length of the prefix, as in "10.20.0.0/24".`);

export const pathNotAbsolute = (what: string, given: string) => new BerthError('PATH_NOT_ABSOLUTE',
  `${what} must be an absolute path; given: "${given}". Begin it with "/".`);

export const pathMissing = (what: string, given: string, resolved: string) => new BerthError('PATH_MISSING',
  `${what} "${given}" does not exist (looked for ${resolved}). A relative path counts from the folder in which the app runs.`);

export const sourceChanged = (path: string) => new BerthError('SOURCE_CHANGED',
  `"${path}" became shorter while it was read. Let nothing write to it while the app runs.`);

export const emptyValue = (what: string, next: string) => new BerthError('EMPTY_VALUE', `${what} must not be empty: ${next}.`);

export const invalidMode = (what: string, given: string) => new BerthError('INVALID_FILE_MODE',
  `${what} must be an octal file mode such as "0644"; given: "${given}".`);

export const invalidOwner = (what: string, given: string) => new BerthError('INVALID_OWNER',
  `${what} must be a user's number, or user and group as in "101:101"; given: "${given}".`);

// Hosts and back ends

export const tcpNeedsAChoice = (given: string) => new BerthError('TCP_NEEDS_A_CHOICE',
  `"${given}" leaves open whether the connection is protected: use Endpoint.tcp(...) with TLS, or Endpoint.insecureTcp(...) if the network itself is trusted.`);

export const invalidEndpoint = (given: string) => new BerthError('INVALID_ENDPOINT',
  `"${given}" is not an engine's address: write one with a scheme, as in "unix:///var/run/docker.sock".`);

export const backendChosenTooLate = (scope: IConstruct, host: string) => new BerthError('BACKEND_CHOSEN_TOO_LATE',
  `The back end must be chosen before the first container host: "${host}" is there already. Move the call of use() up, above it.`, scope);

export const bundleMissing = (folder: string) => new BerthError('PROVIDER_BUNDLE_MISSING',
  `The bundled provider is missing: no terraform-provider-docker_v<version>.cjs in ${folder}. In a checkout run \`npm run bundle\`; `
  + 'from the npm registry install the package again. Or choose Backend.KREUZWERKER.');

export const severalBundles = (folder: string, names: readonly string[]) => new BerthError('SEVERAL_PROVIDER_BUNDLES',
  `There must be one bundled provider in ${folder}; found: ${list(names)}. In a checkout run \`npm run bundle\`, which leaves one.`);

export const notOnThisBackend = (what: string, backend: string, next: string) => new BerthError('NOT_ON_THIS_BACKEND',
  `${what} can't be had from the back end ${backend}: ${next}.`);

// On one host

export const imageIdTaken = (id: string, host: IConstruct) => new BerthError('IMAGE_ID_TAKEN',
  `Another image with the id "${id}", but other options, is on this host already. Use that BaseImage again, or give one of them an \`id\`.`, host);

export const duplicateName = (what: string, name: string, paths: readonly string[]) => new BerthError('DUPLICATE_NAME',
  `${what} name "${name}" is given to ${paths.length} of them: ${paths.join(', ')}. Give each a \`name\` of its own.`);

export const duplicateHostPort = (port: string, users: readonly string[]) => new BerthError('DUPLICATE_HOST_PORT',
  `Host port ${port} is published more than once: ${users.join(', ')}. Give each a \`hostPort\` or \`hostIp\` of its own, `
  + 'or leave \`hostPort\` out to let the engine choose.');

export const ofAnotherHost = (what: string, path: string, theirs: string, ours: string) => new BerthError('OF_ANOTHER_HOST',
  `${what} ${path} is on the host ${theirs}, and this container on ${ours}: add one to ${ours} and use that.`);

export const hostOfAnotherStack = (what: string, host: string, stack: string) => new BerthError('HOST_OF_ANOTHER_STACK',
  `${what} must be in the stack of its host: ${host} is not in "${stack}". Make a ContainerHost in each stack, with the same endpoint.`);

export const startsAfterAnotherStack = (other: string, stack: string) => new BerthError('STARTS_AFTER_ANOTHER_STACK',
  `A container can start after others of its own stack, and ${other} is not in "${stack}". Make the stack depend on the other one by addDependency().`);

export const startOrderLoop = (paths: readonly string[]) => new BerthError('START_ORDER_LOOP',
  `These containers wait for each other to start: ${paths.join(' → ')}. Take one \`startAfter\` away.`);

// Isolation

export const policyEnforcedTooLate = (scope: IConstruct, container: string) => new BerthError('POLICY_ENFORCED_TOO_LATE',
  `A policy must be enforced before the first container: "${container}" is there already. Move the call of enforce() up, above it.`, scope);

export const weakerPolicy = (weakness: string, control: string) => new BerthError('WEAKER_POLICY',
  `${weakness}. Make this policy as strict as those around it, or add Exemption.of(${control}, 'the reason') to \`exemptions\`.`);

export const weakerContainer = (weakness: string, remedy: string, way: string) => new BerthError('WEAKER_CONTAINER', `${weakness}. ${remedy}${way}.`);

export const runtimeCannot = (runtime: string, what: string, prop: string) => new BerthError('RUNTIME_CANNOT',
  `With the runtime "${runtime}" a container ${what}. Leave \`${prop}\` out, or use another runtime.`);

export const runtimeNeedsMore = (runtime: string, prop: string, least: string, given: string) => new BerthError('RUNTIME_NEEDS_MORE',
  `With the runtime "${runtime}" a container starts only with a \`${prop}\` of at least ${least}; given: ${given}. Give it more, or use another runtime.`);

export const fileOnReadOnlyRoot = (path: string) => new BerthError('FILE_ON_READ_ONLY_ROOT',
  `The engine can't put the file "${path}" into a container whose root file system is read-only. Mount a volume at its folder, or leave \`readOnlyRootFilesystem\` out.`);

export const boundNotKnown = (control: string) => new BerthError('BOUND_NOT_KNOWN',
  `A policy can't hold the value of "${control}" against anything: it is known only when Terraform applies. Write it out.`);

export const invalidCallName = (given: string) => new BerthError('INVALID_CALL_NAME',
  `A seccomp profile allows system calls by their names, and at least one; given: "${given}". Write them as in syscalls(2): SeccompProfile.allowing('read', 'write').`);

export const unreadableSeccompProfile = (origin: string) => new BerthError('UNREADABLE_SECCOMP_PROFILE',
  `${origin} is not a seccomp profile: write JSON in Docker's format, with "defaultAction" and "syscalls".`);

// Containers

export const portOutOfRange = (what: string, given: number) => new BerthError('PORT_OUT_OF_RANGE',
  `${what} must be a whole number from 1 to 65535; given: ${given}.`);

export const portNotPublished = (port: string, published: readonly string[], scope: IConstruct) => new BerthError('PORT_NOT_PUBLISHED',
  `Container port ${port} is not published; published: ${published.join(', ') || 'none'}. Add it to \`ports\`.`, scope);

export const duplicateTarget = (what: string, target: string) => new BerthError('DUPLICATE_TARGET',
  `${what} "${target}" is given more than once. Keep one.`);

export const engineSocketMounted = (path: string, socket: string, way: string) => new BerthError('ENGINE_SOCKET_MOUNTED',
  `A mount of "${path}" gives the container the engine's socket (${socket}), and with it the whole machine (CIS Docker Benchmark 5.32). `
  + `Mount a folder that does not hold the socket${way}.`);

export const sensitivePathMounted = (path: string, way: string) => new BerthError('SENSITIVE_PATH_MOUNTED',
  `A writable mount of "${path}" lets the container change the machine itself (CIS Docker Benchmark 5.6). Mount it with \`readOnly: true\`, or a folder within it${way}.`);

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

// Neighbours

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

export const levelNeedsBridge = (level: string, driver: string) => new BerthError('LEVEL_NEEDS_BRIDGE',
  `The level "${level}" can't be kept by the network driver "${driver}", which lets members reach each other. `
  + 'Give the level NetworkLevel.PEERS or NetworkLevel.OPEN, or use the driver "bridge".');

export const misleadingName = (blocked: string, open: string, members: readonly string[]) => new BerthError('MISLEADING_NAME',
  `The containers ${members.join(', ')} are connected by ${open}, and are on ${blocked} too, where they can't reach each other: the engine may answer `
  + `with the address there when one asks for the other's name. Take one of them off ${blocked}.`);

export const invalidAddressRange = (given: string, longest: number) => new BerthError('INVALID_ADDRESS_RANGE',
  `"${given}" can't be the host's range of addresses: write one of IPv4 with a prefix of at most ${longest}, as in "10.64.0.0/11".`);

export const subnetsOverlap = (first: string, second: string) => new BerthError('SUBNETS_OVERLAP',
  `The subnets ${first} and ${second} overlap. Give each network a range of its own, or leave out \`subnets\` to have one laid out.`);

export const noSubnetLeft = (network: string, range: string) => new BerthError('NO_SUBNET_LEFT',
  `There is no subnet left for ${network} in the host's range ${range}. Give the host a wider \`addressRange\`.`);
