import { config, Facts, host, live, made, madeBlock } from './fact';
import { ownerOf } from './shared-namespace';
import { canonicalDuration, formatDuration, parseDuration } from '../../../engine/canonical/duration';
import { entryHolds, variableOf } from '../../../engine/canonical/environment';
import { blockOf, setOf, text } from '../../../engine/canonical/form';
import { canonicalPath } from '../../../engine/canonical/path';
import { canonicalSignal } from '../../../engine/canonical/signal';
import { formatPlatform, parsePlatform } from '../../../engine/platform';
import { Validator } from '../../../framework/schema/schema';
import { Unknown, Value } from '../../../framework/value/value';
import { platform } from '../../image/attributes';
import { PLATFORM_CHANGE } from '../../image/platform';
import { labels } from '../../shared/labels';
import { integer, matching, parsed } from '../../shared/validators';

const duration: Validator = parsed('a duration as Go writes it, such as "1m30s" or "500ms", of 0 or of at least 1ms', (value) => {
  const nanoseconds = parseDuration(value);
  return nanoseconds === 0n || (nanoseconds !== undefined && nanoseconds >= 1_000_000n) ? nanoseconds : undefined;
});

function interval(description: string) {
  return { type: 'string', optional: true, default: '0s', canonical: text(canonicalDuration), validators: [duration], description } as const;
}

const nanoseconds = (value: string | null | undefined) => Number(parseDuration(value ?? '0s') ?? 0n);
const durationOf = (value: unknown) => typeof value === 'number' ? formatDuration(BigInt(Math.trunc(value))) : '0s';

/** Each variable once: in a set no one can say which of two would win. */
const uniqueVariables: Validator = {
  description: 'entries with a name each, no name twice',
  check: (value) => {
    const names = (value as readonly unknown[]).filter((entry) => typeof entry === 'string').map((entry) => variableOf(entry));
    const wrong = names.find((name, index) => name === '' || names.indexOf(name) !== index);
    if (wrong === undefined) return undefined;
    return wrong === '' ? 'An entry has no name. Write NAME=value, or NAME alone to take a variable of the image away.'
      : `The variable ${wrong} is given more than once, and entries have no order. Leave one of them.`;
  },
};

/** The engine takes a test of another form for none, and tells nobody; Docker 20.10 crashes when it runs a "CMD" with nothing after it. */
const healthTest: Validator = {
  description: '["CMD", program, arguments ...], ["CMD-SHELL", line], ["NONE"], or [] for the image\'s test',
  check: (value) => {
    const [kind, what] = value as readonly Value[];
    if (kind === undefined || kind instanceof Unknown || kind === 'NONE') return undefined;
    // The rest of a line may be a secret.
    if (kind !== 'CMD' && kind !== 'CMD-SHELL') {
      return `A test can't begin with ${JSON.stringify(String(kind ?? '').split(/\s/)[0])}: it has to be ${healthTest.description}. Put "CMD" before a program, or "CMD-SHELL" before a line for the shell.`;
    }
    return what ? undefined : `A test can't be "${kind}" alone: it has to be ${healthTest.description}. Say what to run after "${kind}".`;
  },
};

function isConsoleSize(value: unknown): boolean {
  const isLength = (one: unknown) => Number.isInteger(one) && Number(one) >= 1 && Number(one) <= 65535;
  return Array.isArray(value) && (value.length === 0 || value.length === 2 && value.every((one) => one instanceof Unknown || isLength(one)));
}

const INTERVALS = ['interval', 'timeout', 'start_period', 'start_interval'];

interface Health { test: string[]; interval: string; timeout: string; start_period: string; start_interval: string; retries: number }

/** What a test leaves open the engine takes from the image's test. Nobody asked for that. */
function asAsked(seen: Health, asked: Health): Health {
  const isOpen = (value: string | string[] | number | null) => typeof value === 'string' ? canonicalDuration(value) === '0s' : !value || Array.isArray(value) && value.length === 0;
  return { ...seen, ...Object.fromEntries(Object.entries(asked).filter(([, value]) => isOpen(value))) };
}

