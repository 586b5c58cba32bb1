import { LockedPackage } from './lock';

/** Returns packages of a lock with all that they depend on, directly or through others. */
export function closureOf(names: readonly string[], packages: readonly LockedPackage[]): readonly LockedPackage[] {
  const find = finderIn(packages);
  const found = new Set<LockedPackage>();
  const waiting = names.map(find).filter((each) => each !== undefined);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...next.depends.flat().map(find).filter((each) => each !== undefined));
  }
  return packages.filter((each) => found.has(each));
}

/**
 * Returns the names of packages in the order of their layers: those that many others need come first, so that images of one lock begin with
 * the same layers. An engine shares a layer only with all those before it.
 */
export function layerOrder(packages: readonly LockedPackage[]): readonly string[] {
  const ranks = new Map(packages.map(({ name }) => [name, 0]));
  for (const { name } of packages) {
    for (const needed of closureOf([name], packages)) ranks.set(needed.name, ranks.get(needed.name)! + 1);
  }
  return [...ranks.keys()].sort((one, other) => ranks.get(other)! - ranks.get(one)! || (one < other ? -1 : 1));
}

function finderIn(packages: readonly LockedPackage[]): (name: string) => LockedPackage | undefined {
  const provided = packages.flatMap((each) => each.provides.map((name) => [name, each] as const));
  const byName = new Map([...provided, ...packages.map((each) => [each.name, each] as const)]);
  return (name) => byName.get(name);
}
