/** Bytes by the suffix of a size, in lower case, as the engine and the kernel write it. */
export const BYTES_OF_SUFFIX: { readonly [suffix: string]: number } = {
  '': 1, 'k': 2 ** 10, 'm': 2 ** 20, 'g': 2 ** 30, 't': 2 ** 40, 'p': 2 ** 50,
};

/** Returns the bytes of a size as Docker writes it (`500m`, `0.5 GiB`, `1gb`), or nothing if it is invalid (go-units, `RAMInBytes`). */
export function parseDockerSize(spelling: string): number | undefined {
  const [, amount, suffix = ''] = /^(\d+(?:\.\d+)?) ?([kmgtp])?i?b?$/i.exec(spelling) ?? [];
  return amount === undefined ? undefined : Math.trunc(Number(amount) * BYTES_OF_SUFFIX[suffix.toLowerCase()]!);
}
