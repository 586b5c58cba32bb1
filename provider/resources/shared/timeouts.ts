import { parsed } from './validators';
import { canonicalDuration, parseDuration } from '../../engine/canonical/duration';
import { text } from '../../engine/canonical/form';

/** The maximum timeout, in milliseconds: 500 hours. The limit of Node's timers is about 596 hours. */
export const LONGEST_TIMEOUT = 500 * 3_600_000;

const duration = parsed('a duration in the format of Go, such as "90s" or "1h30m", from 1s to 500h', (value) => {
  const milliseconds = millisecondsOf(value);
  return milliseconds !== undefined && milliseconds >= 1000 && milliseconds <= LONGEST_TIMEOUT ? milliseconds : undefined;
});

/** Defines one attribute of a `timeouts` block. */
export function timeout(description: string) {
  return { type: 'string', optional: true, canonical: text(canonicalDuration), validators: [duration], description } as const;
}

/** Returns a duration in milliseconds, if the text is one. */
export function millisecondsOf(value: string): number | undefined {
  const nanoseconds = parseDuration(value);
  return nanoseconds === undefined ? undefined : Number(nanoseconds / 1_000_000n);
}
