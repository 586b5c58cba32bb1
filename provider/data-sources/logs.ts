import { DiagnosticError } from '../diagnostics/diagnostics';
import { parseMoment } from '../engine/canonical/moment';
import { Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';
import { outputCut, readLogs } from '../engine/logs';
import { LogFrame, MOST_LINES } from '../engine/output-tail';
import { DataSource, defineSchema } from '../framework/resource';
import { Model } from '../framework/schema/model';
import { matching, parsed } from '../resources/shared/validators';

const moment = parsed(
  'a date (`2013-01-02T13:23:37Z`), a duration before now (`1h30m`) or seconds since 1970',
  (value) => value === '' ? value : parseMoment(value, Date.now()),
);

function flag(value: boolean, description: string) {
  return { type: 'bool', optional: true, default: value, description } as const;
}

function time(description: string) {
  return {
    type: 'string',
    optional: true,
    default: '',
    validators: [moment],
    description: `${description} A date (\`2013-01-02T13:23:37Z\`), a duration before now (\`1h30m\`), or seconds since 1970. `
      + '"" is no limit.',
  } as const;
}

const schema = defineSchema({
  description: 'The output of a container. It is read with every plan and stored in the state.',
  attributes: {
    name: { type: 'string', required: true, description: 'The container, by name or id.' },
    show_stdout: flag(true, 'Includes stdout.'),
    show_stderr: flag(true, 'Includes stderr.'),
    since: time('Includes only output after this time.'),
    until: time('Includes only output before this time.'),
    tail: {
      type: 'string',
      optional: true,
      default: '',
      validators: [matching('a number of lines, "all" or ""', /^(\d+|all)?$/)],
      description: 'Number of lines to read from the end. "all" and "" are all lines, at most the last 16 MiB and '
        + `${MOST_LINES} lines of them. If there is more, a warning says so.`,
    },
    timestamps: flag(false, 'Prefixes each line with its time.'),
    details: flag(
      false,
      'Prefixes each line with the details of the logging driver: '
      + 'with `json-file`, the variables and labels that its options `env` and `labels` list.',
    ),
    follow: flag(false, 'Reads until the container exits, for at most 20 minutes.'),
    discard_headers: flag(
      true,
      'Removes the eight-byte headers with which the engine marks the stream and length of each line. '
      + 'The output of a container with a terminal has none.',
    ),
    logs_list_string_enabled: flag(true, 'Fills `logs_list_string`.'),
    id: { type: 'string', computed: true, description: 'The container\'s id.' },
    logs_list_string: { type: ['list', 'string'], computed: true, description: 'The output, line by line.' },
  },
});

type Logs = Model<typeof schema>;

/** `docker_logs` as a data source. */
export const logsDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_logs',
  schema,
  async read({ client, signal, warn }, config) {
    const container = await inspectContainer(client, config.name!, { signal, fresh: true });
    if (container === undefined) {
      throw new DiagnosticError({
        summary: `The engine has no container "${config.name}"`,
        detail: `The engine is ${client.endpoint.address}. `
          + 'Use the name or id of an existing container, running or not. If the same configuration creates the container, use the `id` '
          + 'of the `docker_container`.',
        path: ['name'],
      });
    }
    const { Id: id, Config: { Tty: tty } } = container;
    if (config.logs_list_string_enabled === false) return { ...config, id, logs_list_string: [] };
    const { frames, isCut } = await readLogs(client, { id, tty }, requestOf(config), signal);
    if (isCut) {
      warn({
        summary: `Only the end of the output of container "${config.name}" was read`,
        detail: outputCut('logs_list_string', 'Set `tail` to the number of lines that you need, or restrict the time with `since`.'),
        path: ['tail'],
      });
    }
    return { ...config, id, logs_list_string: config.discard_headers === false ? linesWithHeaders(frames) : linesOf(frames) };
  },
};

function requestOf({ show_stdout: stdout, show_stderr: stderr, since, until, tail, timestamps, details, follow }: Logs) {
  const now = Date.now();
  return {
    stdout: stdout ?? true,
    stderr: stderr ?? true,
    ...(since ? { since: parseMoment(since, now)! } : {}),
    ...(until ? { until: parseMoment(until, now)! } : {}),
    ...(tail && tail !== 'all' ? { tail: Number(tail) } : {}),
    timestamps: timestamps ?? false,
    details: details ?? false,
    follow: follow ?? false,
  };
}

function linesOf(frames: readonly LogFrame[]): string[] {
  return lines(Buffer.concat(frames.map(({ content }) => content)));
}

function lines(output: Buffer): string[] {
  const text = output.toString();
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** Each frame has its own header. A frame is one line, unless the line is very long. */
function linesWithHeaders(frames: readonly LogFrame[]): string[] {
  return frames.flatMap(({ header, content }) => lines(content).map((line, index) => index === 0 ? header.toString() + line : line));
}
