/** What all images have. */
interface CommonImageModel {
  /** The name on the engine, with its tag or digest if it has one. */
  readonly name: string;
  readonly platform?: string;
  /** Whether the image stays on the host when Terraform destroys its resource. */
  readonly keepLocally: boolean;
  /** Whether Terraform removes the image even if other containers still use it. */
  readonly forceRemove: boolean;
}

/** An image from a registry. */
export interface RegistryImageModel extends CommonImageModel {
  readonly kind: 'registry';
  readonly pullTriggers?: string[];
}

/** A file or folder that is copied next to the stack. */
export interface ImageFile {
  /** The SHA-256 of the content, in hexadecimal. */
  readonly hash: string;
  writeTo(path: string): void;
}

/** An image that is made from a root file system. */
export interface RootFilesystemImageModel extends CommonImageModel {
  readonly kind: 'root-filesystem';
  readonly file: ImageFile;
  /** Dockerfile instructions that set the configuration of the image. */
  readonly instructions: string[];
}

/** An image that is loaded from an archive. */
export interface ArchiveImageModel extends CommonImageModel {
  readonly kind: 'archive';
  readonly file: ImageFile;
  /** More files to write next to the copy of the archive: their texts by file name. */
  readonly texts?: Record<string, string>;
}

/** An image that the engine builds from a Dockerfile. */
export interface DockerfileImageModel extends CommonImageModel {
  readonly kind: 'dockerfile';
  /** The build context: a folder. */
  readonly file: ImageFile;
  /** The path of the Dockerfile in the build context. */
  readonly dockerfile: string;
  readonly buildArgs?: { readonly [name: string]: string };
  /** The stage to build. */
  readonly target?: string;
}

/** What a stack describes as an image of a host, whatever it becomes. */
export type ImageModel = RegistryImageModel | RootFilesystemImageModel | ArchiveImageModel | DockerfileImageModel;
