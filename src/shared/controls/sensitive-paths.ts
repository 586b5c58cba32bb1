import { posix } from 'node:path';
import { canonicalPath, isWithin } from './host-path';

// Where engines and the programs below them listen by default. /var/run is a link to /run on every system in use.
const SOCKETS = ['/run/docker.sock', '/run/containerd/containerd.sock', '/run/podman/podman.sock', '/run/crio/crio.sock'];
const SOCKET_NAME = /^(docker|containerd|podman|crio|dockershim|buildkitd)\.sock$/;

// The paths that CIS Docker Benchmark 5.6 lists.
const SENSITIVE = new Set(['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr']);

/**
 * Returns the engine's socket that a mount of a host path exposes, or undefined.
 *
 * @param path an absolute path of the host
 * @param socket where this host's engine listens, if it is known
 */
export function exposedSocket(path: string, socket?: string): string | undefined {
  const canonical = canonicalPath(path);
  if (canonical === '/var') return '/var/run/docker.sock';
  const exposed = [...SOCKETS, ...(socket === undefined ? [] : [canonicalPath(socket)])].find((each) => isWithin(each, canonical));
  return exposed ?? (SOCKET_NAME.test(posix.basename(canonical)) ? canonical : undefined);
}

/** Returns whether a path is the engine's socket, and not a folder with the socket in it. */
export function isEngineSocket(path: string, socket?: string): boolean {
  return exposedSocket(path, socket) === canonicalPath(path);
}

/** Returns whether the machine itself runs on the files at a path. */
export function isSensitive(path: string): boolean {
  return SENSITIVE.has(canonicalPath(path));
}
