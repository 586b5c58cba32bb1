import { Facts, settingBlock } from './fact';
import { millisecondsOf, timeout } from '../../shared/timeouts';

/** An operation that has a timeout. */
export type TimedOperation = 'create' | 'read' | 'update' | 'delete';

/** The timeouts of a container. */
export interface Timeouts { readonly timeouts: { readonly [O in TimedOperation]?: string | null } | null }

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
