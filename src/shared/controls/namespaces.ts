import { chain } from './lattice';
import {
  areLocalLogOptions, areModestLogOptions, LOCAL_LOG_DRIVERS, MOST_BUFFERED, MOST_LOG_FILES, SMALLEST_LOG_FILE,
} from './log-driver';
import { readFrom, Reader } from './reader';
import { asGiven, control, either } from './row';
import { isPool } from '../resource-pool';

type Namespace = 'host' | 'shared' | 'private';
const namespace = chain('host', 'shared', 'private');

/** Returns whose namespace a mode gives. A mode that is not known may be the host's: with Podman, `ns:/proc/1/ns/pid` is. */
function namespaceOf(mode: string, known: { readonly private: readonly string[]; readonly shared?: readonly string[] }): Namespace {
  if (known.private.includes(mode)) return 'private';
  return mode.startsWith('container:') || known.shared?.includes(mode) ? 'shared' : 'host';
}

/** The modes of a namespace of its own. Podman has names for the default. */
const OWN = { private: ['', 'private'] };

/** Returns whose network a mode gives. The names of networks are not known, but have no ":" and no "/". */
function networkOf(mode: string): Namespace {
  return mode !== 'host' && /^[^:/]*$/.test(mode) ? 'private' : namespaceOf(mode, OWN);
}

/** By the attribute: whose namespace a mode gives. */
export const NAMESPACE_OF = {
  network_mode: networkOf,
  pid_mode: (mode: string) => namespaceOf(mode, OWN),
  // An engine can be configured to share it by default, so only an explicit mode counts.
  ipc_mode: (mode: string) => namespaceOf(mode, { private: ['private', 'none'], shared: ['', 'shareable'] }),
  uts_mode: (mode: string) => namespaceOf(mode, OWN),
} as const;

/** The modes with the user namespace that the engine gives, and those of Podman with one of the container's own. */
const USER_NAMESPACES: readonly string[] = ['', 'private', 'auto', 'keep-id', 'nomap'];

/** Whether no other container is in the control group above a container's: in the engine's, or in a resource pool, are only such groups. */
function isOwnParent(cgroupParent: string): boolean {
  return cgroupParent === '' || isPool(cgroupParent);
}

