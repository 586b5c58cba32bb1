import Dockerode from 'dockerode';
import { Attributes } from '../../../src/shared/virtual-host/broken-rule';
import { judgeNewImageName } from '../../../src/shared/virtual-host/judge-image-name';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { Engine } from '../../engine/engine';
import { EngineError, isConflict } from '../../engine/errors';
import { removeImage } from '../../engine/image/images';
import { digestsOf, inspectImage, namesOf } from '../../engine/inspect';
import { isImageId, listedName, parseReference } from '../../engine/reference';
import { Context } from '../../framework/resource';
import { madeForOthers } from '../../virtual-host/image-origin';
import { hostIn } from '../../virtual-host/judge';
import { keptForOthers } from '../../virtual-host/others';

/*
 * The names of an image that is built: its `name`, and those of `tag`. Names that another image has now are never removed:
 * with `create_before_destroy`, the replacement gets them before the old image is destroyed.
 */

const HAS_NAMES = /referenced in multiple repositories/i;

/** Removes an image, or warns that it is kept if a container uses it. */
export async function keepIfUsed({ warn }: Pick<Context<Engine>, 'warn'>, name: string, remove: () => Promise<void>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    // An ID with several names is a mistake in the configuration, which the error explains. Nothing uses the image.
    if (!(error instanceof EngineError && isConflict(error)) || HAS_NAMES.test(error.engineMessage)) throw error;
    warn({
      summary: `Image "${name}" was kept, since it is in use`,
      detail: `The engine reports: ${error.engineMessage}\n\nTerraform no longer manages the image. Once nothing uses it, remove it with: `
        + `docker image rm ${name}. To keep images without this warning, set \`keep_locally = true\`. To remove them anyway, set `
        + '`force_remove = true`.',
    });
  }
}

/**
 * Warns that an image is kept if it has rules of a virtual container host, and was made under those of another one, or containers outside
 * of it use the image, or its removal takes names or the origin of it from others. Whoever names an image shares it with them.
 */
export async function keepForOthers({ client, warn }: Pick<Context<Engine>, 'client' | 'warn'>, image: Attributes): Promise<boolean> {
  const host = hostIn(image);
  if (host === undefined) return false;
  const filters = { ancestor: [String(image.image_id)] };
  const users = await client.call('list the containers of an image', (docker) => docker.listContainers({ all: true, filters }));
  const others = users.filter(({ Labels: labels }) => labels?.[VIRTUAL_HOST_LABEL] !== host).map(({ Id: id }) => id.slice(0, 12));
  const inspect = await inspectImage(client, String(image.image_id), { fresh: true });
  const reason = inspect && (madeForOthers(inspect, image) ?? takenFromOthers(inspect, String(image.name), String(host)));
  if (others.length === 0 && reason === undefined) return false;
  warn(keptForOthers('Image', String(image.name), reason
    ?? `Containers outside of the virtual container host "${String(host)}" use it: ${others.join(', ')}.`));
  return true;
}

/**
 * Returns what others lose by the removal of a name, as a sentence. By an id, an engine removes all names. It shows where an image came
 * from by a digest, which goes with the last tag of its repository, and other names say nothing then.
 */
function takenFromOthers(image: Dockerode.ImageInspectInfo, name: string, host: string): string | undefined {
  const reference = parseReference(name);
  if (reference === undefined || isImageId(name)) return 'The name is an id, which whoever made or pulled the image may use, too.';
  const isOwn = (each: string) => judgeNewImageName(each, 'name', { name: host }, () => false).length === 0;
  if (isOwn(name)) return undefined;
  const others = namesOf(image).filter((each) => each !== listedName(reference));
  const keepsDigest = reference.digest === undefined && others.some((each) => parseReference(each)?.repository === reference.repository);
  const foreign = others.filter((each) => !isOwn(each));
  return keepsDigest || foreign.length === 0 ? undefined
    : `It is also ${foreign.map((each) => `"${each}"`).join(', ')}, and its origin would go with this name.`;
}

/** Returns those of the additional names that the image still has. */
export function currentTags(image: Dockerode.ImageInspectInfo, tags: readonly string[]): string[] {
  const names = namesOf(image);
  return tags.filter((tag) => {
    const reference = parseReference(tag);
    return reference === undefined || names.includes(listedName(reference));
  });
}

/** Adds names to an image. Another image that has one of them loses it. */
export async function addNames(engine: Engine, id: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { repository: repo, tag = 'latest' } = parseReference(name)!;
    await engine.call(`tag image "${id}" as "${name}"`, (docker) => docker.getImage(id).tag({ repo, tag }));
  }
}

interface RemoveOptions { readonly force: boolean }

/** Removes names from an image. The engine removes the image with its last name. */
export async function removeNames(engine: Engine, id: string, names: readonly string[], { force }: RemoveOptions): Promise<void> {
  for (const name of names) {
    if ((await inspectImage(engine, name, { fresh: true }))?.Id === id) await removeImage(engine, name, { force });
  }
}

/**
 * Removes an image that lost all its names to other images, unless something still uses it.
 *
 * @param name  the name that it had
 */
export async function removeUnnamed(engine: Engine, id: string, name: string): Promise<void> {
  const image = await inspectImage(engine, id);
  if (image === undefined || namesOf(image).length > 0) return;
  // A pulled image still has its digest, in the repository of its name. A digest in another repository belongs to someone else.
  const own = parseReference(name)?.repository;
  if (!digestsOf(image).every((digest) => parseReference(digest)?.repository === own)) return;
  await removeUnlessUsed(engine, image.Id);
}

/** Removes a name of an image, or an image by its id, unless something still uses it. */
export async function removeUnlessUsed(engine: Engine, name: string): Promise<void> {
  await removeImage(engine, name, { force: false }).catch((error: unknown) => {
    if (!isConflict(error)) throw error;
  });
}
