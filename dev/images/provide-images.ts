import Docker from 'dockerode';
import { ImageName, SHOP_IMAGES } from './image-names';
import { publishImages } from './publish-images';
import { output } from '../console/output';
import { finished } from '../engine/progress';
import { Engine } from '../engine/provide-engine';
import { StateFolder } from '../machine/state-folder';
import { reachesDockerHub } from '../registry/docker-hub';
import { Registry } from '../registry/registry';

/** Makes sure that the engine can get an example's images by their usual names when Terraform asks for them. */
export async function provideImages(engine: Engine, state: StateFolder, images: readonly ImageName[] = SHOP_IMAGES): Promise<void> {
  if (engine.mirror !== undefined) {
    output.step('Docker Hub can\'t be reached, so the engine uses a local registry as its mirror.');
    await publishImages(engine.docker, engine.mirror, images);
    output.detail(`It listens at ${engine.mirror.address} and has ${images.join(', ')}.`);
  } else if (engine.isOwn || await reachesDockerHub()) {
    output.step(`The images come from Docker Hub: ${images.join(', ')}.`);
  } else {
    await loadMissingImages(engine.docker, state, images);
  }
}

/** Loads only the missing images into somebody else's engine, whose configuration must not be changed. */
async function loadMissingImages(docker: Docker, state: StateFolder, images: readonly ImageName[]): Promise<void> {
  const missing: ImageName[] = [];
  for (const image of images) if (!await hasImage(docker, image)) missing.push(image);
  if (missing.length === 0) return output.step(`The engine has all images: ${images.join(', ')}.`);
  if (await canPull(docker, missing[0]!)) return output.step(`The engine can pull the images itself: ${missing.join(', ')}.`);

  output.step(`Docker Hub can't be reached. Making images from Debian packages and loading them: ${missing.join(', ')}.`);
  const registry = new Registry(state);
  const wasRunning = registry.running;
  await registry.start();
  try {
    await publishImages(docker, registry, missing);
    for (const image of missing) await pullFromRegistry(docker, registry, image);
  } finally {
    if (!wasRunning) await registry.stop();
  }
}

/** Pulls an image of the registry and gives it its usual name, for an engine without a mirror. */
async function pullFromRegistry(docker: Docker, registry: Registry, image: string): Promise<void> {
  const name = registry.nameOf(image);
  await finished(docker, await docker.pull(name) as NodeJS.ReadableStream);
  const [repo, tag] = image.split(':');
  await docker.getImage(name).tag({ repo, tag });
  await docker.getImage(name).remove();
}

async function hasImage(docker: Docker, image: string): Promise<boolean> {
  return (await docker.listImages({ filters: { reference: [image] } })).length > 0;
}

/** Tries a pull, because the engine may have a mirror, a proxy or credentials that this process does not know. */
async function canPull(docker: Docker, image: string): Promise<boolean> {
  try {
    await finished(docker, await docker.pull(image) as NodeJS.ReadableStream);
    return true;
  } catch {
    return false;
  }
}
