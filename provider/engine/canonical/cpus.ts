const NANO = 1_000_000_000;

/**
 * Parses a number of CPUs (`1.5`, `.5`, `2`) and returns billionths of a CPU. Returns nothing if it is not a number, or
 * has more than nine decimals, which the engine can't represent.
 */
export function parseCpus(spelling: string): number | undefined {
  const [, whole = '', fraction = ''] = /^(\d*)(?:\.(\d*))?$/.exec(spelling) ?? [];
  const digits = fraction.replace(/0+$/, '');
  if (whole + fraction === '' || digits.length > 9) return undefined;
  const nano = Number(whole) * NANO + Number(digits.padEnd(9, '0'));
  return Number.isSafeInteger(nano) ? nano : undefined;
}

/** Formats billionths of a CPU as a number of CPUs in its shortest form: `1.5`, `2`. */
export function formatCpus(nano: number): string {
  const fraction = String(nano % NANO).padStart(9, '0').replace(/0+$/, '');
  return `${Math.trunc(nano / NANO)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Returns the canonical form of a number of CPUs. */
export function canonicalCpus(spelling: string): string | undefined {
  const nano = parseCpus(spelling);
  return nano === undefined ? undefined : formatCpus(nano);
}

/** The maximum number of CPUs that the kernel supports. */
const CPU_LIMIT = 8192;

/** Parses a list of CPUs such as `0-2,4`, and returns their numbers in order, or nothing if it is invalid. */
export function parseCpuSet(spelling: string): readonly number[] | undefined {
  const cpus = new Set<number>();
  for (const range of spelling.split(',')) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range.trim()) ?? [];
    if (first === undefined || Number(first) > Number(last) || Number(last) >= CPU_LIMIT) return undefined;
    for (let cpu = Number(first); cpu <= Number(last); cpu++) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

/** Returns the canonical form of a list of CPUs: `0-2` and `2,1,0` are the same. */
export function canonicalCpuSet(spelling: string): string | undefined {
  return parseCpuSet(spelling)?.join(',');
}
