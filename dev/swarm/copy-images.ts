import Docker from 'dockerode';
import { SwarmEngines } from './swarm-engines';
import { finished } from '../engine/progress';

/**
 * Puts images of an engine into the registry of a swarm, under the names that they have on Docker Hub, so that all nodes get them from
 * there. Images that the registry has are not copied again.
 */
export async function copyImages(from: Docker, { engines: [first], registry }: SwarmEngines, images: readonly string[]): Promise<void> {
  const { docker } = first!;
  for (const image of images) {
    if (await registry.has(image)) continue;
    const isThere = await from.getImage(image).inspect().then(() => true, () => false);
    if (!isThere) await finished(from, await from.pull(image) as NodeJS.ReadableStream);
    await finished(docker, await docker.loadImage(await from.getImage(image).get()));
    const name = registry.nameOf(image);
    const end = name.lastIndexOf(':');
    await docker.getImage(image).tag({ repo: name.slice(0, end), tag: name.slice(end + 1) });
    await finished(docker, await docker.getImage(name).push({ authconfig: {} }));
    await docker.getImage(name).remove();
    await docker.getImage(image).remove();
  }
}
