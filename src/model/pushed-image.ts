import { ImageFile } from './image';

/** An image in a registry, as a stack describes it. */
export interface PushedImageModel {
  /** Its name in the registry, with a tag. */
  readonly name: string;
  /** The archive of an OCI image layout that is pushed without an engine. @default - `imageId` is pushed by the engine */
  readonly layout?: ImageFile;
  /** The id of the image on the engine. */
  readonly imageId?: string;
  /** Whether the image stays in the registry when Terraform destroys its resource. */
  readonly keepRemotely: boolean;
  readonly signature?: SignatureModel;
}

/** With which key an image is signed. */
export interface SignatureModel {
  readonly keyFile?: string;
  readonly keyVariable?: string;
  readonly passwordVariable?: string;
}