/** Which of the kernel's namespaces a container shares, and with whom. */
export const NAMESPACE_CONTROLS = {
  user_namespace: control({
    title: 'User namespace',
    summary: 'Whether an engine that remaps users does so for the container.',
    reason: 'If the engine remaps users, root in a container is an ordinary user on the host.',
    caveat: 'A container cannot turn remapping on: the engine remaps users for all containers or for none.',
    cis: ['5.31'],
    lattice: chain('host', 'engine'),
    form: 'level',
    observation: readFrom(['userns_mode'], (container) => (
      USER_NAMESPACES.includes(container.text('userns_mode')) ? 'engine' : 'host')),
    baseline: 'engine',
    remedy: { construct: 'Remove `userNamespace`', resource: 'Remove `userns_mode`.' },
    prop: {
      name: 'hostUserNamespace',
      type: 'boolean',
      docs: 'Whether a container may use the host\'s users although the engine remaps users.',
      convert: either('host', 'engine'),
    },
  }),

  pid_namespace: control({
    title: 'Process namespace',
    summary: 'Whose processes the container sees.',
    reason: 'A process that is visible can be signalled, and its environment can be read.',
    cis: ['5.16'],
    pss: 'Host Namespaces',
    lattice: namespace,
    form: 'level',
    observation: readFrom(['pid_mode'], (container) => NAMESPACE_OF.pid_mode(container.mode('pid_mode'))),
    baseline: 'shared',
    restricted: 'private',
    remedy: { construct: 'Remove `pidMode`', resource: 'Remove `pid_mode`.' },
    prop: {
      name: 'pidNamespace',
      type: 'NamespaceSharing',
      docs: 'With whom a container may share processes.',
      convert: asGiven<Namespace>,
    },
  }),

  ipc_namespace: control({
    title: 'IPC namespace',
    summary: 'With whom the container shares memory segments, semaphores and message queues.',
    reason: 'Shared memory can be read by everyone who shares it.',
    cis: ['5.17'],
    pss: 'Host Namespaces',
    lattice: namespace,
    form: 'level',
    observation: readFrom(['ipc_mode'], (container) => NAMESPACE_OF.ipc_mode(container.mode('ipc_mode'))),
    baseline: 'shared',
    restricted: 'private',
    remedy: { construct: 'Remove `ipcMode`', resource: 'Set `ipc_mode = "private"`.' },
    prop: {
      name: 'ipcNamespace',
      type: 'NamespaceSharing',
      docs: 'With whom a container may share memory segments, semaphores and message queues.',
      convert: asGiven<Namespace>,
    },
  }),

  uts_namespace: control({
    title: 'UTS namespace',
    summary: 'Whose host name the container has.',
    reason: 'A container that can change the host\'s name can pose as another machine.',
    cis: ['5.21'],
    lattice: namespace,
    form: 'level',
    observation: readFrom(['uts_mode'], (container) => NAMESPACE_OF.uts_mode(container.text('uts_mode'))),
    baseline: 'private',
    remedy: { construct: 'Remove `utsMode`', resource: 'Remove `uts_mode`.' },
    prop: {
      name: 'utsNamespace',
      type: 'NamespaceSharing',
      docs: 'With whom a container may share its host name.',
      convert: asGiven<Namespace>,
    },
  }),

  network_namespace: control({
    title: 'Network namespace',
    summary: 'Whose network interfaces the container has.',
    reason: 'On the host\'s network, a container reaches everything that listens on the host\'s loopback address.',
    caveat: 'On a bridge network it still reaches what the host offers on all of its addresses.',
    cis: ['5.10'],
    pss: 'Host Namespaces',
    lattice: namespace,
    form: 'level',
    observation: readFrom(['network_mode'], (container) => NAMESPACE_OF.network_mode(container.mode('network_mode'))),
    baseline: 'shared',
    restricted: 'private',
    remedy: { construct: 'Remove `networkMode`', resource: 'Remove `network_mode`, and join networks with `networks_advanced`.' },
    prop: {
      name: 'networkNamespace',
      type: 'NamespaceSharing',
      docs: 'With whom a container may share network interfaces.',
      convert: asGiven<Namespace>,
    },
  }),

  cgroup_namespace: control({
    title: 'Cgroup namespace',
    summary: 'Which control groups the container sees, and below which one it is.',
    reason: 'The host\'s control groups show what else runs on the host, and a container in the group of another one uses up its limits.',
    cis: ['5.25'],
    lattice: namespace,
    form: 'level',
    // Without a mode, an engine on control groups version 1 shares the host's.
    observation: readFrom(['cgroupns_mode', 'cgroup_parent'], (container) => (
      container.text('cgroupns_mode') === 'private' && isOwnParent(container.text('cgroup_parent')) ? 'private' : 'host')),
    baseline: 'private',
    missingIn: ['docker_service'],
    remedy: {
      construct: 'Remove `cgroupNamespace`',
      resource: 'Set `cgroupns_mode = "private"`, and remove `cgroup_parent`, or set it to that of a `docker_resource_pool`.',
    },
    prop: {
      name: 'cgroupNamespace',
      type: 'NamespaceSharing',
      docs: 'With whom a container may share its view of control groups.',
      convert: asGiven<Namespace>,
    },
  }),

  log_driver: control({
    title: 'Log driver',
    summary: 'Where the engine sends the output of the container, and how much of it the engine holds in memory.',
    reason: 'The engine sends it from the host, so it reaches sockets and services of the host that the container itself does not. What it '
      + 'holds in memory counts for no container.',
    caveat: 'The default driver of the engine is always allowed, with the options that its owner chose for it.',
    cis: [],
    lattice: chain('any', 'local'),
    form: 'level',
    values: '`local`: files or the journal of the host, or none; or the engine\'s default driver, without an option that sets an address. '
      + `Other drivers connect to an address. And no \`max-buffer-size\` above ${MOST_BUFFERED}: the engine holds so much output in its `
      + `own memory if \`mode\` is \`non-blocking\`. At most ${MOST_LOG_FILES} files of at least ${SMALLEST_LOG_FILE}, and no `
      + '`tag` with a template other than names and ids, such as `{{.Name}}`: the engine does that work beside all limits.',
    observation: readFrom(['log_driver', 'log_opts'], (container) => (
      logsLocally(container) && areModestLogOptions(knownOptions(container)) ? 'local' : 'any')),
    baseline: 'local',
    remedy: {
      construct: `Remove \`logDriver\`, or set it to one that stays on the host, with a "max-buffer-size" of at most ${MOST_BUFFERED}, `
        + `at most ${MOST_LOG_FILES} files of at least ${SMALLEST_LOG_FILE}, and a plain "tag"`,
      resource: `Set \`log_driver\` to one of: ${LOCAL_LOG_DRIVERS.join(', ')}. In \`log_opts\`, remove "max-buffer-size", or set it to `
        + `at most ${MOST_BUFFERED}. Set "max-file" to at most ${MOST_LOG_FILES}, "max-size" to at least ${SMALLEST_LOG_FILE}, and "tag" `
        + 'to a text without templates, except names and ids such as {{.Name}}.',
    },
    prop: {
      name: 'localLogs',
      type: 'boolean',
      docs: 'Whether the engine must keep the output of a container on the host.',
      convert: either('local', 'any'),
    },
  }),
};

/** An option such as "syslog-address" would send the output elsewhere if the engine's default driver has it. */
function logsLocally(container: Reader<'log_driver' | 'log_opts'>): boolean {
  const driver = container.text('log_driver');
  return driver === '' ? areLocalLogOptions(container.get('log_opts')) : LOCAL_LOG_DRIVERS.includes(driver);
}

/** Returns the options of which the value is known. */
function knownOptions(container: Reader<'log_driver' | 'log_opts'>): object {
  const { isUnknown } = container.options;
  return Object.fromEntries(Object.entries(container.get('log_opts') ?? {}).filter(([, value]) => !isUnknown(value)));
}
