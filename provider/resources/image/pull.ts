import Dockerode from 'dockerode';
import { addNames, removeUnlessUsed } from './names';
import { isFor } from './platform';
import { VirtualHostRules } from '../../../src/shared/virtual-host/rules';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { pullImage } from '../../engine/image/images';
import { formatPlatform, platformOf } from '../../engine/image/platform';
import { inspectImage } from '../../engine/inspect';
import { isImageId, parseReference } from '../../engine/reference';
import { requireAllowedOrigin, requireAllowedPull, requireFreeName } from '../../virtual-host/image-origin';
import { requireOwnPlatform } from '../../virtual-host/own-platform';

type Image = Dockerode.ImageInspectInfo;

/** What is pulled. */
interface Wanted {
  readonly name: string | null;
  readonly platform: string | null;
  readonly pull_triggers: readonly string[] | null;
}

interface Options {
  readonly rules: VirtualHostRules | undefined;
  readonly signal: AbortSignal;
}

/**
 * Returns the image with a name, which is pulled unless the engine has it. If that fails, also because rules do not allow the image, the
 * name stays where it was.
 */
export async function findOrPull(engine: Engine, wanted: Wanted, { rules, signal }: Options): Promise<Image> {
  const name = wanted.name!;
  const what = `Image "${name}"`;
  if (rules !== undefined) await requireAllowedPull(engine, what, name, rules);
  const existing = await inspectImage(engine, name, { signal });
  if (existing !== undefined && isFor(wanted.platform, existing) && (wanted.pull_triggers ?? []).length === 0) {
    if (rules !== undefined) await requireAllowedOrigin(engine, what, name, 'name', rules);
    return existing;
  }
  if (rules !== undefined) {
    // After a pull, the name is that of another image.
    await requireFreeName(engine, what, name, 'name', rules);
    await requireOwnPlatform(engine, what, name, wanted.platform, 'platform', rules);
  }
  const image = await pull(engine, name, wanted.platform, signal);
  try {
    requirePlatform(name, wanted.platform, image);
    if (rules !== undefined) await requireAllowedOrigin(engine, what, name, 'name', rules);
    return image;
  } catch (error) {
    await takeBack(engine, name, existing, image);
    throw error;
  }
}

async function pull(engine: Engine, name: string, platform: string | null, signal: AbortSignal): Promise<Image> {
  const reference = parseReference(name);
  if (reference === undefined || isImageId(name)) {
    throw new DiagnosticError({
      summary: `The engine has no image with the id "${name}"`,
      detail: `An image can't be pulled by its id, which only refers to images that the engine (${engine.endpoint.address}) already has. `
        + 'Use the image\'s name, with a digest if it has to be exactly this image.',
      path: ['name'],
    });
  }
  return pullImage(engine, name, reference, { signal, platform: platform || undefined });
}

function requirePlatform(name: string, platform: string | null, image: Image): void {
  if (isFor(platform, image)) return;
  throw new DiagnosticError({
    summary: `Image "${name}" is for ${formatPlatform(platformOf(image))}, not for "${platform}"`,
    detail: 'The registry has it for one platform only. Remove `platform`, or use an image that supports the platform.',
    path: ['platform'],
  });
}

/** Gives a name back to the image that had it before a pull. A digest always refers to the same image. */
async function takeBack(engine: Engine, name: string, before: Image | undefined, pulled: Image): Promise<void> {
  if (before === undefined) await removeUnlessUsed(engine, name);
  else if (before.Id !== pulled.Id && parseReference(name)?.digest === undefined) await addNames(engine, before.Id, [name]);
}
