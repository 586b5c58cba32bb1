import { NAMESPACES, ownerOf } from '../../src/shared/controls/joined-namespace';
import { Attributes, BrokenRule } from '../../src/shared/virtual-host/broken-rule';
import { VIRTUAL_HOST_LABEL, VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { Unknown } from '../framework/value/value';

/** The networks that every engine has, and that the containers of all virtual container hosts would share. */
const PREDEFINED = ['bridge', 'host', 'default'];

/** Something that a container uses, and that has to be of its own virtual container host. */
export interface Neighbour {
  readonly kind: 'container' | 'network' | 'volume';
  readonly name: string;
  readonly attribute: string;
}

/** Returns the networks and volumes that a container uses, and the containers that it joins, as far as they are known. */
export function neighboursOf(container: Attributes): Neighbour[] {
  return [...networksOf(container).filter(({ name }) => name !== 'none'), ...volumesOf(container), ...ownersOf(container)];
}

/** Returns the rules that a container breaks if it is to be in a network that every engine has. */
export function judgePredefinedNetworks(container: Attributes, rules: VirtualHostRules): BrokenRule[] {
  return networksOf(container).filter(({ name }) => PREDEFINED.includes(name)).map(({ name, attribute }) => ({
    rule: 'name',
    attribute,
    problem: `The network "${name}" of the engine belongs to no virtual container host, and a container of "${rules.name}" may only be in `
      + `networks with the label "${VIRTUAL_HOST_LABEL}" and that name. Set \`network_mode\` to "none" or to such a network.`,
  }));
}

/** The network of the mode is the engine's own unless another one is named. */
function networksOf({ network_mode: mode, networks_advanced: requests }: Attributes): Neighbour[] {
  const requested = blocks(requests).flatMap(({ name }) => named('network', name, 'networks_advanced'));
  if (ownerOf(mode) !== undefined) return requested;
  if (isSet(mode) && !(mode === 'bridge' && requested.length > 0)) return [...named('network', mode, 'network_mode'), ...requested];
  const isElsewhere = requests instanceof Unknown || mode instanceof Unknown || blocks(requests).length > 0;
  return isElsewhere ? requested : [{ kind: 'network', name: 'bridge', attribute: 'network_mode' }];
}

/** An anonymous volume is the container's own, and goes with it. */
function volumesOf({ mounts, volumes }: Attributes): Neighbour[] {
  return [
    ...blocks(mounts).filter(({ type }) => type === 'volume').flatMap(({ source }) => named('volume', source, 'mounts')),
    ...blocks(volumes).filter(({ host_path: path }) => !isSet(path)).flatMap(({ volume_name: name }) => (
      typeof name === 'string' && name.startsWith('/') ? [] : named('volume', name, 'volumes'))),
  ];
}

function ownersOf(container: Attributes): Neighbour[] {
  return [
    ...NAMESPACES.flatMap(([attribute]) => named('container', ownerOf(container[attribute]), attribute)),
    ...blocks(container.volumes).flatMap(({ from_container: name }) => named('container', name, 'volumes')),
  ];
}

function named(kind: Neighbour['kind'], name: unknown, attribute: string): Neighbour[] {
  return typeof name === 'string' && name !== '' ? [{ kind, name, attribute }] : [];
}

function isSet(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Returns blocks that are known. */
function blocks(value: unknown): Attributes[] {
  return Array.isArray(value) ? (value as unknown[]).filter((block): block is Attributes => !(block instanceof Unknown)) : [];
}
