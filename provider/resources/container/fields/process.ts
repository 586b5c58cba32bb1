import { config, Facts, host, live, made, madeBlock } from './fact';
import { CLONE_LABELS } from '../../../../src/shared/clones';
import { ownerOf } from '../../../../src/shared/controls/joined-namespace';
import { OBJECT_NAME } from '../../../../src/shared/engine';
import { isUser, USERS } from '../../../../src/shared/user';
import { canonicalDuration, formatDuration, parseDuration } from '../../../engine/canonical/duration';
import { entryHolds, variableOf } from '../../../engine/canonical/environment';
import { blockOf, setOf, text } from '../../../engine/canonical/form';
import { canonicalPath } from '../../../engine/canonical/path';
import { canonicalSignal } from '../../../engine/canonical/signal';
import { formatPlatform, parsePlatform } from '../../../engine/image/platform';
import { Validator } from '../../../framework/schema/schema';
import { Unknown, Value } from '../../../framework/value/value';
import { LOCK_PREFIX } from '../../../virtual-host/lock';
import { containerPlatform, operatingSystemOf } from '../../image/attributes';
import { PLATFORM_CHANGE } from '../../image/platform';
import { labels } from '../../shared/labels';
import { integer, matching, parsed, uniqueNames } from '../../shared/validators';

const duration: Validator = parsed('a duration in the format of Go, such as "1m30s" or "500ms": 0, or at least 1ms', (value) => {
  const nanoseconds = parseDuration(value);
  return nanoseconds === 0n || (nanoseconds !== undefined && nanoseconds >= 1_000_000n) ? nanoseconds : undefined;
});

function interval(description: string) {
  return {
    type: 'string',
    optional: true,
    default: '0s',
    canonical: text(canonicalDuration),
    validators: [duration],
    description,
  } as const;
}

const nanoseconds = (value: string | null | undefined) => Number(parseDuration(value ?? '0s') ?? 0n);
const durationOf = (value: unknown) => typeof value === 'number' ? formatDuration(BigInt(Math.trunc(value))) : '0s';

const uniqueVariables = uniqueNames('variable', variableOf, 'Write NAME=value, or only NAME to remove a variable of the image.');

/** The engine silently ignores a test in another form. Docker 20.10 crashes when it runs a "CMD" without a program. */
const healthTest: Validator = {
  description: '["CMD", program, arguments ...], ["CMD-SHELL", command], ["NONE"], or [] for the image\'s test',
  check: (value) => {
    const [kind, what] = value as readonly Value[];
    if (kind === undefined || kind instanceof Unknown || kind === 'NONE') return undefined;
    // Only the first word is shown: the rest of the command may be a secret.
    if (kind !== 'CMD' && kind !== 'CMD-SHELL') {
      return `A test can't begin with ${JSON.stringify(String(kind ?? '').split(/\s/)[0])}: it has to be ${healthTest.description}. `
        + 'Put "CMD" before a program, or "CMD-SHELL" before a shell command.';
    }
    return what ? undefined : `A test can't be "${kind}" alone: it has to be ${healthTest.description}. Add the command after "${kind}".`;
  },
};

function isConsoleSize(value: unknown): boolean {
  const isLength = (one: unknown) => Number.isInteger(one) && Number(one) >= 1 && Number(one) <= 65535;
  if (!Array.isArray(value)) return false;
  return value.length === 0 || value.length === 2 && value.every((one) => one instanceof Unknown || isLength(one));
}

const INTERVALS = ['interval', 'timeout', 'start_period', 'start_interval'];

interface Health { test: string[]; interval: string; timeout: string; start_period: string; start_interval: string; retries: number }

/** Removes the values that the engine copied from the image's health check to unset attributes of the configured one. */
function withoutImageDefaults(actual: Health, configured: Health): Health {
  const isUnset = (value: string | string[] | number | null) => {
    return typeof value === 'string' ? canonicalDuration(value) === '0s' : !value || Array.isArray(value) && value.length === 0;
  };
  return { ...actual, ...Object.fromEntries(Object.entries(configured).filter(([, value]) => isUnset(value))) };
}

/** Checks a name as the engine does. */
export const containerName = matching(
  'a container name: letters, digits, "_", "." and "-", at least two characters, starting with a letter or digit',
  new RegExp(`^/?${OBJECT_NAME}$`),
);

/** Refuses the name of a lock: other applies would wait for the container. */
export const noLock = matching(
  `a name that does not start with "${LOCK_PREFIX}", which is for locks of virtual container hosts`, new RegExp(`^(?!/?${LOCK_PREFIX})`),
);

