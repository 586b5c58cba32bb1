import { posix } from 'node:path';

// Where an engine and what is under it listen, unless told otherwise. /var/run is a link to /run on every system in use.
const SOCKETS = ['/run/docker.sock', '/run/containerd/containerd.sock', '/run/podman/podman.sock', '/run/crio/crio.sock'];
const SOCKET_NAME = /^(docker|containerd|podman|crio|dockershim|buildkitd)\.sock$/;

// What CIS Docker Benchmark 5.6 names.
const SENSITIVE = new Set(['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr']);

/**
 * The engine's socket that whoever sees a path of the host can use, if there is one.
 *
 * @param path an absolute path of the host
 * @param socket where this host's engine listens, if that is known
 */
export function exposedSocket(path: string, socket?: string): string | undefined {
  const canonical = canonicalPath(path);
  if (canonical === '/var') return '/var/run/docker.sock';
  const exposed = [...SOCKETS, ...(socket === undefined ? [] : [canonicalPath(socket)])].find((each) => isWithin(each, canonical));
  return exposed ?? (SOCKET_NAME.test(posix.basename(canonical)) ? canonical : undefined);
}

/** Whether the machine itself runs on what is at a path. */
export function isSensitive(path: string): boolean {
  return SENSITIVE.has(canonicalPath(path));
}

/** One spelling of a host path: no doubled or trailing slash, no `..`, and /run for /var/run. */
function canonicalPath(path: string): string {
  const normal = posix.normalize(path).replace(/(.)\/$/, '$1').replace(/^\/\//, '/');
  return normal === '/var/run' || normal.startsWith('/var/run/') ? normal.slice('/var'.length) : normal;
}

/** Whether a path is a folder or within it. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
