import Dockerode from 'dockerode';
import { operatingSystemOf } from './attributes';
import { Engine } from '../../engine/engine';
import { parsePlatform, platformMatches, platformOf } from '../../engine/image/platform';
import { inspectImage } from '../../engine/inspect';
import { PlanContext } from '../../framework/resource';

/** What a change of `platform` does, for the documentation. */
export const PLATFORM_CHANGE = 'A change replaces it, unless the image is already for that platform.';

/** Whether an image is for a platform. An empty platform accepts any image. */
export function isFor(platform: string | null, image: Dockerode.ImageInspectInfo): boolean {
  const os = operatingSystemOf(platform ?? '');
  if (os !== undefined) return platformOf(image).os === os;
  const required = platform ? parsePlatform(platform) : undefined;
  return required === undefined || platformMatches(required, platformOf(image));
}

/**
 * Plans a change of `platform`. Another platform is another image, and needs a replacement. No replacement is needed if the image
 * is already for that platform, for example if `platform` is added after an import.
 *
 * @param imageId  returns the id of the current image
 */
export async function planPlatform(
  { client, prior, planned, requireReplace }: PlanContext<Engine>,
  imageId: (engine: Engine) => Promise<string | undefined>,
): Promise<void> {
  const { platform = null } = planned;
  if (prior === null || platform === (prior.platform ?? null)) return;
  if (client !== undefined && (platform === null || typeof platform === 'string')) {
    // If the engine does not answer, the apply reports that.
    const [image, required] = await Promise.all([
      imageId(client).then((id) => id === undefined ? undefined : inspectImage(client, id)),
      platform || ownPlatform(client),
    ]).catch(() => []);
    if (image !== undefined && isFor(required ?? '', image)) {
      // Terraform only accepts the prior value in a plan if the prior and the configured value are not null.
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
