import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { BaseImage } from './base-image';
import { noTagInName, signatureKeyNotChosen } from './errors';
import { HostImages } from './host-images';
import { checkImageReference } from './image-reference';
import { IContainerHost } from '../engine/i-container-host';
import { PushedImageModel } from '../model/pushed-image';
import { RemovalPolicy } from '../model/removal-policy';
import { throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { isKnown } from '../private/tokens';
import { parseImageReference } from '../shared/image-reference';

/**
 * The key with which an image is signed. The key is in no plan and no state. Set either `keyFile` or `keyVariable`.
 */
export interface ImageSignature {
  /**
   * The path of the private key on the machine that applies the stack: the `cosign.key` that `cosign generate-key-pair` writes, or an ECDSA
   * key on the curve P-256 as PEM (PKCS #8).
   *
   * @default - the key in `keyVariable`
   */
  readonly keyFile?: string;

  /**
   * The name of the environment variable that has the private key itself when the stack is applied.
   *
   * @default - the key in `keyFile`
   */
  readonly keyVariable?: string;

  /**
   * The name of the environment variable that has the password of the key.
   *
   * @default "COSIGN_PASSWORD"
   */
  readonly passwordVariable?: string;
}

/**
 * The options of an image in a registry.
 */
export interface PushedImageOptions {
  /**
   * The image. One that `BaseImage.minimal()` made is pushed without an engine. Any other is pushed by the engine of the host, which gets
   * it first.
   */
  readonly image: BaseImage;

  /**
   * The name of the image in the registry, with a tag, such as `registry.example.com/team/app:1.0`. A tag that exists there is moved.
   */
  readonly name: string;

  /**
   * The key with which the image is signed, as cosign does it.
   *
   * @default - not signed
   */
  readonly signature?: ImageSignature;

  /**
   * What becomes of the image in the registry when its resource is destroyed. With `RemovalPolicy.DESTROY`, its tag is removed, and the
   * image only if nothing else uses it.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * An image in a registry, from which other hosts get it. Create it with `ContainerHost.pushImage()`.
 *
 * @example
 * const pushed = host.pushImage('app', { image, name: 'registry.example.com/team/app:1.0' });
 * other.addContainer('app', { image: BaseImage.fromRegistry(pushed.reference, { id: 'app' }) });
 */
export class PushedImage extends Construct {
  /** @internal */
  public static _on(host: IContainerHost, id: string, options: PushedImageOptions): PushedImage {
    return new PushedImage(host, id, options);
  }

  /**
   * The digest of the image in the registry, `sha256:...`. A token.
   */
  public readonly digest: string;

  /**
   * The image by its digest, `registry.example.com/team/app@sha256:...`. A token, so Terraform pushes the image before whatever uses it.
   */
  public readonly reference: string;

  /**
   * The public key, as PEM, of the key that signed the image. `signatureKeys` of a virtual container host takes it. A token, empty without
   * `signature`.
   */
  public readonly signedBy: string;

  /**
   * The Terraform resource, the escape hatch for attributes without an option.
   */
  public readonly resource: TerraformResource;

  private constructor(host: IContainerHost, id: string, options: PushedImageOptions) {
    super(host._placement.scope, id);
    requireProps('PushedImageOptions', options, this);
    const { image, name, signature, removalPolicy } = options;
    checkImageReference(name);
    const reference = isKnown(name) ? parseImageReference(name) : undefined;
    throwIfAny([
      ...reference !== undefined && (reference.tag === undefined || reference.digest !== undefined) ? [noTagInName(name)] : [],
      ...signature === undefined || hasOneKey(signature) ? [] : [signatureKeyNotChosen()],
    ], this);
    const layout = image._layout;
    const model: PushedImageModel = {
      name,
      ...layout === undefined ? { imageId: HostImages.of(host).add(image).imageId } : { layout },
      keepRemotely: removalPolicy !== RemovalPolicy.DESTROY,
      signature,
    };
    const { resource, id: digest, signedBy } = host._placement.target.addPushedImage(this, model);
    this.resource = resource;
    this.digest = digest;
    this.signedBy = signedBy;
    this.reference = `${reference?.repository ?? name}@${digest}`;
  }
}

function hasOneKey({ keyFile, keyVariable }: ImageSignature): boolean {
  return (keyFile === undefined) !== (keyVariable === undefined);
}
