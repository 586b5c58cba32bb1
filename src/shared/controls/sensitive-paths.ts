import { posix } from 'node:path';
import { canonicalPath, isWithin } from './host-path';

/** Where engines and the programs below them listen by default. /var/run is a link to /run on every system in use. */
export const SOCKETS: readonly string[] = [
  '/run/docker.sock', '/run/containerd/containerd.sock', '/run/docker/containerd/containerd.sock', '/run/podman/podman.sock',
  '/run/crio/crio.sock', '/run/buildkit/buildkitd.sock', '/run/cri-dockerd.sock',
];
const SOCKET_NAME = /^(docker|containerd|containerd-debug|podman|crio|cri-dockerd|dockershim|buildkitd)\.sock(\.ttrpc)?$/;

// The folders of users, in which rootless engines listen.
const USERS = /^\/run\/user(\/\d+)?$/;

/** Where engines listen in a folder of their own. What is at one of these paths in a mounted folder counts as the engine's socket. */
export const SOCKETS_IN_FOLDER: readonly string[] = [
  'docker.sock', 'containerd.sock', 'containerd/containerd.sock', 'docker/containerd/containerd.sock', 'docker/docker.sock',
  'podman.sock', 'podman/podman.sock', 'crio.sock', 'crio/crio.sock', 'buildkitd.sock', 'buildkit/buildkitd.sock',
];

/**
 * Returns the engine's socket that a mount of a host path exposes, or undefined.
 *
 * @param path an absolute path of the host
 * @param socket where this host's engine listens, if it is known
 */
export function exposedSocket(path: string, socket?: string): string | undefined {
  const canonical = canonicalPath(path);
  if (canonical === '/var') return '/var/run/docker.sock';
  if (USERS.test(canonical)) return posix.join(canonical, canonical === '/run/user' ? '*' : '', 'docker.sock');
  const exposed = [...SOCKETS, ...(socket === undefined ? [] : [canonicalPath(socket)])].find((each) => isWithin(each, canonical));
  return exposed ?? (SOCKET_NAME.test(posix.basename(canonical)) ? canonical : undefined);
}

/** Returns whether a path is the engine's socket, and not a folder with the socket in it. */
export function isEngineSocket(path: string, socket?: string): boolean {
  return exposedSocket(path, socket) === canonicalPath(path);
}

/** Where the kernel shows the machine, and lets its settings be changed. */
const KERNEL_FOLDERS = ['/proc', '/sys'];

/**
 * Where a mount keeps paths of the kernel from being hidden: at the folders in which they are, and where the runtime has what it puts over
 * them. It masks a file with /dev/null, wherever that leads (runc, libcontainer/rootfs_linux.go, maskPath).
 */
const MASKING_PLACES = [...KERNEL_FOLDERS, '/dev', '/dev/null'];

/** Returns whether a mount at a path of a container keeps paths of the kernel from being hidden. */
export function unmasksKernel(target: string): boolean {
  return MASKING_PLACES.includes(canonicalPath(target));
}

/** Returns whether a path of the host is one where the kernel shows the machine. */
export function showsKernel(path: string): boolean {
  const canonical = canonicalPath(path);
  return KERNEL_FOLDERS.some((folder) => isWithin(canonical, folder));
}
