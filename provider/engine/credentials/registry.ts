/** The registry of Docker Hub. */
export const DOCKER_HUB = 'docker.io';

const DOCKER_HUB_NAMES = [DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'];

/** The key of Docker Hub in Docker's configuration and in credential helpers. */
const DOCKER_HUB_SERVER = 'https://index.docker.io/v1/';

/** Returns the registry of a repository: the part before its first slash, if it looks like a host. */
export function registryOf(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? registryAt(first) : DOCKER_HUB;
}

/**
 * Returns the host and port of a registry from an address: `registry.example.com` from
 * `https://registry.example.com/v2/`.
 */
export function registryAt(address: string): string {
  const host = address.trim().replace(/^[a-z]+:\/\//i, '').split('/')[0]!.toLowerCase();
  return DOCKER_HUB_NAMES.includes(host) ? DOCKER_HUB : host;
}

/** Returns the name of a registry in Docker's configuration, for credential helpers and for the engine. */
export function serverOf(registry: string): string {
  return registry === DOCKER_HUB ? DOCKER_HUB_SERVER : registry;
}
