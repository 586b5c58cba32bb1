// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_registry_image`.
 */
export interface RegistryImageAttributes {
  /**
   * Name of the image, with its registry if that is not Docker Hub, and a tag: `registry.example.com/app:1.2`. Without a tag it is
   * `latest`. A tag that exists in the registry is moved to the image.
   */
  readonly name: Value<string>;

  /**
   * Path of an OCI image layout, a folder or a tar file, plain or compressed with gzip. The provider pushes its image without an engine. Of
   * several images, it is the one with this name; without such a one, all are pushed, each for its platform, and the tag refers to an index
   * of them. Another image in the layout is pushed in place. A relative path is relative to the working directory of terraform.
   */
  readonly layout?: Value<string>;

  /**
   * Keeps the image in the registry when this resource is destroyed. Otherwise its tag is removed, and the image only if no other tag of
   * the repository uses it. What can't be removed alone is kept, with a warning.
   */
  readonly keep_remotely?: Value<boolean>;

  /**
   * Accepts any certificate of the registry. It is about what the provider itself asks the registry, not about the engine. It does not
   * allow a registry without TLS: only a registry on this machine, one whose `address` begins with `http://`, and one that the engine lists
   * as insecure (without `layout`) are reached so.
   */
  readonly insecure_skip_verify?: Value<boolean>;

  /**
   * Values that push the image again when they change, such as the `image_id` of a `docker_image` that is built.
   */
  readonly triggers?: Value<{ readonly [key: string]: string }>;

  /**
   * The rules of the virtual container host of the image, as JSON: `jsonencode({ name = "blue", registries = ["registry.example.com"] })`.
   * It is pushed under a name of that host, to a registry that they allow, and comes from where they allow. An image that breaks a rule is
   * refused at plan time, and again before it is created or changed. The engine does not know this attribute. The guide "Virtual container
   * hosts" describes the rules.
   */
  readonly virtual_host?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * Credentials for the registry, instead of those of the provider (`registry_auth`, or Docker's `config.json`). The state has the
   * password: with `password_env` of `registry_auth` it does not.
   */
  readonly auth_config?: Value<RegistryImageAuthConfig>;

  /**
   * Signs the image by its digest, as `cosign sign --key` of cosign 3 does, without a transparency log. A signature that is gone is made
   * again. Removing the block, and destroying the image, removes no signature from the registry.
   */
  readonly signature?: Value<RegistryImageSignature>;
}

/**
 * The block `auth_config`.
 */
export interface RegistryImageAuthConfig {
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
 * The block `signature`.
 */
export interface RegistryImageSignature {
  /**
   * Path of the private key, ECDSA on the curve P-256: the `cosign.key` that `cosign generate-key-pair` writes, or PKCS #8 as PEM. The key
   * is in no plan and no state. A relative path is relative to the working directory of terraform.
   */
  readonly key_file?: Value<string>;

  /**
   * Name of the environment variable that has the private key itself, instead of `key_file`.
   */
  readonly key_variable?: Value<string>;

  /**
   * Name of the environment variable that has the password of the key. The default is `COSIGN_PASSWORD`.
   */
  readonly password_variable?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_registry_image`.
 */
export const REGISTRY_IMAGE_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_registry_image',
  attributes: {
    name: 'string',
    layout: 'string',
    keep_remotely: 'bool',
    insecure_skip_verify: 'bool',
    triggers: ['map', 'string'],
    virtual_host: 'string',
    engine: 'string',
  },
  blocks: {
    auth_config: { nesting: 'list', attributes: { address: 'string', username: 'string', password: 'string' } },
    signature: { nesting: 'list', attributes: { key_file: 'string', key_variable: 'string', password_variable: 'string' } },
  },
};
