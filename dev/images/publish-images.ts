import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { makeDebianBase } from './debian-base';
import { archiveOf } from './folder-archive';
import { DEBIAN, ImageName, RECIPES, SHOP_IMAGES } from './image-names';
import { output } from '../console/output';
import { finished } from '../engine/progress';
import { Registry } from '../registry/registry';

/**
 * Makes images from Debian packages and pushes them to the registry, unless it has them in their current version. The engine
 * that builds them knows them only by the registry's names and only for a short time, so its own images of those names stay
 * unchanged.
 */
export async function publishImages(docker: Docker, registry: Registry, images: readonly ImageName[] = SHOP_IMAGES): Promise<void> {
  const missing: ImageName[] = [];
  for (const image of images) if (!await registry.has(versioned(image))) missing.push(image);
  if (missing.length === 0) return;

  const base = registry.nameOf(DEBIAN);
  if (await registry.has(DEBIAN)) {
    await finished(docker, await docker.pull(base) as NodeJS.ReadableStream);
  } else {
    await makeDebianBase(docker, base);
    await push(docker, base);
  }
  for (const image of missing) if (image !== DEBIAN) await publishImage(docker, registry, image, base);
  await docker.getImage(base).remove();
}

async function publishImage(docker: Docker, registry: Registry, image: keyof typeof RECIPES, base: string): Promise<void> {
  output.step(`Making ${image} from Debian packages (about half a minute) …`);
  const name = registry.nameOf(image);
  // The build uses the machine's network, which may resolve the packages' source by other means than DNS.
  const build = await docker.buildImage(archiveOf(recipeOf(image)), { t: name, networkmode: 'host', buildargs: { BASE: base } });
  await finished(docker, build);
  for (const each of [registry.nameOf(versioned(image)), name]) {
    await docker.getImage(name).tag({ repo: each.slice(0, each.lastIndexOf(':')), tag: each.slice(each.lastIndexOf(':') + 1) });
    await push(docker, each);
    await docker.getImage(each).remove();
  }
}

/** Returns an image's second name in the registry, which contains a hash of its recipe. */
function versioned(image: ImageName): string {
  if (image === DEBIAN) return image;
  const folder = recipeOf(image);
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return `${image}-${hash.digest('hex').slice(0, 12)}`;
}

function recipeOf(image: keyof typeof RECIPES): string {
  return join(__dirname, 'recipes', RECIPES[image]);
}

async function push(docker: Docker, name: string): Promise<void> {
  await finished(docker, await docker.getImage(name).push({ authconfig: {} }));
}
