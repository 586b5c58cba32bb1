import { Attributes, BrokenRule, IsUnknown } from '../../src/shared/virtual-host/broken-rule';
import { mostInodes } from '../../src/shared/virtual-host/memory-volume';
import { VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { canonicalStorageSize, MIB, parseSize } from '../engine/canonical/size';

/** The options of a file system in memory beside which its `size` holds. Another one, such as `nr_blocks`, could be another size. */
const TMPFS_OPTION = /^((size|mode|uid|gid|nr_inodes)=.*|r[ow]|(no)?(exec|suid|dev|atime|diratime)|relatime|)$/;

type Options = { readonly [option: string]: unknown } | null | undefined;

/**
 * Returns the size that a volume declares, in bytes. Undefined if nothing holds it to one. The driver "local" does so by its option `size`,
 * which needs the engine's data on XFS with `pquota`, and for a file system in memory, by `size` and `nr_inodes` in its option `o`.
 */
export function sizeOfVolume(driver: unknown, options: Options): number | undefined {
  if (driver !== 'local') return undefined;
  const { size, o, type, device, ...others } = options ?? {};
  // The quota is for a folder of the engine's, and holds nothing that is mounted over it.
  const isMounted = [o, type, device].some((each) => each !== undefined);
  if (typeof size === 'string') return isMounted ? undefined : positive(canonicalStorageSize(size));
  if (type !== 'tmpfs' || device === undefined || typeof o !== 'string' || Object.keys(others).length > 0) return undefined;
  if (!o.split(',').every((option) => TMPFS_OPTION.test(option))) return undefined;
  // The last one holds.
  const numberOf = (name: string) => {
    const given = o.split(',').filter((option) => option.startsWith(name)).at(-1) ?? '';
    return positive(parseSize(given.slice(name.length)));
  };
  const [bytes, inodes] = [numberOf('size='), numberOf('nr_inodes=')];
  const isBounded = bytes !== undefined && inodes !== undefined && inodes <= mostInodes(bytes);
  return isBounded ? bytes : undefined;
}

/** Holds a `docker_volume` against the rule for the size of all volumes together. */
export function judgeVolumeSize({ driver, driver_opts: options }: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const { name, max_storage: max } = rules;
  const isKnown = ![driver, options, ...Object.values(options ?? {}) as unknown[]].some(isUnknown);
  if (max === undefined || !isKnown) return [];
  const size = sizeOfVolume(driver ?? 'local', options as Options);
  if (size !== undefined && size <= max * MIB) return [];
  return [{
    rule: 'max_storage',
    attribute: 'driver_opts',
    problem: size === undefined
      ? `The volumes of the virtual container host "${name}" may have ${max} MiB together, and nothing holds this one to a size. Set `
        + '`size` in `driver_opts` of the driver "local", such as "10G". That needs the data of the engine on XFS with the mount option '
        + '`pquota`. Elsewhere, a file system in memory has a size, with at most one of `nr_inodes` for each 4 KiB, by which extended '
        + 'attributes are counted: `{ type = "tmpfs", device = "tmpfs", o = "size=64m,nr_inodes=16k" }`.'
      : `The volumes of the virtual container host "${name}" may have ${max} MiB together; given: ${Math.ceil(size / MIB)} MiB. Make it `
        + 'smaller, or raise `max_storage`.',
  }];
}

function positive(size: number | string | undefined): number | undefined {
  return Number(size) > 0 ? Number(size) : undefined;
}
