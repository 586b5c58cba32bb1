import type Dockerode from 'dockerode';
import { CallOptions, Engine } from './engine';
import { EngineError, isNotFound } from './errors';

/*
 * The one way to what is on an engine. Every read of a resource goes through here, so that reads can come to share
 * what was asked before.
 */

/** A container by name or id, or nothing where there is none. */
export function inspectContainer(engine: Engine, id: string, options?: CallOptions): Promise<Dockerode.ContainerInspectInfo | undefined> {
  return inspect(engine, 'container', id, (docker) => docker.getContainer(encodeURIComponent(id)).inspect(), options);
}

/** An image by name, digest reference or id, or nothing where there is none. */
export function inspectImage(engine: Engine, name: string, options?: CallOptions): Promise<Dockerode.ImageInspectInfo | undefined> {
  return inspect(engine, 'image', name, (docker) => docker.getImage(name).inspect(), options);
}

/** A network by name or id, or nothing where there is none. */
export function inspectNetwork(engine: Engine, id: string, options?: CallOptions): Promise<Dockerode.NetworkInspectInfo | undefined> {
  return inspect(engine, 'network', id, (docker) => docker.getNetwork(encodeURIComponent(id)).inspect() as Promise<Dockerode.NetworkInspectInfo>, options);
}

/** A volume by name, or nothing where there is none. */
export function inspectVolume(engine: Engine, name: string, options?: CallOptions): Promise<Dockerode.VolumeInspectInfo | undefined> {
  return inspect(engine, 'volume', name, (docker) => docker.getVolume(encodeURIComponent(name)).inspect(), options, 'Name');
}

async function inspect<T extends object>(
  engine: Engine,
  kind: string,
  id: string,
  ask: (docker: Dockerode) => Promise<T>,
  options?: CallOptions,
  identity: 'Id' | 'Name' = 'Id',
): Promise<T | undefined> {
  const what = `inspect ${kind} "${id}"`;
  try {
    const answer = await engine.call(what, ask, options);
    const found = (answer as Record<string, unknown> | undefined)?.[identity];
    if (typeof found !== 'string' || found === '') throw new EngineError(what, engine.endpoint, new Error(`the answer holds no \`${identity}\``));
    return answer;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
