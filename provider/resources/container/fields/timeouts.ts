import { Facts, settingBlock } from './fact';
import { canonicalDuration, parseDuration } from '../../../engine/canonical/duration';
import { text } from '../../../engine/canonical/form';
import { parsed } from '../../shared/validators';

/** The maximum timeout, in milliseconds: 500 hours. The limit of Node's timers is about 596 hours. */
export const LONGEST_TIMEOUT = 500 * 3_600_000;

/** An operation that has a timeout. */
export type TimedOperation = 'create' | 'read' | 'update' | 'delete';

/** The timeouts of a container. */
export interface Timeouts { readonly timeouts: { readonly [O in TimedOperation]?: string | null } | null }

const duration = parsed('a duration in the format of Go, such as "90s" or "1h30m", from 1s to 500h', (value) => {
  const milliseconds = millisecondsOf(value);
  return milliseconds !== undefined && milliseconds >= 1000 && milliseconds <= LONGEST_TIMEOUT ? milliseconds : undefined;
});

function timeout(description: string) {
  return { type: 'string', optional: true, canonical: text(canonicalDuration), validators: [duration], description } as const;
}

/**
 * How long the provider waits. These timeouts never interrupt a call that creates or removes something. Such a call only has its own
 * timeout of two minutes.
 */
export const timeoutFacts = {
  timeouts: settingBlock({
    nesting: 'single',
    description: 'Timeouts of the operations, as durations such as "90s" or "1h". '
      + 'A timeout does not interrupt the engine while it creates or removes something.',
    attributes: {
      create: timeout(
        'How long to wait for the container to become healthy (`wait`, which also has `wait_timeout`) or, with `attach`, to exit. '
        + 'The default is "20m".',
      ),
      read: timeout('How long to wait for the engine\'s answers. The default is "2m".'),
      update: timeout('Same as `create`, for a container that an update starts. The default is "20m".'),
      delete: timeout('How long to wait for the container to stop before it is killed. '
        + 'The default is "20m", or `destroy_grace_seconds` or else `stop_timeout` if that is longer.'),
    },
  }),
} satisfies Facts;

/** Returns the configured timeout of an operation in milliseconds, if there is one. */
export function timeoutOf({ timeouts }: Timeouts, operation: TimedOperation): number | undefined {
  return millisecondsOf(timeouts?.[operation] ?? '');
}

function millisecondsOf(value: string): number | undefined {
  const nanoseconds = parseDuration(value);
  return nanoseconds === undefined ? undefined : Number(nanoseconds / 1_000_000n);
}
