// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_secret`.
 */
export interface SecretAttributes {
  /**
   * The name of the secret, unique in the swarm: a name of at most 64 letters, digits, "-", "_" and ".", which begins and ends with a
   * letter or a digit.
   */
  readonly name: Value<string>;

  /**
   * Appends a hyphen and 8 random characters to the name on the engine. Then a successor can exist beside the secret that services still
   * use: set `lifecycle { create_before_destroy = true }`, and refer to `id` and `engine_name` in the services. `name` has at most 55
   * characters then.
   */
  readonly random_suffix?: Value<boolean>;

  /**
   * Fills in placeholders such as `{{ .Node.Hostname }}` for each task: "golang" is the format of Go's templates. The default is "": the
   * content stays as it is.
   */
  readonly template_driver?: Value<string>;

  /**
   * The content as base64, such as `base64encode(var.password)`. It is in the state: use `data_wo` to keep it out. Exactly one of `data`
   * and `data_wo` is required. After an import, which can't read the content, the next apply replaces the secret.
   */
  readonly data?: Value<string>;

  /**
   * As `data`, but in neither plan nor state. Needs Terraform 1.11 or newer, which doesn't notice when it changes: change
   * `data_wo_version`, too. After an import, the secret stays as it is.
   */
  readonly data_wo?: Value<string>;

  /**
   * Any text. A change replaces the secret by one with the `data_wo` of the configuration.
   */
  readonly data_wo_version?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * A label of the secret. A change has no effect on the services that use it.
   */
  readonly labels?: Value<readonly SecretLabels[]>;
}

/**
 * The block `labels`.
 */
export interface SecretLabels {
  /**
   * The label's name.
   */
  readonly label: Value<string>;

  /**
   * The label's value.
   */
  readonly value: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_secret`.
 */
export const SECRET_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_secret',
  attributes: {
    name: 'string',
    random_suffix: 'bool',
    template_driver: 'string',
    data: 'string',
    data_wo: 'string',
    data_wo_version: 'string',
    engine: 'string',
  },
  blocks: { labels: { nesting: 'set', attributes: { label: 'string', value: 'string' } } },
};
