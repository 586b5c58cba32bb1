import { posix } from 'node:path';
import { Op } from 'cdktf';
import { ContainerAttributes } from './generated/container';
import { Attributes } from '../../model/attributes';
import { blocksOf, isUnknown } from '../../private/expressions';
import { cleanPath } from '../../private/paths';
import { capabilityName } from '../../shared/capabilities';
import { canonicalAddress } from '../../shared/ip';
import { Dialect } from '../dialect';

/*
 * kreuzwerker/docker compares the configuration with what the engine reports letter by letter. A value that the engine reports in
 * another spelling is updated, or the container is replaced, at every plan. The source is the project's reference `drift.md`, "Spellings
 * that kreuzwerker/docker reads back as written": measured with versions 3.6.2 and 4.5.0, by a second plan that is empty or is not.
 *
 * The rows of the fields write two of the listed attributes in a stable spelling for every back end: durations, as Go prints them, and
 * CPUs, as `cpu_quota` where `cpus` does not work.
 */

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Spelling = (value: any, attributes: Partial<ContainerAttributes>) => Partial<ContainerAttributes>;
type Warning = (value: unknown) => string[];
type ByAttribute<T> = { readonly [Name in keyof ContainerAttributes]?: T };
type Block = { readonly [name: string]: unknown };

const REPLACED = 'replaces this container at every plan, because';
const CHANGED = 'plans a change of this container every time, because';

const SPELLINGS: ByAttribute<Spelling> = {
  // Stable: `CAP_NET_ADMIN`, `ALL`. With `NET_ADMIN` or `all`, every plan replaces the container.
  capabilities: ({ add, drop }) => ({ capabilities: { add: add?.map(withPrefix), drop: drop?.map(withPrefix) } }),

  // Stable: with `memory_swap`. Without it, the engine sets twice the memory, and every plan updates the container.
  memory: (memory, { memory_swap: swap }) => ({ memory_swap: swap ?? (isUnknown(memory) ? Op.mul(memory, 2) : 2 * memory) }),

  // Stable: `/tmp`, as the engine cleans it. With `/tmp/`, every plan replaces the container.
  working_dir: (path) => ({ working_dir: isUnknown(path) || !posix.isAbsolute(path) ? path : cleanPath(path) }),

  // Stable: the order in which the ports are read back. Its `flattenContainerPorts` sorts them by the number of the container port.
  ports: (ports) => ({ ports: hasKnownOrder(ports) ? [...ports].sort((one, other) => one.internal - other.internal) : ports }),

  // Stable: all three fields. With `host_path` alone, version 3.6.2 drifts.
  devices: (devices: Block[]) => ({
    devices: devices.map(({ host_path, container_path = host_path, permissions }) =>
      ({ host_path, container_path, permissions })) as ContainerAttributes['devices'],
  }),
};

/** What no spelling makes stable. The attributes are those that will be synthesized, so they include what is set on the resource. */
const WARNINGS: ByAttribute<Warning> = {
  ports: (value) => {
    const ports = blocksOf(value);
    const repeated = ports.filter((port, index) => ports.findIndex((each) => nameOf(each) === nameOf(port)) < index);
    // `flattenContainerPorts` iterates over a map of Go, whose order is random, and sorts by the number only. Its comparison ignores the
    // order of ports whose host port is configured.
    const unordered = ports.filter(({ internal, external }) => isNone(external)
      && new Set(ports.filter((each) => each.internal === internal).map(nameOf)).size > 1);
    const loopback = ports.filter(({ ip }) => typeof ip === 'string' && canonicalAddress(ip) === '::1');
    return [
      ...about(repeated, (names) => `${REPLACED} a container port has several host ports (${names}), for which it has no stable `
        + 'spelling. Publish each container port once'),
      ...about(unordered, (names) => 'can replace this container at any plan, because it reads the protocols of a container port back in '
        + `random order, and the engine chooses a host port (${names}). Set \`hostPort\``),
      ...about(loopback, (names) => `${REPLACED} a port is published on ::1 (${names}), for which it has no stable spelling. `
        + 'Publish it on another address, such as 127.0.0.1'),
      ...(hasKnownOrder(ports) ? [] : ['can replace this container at every plan, because it reads ports back in their numerical order, '
        + 'and a container port is known only after apply. Give its number']),
    ];
  },

  healthcheck: (value) => blocksOf(value).filter(({ test }) => Array.isArray(test) && test[0] === 'NONE')
    .map(() => 'plans a change of this container every time if its image has a health check, because it has no stable spelling for one '
      + 'that is turned off. Set a health check of your own'),

  mounts: (value) => about(blocksOf(value).filter(({ volume_options: options }) => !isNone(options)),
    (names) => 'can\'t create this container on an engine with an API before 1.45 (Docker 26.0), which refuses the volume options of a '
      + `mount (${names}). Leave out \`noCopy\``, ({ target }) => `${target}`),

  network_mode: (value) => joinedByName('network_mode', value),
  pid_mode: (value) => joinedByName('pid_mode', value),
  ipc_mode: (value) => joinedByName('ipc_mode', value),
};

/** How kreuzwerker/docker spells the attributes of a container. */
export const KREUZWERKER_SPELLING: Pick<Dialect, 'spell' | 'warnings'> = {
  spell: (attributes) => Object.entries(SPELLINGS).reduce<Attributes>((all, [name, spelling]) =>
    (isNone(attributes[name]) ? all : { ...all, ...spelling(attributes[name], attributes) }), attributes),
  warnings: (attributes) => Object.entries(WARNINGS).flatMap(([name, warning]) => warning(attributes[name]))
    .map((text) => `The back end kreuzwerker/docker ${text}, or use Backend.BERTH.`),
};

function isNone(value: unknown): boolean {
  return value === undefined || value === null;
}

function withPrefix(name: string): string {
  if (isUnknown(name)) return name;
  return capabilityName(name) === 'ALL' ? 'ALL' : `CAP_${capabilityName(name)}`;
}

function hasKnownOrder(ports: readonly Block[]): boolean {
  return ports.length < 2 || !ports.some(({ internal }) => isUnknown(internal));
}

function nameOf({ internal, protocol = 'tcp' }: Block): string {
  return `${internal}/${protocol}`;
}

function about(found: readonly Block[], message: (names: string) => string, name: (block: Block) => string = nameOf): string[] {
  return found.length === 0 ? [] : [message([...new Set(found.map(name))].join(', '))];
}

/** Stable: `container:<id>`. A name is read back as the id. Of expressions, only a reference to a name is known to be none. */
function joinedByName(attribute: string, value: unknown): string[] {
  const [, container] = typeof value === 'string' ? /^container:(.+)$/s.exec(value) ?? [] : [];
  if (container === undefined || /^[0-9a-f]{64}$/.test(container) || (isUnknown(container) && !/\.name\}$/.test(container))) return [];
  return [`${CHANGED} \`${attribute}\` names a container ("${container}"), whose id it reads back. Use the container's id`];
}
