import { Bounds } from './bounds';
import { limitMissing, sumAboveBound } from './errors';
import { BerthError } from '../private/berth-error';
import { isKnown } from '../private/tokens';

/** A container or a service in a virtual container host on a cluster. */
export interface Limited {
  readonly path: string;
  /** The most tasks at one time. */
  readonly most: number;
  readonly limits: Bounds;
}

/** What is bounded, and how a message names its limit. */
const RESOURCES: ReadonlyArray<{
  readonly name: string; readonly prop: string; of(bounds: Bounds): number | undefined; show(amount: number): string;
}> = [
  { name: 'memory', prop: 'memory', of: ({ memory }) => memory?.toBytes(), show: (bytes) => `${bytes / 1_024 ** 2} MiB` },
  { name: 'CPUs', prop: 'cpus', of: ({ cpus }) => cpus, show: (cpus) => String(Number(cpus.toFixed(3))) },
  { name: 'processes', prop: 'pidsLimit', of: ({ processes }) => processes, show: String },
];

/** How many containers a message names. */
const SHOWN = 8;

/**
 * Holds the sum of the limits of all tasks against the bounds of a virtual container host. The kernel of a node bounds no sum over several
 * nodes, and a task without a limit has no bound at all.
 */
export function sumProblems(containers: readonly Limited[], bounds: Bounds, host: string): BerthError[] {
  return RESOURCES.flatMap(({ name, prop, of, show }) => {
    const bound = of(bounds);
    if (!isKnown(bound)) return [];
    const each = containers.map(({ path, most, limits }) => ({ path, most, limit: of(limits) }));
    const missing = each.filter(({ most, limit }) => most > 0 && limit === undefined)
      .map(({ path }) => limitMissing(path, prop, name, host));
    const limited = each.flatMap(({ path, most, limit }) => (isKnown(limit) ? [{ path, most, limit, sum: most * limit }] : []));
    const sum = limited.reduce((total, one) => total + one.sum, 0);
    if (sum <= bound * (1 + Number.EPSILON * 8)) return missing;
    const biggest = [...limited].sort((a, b) => b.sum - a.sum);
    const terms = biggest.slice(0, SHOWN).map(({ path, most, limit }) => `${path}: ${most} x ${show(limit)}`);
    const others = biggest.length > SHOWN ? [`${biggest.length - SHOWN} others`] : [];
    return [...missing, sumAboveBound(host, name, show(sum), show(bound), [...terms, ...others])];
  });
}
