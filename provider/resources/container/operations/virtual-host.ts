import { requireContainer } from './inspect';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { requireAllowedOrigin } from '../../../virtual-host/image-origin';
import { named, requireRules, rulesOf } from '../../../virtual-host/judge';
import { requireOwnNeighbours } from '../../../virtual-host/neighbours';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/**
 * Throws if a container breaks a rule of its virtual container host, also by what the engine tells about its image, and about the networks,
 * volumes and containers that it uses.
 *
 * @param image  the image of the container, if it exists
 * @returns the id of the image that the rules were applied to, or undefined if they allow every image
 */
export async function requireVirtualHost(
  engine: Engine, desired: ContainerModel, image = desired.image!,
): Promise<string | undefined> {
  requireRules('Container', desired);
  const rules = rulesOf(desired);
  if (rules === undefined) return undefined;
  const what = named('Container', desired);
  await requireOwnNeighbours(engine, what, desired, rules);
  return requireAllowedOrigin(engine, what, image, 'image', rules);
}

/** Throws if the engine created a container from another image than the rules were applied to: anyone can give a tag to another image. */
export async function verifyImage(
  engine: Engine, id: string, desired: ContainerModel, image: string | undefined, created?: Inspect,
): Promise<void> {
  if (image === undefined || desired.image === image) return;
  const { Image: actual } = created ?? await requireContainer(engine, id, desired);
  if (actual === image) return;
  throw new DiagnosticError({
    summary: `The image "${desired.image}" became another one while container "${desired.name}" was created`,
    detail: `The rules of the virtual container host were applied to ${image}, and the name is now that of ${actual}. The container was `
      + 'removed. Apply again, or use the `image_id` of a `docker_image`.',
    path: ['image'],
  });
}
