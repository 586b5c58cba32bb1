import Dockerode from 'dockerode';
import { Engine } from '../../engine/engine';
import { isConflict } from '../../engine/errors';
import { removeImage } from '../../engine/image/images';
import { digestsOf, inspectImage, namesOf } from '../../engine/inspect';
import { listedName, parseReference } from '../../engine/reference';

/*
 * The names of an image that is built: its own, and those of `tag`. A name that was given to another image since is not
 * ours any more: the one that was created before this is destroyed may have it.
 */

/** Of further names, those that the image has. */
export function stillNamed(image: Dockerode.ImageInspectInfo, tags: readonly string[]): string[] {
  const names = namesOf(image);
  return tags.filter((tag) => {
    const reference = parseReference(tag);
    return reference === undefined || names.includes(listedName(reference));
  });
}

/** Gives an image further names. An image that has one of them loses it. */
export async function giveNames(engine: Engine, id: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { repository: repo, tag = 'latest' } = parseReference(name)!;
    await engine.call(`tag image "${id}" as "${name}"`, (docker) => docker.getImage(id).tag({ repo, tag }));
  }
}

/** Takes names away from an image, and the image with the last one. */
export async function takeNames(engine: Engine, id: string, names: readonly string[], { force }: { readonly force: boolean }): Promise<void> {
  for (const name of names) {
    if ((await inspectImage(engine, name))?.Id === id) await removeImage(engine, name, { force });
  }
}

/**
 * Takes away an image that lost all its names to others, unless something uses it still: then it stays, as one does whose
 * name is moved by hand.
 *
 * @param name  what it was called
 */
export async function removeNameless(engine: Engine, id: string, name: string): Promise<void> {
  const image = await inspectImage(engine, id);
  if (image === undefined || namesOf(image).length > 0) return;
  // An image that was pulled is still called by its digest, in the repository that its name was of.
  const own = parseReference(name)?.repository;
  if (!digestsOf(image).every((digest) => parseReference(digest)?.repository === own)) return;
  await removeImage(engine, image.Id, { force: false }).catch((error: unknown) => {
    if (!isConflict(error)) throw error;
  });
}
