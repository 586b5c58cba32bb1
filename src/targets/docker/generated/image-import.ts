// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_image_import`.
 */
export interface ImageImportAttributes {
  /**
   * Name of the image, `repository:tag`. Without a tag it is `latest`. An existing image with this name loses it.
   */
  readonly name: Value<string>;

  /**
   * A root file system: a folder, or a tar file, plain or compressed with gzip. The files of a folder keep their permissions, links and
   * devices, belong to root in the image, and lose their extended attributes (a tar file keeps them). A relative path is relative to the
   * working directory of terraform.
   */
  readonly root_filesystem?: Value<string>;

  /**
   * An archive of an image, written by `docker save`, or an OCI image layout: a tar file, plain or compressed with gzip, or a folder. If it
   * has several images, the one for `platform` is used, and among these the one named `name`.
   */
  readonly archive?: Value<string>;

  /**
   * Dockerfile instructions to apply to an image made from a root file system: each begins with one of CMD, ENTRYPOINT, ENV, EXPOSE,
   * HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL, USER, VOLUME, WORKDIR. Not allowed with `archive`, which has its own configuration.
   */
  readonly changes?: Value<readonly string[]>;

  /**
   * Platform of the image, as `os/architecture[/variant]`. The default is the engine's own platform, or that of the only image in an
   * archive.
   */
  readonly platform?: Value<string>;

  /**
   * Keeps the image on the engine when this resource is destroyed. The default is false.
   */
  readonly keep_locally?: Value<boolean>;

  /**
   * Removes the image even if a container uses it. The default is false: a destroy keeps such an image, with a warning.
   */
  readonly force_remove?: Value<boolean>;

  /**
   * The rules of the virtual container host of the image, as JSON: `jsonencode({ name = "blue", registries = ["registry.example.com"] })`.
   * The image gets the label `berth.virtual-host`, so that containers of that host may use it. So it has another id than without. An image
   * that breaks a rule is refused at plan time, and again before it is created or changed. The engine does not know this attribute. The
   * guide "Virtual container hosts" describes the rules.
   */
  readonly virtual_host?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_image_import`.
 */
export const IMAGE_IMPORT_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_image_import',
  attributes: {
    name: 'string',
    root_filesystem: 'string',
    archive: 'string',
    changes: ['list', 'string'],
    platform: 'string',
    keep_locally: 'bool',
    force_remove: 'bool',
    virtual_host: 'string',
    engine: 'string',
  },
};

/**
 * The resource `docker_image_import`. An image made from a root file system or an archive, without a registry.
 *
 * @internal
 */
export class ImageImport extends GeneratedResource<ImageImportAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<ImageImportAttributes>) {
    super(scope, id, IMAGE_IMPORT_SCHEMA, config);
  }
}
