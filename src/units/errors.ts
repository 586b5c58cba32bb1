import { BerthError } from '../private/berth-error';

export const invalidAmount = (what: string, given: number) => new BerthError('INVALID_AMOUNT',
  `${what} must be a number from 0 up; given: ${given}.`);

export const notAWholeAmount = (what: string, given: string, unit: string) => new BerthError('NOT_A_WHOLE_AMOUNT',
  `${what} must be a whole number of ${unit}; given: ${given}.`);
