import { Construct } from 'constructs';
import { BaseImage } from './base-image';
import { HostImage } from './host-image';
import { IContainerHost } from '../engine/i-container-host';

const ID = 'Images';

/**
 * The images of one host. An image that is added several times exists once.
 *
 * @internal
 */
export class HostImages extends Construct {
  /** Returns the images of a host, and creates the construct at first use. */
  public static of(host: IContainerHost): HostImages {
    return (host._placement.scope.node.tryFindChild(ID) as HostImages | undefined) ?? new HostImages(host);
  }

  private readonly byKey = new Map<string, HostImage>();

  private constructor(public readonly host: IContainerHost) {
    super(host._placement.scope, ID);
  }

  /** Adds an image, or returns the existing one. */
  public add(image: BaseImage): HostImage {
    let added = this.byKey.get(image._key);
    if (!added) {
      added = image._bind(this);
      this.byKey.set(image._key, added);
    }
    return added;
  }
}
