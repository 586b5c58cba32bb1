// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_registry_image`.
 */
export interface DataRegistryImageAttributes {
  /**
   * Name of the image, with its registry if that is not Docker Hub, and a tag, a digest, or both. Without a tag it is `latest`.
   */
  readonly name: Value<string>;

  /**
   * Accepts any certificate of the registry. It is about what the provider itself asks the registry, not about the engine. It does not
   * allow a registry without TLS: only a registry on this machine, one whose `address` begins with `http://`, and one that the engine lists
   * as insecure (without `layout`) are reached so.
   */
  readonly insecure_skip_verify?: Value<boolean>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_registry_image`.
 */
export const DATA_REGISTRY_IMAGE_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_registry_image',
  attributes: { name: 'string', insecure_skip_verify: 'bool', engine: 'string' },
};
