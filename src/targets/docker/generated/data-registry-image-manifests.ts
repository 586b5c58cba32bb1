// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_registry_image_manifests`.
 */
export interface DataRegistryImageManifestsAttributes {
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

  /**
   * Credentials for the registry, instead of those of the provider (`registry_auth`, or Docker's `config.json`). The state has the
   * password: with `password_env` of `registry_auth` it does not.
   */
  readonly auth_config?: Value<DataRegistryImageManifestsAuthConfig>;
}

/**
 * The block `auth_config`.
 */
export interface DataRegistryImageManifestsAuthConfig {
  /**
   * The registry, as at the start of `name`. With `http://`, it is reached without TLS.
   */
  readonly address: Value<string>;

  /**
   * The user name.
   */
  readonly username: Value<string>;

  /**
   * The user's password, or a token.
   */
  readonly password: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_registry_image_manifests`.
 */
export const DATA_REGISTRY_IMAGE_MANIFESTS_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_registry_image_manifests',
  attributes: { name: 'string', insecure_skip_verify: 'bool', engine: 'string' },
  blocks: { auth_config: { nesting: 'list', attributes: { address: 'string', username: 'string', password: 'string' } } },
};
