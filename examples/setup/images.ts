import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { canInstall, install } from './debian';
import { reachesDockerHub } from './docker-hub';
import type { Engine } from './engine';
import { finished } from './progress';
import { Registry } from './registry';
import { run, which } from './run';
import { say, SetupError } from './say';
import { State } from './state';
import { tarOf } from './tar';

/** What the other images are made on, and what an attacker finds enough tools in. */
const DEBIAN = 'debian:bookworm-slim';

/** The images of the examples, by their names on Docker Hub, with the folder that one is made from where Docker Hub is out of reach. */
const FOLDERS = {
  'redis:7.0': 'redis',
  'node:18-slim': 'node',
  'nginx:1.22': 'nginx',
  'postgres:15': 'postgres',
} as const;

type ImageName = typeof DEBIAN | keyof typeof FOLDERS;

export const SHOP_IMAGES = ['redis:7.0', 'node:18-slim', 'nginx:1.22'] as const satisfies ImageName[];
/** An attacker's, and four that are official images on Docker Hub. */
export const ISOLATION_IMAGES = [DEBIAN, ...SHOP_IMAGES, 'postgres:15'] as const satisfies ImageName[];

const DEBIAN_MIRROR = 'http://deb.debian.org/debian';

/** Sees to it that the engine gets the images of an example when Terraform asks for them, by their ordinary names. */
export async function provideImages(engine: Engine, state: State, images: readonly ImageName[] = SHOP_IMAGES): Promise<void> {
  if (engine.mirror !== undefined) {
    say.step('Docker Hub does not answer from here: a registry of our own stands in for it, and the engine asks that first.');
    await publishImages(engine.docker, engine.mirror, images);
    say.detail(`It is at ${engine.mirror.address} and has ${images.join(', ')}.`);
  } else if (engine.isOwn || await reachesDockerHub()) {
    say.step(`The images come from Docker Hub: ${images.join(', ')}.`);
  } else {
    await loadImages(engine.docker, state, images);
  }
}

/** For an engine that somebody else runs, whose configuration is not ours to change: it gets what it lacks, and nothing else. */
async function loadImages(docker: Docker, state: State, images: readonly ImageName[]): Promise<void> {
  const missing: ImageName[] = [];
  for (const image of images) if (!await hasImage(docker, image)) missing.push(image);
  if (missing.length === 0) return say.step(`The engine has the images that are needed: ${images.join(', ')}.`);
  if (await canPull(docker, missing[0]!)) return say.step(`The engine pulls the images itself: ${missing.join(', ')}.`);

  say.step(`Docker Hub does not answer: making the images from Debian packages, and loading them into the engine: ${missing.join(', ')}.`);
  const registry = new Registry(state);
  const wasRunning = registry.running;
  await registry.start();
  try {
    await publishImages(docker, registry, missing);
    for (const image of missing) await takeImage(docker, registry, image);
  } finally {
    if (!wasRunning) await registry.stop();
  }
}

/**
 * Makes the images from Debian packages and pushes them to the registry, where it does not have them as they are now. In the engine
 * that makes them they are under the registry's names only, and not for long: an image that it has by an ordinary name
 * stays what it was.
 */
export async function publishImages(docker: Docker, registry: Registry, images: readonly ImageName[] = SHOP_IMAGES): Promise<void> {
  const missing: ImageName[] = [];
  for (const image of images) if (!await registry.has(withVersion(image))) missing.push(image);
  if (missing.length === 0) return;

  const base = registry.nameOf(DEBIAN);
  if (await registry.has(DEBIAN)) {
    await finished(docker, await docker.pull(base) as NodeJS.ReadableStream);
  } else {
    await bootstrapDebian(docker, base);
    await push(docker, base);
  }
  for (const image of missing) {
    if (image === DEBIAN) continue;
    say.step(`Making ${image} from Debian packages (about half a minute) …`);
    const name = registry.nameOf(image);
    const context = tarOf(join(__dirname, 'images', FOLDERS[image]));
    // The packages come by the machine's own network, which may know their source by other means than DNS.
    await finished(docker, await docker.buildImage(context, { t: name, networkmode: 'host', buildargs: { BASE: base } }));
    for (const each of [registry.nameOf(withVersion(image)), name]) {
      await docker.getImage(name).tag({ repo: each.slice(0, each.lastIndexOf(':')), tag: each.slice(each.lastIndexOf(':') + 1) });
      await push(docker, each);
      await docker.getImage(each).remove();
    }
  }
  await docker.getImage(base).remove();
}

/** The second name of an image in the registry: tells whether it was made from the folder as it is now. */
function withVersion(image: ImageName): string {
  if (image === DEBIAN) return image;
  const folder = join(__dirname, 'images', FOLDERS[image]);
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return `${image}-${hash.digest('hex').slice(0, 12)}`;
}

/** Gives an engine that has no mirror an image of the registry, under its ordinary name. */
async function takeImage(docker: Docker, registry: Registry, image: string): Promise<void> {
  const name = registry.nameOf(image);
  await finished(docker, await docker.pull(name) as NodeJS.ReadableStream);
  const [repo, tag] = image.split(':');
  await docker.getImage(name).tag({ repo, tag });
  await docker.getImage(name).remove();
}

async function hasImage(docker: Docker, image: string): Promise<boolean> {
  return (await docker.listImages({ filters: { reference: [image] } })).length > 0;
}

/** The engine may have a mirror, a proxy or a registry's credentials that are not known here. */
async function canPull(docker: Docker, image: string): Promise<boolean> {
  try {
    await finished(docker, await docker.pull(image) as NodeJS.ReadableStream);
    return true;
  } catch {
    return false;
  }
}

async function push(docker: Docker, name: string): Promise<void> {
  await finished(docker, await docker.getImage(name).push({ authconfig: {} }));
}

/** A small Debian as an image: what `debootstrap` puts into a folder, without what only installing it needed. */
async function bootstrapDebian(docker: Docker, name: string): Promise<void> {
  if (!canInstall()) {
    throw new SetupError(
      'The images can\'t be made on this machine',
      `Docker Hub does not answer, and making the images from Debian packages takes a Debian or Ubuntu machine and root. Load them into the engine by hand (docker load): ${[DEBIAN, ...Object.keys(FOLDERS)].join(', ')}.`,
    );
  }
  if (which('debootstrap') === undefined) await install(['debootstrap', 'debian-archive-keyring'], 'makes a small Debian, which the images stand on');
  say.step('Making a small Debian with debootstrap, which the images stand on (one or two minutes, only once) …');
  const folder = mkdtempSync(join(tmpdir(), 'berth-debian-'));
  try {
    await run(which('debootstrap')!, ['--variant=minbase', 'bookworm', folder, DEBIAN_MIRROR]);
    await run('sh', ['-c', 'rm -rf "$0"/var/cache/apt/archives/*.deb "$0"/var/lib/apt/lists/* && find "$0"/var/log -type f -delete', folder]);
    await finished(docker, await docker.importImage(tarOf(folder), { repo: name, changes: 'CMD ["bash"]' }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
