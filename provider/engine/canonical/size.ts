import { BYTES_OF_SUFFIX, parseDockerSize } from '../../../src/shared/size';

/** Bytes per mebibyte, the unit of `memory`, `memory_swap`, `memory_reservation` and `shm_size`. */
export const MIB = 1024 * 1024;

/**
 * Parses a size in the format of the kernel's mount options (`65536`, `64k`, `1G`), and returns bytes, or nothing if it
 * is invalid.
 */
export function parseSize(spelling: string): number | undefined {
  const [, amount, suffix] = /^(\d+)([kmg]?)$/i.exec(spelling) ?? [];
  return amount === undefined || suffix === undefined ? undefined : Number(amount) * BYTES_OF_SUFFIX[suffix.toLowerCase()]!;
}

/** Returns the canonical form, in bytes, of a size in the format of storage driver options (`500m`, `0.5 GiB`, `1gb`). */
export function canonicalStorageSize(spelling: string): string | undefined {
  return parseDockerSize(spelling)?.toString();
}

/** Pairs of opposite mount options of a tmpfs. If both are set, the later one wins. */
const OPPOSITES: { readonly [option: string]: string } = {
  rw: 'ro', exec: 'noexec', suid: 'nosuid', dev: 'nodev', async: 'sync', atime: 'noatime', diratime: 'nodiratime',
};

/**
 * Returns the canonical form of the options of a tmpfs. Order and units do not matter, and the later of two opposite
 * options wins.
 */
export function canonicalTmpfsOptions(spelling: string): string {
  const options = new Map<string, string>();
  for (const option of spelling.split(',').filter((one) => one !== '')) {
    const [name = '', value] = option.split('=', 2);
    options.set(OPPOSITES[name] ?? name, value === undefined ? option : `${name}=${canonicalTmpfsValue(name, value)}`);
  }
  return [...options.values()].sort().join(',');
}

function canonicalTmpfsValue(name: string, value: string): string {
  if (name === 'size') return String(parseSize(value) ?? value);
  return name === 'mode' ? value.replace(/^0+(?=.)/, '') : value;
}
