/** Docker Hub, as a registry. */
export const DOCKER_HUB = 'docker.io';

const DOCKER_HUB_NAMES = [DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'];

/** The name under which Docker's own configuration and its helpers have Docker Hub. */
const DOCKER_HUB_SERVER = 'https://index.docker.io/v1/';

/** The registry of a repository: what is before its first slash, where that looks like a host. */
export function registryOf(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? registryAt(first) : DOCKER_HUB;
}

/** A registry's host and port, of the address that somebody wrote: `https://registry.example.com/v2/` is `registry.example.com`. */
export function registryAt(address: string): string {
  const host = address.trim().replace(/^[a-z]+:\/\//i, '').split('/')[0]!.toLowerCase();
  return DOCKER_HUB_NAMES.includes(host) ? DOCKER_HUB : host;
}

/** How a registry is called in Docker's configuration, by its helpers and to the engine. */
export function serverOf(registry: string): string {
  return registry === DOCKER_HUB ? DOCKER_HUB_SERVER : registry;
}
