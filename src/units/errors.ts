import { BerthError } from '../private/berth-error';

export const invalidAmount = (what: string, given: number) => new BerthError('INVALID_AMOUNT',
  `${what} must be a number of 0 or more; given: ${given}.`);

export const notAWholeAmount = (what: string, given: string, unit: string) => new BerthError('NOT_A_WHOLE_AMOUNT',
  `${what} must be a whole number of ${unit}; given: ${given}.`);
