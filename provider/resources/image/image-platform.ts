import Dockerode from 'dockerode';
import { Engine } from '../../engine/engine';
import { parsePlatform, platformMatches, platformOf } from '../../engine/image/platform';
import { inspectImage } from '../../engine/inspect';
import { PlanContext } from '../../framework/resource';

/** How a change of `platform` is made, for the reference. */
export const PLATFORM_CHANGE = 'A change replaces it, unless the image is for that platform already.';

/** Whether an image is for the platform that is wanted; any is where none is named. */
export function isFor(wanted: string | null, image: Dockerode.ImageInspectInfo): boolean {
  const asked = wanted ? parsePlatform(wanted) : undefined;
  return asked === undefined || platformMatches(asked, platformOf(image));
}

/**
 * To say of an image what platform it is for changes nothing: one that was taken over with an import, say. Another
 * platform is another image.
 *
 * @param imageId  which image it is about
 */
export async function planPlatform(
  { client, prior, planned, requireReplace }: PlanContext<Engine>,
  imageId: (engine: Engine) => Promise<string | undefined>,
): Promise<void> {
  const { platform = null } = planned;
  if (prior === null || platform === (prior.platform ?? null)) return;
  if (client !== undefined && (platform === null || typeof platform === 'string')) {
    // Whatever keeps the engine from answering is left to the apply to say.
    const [image, wanted] = await Promise.all([
      imageId(client).then((id) => id === undefined ? undefined : inspectImage(client, id)),
      platform || ownPlatform(client),
    ]).catch(() => []);
    if (image !== undefined && isFor(wanted ?? '', image)) {
      // Terraform lets a plan keep what was there only where something was, and still is to be.
      if (platform !== null && (prior.platform ?? null) !== null) planned.platform = prior.platform!;
      return;
    }
  }
  requireReplace(['platform']);
}

async function ownPlatform(engine: Engine): Promise<string> {
  const { os, arch } = await engine.version();
  return `${os}/${arch}`;
}
