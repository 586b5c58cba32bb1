import { chain } from './lattice';
import { readFrom } from './reader';
import { asGiven, control, either } from './row';

type Namespace = 'host' | 'shared' | 'private';
const namespace = chain('host', 'shared', 'private');

function namespaceOf(mode: string): Namespace {
  return mode === 'host' ? 'host' : mode.startsWith('container:') ? 'shared' : 'private';
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
    observation: readFrom(['userns_mode'], (container) => container.text('userns_mode') === 'host' ? 'host' : 'engine'),
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
    observation: readFrom(['pid_mode'], (container) => namespaceOf(container.text('pid_mode'))),
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
    // An engine can be configured to share it by default, so only an explicit mode counts.
    observation: readFrom(['ipc_mode'], (container) => {
      const mode = container.text('ipc_mode');
      return mode === 'private' || mode === 'none' ? 'private' : mode === 'host' ? 'host' : 'shared';
    }),
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
    observation: readFrom(['uts_mode'], (container) => namespaceOf(container.text('uts_mode'))),
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
    observation: readFrom(['network_mode'], (container) => namespaceOf(container.text('network_mode'))),
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
    summary: 'Which control groups the container sees.',
    reason: 'The host\'s control groups show what else runs on the host.',
    cis: [],
    lattice: namespace,
    form: 'level',
    // Without a mode, an engine on control groups version 1 shares the host's.
    observation: readFrom(['cgroupns_mode'], (container) => container.text('cgroupns_mode') === 'private' ? 'private' : 'host'),
    baseline: 'private',
    missingIn: ['docker_service'],
    remedy: { construct: 'Remove `cgroupNamespace`', resource: 'Set `cgroupns_mode = "private"`.' },
    prop: {
      name: 'cgroupNamespace',
      type: 'NamespaceSharing',
      docs: 'With whom a container may share its view of control groups.',
      convert: asGiven<Namespace>,
    },
  }),
};
