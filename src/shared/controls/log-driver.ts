import { parseDockerSize } from '../size';

/** The drivers that connect to no address. */
export const LOCAL_LOG_DRIVERS: readonly string[] = ['json-file', 'local', 'journald', 'none'];

/**
 * The options that name no address: those of these drivers, and those that every driver has (moby, daemon/logger/factory.go). A driver
 * refuses options that it does not have.
 */
const LOCAL_LOG_OPTIONS: readonly string[] = [
  'cache-compress', 'cache-disabled', 'cache-max-file', 'cache-max-size', 'compress', 'env', 'env-regex', 'labels', 'labels-regex',
  'max-buffer-size', 'max-file', 'max-size', 'mode', 'tag',
];

/** Returns whether all options of a log driver are known to name no address. */
export function areLocalLogOptions(options: unknown): boolean {
  return Object.keys(options ?? {}).every((name) => LOCAL_LOG_OPTIONS.includes(name));
}

/** The most output that the engine may hold in its own memory: a few times its default of 1 MiB. No limit of the container counts it. */
export const MOST_BUFFERED = '4m';

/** The most files of output, and the least bytes in each. The engine renames all files each time one is full, on no limit's account. */
export const MOST_LOG_FILES = 100;
export const SMALLEST_LOG_FILE = '16k';

/** A text of `tag` in which the engine fills in nothing but names: its templates have functions that take any amount of memory. */
const PLAIN_TAG = /^(?:[^{]|\{(?!\{)|\{\{\s*\.(?:ID|FullID|Name|ImageID|ImageFullID|ImageName|DaemonName)\s*\}\})*$/;

/**
 * Returns whether options of a log driver have the engine do little by itself, for which no limit of the container counts: it holds little
 * output in memory until the driver takes it (`max-buffer-size`, of `mode = "non-blocking"`), renames few files, and fills in only names.
 */
export function areModestLogOptions(options: unknown): boolean {
  const { tag = '', ...sizes } = (options ?? {}) as Record<string, unknown>;
  const textOf = (name: string) => String(sizes[name] ?? '');
  const isWithin = (name: string, holds: (value: string) => boolean) => textOf(name) === '' || holds(textOf(name));
  const isLargeEnough = (size: string) => size === '-1' || (parseDockerSize(size) ?? 0) >= parseDockerSize(SMALLEST_LOG_FILE)!;
  const areFew = (count: string) => /^\d{1,3}$/.test(count) && Number(count) <= MOST_LOG_FILES;
  return PLAIN_TAG.test(String(tag ?? ''))
    && isWithin('max-buffer-size', (size) => (parseDockerSize(size) ?? Infinity) <= parseDockerSize(MOST_BUFFERED)!)
    && ['max-size', 'cache-max-size'].every((name) => isWithin(name, isLargeEnough))
    && ['max-file', 'cache-max-file'].every((name) => isWithin(name, areFew));
}
