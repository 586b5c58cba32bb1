import { ambiguousAlias } from './errors';
import { ContainerMember } from './members';
import { NetworkReference } from '../../model/container';
import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';

type Names = Map<string, ContainerMember[]>;

/** Finds the aliases of connections that also name another container on a network of the container that uses them. */
export function ambiguousAliases(containers: readonly ContainerMember[]): BerthError[] {
  const members = new Map<NetworkReference, ContainerMember[]>();
  const names = new Map<NetworkReference, Names>();
  for (const container of containers) {
    for (const { network, aliases = [] } of container._model.networks) {
      add(members, network, container);
      const known = names.get(network) ?? new Map() as Names;
      names.set(network, known);
      new Set([container._model.name, ...aliases].filter(isKnown).map((name) => name.toLowerCase())).forEach((name) => {
        add(known, name, container);
      });
    }
  }
  return containers.flatMap((other) => other._model.networks.filter(isConnection).flatMap(({ network, aliases = [] }) => aliases
    .flatMap((alias) => members.get(network)!.filter((user) => user !== other)
      .flatMap((user) => othersNamed(alias, other, user, names)))));
}

function othersNamed(
  alias: string, of: ContainerMember, user: ContainerMember, names: ReadonlyMap<NetworkReference, Names>,
): BerthError[] {
  const problems = user._model.networks.flatMap(({ network }) => (names.get(network)!.get(alias.toLowerCase()) ?? [])
    .filter((each) => each !== of).map((each) => ambiguousAlias(alias, of.node.path, each.node.path, network.node.path)));
  return problems.slice(0, 1);
}

/** The aliases that an author gives several containers on a network of their own are ambiguous on purpose. */
function isConnection({ network }: { readonly network: NetworkReference }): boolean {
  return network._model.joinedWhileRunning;
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
