// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_plugin`.
 */
export interface DataPluginAttributes {
  /**
   * The plugin's id. It takes precedence over `alias`.
   */
  readonly id?: Value<string>;

  /**
   * The name of the plugin on the engine. Without a tag it is `latest`.
   */
  readonly alias?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_plugin`.
 */
export const DATA_PLUGIN_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_plugin',
  attributes: { id: 'string', alias: 'string', engine: 'string' },
};
