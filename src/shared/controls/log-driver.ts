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

/** Returns whether the engine holds little output in memory until a log driver takes it (`max-buffer-size`, of `mode = "non-blocking"`). */
export function hasSmallBuffer(options: unknown): boolean {
  const { 'max-buffer-size': size } = (options ?? {}) as Record<string, unknown>;
  return (size ?? '') === '' || (parseDockerSize(String(size)) ?? Infinity) <= parseDockerSize(MOST_BUFFERED)!;
}
