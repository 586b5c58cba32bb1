import { Construct } from 'constructs';
import { RenderedImage, Target } from './target';
import { ImageModel } from '../model/image';
import { isKnown } from '../private/tokens';
import { parseImageReference } from '../shared/image-reference';

/**
 * Adds an image that the stack makes on an engine, and pushes it to a registry, from which the nodes of a cluster pull it. Its id is its
 * name there with its digest, so that all nodes run the same.
 *
 * @param maker  renders what is on the engine
 * @param registry  the registry, and the path in it
 */
export function addThroughRegistry(maker: Target, scope: Construct, model: ImageModel, registry: string): RenderedImage {
  const made = maker.addImage(scope, model);
  const name = `${registry}/${nameInRegistry(model.name)}`;
  const pushed = maker.addPushedImage(new Construct(scope, 'Pushed'), { name, imageId: made.id, keepRemotely: true });
  return { ...made, id: `${parseImageReference(name)?.repository ?? name}@${pushed.id}` };
}

/** Returns the last part of the name of an image, with its tag. */
function nameInRegistry(name: string): string {
  const last = isKnown(name) ? name.slice(name.lastIndexOf('/') + 1).split('@')[0]! : 'image';
  return last.includes(':') ? last : `${last}:latest`;
}
