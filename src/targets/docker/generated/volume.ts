// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_volume`.
 */
export interface VolumeAttributes {
  /**
   * The name of the volume, unique on the engine. The default is a random name.
   */
  readonly name?: Value<string>;

  /**
   * The volume driver: `local`, or the name of a plugin.
   */
  readonly driver?: Value<string>;

  /**
   * Options of the driver: `local` accepts `type`, `o` and `device`, as `mount` does. Only the options in the configuration are compared.
   */
  readonly driver_opts?: Value<{ readonly [key: string]: string }>;

  /**
   * A label of the volume.
   */
  readonly labels?: Value<readonly VolumeLabels[]>;
}

/**
 * The block `labels`.
 */
export interface VolumeLabels {
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
 * The types of the arguments of the resource `docker_volume`.
 */
export const VOLUME_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_volume',
  attributes: { name: 'string', driver: 'string', driver_opts: ['map', 'string'] },
  blocks: { labels: { nesting: 'set', attributes: { label: 'string', value: 'string' } } },
};
