// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_logs`.
 */
export interface DataLogsAttributes {
  /**
   * The container, by name or id.
   */
  readonly name: Value<string>;

  /**
   * Includes stdout.
   */
  readonly show_stdout?: Value<boolean>;

  /**
   * Includes stderr.
   */
  readonly show_stderr?: Value<boolean>;

  /**
   * Includes only output after this time. A date (`2013-01-02T13:23:37Z`), a duration before now (`1h30m`), or seconds since 1970. "" is no
   * limit.
   */
  readonly since?: Value<string>;

  /**
   * Includes only output before this time. A date (`2013-01-02T13:23:37Z`), a duration before now (`1h30m`), or seconds since 1970. "" is
   * no limit.
   */
  readonly until?: Value<string>;

  /**
   * Number of lines to read from the end. "all" and "" are all lines, at most the last 16 MiB and 200000 lines of them. If there is more, a
   * warning says so.
   */
  readonly tail?: Value<string>;

  /**
   * Prefixes each line with its time.
   */
  readonly timestamps?: Value<boolean>;

  /**
   * Prefixes each line with the details of the logging driver: with `json-file`, the variables and labels that its options `env` and
   * `labels` list.
   */
  readonly details?: Value<boolean>;

  /**
   * Reads until the container exits, for at most 20 minutes.
   */
  readonly follow?: Value<boolean>;

  /**
   * Removes the eight-byte headers with which the engine marks the stream and length of each line. The output of a container with a
   * terminal has none.
   */
  readonly discard_headers?: Value<boolean>;

  /**
   * Fills `logs_list_string`.
   */
  readonly logs_list_string_enabled?: Value<boolean>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_logs`.
 */
export const DATA_LOGS_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_logs',
  attributes: {
    name: 'string',
    show_stdout: 'bool',
    show_stderr: 'bool',
    since: 'string',
    until: 'string',
    tail: 'string',
    timestamps: 'bool',
    details: 'bool',
    follow: 'bool',
    discard_headers: 'bool',
    logs_list_string_enabled: 'bool',
    engine: 'string',
  },
};
