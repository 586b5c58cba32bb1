import { BerthError } from '../private/berth-error';
import { SSH_HOST_KEY } from '../shared/ssh-host-key';

export const sharedFolderNotKnown = () => new BerthError('SHARED_FOLDER_NOT_KNOWN',
  'The path of a shared folder must be known at synthesis; it is known only after apply. Write the path into the code.');

export const sharedFolderWithSocket = (path: string, socket: string) => new BerthError('SHARED_FOLDER_WITH_SOCKET',
  `The shared folder "${path}" has the engine's socket (${socket}) in it, and with it the whole machine (CIS Docker Benchmark 5.32). `
  + 'Share a folder without the socket, or exempt single containers: Exemption.of(Control.ENGINE_SOCKET, \'the reason\').');

export const sharedFolderInWritable = (path: string, around: string) => new BerthError('SHARED_FOLDER_IN_WRITABLE',
  `The shared folder "${path}" is in "${around}", which is shared for writing: a container that writes there could replace it by a link. `
  + 'Share folders that are not in each other.');

/** @param problem what is wrong, and what to do, without the last full stop */
export const misspelledSharedFolder = (problem: string) => new BerthError('SHARED_FOLDER_MISSPELLED', `${problem}.`);

/** @param problem why it can't be shared, and what to do, without the last full stop */
export const unsharedFolder = (problem: string) => new BerthError('SHARED_SYSTEM_FOLDER',
  `${problem}, or exempt single containers: Exemption.of(Control.HOST_PATHS, 'the reason').`);

export const noHosts = () => new BerthError('HOSTS_MISSING',
  'There are no hosts. Give one or more by name: { \'eu-1\': { endpoint: Endpoint.ssh(\'eu-1.example.com\') } }.');

export const hostWithoutAddress = (name: string) => new BerthError('HOST_WITHOUT_ADDRESS',
  `The host "${name}" has no address: Endpoint.environment() stands for one engine, and not for one of several. Give it an address with `
  + 'Endpoint.ssh(), Endpoint.tcp() or Endpoint.unix().');

export const unknownHost = (name: string, names: readonly string[]) => new BerthError('HOST_UNKNOWN',
  `There is no host "${name}". The hosts are: ${names.join(', ')}.`);

/** @param problem what is wrong, and what to do, without the last full stop */
export const invalidHostsFile = (path: string, problem: string) => new BerthError('HOSTS_FILE_INVALID',
  `The file of hosts "${path}" can't be used: ${problem}. It is a JSON object with a member for each host, by its name: `
  + '{ "eu-1": { "url": "ssh://docker@eu-1.example.com" } }.');

export const engineMemoryTooLarge = (memory: string, engineMemory: string, least: string) => new BerthError('ENGINE_MEMORY_TOO_LARGE',
  `Of ${memory}, the engine keeps ${engineMemory}, which leaves less than ${least} for its containers. Increase \`memory\`, or decrease `
  + '`engineMemory`.');

export const engineSettingTaken = (name: string, taken: readonly string[]) => new BerthError('ENGINE_SETTING_TAKEN',
  `\`engineSettings\` has "${name}", which other props of the host decide. Remove it. The same holds for: ${taken.join(', ')}.`);

export const hostKeyNotPinned = (hostname: string) => new BerthError('HOST_KEY_NOT_PINNED',
  `Nothing says which key the machine "${hostname}" has, so any machine that answers in its place would be trusted. Set \`hostKey\` to `
  + `${SSH_HOST_KEY}. Or set \`knownHostsFile\` to a file with keys that you have compared.`);

export const notReachableFrom = (host: string, container: string) => new BerthError('HOST_NOT_REACHABLE_FROM_CONTAINER',
  `${container} can't reach ${host}, whose address is "localhost": in a container, that is the container itself. Give the host an address `
  + 'in your network, with Endpoint.ssh() or Endpoint.tcp().');

export const makerOfAnotherStack = (path: string, stack: string) => new BerthError('HOST_MAKER_OF_ANOTHER_STACK',
  `${path} in \`dependsOn\` of the host is not in the stack of the host, which is "${stack}". Name a construct of this stack, or make this `
  + 'stack depend on the other one: addDependency().');

export const makerWithoutResources = (path: string) => new BerthError('HOST_MAKER_WITHOUT_RESOURCES',
  `${path} in \`dependsOn\` of the host has no resource, data source or module in it, so there is nothing to wait for. Name what makes the `
  + 'machine, or leave it out.');

export const socketFolderTaken = (folder: string) => new BerthError('SOCKET_FOLDER_TAKEN',
  `Another nested host of the stack has its socket in "${folder}", too: one engine would answer for both. Give each host a folder of its `
  + 'own, such as NestedAccess.unixSocket(\'/srv/engines/blue\').');

/** @param what  what the host is a member of: a "pool" or a "cluster" */
export const memberOfAnotherStack = (what: string, name: string, path: string, stack: string) => new BerthError('POOL_OF_ANOTHER_STACK',
  `The host "${name}" of the ${what}, ${path}, must be in the stack of the ${what}, "${stack}". Create it there.`);

export const memberTwice = (what: string, names: readonly string[], path: string) => new BerthError('HOST_TWICE_IN_POOL',
  `${path} is in the ${what} ${names.length} times: ${names.map((name) => `"${name}"`).join(', ')}. Give each host one name.`);

export const severalEnvironmentHosts = (what: string, names: readonly string[]) => new BerthError('SEVERAL_ENVIRONMENT_HOSTS',
  `The hosts ${names.map((name) => `"${name}"`).join(', ')} of the ${what} are the engine that the environment of Terraform names, which `
  + 'is one. Give all but one an address with Endpoint.ssh(), Endpoint.tcp() or Endpoint.unix().');

export const differentPolicies = (what: string, name: string, other: string) => new BerthError('DIFFERENT_POLICIES_IN_POOL',
  `The hosts "${name}" and "${other}" of the ${what} have different isolation policies, and a container can run on both. Enforce one `
  + `policy on all of them, or make a ${what} for each policy.`);
