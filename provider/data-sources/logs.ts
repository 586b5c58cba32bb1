import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';
import { LogPiece, readLogs } from '../engine/logs';
import { parseMoment } from '../engine/moment';
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

function limit(description: string) {
  return { type: 'string', optional: true, default: '', validators: [moment], description: `${description} A date (\`2013-01-02T13:23:37Z\`), a duration before now (\`1h30m\`), or seconds since 1970. "" is no limit.` } as const;
}

const schema = defineSchema({
  description: 'What a container has put out. It is read with every plan, and kept in the state.',
  attributes: {
    name: { type: 'string', required: true, description: 'The container, by name or id.' },
    show_stdout: flag(true, 'Reads the standard output.'),
    show_stderr: flag(true, 'Reads the standard error output.'),
    since: limit('Reads what was put out after this moment.'),
    until: limit('Reads what was put out before this moment.'),
    tail: {
      type: 'string',
      optional: true,
      default: '',
      validators: [matching('a number of lines, "all" or ""', /^(\d+|all)?$/)],
      description: 'How many of the last lines to read. "all" and "" are all of them.',
    },
    timestamps: flag(false, 'Puts before each line when it was put out.'),
    details: flag(false, 'Puts before each line what the logging driver notes of it: with `json-file`, the variables and labels that its options `env` and `labels` name.'),
    follow: flag(false, 'Reads until the container has ended, at most 20 minutes.'),
    discard_headers: flag(true, 'Leaves out the eight bytes in which the engine says which output a line is of, and how long it is. A container with a terminal has none.'),
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
  async read({ client, signal }, config) {
    const container = await inspectContainer(client, config.name!, { signal, fresh: true });
    if (container === undefined) {
      throw new DiagnosticError({
        summary: `The engine has no container "${config.name}"`,
        detail: `The engine is ${client.endpoint.address}. Give the name or the id of a container that is there, running or not: \`id\` of a \`docker_container\`, if terraform makes it.`,
        path: ['name'],
      });
    }
    const { Id: id, Config: { Tty: tty } } = container;
    const pieces = config.logs_list_string_enabled === false ? [] : await readLogs(client, { id, tty }, requestOf(config), signal);
    return { ...config, id, logs_list_string: config.discard_headers === false ? linesWithHeaders(pieces) : linesOf(pieces) };
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

function linesOf(pieces: readonly LogPiece[]): string[] {
  return lines(Buffer.concat(pieces.map(({ content }) => content)));
}

function lines(output: Buffer): string[] {
  const text = output.toString();
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** Each header stands before its own piece, which is a line unless the line is very long. */
function linesWithHeaders(pieces: readonly LogPiece[]): string[] {
  return pieces.flatMap(({ header, content }) => lines(content).map((line, index) => index === 0 ? header.toString() + line : line));
}
