import Dockerode from 'dockerode';
import { AskOptions, Engine } from './engine';
import { isNotFound, isUnanswered } from './errors';
import { InspectedPlugin } from './plugin/plugin';
import { parseReference } from './reference';
import { conforming, Shape } from './shape/conforms';
import { containerShape } from './shape/container';
import { pluginShape } from './shape/plugin';
import { imageShape, networkShape, volumeShape } from './shape/shapes';

/*
 * Every inspect of an object on the engine goes through this file. So inspects share cached answers, and every answer is
 * checked against the Engine API.
 */

/**
 * Inspects a container by name or ID, or returns nothing if it does not exist. The engine reports names with a leading
 * slash, but does not accept one in the URL.
 */
export function inspectContainer(
  engine: Engine, nameOrId: string, options?: AskOptions,
): Promise<Dockerode.ContainerInspectInfo | undefined> {
  const id = nameOrId.replace(/^\//, '');
  return inspect(engine, 'container', containerShape, id, `/containers/${encodeURIComponent(id)}/json`, options);
}

/** In place of what the engine tells about a container, if it does not tell it soon. */
export const SILENT = 'silent';

/** In milliseconds: how long to wait for what the engine tells about a container of others. */
const PATIENCE = 5_000;

/**
 * Inspects a container that may be of others. An engine tells nothing about one that starts or ends until that is done, and whoever made it
 * can make that last: for minutes by thousands of ports, or for ever.
 */
export async function inspectSoon(
  engine: Engine, id: string, options?: AskOptions,
): Promise<Dockerode.ContainerInspectInfo | undefined | typeof SILENT> {
  try {
    return await inspectContainer(engine, id, { ...options, timeout: PATIENCE });
  } catch (error) {
    if (isUnanswered(error)) return SILENT;
    throw error;
  }
}

/** Inspects an image by name, digest reference or ID, or returns nothing if it does not exist. */
export function inspectImage(engine: Engine, name: string, options?: AskOptions): Promise<Dockerode.ImageInspectInfo | undefined> {
  return inspect(engine, 'image', imageShape, name, `/images/${name}/json`, options);
}

/** Returns the names of an image, `repository:tag`. `RepoTags` may be missing or null. */
export function namesOf(image: { readonly RepoTags?: readonly string[] | null }): readonly string[] {
  return image.RepoTags ?? [];
}

/** Returns the digest references of an image, `repository@sha256:...`. An image that was never in a registry has none. */
export function digestsOf({ RepoDigests: digests }: { readonly RepoDigests?: readonly string[] | null }): readonly string[] {
  return Array.isArray(digests) ? digests as readonly string[] : [];
}

/** Inspects a network by name or ID, or returns nothing if it does not exist. */
export function inspectNetwork(engine: Engine, id: string, options?: AskOptions): Promise<Dockerode.NetworkInspectInfo | undefined> {
  return inspect(engine, 'network', networkShape, id, `/networks/${encodeURIComponent(id)}`, options);
}

/**
 * Returns the name of a network from its ID or the beginning of its ID, or nothing if it does not exist. A network
 * can't be renamed, so the answer is cached permanently.
 */
export async function networkName(engine: Engine, id: string): Promise<string | undefined> {
  return (await inspectNetwork(engine, id, { lasting: true }))?.Name;
}

/** Inspects a volume by name, or returns nothing if it does not exist. */
export function inspectVolume(engine: Engine, name: string, options?: AskOptions): Promise<Dockerode.VolumeInspectInfo | undefined> {
  return inspect(engine, 'volume', volumeShape, name, `/volumes/${encodeURIComponent(name)}`, options);
}

/** Inspects a plugin by name or ID, or returns nothing if it does not exist. */
export async function inspectPlugin(engine: Engine, nameOrId: string, options?: AskOptions): Promise<InspectedPlugin | undefined> {
  // It becomes part of the path as it is: the engine expects the slashes of a name.
  if (parseReference(nameOrId) === undefined && !/^[0-9a-f]{64}$/.test(nameOrId)) return undefined;
  return inspect(engine, 'plugin', pluginShape, nameOrId, `/plugins/${nameOrId}/json`, options);
}

async function inspect<T extends object>(
  engine: Engine,
  kind: string,
  shape: Shape,
  id: string,
  path: string,
  options?: AskOptions,
): Promise<T | undefined> {
  try {
    return await engine.read(`inspect ${kind} "${id}"`, path, (answer) => conforming(shape, answer as T), options);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
