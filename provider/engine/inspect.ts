import Dockerode from 'dockerode';
import { AskOptions, Engine } from './engine';
import { isNotFound } from './errors';
import { Check, shaped } from './shape/conforms';
import { containerShape } from './shape/container';
import { imageShape, networkShape, volumeShape } from './shape/shapes';

/*
 * The one way to what is on an engine. Every read of a resource goes through here, and so shares what was asked before,
 * and may take what it reads for what the Engine API says that it is.
 */

/** A container by name or id, or nothing where there is none. The engine itself shows a name with a slash before it, and takes none so. */
export function inspectContainer(engine: Engine, nameOrId: string, options?: AskOptions): Promise<Dockerode.ContainerInspectInfo | undefined> {
  const id = nameOrId.replace(/^\//, '');
  return inspect(engine, 'container', containerShape, id, (docker) => docker.getContainer(encodeURIComponent(id)).inspect(), options);
}

/** An image by name, digest reference or id, or nothing where there is none. */
export function inspectImage(engine: Engine, name: string, options?: AskOptions): Promise<Dockerode.ImageInspectInfo | undefined> {
  return inspect(engine, 'image', imageShape, name, (docker) => docker.getImage(name).inspect(), options);
}

/** The names of an image, `repository:tag`; the engine may have none to tell. */
export function namesOf(image: { readonly RepoTags?: readonly string[] | null }): readonly string[] {
  return image.RepoTags ?? [];
}

/** The names of an image by its digests, `repository@sha256:...`; it has none where it never was in a registry. */
export function digestsOf({ RepoDigests: digests }: { readonly RepoDigests?: readonly string[] | null }): readonly string[] {
  return Array.isArray(digests) ? digests as readonly string[] : [];
}

/** A network by name or id, or nothing where there is none. */
export function inspectNetwork(engine: Engine, id: string, options?: AskOptions): Promise<Dockerode.NetworkInspectInfo | undefined> {
  return inspect(engine, 'network', networkShape, id, (docker) => docker.getNetwork(encodeURIComponent(id)).inspect() as Promise<Dockerode.NetworkInspectInfo>, options);
}

/** The name of a network that is named by its id or the beginning of it, which is for good; or nothing where there is none. */
export async function networkName(engine: Engine, id: string): Promise<string | undefined> {
  return (await inspectNetwork(engine, id, { lasting: true }))?.Name;
}

/** A volume by name, or nothing where there is none. */
export function inspectVolume(engine: Engine, name: string, options?: AskOptions): Promise<Dockerode.VolumeInspectInfo | undefined> {
  return inspect(engine, 'volume', volumeShape, name, (docker) => docker.getVolume(encodeURIComponent(name)).inspect(), options);
}

async function inspect<T extends object>(
  engine: Engine,
  kind: string,
  shape: Check,
  id: string,
  ask: (docker: Dockerode) => Promise<T>,
  options?: AskOptions,
): Promise<T | undefined> {
  try {
    return await engine.ask(`inspect ${kind} "${id}"`, async (docker) => shaped(shape, await ask(docker)), options);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
