// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_image`.
 */
export interface DataImageAttributes {
  /**
   * Name of the image, with a tag, a digest, or both; or its id. Without a tag it is `latest`.
   */
  readonly name: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_image`.
 */
export const DATA_IMAGE_SCHEMA: TypeSchema = { provider: 'docker', type: 'docker_image', attributes: { name: 'string', engine: 'string' } };
