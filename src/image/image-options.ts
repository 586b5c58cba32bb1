import { ImageConfig } from './image-config';

/**
 * What holds for every image.
 */
export interface ImageOptions {
  /**
   * The id of the image's construct on each host, and so part of its address in Terraform.
   *
   * @default - made from the reference, the file's name, or the folder's
   */
  readonly id?: string;

  /**
   * The platform of the image, such as `linux/arm64`.
   *
   * @default - the engine's own
   */
  readonly platform?: string;

  /**
   * Whether the image stays on the host when Terraform destroys it.
   *
   * @default false
   */
  readonly keepLocally?: boolean;

  /**
   * Whether the image is removed even if containers that Terraform does not know still use it.
   *
   * @default false
   */
  readonly forceRemove?: boolean;
}

/**
 * How an image comes from a registry.
 */
export interface RegistryImageOptions extends ImageOptions {
  /**
   * Values whose change makes the engine pull again, such as the digest that a data source finds for a tag.
   *
   * @default - an image that is there already is not pulled again
   */
  readonly pullTriggers?: string[];
}

/**
 * How an image comes from an archive.
 */
export interface ArchiveImageOptions extends ImageOptions {
  /**
   * The image's name on the engine.
   *
   * @default - made from the file's or folder's name and its content: `berth/<name>:<hash>`
   */
  readonly name?: string;
}

/**
 * How an image is made from a root file system, and what it says of itself.
 */
export interface RootFilesystemImageOptions extends ArchiveImageOptions, ImageConfig {}