/** What runs in the container: its program, user and directory, its health check, and how it is stopped. */
export const processFacts = {
  name: live('string', {
    required: true,
    canonical: text((spelling) => spelling.replace(/^\//, '')),
    validators: [containerName, noLock],
    description: 'The name of the container, unique on the engine.',
    change: 'A change renames the container.',
    at: {
      field: 'Name',
      put: (body, value) => { body.name = value.replace(/^\//, ''); },
      read: (inspect) => inspect.Name.replace(/^\//, ''),
    },
  }),
  image: live('string', {
    required: true,
    description: 'The image, by id or by name. Preferably the `image_id` of a `docker_image`. '
      + 'The engine has to have the image: a container never pulls. If this is an id, `docker ps` shows a name of that image.',
    change: 'Another image replaces the container; another name for the same image changes nothing.',
    at: { field: 'Image', put: (body, value) => { body.Image = value; }, read: (inspect) => inspect.Image },
    // A container keeps its image, even if the name refers to another image now.
    report: (actual, known) => known ?? actual ?? null,
  }),
  platform: live('string', {
    unset: '',
    canonical: text((spelling) => {
      const parsedPlatform = parsePlatform(spelling);
      return parsedPlatform === undefined ? operatingSystemOf(spelling) : formatPlatform(parsedPlatform);
    }),
    validators: [containerPlatform],
    description: 'The platform that the image must have, as `os/architecture[/variant]` or as `os` alone; the engine refuses another. '
      + '"" accepts any platform.',
    change: PLATFORM_CHANGE,
    at: { field: 'platform', put: (body, value) => { body.platform = value; }, read: () => undefined },
    // Only the image has a platform, and a container keeps its image.
    report: (_, known) => known ?? '',
  }),
  command: made(['list', 'string'], {
    computed: true,
    mayHaveSecrets: true,
    description: 'The command, or the arguments of the entry point if there is one. It is not run by a shell. The default is the image\'s.',
    at: config('Cmd'),
    report: (actual) => actual ?? [],
  }),
  entrypoint: made(['list', 'string'], {
    computed: true,
    mayHaveSecrets: true,
    description: 'The program to which `command` is passed. The default is the image\'s; `[""]` removes it. '
      + 'A container with its own entry point does not use the image\'s command.',
    at: config('Entrypoint', { decode: (actual: string | string[]) => typeof actual === 'string' ? [actual] : actual }),
    // `[""]` removes the image's entry point, and the engine then reports none.
    report: (actual, known) => !actual?.length && known?.length === 1 && known[0] === '' ? known : actual ?? [],
  }),
  env: made(['set', 'string'], {
    unset: [],
    mayHaveSecrets: true,
    canonical: setOf((entry) => entry),
    validators: [uniqueVariables],
    description: 'Environment variables as `NAME=value`, in addition to the image\'s. '
      + '`NAME` without a value removes the image\'s variable. '
      + 'The values are readable in the state and through the engine.',
    at: config('Env'),
    report: (actual, known) => known ? known.filter((entry) => entryHolds(entry, actual ?? [])) : actual ?? [],
  }),
  user: made('string', {
    computed: true,
    description: 'The user, and optionally the group after a colon, as names or numbers: "nobody", "1000:1000". '
      + 'Names are looked up in the image\'s /etc/passwd and /etc/group. The default is the image\'s, else root.',
    validators: [parsed(USERS, (user) => isUser(user) || undefined)],
    at: config('User'),
    report: (actual) => actual ?? '',
  }),
  working_dir: made('string', {
    computed: true,
    canonical: text((path) => path === '' ? '' : canonicalPath(path)),
    validators: [matching('an absolute path', /^(\/|$)/)],
    description: 'The absolute path of the working directory. The default is the image\'s, else /.',
    at: config('WorkingDir'),
    report: (actual) => actual ?? '',
  }),
  hostname: made('string', {
    computed: true,
    description: 'The host name. The engine\'s default is the beginning of the container\'s id, or with `network_mode = "host"` the '
      + 'host\'s name.',
    at: config('Hostname'),
    // A container that shares the host name of the host or of another container has none of its own, and can't be given one.
    report: (actual, _known, _model, { HostConfig: { UTSMode: uts, NetworkMode: network } }) => {
      return uts === 'host' || ownerOf(network) !== undefined ? '' : actual ?? '';
    },
  }),
  domainname: made('string', { unset: '', description: 'The domain name of the container.', at: config('Domainname') }),
  tty: made('bool', { unset: false, description: 'Allocates a terminal for the container (`docker run --tty`).', at: config('Tty') }),
  stdin_open: made('bool', {
    unset: false,
    description: 'Keeps stdin open even if nothing is attached to it (`docker run --interactive`).',
    at: config('OpenStdin'),
  }),
  stdin_once: made('bool', {
    unset: false,
    description: 'With `stdin_open`: closes stdin when the first attached client disconnects.',
    at: config('StdinOnce'),
  }),
  console_size: made(['list', 'number'], {
    validators: [{
      description: 'two whole numbers from 1 to 65535: the height and the width',
      check: (value) => isConsoleSize(value)
        ? undefined
        : `${JSON.stringify(value)} is not a terminal size: it has to be two whole numbers from 1 to 65535, the height and the width.`,
    }],
    description: 'Height and width of the terminal (`tty`) in characters: `[40, 120]`. The default is the engine\'s. '
      + 'Needs Docker Engine 23.',
    at: host('ConsoleSize', { decode: (actual: number[]) => actual.some((length) => length > 0) ? actual : [] }),
  }),
  shell: made(['list', 'string'], {
    computed: true,
    description: 'The shell that runs health checks of the form `CMD-SHELL`: `["/bin/bash", "-c"]`. The default is `["/bin/sh", "-c"]`.',
    at: config('Shell'),
    report: (actual) => actual ?? [],
  }),
  init: made('bool', {
    computed: true,
    description: 'Runs an init process that forwards signals and reaps zombie processes. '
      + 'The default is the engine\'s (`init` in its daemon.json, else false).',
    at: host('Init'),
    report: (actual) => actual ?? null,
  }),
  stop_signal: made('string', {
    computed: true,
    canonical: text(canonicalSignal),
    description: 'The signal that stops the container, by name or number: "SIGTERM", "term", "15". '
      + 'The default is the image\'s, else SIGTERM.',
    at: config('StopSignal'),
    report: (actual) => actual ?? '',
  }),
  stop_timeout: made('number', {
    computed: true,
    validators: [integer(-1, undefined, 'seconds')],
    description: 'Seconds that the container has to stop before it is killed. -1 is no limit. The engine\'s default is 10.',
    at: config('StopTimeout'),
    report: (actual) => actual ?? null,
  }),
  group_add: made(['set', 'string'], {
    canonical: setOf((group) => group),
    description: 'Additional groups of the user, as names or numbers.',
    at: host('GroupAdd'),
  }),
  annotations: made(['map', 'string'], {
    description: 'Annotations that are passed to the runtime when the container starts. Needs Docker Engine 24.',
    at: host('Annotations' as never),
  }),
  labels: madeBlock(labels('A label of the container, in addition to those of the image. Engine API: `Config.Labels`.'), {
    place: {
      put: (body, blocks: { label: string; value: string }[]) => {
        body.Labels = Object.fromEntries(blocks.map(({ label, value }) => [label, value]));
      },
      // Those of a set of clones are not what its author wrote.
      read: (inspect) => Object.entries(inspect.Config.Labels ?? {}).filter(([label]) => !label.startsWith(CLONE_LABELS))
        .map(([label, value]) => ({ label, value })),
    },
  }),
  healthcheck: madeBlock({
    nesting: 'list',
    maxItems: 1,
    description: 'The health check, instead of the image\'s. `wait` waits until it succeeds. Engine API: `Config.Healthcheck`.',
    attributes: {
      test: {
        type: ['list', 'string'],
        optional: true,
        default: [],
        mayHaveSecrets: true,
        validators: [healthTest],
        description: 'The test: `["CMD", "program", "argument", ...]`, `["CMD-SHELL", "shell command"]`, or `["NONE"]` to disable the '
          + 'health check. By default, the image\'s test; if the image has none, there is no health check.',
      },
      interval: interval('Time between two tests, such as "30s" or "1m30s". 0 is the image\'s value, else 30s.'),
      timeout: interval('Maximum time of one test. 0 is the image\'s value, else 30s.'),
      start_period: interval(
        'Time for the container to start, during which failed tests do not count. 0 is the image\'s value, else none.',
      ),
      start_interval: interval('Time between two tests during the start period. 0 is the image\'s value, else 5s. Needs Docker Engine 25.'),
      retries: {
        type: 'number',
        optional: true,
        default: 0,
        validators: [integer(0)],
        description: 'Number of consecutive failures after which the container is unhealthy. 0 is the image\'s value, else 3.',
      },
    },
    canonical: blockOf(
      Object.fromEntries(INTERVALS.map((name) => [name, text(canonicalDuration)])),
      { ...Object.fromEntries(INTERVALS.map((name) => [name, '0s'])), test: [], retries: 0 },
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
      read: ({ Config: { Healthcheck: health } }): Health[] => !health ? [] : [{
        test: health.Test ?? [],
        interval: durationOf(health.Interval),
        timeout: durationOf(health.Timeout),
        start_period: durationOf(health.StartPeriod),
        start_interval: durationOf(health.StartInterval),
        retries: health.Retries ?? 0,
      }],
    },
    report: (actual: Health[], known?: Health[]) => actual.flatMap((check) => {
      return known === undefined ? [check] : known.map((configured) => withoutImageDefaults(check, configured));
    }),
  }),
} satisfies Facts;
