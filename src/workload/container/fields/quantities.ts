import { AS_GIVEN, Field } from './field';
import { BerthError } from '../../../private/berth-error';
import { numberOutOfRange } from '../../../private/errors';
import { isKnown } from '../../../private/tokens';
import { Duration } from '../../../units/duration';
import { notAWholeAmount } from '../../../units/errors';
import { Size } from '../../../units/size';

const MEBIBYTE = 1_024 * 1_024;

/** Checks for fractions of a second, since the schema of kreuzwerker/docker counts in whole seconds. */
export function seconds(what: string): (duration: Duration) => BerthError[] {
  return (duration) => {
    const milliseconds = duration.toMilliseconds();
    return isKnown(milliseconds) && milliseconds % 1_000 !== 0 ? [notAWholeAmount(what, `${duration}`, 'seconds')] : [];
  };
}

/** Checks for fractions of a mebibyte, since the schema of kreuzwerker/docker counts in whole mebibytes. */
export function mebibytes(what: string): (size: Size) => BerthError[] {
  return (size) => {
    const bytes = size.toBytes();
    return isKnown(bytes) && bytes % MEBIBYTE !== 0 ? [notAWholeAmount(what, `${size}`, 'MiB')] : [];
  };
}

/** A field with an amount of memory, whose attribute counts in mebibytes. */
export function memoryField(attribute: 'memory' | 'memory_swap' | 'shm_size'): Field<Size, Size | undefined> {
  return {
    ...AS_GIVEN,
    attributes: [attribute],
    write: (value) => ({ [attribute]: value?.toMebibytes() }),
    read: ({ [attribute]: amount }) => (amount === undefined ? undefined : Size.mebibytes(amount as number)),
  };
}

/** Returns an error for a number that is known and not allowed. */
export function numberProblems(
  what: string, value: number | undefined, allowed: string, isAllowed: (value: number) => boolean,
): BerthError[] {
  return isKnown(value) && !isAllowed(value) ? [numberOutOfRange(what, value, allowed)] : [];
}
