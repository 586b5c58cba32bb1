import { posix } from 'node:path';
import { BerthError, engineSocketMounted, sensitivePathMounted } from '../errors';
import { isKnown } from '../private/tokens';

// Where an engine and what is under it listen, unless told otherwise. /var/run is a link to /run on every system in use.
const SOCKETS = ['/run/docker.sock', '/run/containerd/containerd.sock', '/run/podman/podman.sock', '/run/crio/crio.sock'];
const SOCKET_NAME = /^(docker|containerd|podman|crio|dockershim|buildkitd)\.sock$/;

// What CIS Docker Benchmark 5.6 names.
const SENSITIVE = new Set(['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr']);

/** One spelling of a host path: no doubled or trailing slash, no `..`, and /run for /var/run. */
function canonicalPath(path: string): string {
  const normal = posix.normalize(path).replace(/(.)\/$/, '$1').replace(/^\/\//, '/');
  return normal === '/var/run' || normal.startsWith('/var/run/') ? normal.slice('/var'.length) : normal;
}

/**
 * Checks a host path that a container is to see.
 *
 * @param path the path on the host
 * @param readOnly whether the container can't write to it; a socket can be used all the same
 * @param socket the socket by which this host's engine is reached, if it is reached by one
 */
export function checkHostPath(path: string, readOnly: boolean, socket?: string): BerthError[] {
  if (!isKnown(path)) return [];
  const canonical = canonicalPath(path);
  const sockets = isKnown(socket) ? [...SOCKETS, canonicalPath(socket)] : SOCKETS;
  const exposed = canonical === '/var' ? '/var/run/docker.sock' : sockets.find(each => isWithin(each, canonical));
  if (exposed) return [engineSocketMounted(path, exposed)];
  if (SOCKET_NAME.test(posix.basename(canonical))) return [engineSocketMounted(path, canonical)];
  return !readOnly && SENSITIVE.has(canonical) ? [sensitivePathMounted(path)] : [];
}

/** Whether a path is a folder or within it. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
