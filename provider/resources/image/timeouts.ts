import { DiagnosticError } from '../../diagnostics/diagnostics';
import { abortAfter } from '../../engine/connection/abort-after';
import { Block } from '../../framework/schema/schema';
import { millisecondsOf, timeout } from '../shared/timeouts';

const NO_EFFECT = 'Has no effect: names are added and removed at once.';

/** The `timeouts` block of `docker_image`. */
export const timeoutsBlock = {
  nesting: 'single',
  description: 'Timeouts of the operations, as durations such as "90s" or "1h".',
  attributes: {
    create: timeout('How long the pull or the build may take. The default is no limit, as long as it makes progress.'),
    update: timeout(NO_EFFECT),
    delete: timeout(NO_EFFECT),
  },
} as const satisfies Block;

interface Timed {
  readonly name: string | null;
  readonly timeouts: { readonly create?: string | null } | null;
}

/** Returns a signal that also aborts, with an error that names the attribute, when a creation exceeds its timeout. */
export function withTimeout(signal: AbortSignal, { name, timeouts }: Timed): AbortSignal {
  const milliseconds = millisecondsOf(timeouts?.create ?? '');
  if (milliseconds === undefined) return signal;
  return abortAfter(signal, milliseconds, () => new DiagnosticError({
    summary: `Creating image "${name}" took longer than ${milliseconds / 1000} s`,
    detail: 'This is the limit that `timeouts.create` sets. Fix the cause of the delay, or raise the limit.',
    path: ['timeouts'],
  }));
}
