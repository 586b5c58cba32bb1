// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_tag`.
 */
export interface TagAttributes {
  /**
   * The image, by name or id. Preferably the `image_id` of a `docker_image`, which changes when the image does.
   */
  readonly source_image: Value<string>;

  /**
   * The new name of the image: a repository, with its registry if the image will be pushed there, and a tag. Without a tag it is `latest`.
   * An existing image with this name loses it.
   */
  readonly target_image: Value<string>;

  /**
   * Values that move the tag to `source_image` again when they change. Only needed if `source_image` is a name that the same apply gives to
   * another image.
   */
  readonly tag_triggers?: Value<readonly string[]>;

  /**
   * The rules of the virtual container host of the tag, as JSON: `jsonencode({ name = "blue", registries = ["registry.example.com"] })`.
   * The image comes from where they allow, and is of no other virtual container host. A tag that breaks a rule is refused at plan time, and
   * again before it is created or changed. The engine does not know this attribute. The guide "Virtual container hosts" describes the
   * rules.
   */
  readonly virtual_host?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_tag`.
 */
export const TAG_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_tag',
  attributes: { source_image: 'string', target_image: 'string', tag_triggers: ['set', 'string'], virtual_host: 'string', engine: 'string' },
};
