/** The propagations with which later mounts on the host stay out of a container, and the reverse. */
const PRIVATE: readonly unknown[] = ['private', 'rprivate'];

/** All that a volume's option `o` can say about propagation (mount(8), "Shared subtree operations"). */
const ALL: readonly string[] = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave', 'unbindable', 'runbindable'];

/** Returns whether later mounts below a bind mount appear on the other side. The engine's default is `rprivate`. */
export function bindPropagates(propagation: unknown): boolean {
  return propagation !== undefined && propagation !== null && propagation !== '' && !PRIVATE.includes(propagation);
}

/**
 * Returns whether what is mounted later below the path that a volume binds appears in its containers. It does unless the option `o` says
 * `private` or `rprivate`: the engine binds the path in the host's own mount namespace, where mounts are shared by default.
 */
export function volumePropagates(o: unknown): boolean {
  const given = elementsOf(o).filter((option) => ALL.includes(option));
  return given.length === 0 || !given.every((option) => PRIVATE.includes(option));
}

/** Returns whether a volume also shows what is mounted below its path already: to mount(2), `rprivate` makes a bind recursive, too. */
export function isRecursiveVolume(o: unknown): boolean {
  return elementsOf(o).some((option) => option === 'rbind' || (option.startsWith('r') && ALL.includes(option)));
}

function elementsOf(o: unknown): string[] {
  return typeof o === 'string' ? o.split(',') : [];
}
