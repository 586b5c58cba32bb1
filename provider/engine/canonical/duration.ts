const UNITS: { readonly [unit: string]: bigint } = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** The maximum duration of the engine: 2^63 - 1 ns, about 292 years. */
const MAX_DURATION = 9_223_372_036_854_775_807n;

/** Parses a duration in Go's format (`1m30s`, `1.5h`, `250ms`) and returns nanoseconds, or nothing if it is invalid. */
export function parseDuration(spelling: string): bigint | undefined {
  const [, sign, amounts] = /^([-+]?)(.+)$/s.exec(spelling) ?? [];
  if (amounts === undefined) return undefined;
  if (amounts === '0') return 0n;
  const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/y;
  let total = 0n;
  while (part.lastIndex < amounts.length) {
    const [, amount, unit] = part.exec(amounts) ?? [];
    if (amount === undefined || unit === undefined) return undefined;
    const [whole = '', fraction = ''] = amount.split('.');
    total += BigInt(whole || '0') * UNITS[unit]! + BigInt(fraction || '0') * UNITS[unit]! / 10n ** BigInt(fraction.length);
  }
  if (total > MAX_DURATION) return undefined;
  return sign === '-' ? -total : total;
}

/** Formats a duration as Go does: `1m30s`, `1h0m0s`, `1.5s`, `250ms`, `0s`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds < 0n) return `-${formatDuration(-nanoseconds)}`;
  if (nanoseconds === 0n) return '0s';
  for (const unit of ['ns', '\u00b5s', 'ms']) {
    if (nanoseconds < UNITS[unit]! * 1_000n) return decimal(nanoseconds, UNITS[unit]!) + unit;
  }
  const hours = nanoseconds / UNITS.h!;
  const minutes = nanoseconds % UNITS.h! / UNITS.m!;
  const seconds = decimal(nanoseconds % UNITS.m!, UNITS.s!);
  if (hours > 0n) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0n ? `${minutes}m${seconds}s` : `${seconds}s`;
}

/** Returns the canonical form of a duration: `90s` and `1m30s` are the same. */
export function canonicalDuration(spelling: string): string | undefined {
  const nanoseconds = parseDuration(spelling);
  return nanoseconds === undefined ? undefined : formatDuration(nanoseconds);
}

/** Returns `amount / unit` as an exact decimal. The unit must be a power of ten. */
function decimal(amount: bigint, unit: bigint): string {
  const digits = unit.toString().length - 1;
  const fraction = (amount % unit).toString().padStart(digits, '0').replace(/0+$/, '');
  return `${amount / unit}${digits > 0 && fraction !== '' ? `.${fraction}` : ''}`;
}
