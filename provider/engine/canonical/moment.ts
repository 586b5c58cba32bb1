import { parseDuration } from './duration';

const DATE = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?$/;
const NANO = 1_000_000_000n;

/**
 * Parses a time in the formats of the Docker CLI, and returns a Unix timestamp in seconds with nine decimals, or
 * nothing if it is invalid. The formats are: a date with or without a time (`2013-01-02T13:23:37Z`), in the local time
 * zone unless it has one; a duration before now (`1h30m`); or a timestamp in seconds.
 */
export function parseMoment(spelling: string, now: number): string | undefined {
  const [seconds, whole = '', decimals = ''] = /^(\d+)(?:\.(\d{1,9}))?$/.exec(spelling) ?? [];
  if (seconds !== undefined) return `${whole}.${decimals.padEnd(9, '0')}`;
  const duration = parseDuration(spelling);
  if (duration !== undefined) return format(BigInt(now) * 1_000_000n - duration);
  const [date, day, time = '00:00:00', fraction = '', zone = ''] = DATE.exec(spelling) ?? [];
  const milliseconds = Date.parse(`${day}T${time}${zone}`);
  if (date === undefined || Number.isNaN(milliseconds)) return undefined;
  return format(BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0')));
}

function format(nanoseconds: bigint): string {
  return `${nanoseconds / NANO}.${String(nanoseconds % NANO).padStart(9, '0')}`;
}
