import { constants } from 'node:os';
import { badRequest } from '../api-error';

export const SIGKILL = constants.signals.SIGKILL;
export const SIGTERM = constants.signals.SIGTERM;

/** The signals at which programs end by themselves. */
const ENDING: readonly number[] = [SIGTERM, constants.signals.SIGINT, constants.signals.SIGHUP, constants.signals.SIGQUIT];

/** Returns the number of a signal: "SIGKILL", "kill" or "9". */
export function signalNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const name = text.toUpperCase().replace(/^(SIG)?/, 'SIG');
  const number = (constants.signals as Readonly<Record<string, number>>)[name];
  if (number === undefined) throw badRequest(`Invalid signal: ${text}`);
  return number;
}

export function isEnding(signal: number): boolean {
  return ENDING.includes(signal);
}