/** What runs in the container: its program, as whom, where, and how it is asked after and stopped. */
export const processFacts = {
  name: live('string', {
    required: true,
    canonical: text((spelling) => spelling.replace(/^\//, '')),
    validators: [matching('a container\'s name: letters, digits, "_", "." and "-", beginning with a letter or digit, at least two', /^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/)],
    description: 'The container\'s name, one of a kind on the engine.',
    change: 'A change renames the container.',
    at: { field: 'Name', put: (body, value) => { body.name = value.replace(/^\//, ''); }, see: (inspect) => inspect.Name.replace(/^\//, '') },
  }),
  image: live('string', {
    required: true,
    description: 'The image, by id or by name: best `image_id` of a `docker_image`. It has to be on the engine: a container never pulls.',
    change: 'Another image replaces the container; another name for the same image changes nothing.',
    at: { field: 'Image', put: (body, value) => { body.Image = value; }, see: (inspect) => inspect.Image },
    // A container's image is for good, whatever a name has come to mean since.
    report: (seen, known) => known ?? seen ?? null,
  }),
  platform: live('string', {
    unset: '',
    canonical: text((spelling) => {
      const parsedPlatform = parsePlatform(spelling);
      return parsedPlatform && formatPlatform(parsedPlatform);
    }),
    validators: [platform],
    description: 'The platform that the image has to be for, as `os/architecture[/variant]`: the engine refuses another. "" is whatever the image is for.',
    change: PLATFORM_CHANGE,
    at: { field: 'platform', put: (body, value) => { body.platform = value; }, see: () => undefined },
    // Only the image has one, and a container's image is for good.
    report: (_, known) => known ?? '',
  }),
  command: made(['list', 'string'], {
    computed: true,
    description: 'The command, or the arguments of the entry point where there is one; no shell reads it. The default is the image\'s.',
    at: config('Cmd'),
    report: (seen) => seen ?? [],
  }),
  entrypoint: made(['list', 'string'], {
    computed: true,
    description: 'The program that `command` is given to. The default is the image\'s, which `[""]` takes away; with an entry point of its own, the container does not have the image\'s command.',
    at: config('Entrypoint', { decode: (seen: string | string[]) => typeof seen === 'string' ? [seen] : seen }),
    // `[""]` is how the image's is taken away, and there is none then.
    report: (seen, known) => !seen?.length && known?.length === 1 && known[0] === '' ? known : seen ?? [],
  }),
  env: made(['set', 'string'], {
    unset: [],
    canonical: setOf((entry) => entry),
    validators: [uniqueVariables],
    description: 'Environment variables, `NAME=value` each, beside the image\'s. `NAME` alone takes the image\'s variable away. All of it is readable in the state and through the engine.',
    at: config('Env'),
    report: (seen, known) => known ? known.filter((entry) => entryHolds(entry, seen ?? [])) : seen ?? [],
  }),
  user: made('string', {
    computed: true,
    description: 'User, and group after a colon, as names or numbers: "nobody", "1000:1000". Names are those of the image\'s /etc/passwd and /etc/group. The default is the image\'s, else root.',
    at: config('User'),
    report: (seen) => seen ?? '',
  }),
  working_dir: made('string', {
    computed: true,
    canonical: text((path) => path === '' ? '' : canonicalPath(path)),
    validators: [matching('an absolute path', /^(\/|$)/)],
    description: 'The working directory, an absolute path. The default is the image\'s, else /.',
    at: config('WorkingDir'),
    report: (seen) => seen ?? '',
  }),
  hostname: made('string', {
    computed: true,
    description: 'The host name. The engine\'s default is the beginning of the container\'s id, and with `network_mode = "host"` the host\'s own.',
    at: config('Hostname'),
    // One with the name of the host, or of the container whose network it shares, has none of its own, and may not be given one.
    report: (seen, _known, _model, { HostConfig: { UTSMode: uts, NetworkMode: network } }) => uts === 'host' || ownerOf(network) !== undefined ? '' : seen ?? '',
  }),
  domainname: made('string', { unset: '', description: 'The domain of the host name.', at: config('Domainname') }),
  tty: made('bool', { unset: false, description: 'Gives the program a terminal (`docker run --tty`).', at: config('Tty') }),
  stdin_open: made('bool', { unset: false, description: 'Keeps the standard input open, also when nothing is attached to it (`docker run --interactive`).', at: config('OpenStdin') }),
  stdin_once: made('bool', { unset: false, description: 'With `stdin_open`: closes the standard input when the first that was attached to it leaves.', at: config('StdinOnce') }),
  console_size: made(['list', 'number'], {
    validators: [{
      description: 'two whole numbers from 1 to 65535: the height and the width',
      check: (value) => isConsoleSize(value) ? undefined : `${JSON.stringify(value)} is no size of a terminal. It has to be two whole numbers from 1 to 65535: the height and the width.`,
    }],
    description: 'Height and width of the terminal of `tty`, in characters: `[40, 120]`. The default is the engine\'s. Needs Docker Engine 23.',
    at: host('ConsoleSize', { decode: (seen: number[]) => seen.some((length) => length > 0) ? seen : [] }),
  }),
  shell: made(['list', 'string'], {
    computed: true,
    description: 'The shell of health checks that are a line for the shell: `["/bin/bash", "-c"]`. The default is `["/bin/sh", "-c"]`.',
    at: config('Shell'),
    report: (seen) => seen ?? [],
  }),
  init: made('bool', {
    computed: true,
    description: 'Runs an init process that forwards signals and reaps processes. The default is the engine\'s (`init` in its daemon.json, else false).',
    at: host('Init'),
    report: (seen) => seen ?? null,
  }),
  stop_signal: made('string', {
    computed: true,
    canonical: text(canonicalSignal),
    description: 'The signal that stops the program, by name or number: "SIGTERM", "term", "15". The default is the image\'s, else SIGTERM.',
    at: config('StopSignal'),
    report: (seen) => seen ?? '',
  }),
  stop_timeout: made('number', {
    computed: true,
    validators: [integer(-1, undefined, 'seconds')],
    description: 'Seconds that the program has to stop before it is killed; -1 is for ever. The engine\'s default is 10.',
    at: config('StopTimeout'),
    report: (seen) => seen ?? null,
  }),
  group_add: made(['set', 'string'], { canonical: setOf((group) => group), description: 'Further groups of the user, as names or numbers.', at: host('GroupAdd') }),
  annotations: made(['map', 'string'], {
    description: 'Annotations for the runtime, which is given them when the container starts. Needs Docker Engine 24.',
    at: host('Annotations' as never),
  }),
  labels: madeBlock(labels('A label of the container, beside those of the image. Engine API: `Config.Labels`.'), {
    place: {
      put: (body, given: { label: string; value: string }[]) => {
        body.Labels = Object.fromEntries(given.map(({ label, value }) => [label, value]));
      },
      see: (inspect) => Object.entries(inspect.Config.Labels ?? {}).map(([label, value]) => ({ label, value })),
    },
  }),
  healthcheck: madeBlock({
    nesting: 'list',
    maxItems: 1,
    description: 'How the engine tests whether the container is healthy, in place of the image\'s test. `wait` waits for it. Engine API: `Config.Healthcheck`.',
    attributes: {
      test: { type: ['list', 'string'], required: true, validators: [healthTest], description: 'The test: `["CMD", "program", "argument", ...]`, `["CMD-SHELL", "a line for the shell"]`, or `["NONE"]` for none; `[]` is the image\'s.' },
      interval: interval('Time between two tests, such as "30s" or "1m30s". 0 is the image\'s, else 30s.'),
      timeout: interval('Time that one test may take. 0 is the image\'s, else 30s.'),
      start_period: interval('Time that the container has to start: a test that fails does not count before. 0 is the image\'s, else none.'),
      start_interval: interval('Time between two tests within the start period. 0 is the image\'s, else 5s. Needs Docker Engine 25.'),
      retries: {
        type: 'number', optional: true, default: 0, validators: [integer(0)], description: 'Failures in a row after which the container is unhealthy. 0 is the image\'s, else 3.',
      },
    },
    canonical: blockOf(
      Object.fromEntries(INTERVALS.map((name) => [name, text(canonicalDuration)])),
      { ...Object.fromEntries(INTERVALS.map((name) => [name, '0s'])), retries: 0 },
    ),
  }, {
    place: {
      put: (body, [health]: Partial<Health>[]) => {
        body.Healthcheck = {
          Test: health?.test ?? [],
          Interval: nanoseconds(health?.interval),
          Timeout: nanoseconds(health?.timeout),
          StartPeriod: nanoseconds(health?.start_period),
          ...(nanoseconds(health?.start_interval) > 0 ? { StartInterval: nanoseconds(health?.start_interval) } : {}),
          Retries: health?.retries ?? 0,
        };
      },
      see: ({ Config: { Healthcheck: health } }): Health[] => !health ? [] : [{
        // There is none where neither the container nor its image has one.
        test: health.Test ?? [],
        interval: durationOf(health.Interval),
        timeout: durationOf(health.Timeout),
        start_period: durationOf(health.StartPeriod),
        start_interval: durationOf(health.StartInterval),
        retries: health.Retries ?? 0,
      }],
    },
    report: (seen: Health[], known?: Health[]) => seen.flatMap((one) => known === undefined ? [one] : known.map((asked) => asAsked(one, asked))),
  }),
} satisfies Facts;
