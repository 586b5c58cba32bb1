// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_network`.
 */
export interface DataNetworkAttributes {
  /**
   * The network, by name or id.
   */
  readonly name: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_network`.
 */
export const DATA_NETWORK_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_network',
  attributes: { name: 'string', engine: 'string' },
};
