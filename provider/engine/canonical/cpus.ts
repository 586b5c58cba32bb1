const NANO = 1_000_000_000;

/** Billionths of a CPU in a number of CPUs (`1.5`, `.5`, `2`), or nothing where it is none, or finer than the engine can count. */
export function parseCpus(spelling: string): number | undefined {
  const [, whole = '', fraction = ''] = /^(\d*)(?:\.(\d*))?$/.exec(spelling) ?? [];
  const digits = fraction.replace(/0+$/, '');
  if (whole + fraction === '' || digits.length > 9) return undefined;
  const nano = Number(whole) * NANO + Number(digits.padEnd(9, '0'));
  return Number.isSafeInteger(nano) ? nano : undefined;
}

/** A number of CPUs in its shortest form: `1.5`, `2`. */
export function formatCpus(nano: number): string {
  const fraction = String(nano % NANO).padStart(9, '0').replace(/0+$/, '');
  return `${Math.trunc(nano / NANO)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** One form of a number of CPUs. */
export function canonicalCpus(spelling: string): string | undefined {
  const nano = parseCpus(spelling);
  return nano === undefined ? undefined : formatCpus(nano);
}

/** The most CPUs that the kernel numbers. */
const CPU_LIMIT = 8192;

/** The numbers of the CPUs in a list such as `0-2,4`, in order, or nothing where it is none. */
export function parseCpuSet(spelling: string): readonly number[] | undefined {
  const cpus = new Set<number>();
  for (const range of spelling.split(',')) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range.trim()) ?? [];
    if (first === undefined || Number(first) > Number(last) || Number(last) >= CPU_LIMIT) return undefined;
    for (let cpu = Number(first); cpu <= Number(last); cpu++) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

/** One form of a list of CPUs: `0-2` and `2,1,0` are the same. */
export function canonicalCpuSet(spelling: string): string | undefined {
  return parseCpuSet(spelling)?.join(',');
}
