import { Facts, settingBlock } from './fact';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { canonicalDuration, parseDuration } from '../../../engine/canonical/duration';
import { text } from '../../../engine/canonical/form';
import { parsed } from '../../shared/validators';

/** The longest that can be asked for, in milliseconds: 500 hours, what a timer holds. */
export const LONGEST_LIMIT = 500 * 3_600_000;

/** What an operation may take where nothing is said, in milliseconds: what Terraform gives any, and for a reading what the engine has for any answer. */
const DEFAULTS = { create: 20 * 60_000, read: 2 * 60_000, update: 20 * 60_000, delete: 20 * 60_000 } as const;

export type Operation = keyof typeof DEFAULTS;

interface Limits { readonly timeouts: { readonly [O in Operation]?: string | null } | null }

const DOING = { create: 'Creating', read: 'Reading', update: 'Updating', delete: 'Destroying' } as const;

const duration = parsed('a duration as Go writes it, such as "90s" or "1h30m", from 1s to 500h', (value) => {
  const milliseconds = millisecondsOf(value);
  return milliseconds !== undefined && milliseconds >= 1000 && milliseconds <= LONGEST_LIMIT ? milliseconds : undefined;
});

function limit(description: string) {
  return { type: 'string', optional: true, canonical: text(canonicalDuration), validators: [duration], description } as const;
}

/** How long the provider waits. What the engine is asked to make or to remove is let end: each such call has two minutes of its own. */
export const timeoutFacts = {
  timeouts: settingBlock({
    nesting: 'single',
    description: 'How long an operation may wait, as durations such as "90s" or "1h". What the engine is making or removing by then is still let end.',
    attributes: {
      create: limit('For the container to be healthy (`wait`, which has a `wait_timeout` besides) or, as a job, to end (`attach`). The default is "20m".'),
      read: limit('For the engine\'s answers. The default is "2m".'),
      update: limit('As `create`, for a container that is started again. The default is "20m".'),
      delete: limit('For the program to stop, after which it is killed. The default is "20m", or what `destroy_grace_seconds` or else `stop_timeout` asks for where that is more.'),
    },
  }),
} satisfies Facts;

/** What an operation may wait, in milliseconds, or nothing where the author does not say. */
export function askedLimit({ timeouts }: Limits, operation: Operation): number | undefined {
  return millisecondsOf(timeouts?.[operation] ?? '');
}

/** The longest that a container has to stop, in milliseconds. */
export function graceLimit(model: Limits, grace: number): number {
  return askedLimit(model, 'delete') ?? Math.min(LONGEST_LIMIT, Math.max(DEFAULTS.delete, grace * 1000));
}

/** A signal that is aborted with the other one, and, with an error that says so, when an operation has waited for long enough. */
export function bounded(signal: AbortSignal, model: Limits & { readonly name: string | null }, operation: Operation): AbortSignal {
  const milliseconds = askedLimit(model, operation) ?? DEFAULTS[operation];
  const controller = new AbortController();
  setTimeout(() => controller.abort(new DiagnosticError({
    summary: `${DOING[operation]} container "${model.name}" took longer than ${milliseconds / 1000} s`,
    detail: `That is all the time that it has (\`timeouts.${operation}\`). Mend what keeps it, or give it more.`,
    path: ['timeouts'],
  })), milliseconds).unref();
  return AbortSignal.any([signal, controller.signal]);
}

function millisecondsOf(value: string): number | undefined {
  const nanoseconds = parseDuration(value);
  return nanoseconds === undefined ? undefined : Number(nanoseconds / 1_000_000n);
}
