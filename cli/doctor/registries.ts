import Dockerode from 'dockerode';
import { Check, fail, ok, warn } from './check';
import { DOCKER_HUB, registryOf } from '../../provider/engine/credentials/registry';
import { Engine } from '../../provider/engine/engine';
import { EngineError } from '../../provider/engine/errors';
import { parseReference } from '../../provider/engine/reference';
import { messageOf } from '../../provider/facts/finding';

/** In milliseconds: the engine tries each mirror, and may wait for each. */
const TIMEOUT = 20_000;

/** An image that Docker Hub has, and so has every mirror of it. */
const ANY_IMAGE = 'busybox:latest';

interface Info {
  readonly RegistryConfig?: { readonly Mirrors?: readonly string[] | null } | null;
}

/**
 * Checks whether the engine reaches the registries of some images, or Docker Hub if there are none. The engine itself asks them, through
 * its mirrors and its proxy, and pulls nothing.
 */
export async function checkRegistries(engine: Engine, images: readonly string[], signal: AbortSignal): Promise<Check[]> {
  const info = await engine.info() as Info;
  const mirrors = info.RegistryConfig?.Mirrors ?? [];
  const byRegistry = new Map(images.map((image) => [registryOf(parseReference(image)?.repository ?? image), image]));
  const isNeeded = byRegistry.size > 0;
  const asked = isNeeded ? [...byRegistry] : [[DOCKER_HUB, ANY_IMAGE] as const];
  return Promise.all(asked.map(([registry, image]) => checkRegistry(engine, { registry, image, isNeeded, mirrors, signal })));
}

interface Question {
  readonly registry: string;
  readonly image: string;
  readonly isNeeded: boolean;
  readonly mirrors: readonly string[];
  readonly signal: AbortSignal;
}

async function checkRegistry(engine: Engine, { registry, image, isNeeded, mirrors, signal }: Question): Promise<Check> {
  const name = `registry ${registry}`;
  const through = registry === DOCKER_HUB && mirrors.length > 0 ? ` through ${mirrors.join(', ')}` : '';
  try {
    await engine.call(`ask the registry of "${image}"`, (docker: Dockerode) => docker.getImage(image).distribution(), {
      timeout: TIMEOUT, signal,
    });
    return ok(name, `The engine reaches it${through}`);
  } catch (error) {
    signal.throwIfAborted();
    if (hasAnswered(error)) return ok(name, `The engine reaches it${through}, and it asks for a login or lacks ${image}`);
    return (isNeeded ? fail : warn)(name, `The engine does not reach it${through}: ${messageOf(error)}`,
      'Check the DNS and the proxy of the host, add a mirror to "registry-mirrors" in /etc/docker/daemon.json, '
      + 'or use images that need no registry, such as BaseImage.fromArchive().');
  }
}

/** Whether a registry answered, although not with the image. */
function hasAnswered(error: unknown): boolean {
  return error instanceof EngineError && (error.statusCode === 401 || error.statusCode === 403 || error.statusCode === 404);
}
