import { Texts } from './row';
import { formatCpus, parseCpus } from '../../engine/canonical/cpus';
import { MIB } from '../../engine/canonical/size';

/** In microseconds: the period in which CPU time is counted, as Docker sets it for `cpus`. */
export const PERIOD = 100_000;

/** The kernel's shares of a group, and its weight in version 2. */
export const DEFAULT_SHARES = 1024;

const NANO = 1_000_000_000;

export function bytesOf(mebibytes: number): string {
  return `${mebibytes * MIB}`;
}

/** Returns the CPU time in a period, in microseconds. */
export function quotaOf(cpus: string): number {
  return Math.round(parseCpus(cpus)! * PERIOD / NANO);
}

/** Returns a number of CPUs from the CPU time in a period; none for no limit. */
export function cpusOf(quota: number | undefined, period: number | undefined): string {
  return quota === undefined || quota <= 0 || !period ? '' : formatCpus(Math.round(quota * NANO / period));
}

/** Returns the number in a file, or behind a word in it. */
export function numberIn(texts: Texts, file: string, word?: string): number | undefined {
  const text = texts.get(file);
  if (text === undefined) return undefined;
  const found = word === undefined ? text.trim().replace(/^default /, '') : new RegExp(`^${word} (\\d+)$`, 'm').exec(text)?.[1];
  const number = Number(found);
  return found === undefined || found === '' || Number.isNaN(number) ? undefined : number;
}

/** Returns the text in a file, or undefined if it is the one for no limit. */
export function valueIn(texts: Texts, file: string, none: string): string | undefined {
  const text = texts.get(file)?.trim();
  return text === undefined || text === '' || text === none ? undefined : text;
}

/** Returns seconds from an amount of a unit, of which a second has so many. */
export function secondsIn(perSecond: number, amount: number | undefined): number | null {
  return amount === undefined ? null : amount / perSecond;
}
