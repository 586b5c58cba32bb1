import { ImageConfig } from './image-config';
import { RemovalPolicy } from '../model/removal-policy';

/**
 * The options of every image.
 */
export interface ImageOptions {
  /**
   * The id of the image's construct on each host. It is part of the address of the Terraform resource.
   *
   * @default - the reference, or the name of the file or folder without archive extensions such as `.tar.gz`
   */
  readonly id?: string;

  /**
   * The platform of the image, such as `linux/arm64`.
   *
   * @default - the platform of the engine
   */
  readonly platform?: string;

  /**
   * What becomes of the image when its resource is destroyed. With `RemovalPolicy.DESTROY`, an image that another container uses is kept
   * nevertheless, with a warning, unless `forceRemove` is set.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether `RemovalPolicy.DESTROY` removes the image even if containers that Terraform does not manage still use it.
   * Engine API: `force` of `DELETE /images/{name}`.
   *
   * @default false
   */
  readonly forceRemove?: boolean;
}

/**
 * The options of an image from a registry.
 */
export interface RegistryImageOptions extends ImageOptions {
  /**
   * Values that make the engine pull the image again when they change, such as the digest that a data source reads for a tag.
   *
   * @default - none; an image that exists on the host is not pulled again
   */
  readonly pullTriggers?: string[];
}

/**
 * The options of an image from an archive.
 */
export interface ArchiveImageOptions extends ImageOptions {
  /**
   * The name of the image on the engine, such as `base:1`.
   *
   * @default - `berth/<name>:<hash>`, from the name of the file or folder and a hash of all that changes the image
   */
  readonly name?: string;
}

/**
 * The options of an image from a root file system, and the configuration of the image.
 */
export interface RootFilesystemImageOptions extends ArchiveImageOptions, ImageConfig {}

/**
 * The options of an image that the engine builds from a Dockerfile.
 */
export interface DockerfileImageOptions extends ArchiveImageOptions {
  /**
   * The path of the Dockerfile, relative to the folder and within it.
   *
   * @default "Dockerfile"
   */
  readonly dockerfile?: string;

  /**
   * Values of the Dockerfile's `ARG`s by name. Everyone who has the image can read them, so they must not be secrets.
   * `docker build --build-arg`.
   *
   * @default - the defaults in the Dockerfile
   */
  readonly buildArgs?: { [name: string]: string };

  /**
   * The stage to build. `docker build --target`.
   *
   * @default - the last stage
   */
  readonly target?: string;
}
