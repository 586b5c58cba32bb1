import { BerthError } from '../../private/berth-error';
import { durationOutOfRange, numberOutOfRange, sizeOutOfRange } from '../../private/errors';
import { isKnown } from '../../private/tokens';
import { Duration } from '../../units/duration';
import { Size } from '../../units/size';

/** Checks a whole number. Without a maximum, any number from the minimum is valid. */
export function checkWhole(what: string, value: number | undefined, min: number, max = Infinity): BerthError[] {
  if (!isKnown(value) || Number.isInteger(value) && value >= min && value <= max) return [];
  return [numberOutOfRange(what, value, `a whole number ${range(min, max === Infinity ? undefined : max)}`)];
}

/** Checks a size in whole multiples of a step. */
export function checkSize(what: string, size: Size | undefined, step: Size, max?: Size): BerthError[] {
  const bytes = size?.toBytes();
  if (!isKnown(bytes)) return [];
  const isValid = bytes >= step.toBytes() && bytes % step.toBytes() === 0 && (max === undefined || bytes <= max.toBytes());
  return isValid ? [] : [sizeOutOfRange(what, `${size}`, `a multiple of ${step}, ${range(step, max)}`)];
}

/** Checks a duration in whole minutes. */
export function checkMinutes(what: string, duration: Duration | undefined, min: number, max?: number): BerthError[] {
  return checkDuration(what, duration, 'minutes', Duration.minutes(min), max === undefined ? undefined : Duration.minutes(max));
}

/** The milliseconds of the units in which vSphere counts. */
const UNITS = { milliseconds: 1, seconds: 1_000, minutes: 60_000 };

/** Checks a duration in a whole number of units. */
export function checkDuration(
  what: string, duration: Duration | undefined, unit: keyof typeof UNITS, min: Duration, max?: Duration,
): BerthError[] {
  const millis = duration?.toMilliseconds();
  if (!isKnown(millis)) return [];
  const isValid = millis >= min.toMilliseconds() && millis % UNITS[unit] === 0
    && (max === undefined || millis <= max.toMilliseconds());
  return isValid ? [] : [durationOutOfRange(what, `${duration}`, `a whole number of ${unit}, ${range(min, max)}`)];
}

/** Returns whether both values are known, and the first one is above the second one. */
export function isAbove(value: number | undefined, bound: number | undefined): boolean {
  return isKnown(value) && isKnown(bound) && value > bound;
}

function range<T extends number | Size | Duration>(min: T, max: T | undefined): string {
  return max === undefined ? `from ${min} up` : `from ${min} to ${max}`;
}
