import { attempt } from '../support/run';

/** All that a container of the engine can have. With capabilities that the engine lacks itself, such as by `--privileged`, none starts. */
export const ROOT = [
  ...['SYS_ADMIN', 'NET_ADMIN', 'SYS_PTRACE', 'MKNOD'].flatMap((name) => ['--cap-add', name]),
  '--security-opt', 'seccomp=unconfined', '--pid', 'host', '--cgroupns', 'host',
  '-v', '/:/engine', '-v', '/proc/sys:/sysctl', '-v', '/sys/fs/cgroup:/groups',
];

/** The engine of a nested host, as its container is reached from outside. */
export interface Nested {
  /** The address of the outer engine. */
  readonly outer: string;
  /** The name of the container on it. */
  readonly container: string;
}

/** Runs the command line program of Docker at the engine of a nested host, even if it fails. */
export function dockerIn({ outer, container }: Nested, ...args: readonly string[]) {
  return attempt('docker', ['-H', outer, 'exec', container, 'docker', '-H', 'unix:///run/docker.sock', ...args]);
}

/**
 * Runs a script as the tenant of a nested host: in a new container of its engine, with options of `docker run`. Returns all output, which
 * ends with the exit code.
 *
 * @param from  the name of a container in the engine, whose image the script runs in
 */
export async function asTenant(nested: Nested, from: string, script: string, options: readonly string[] = []): Promise<string> {
  const { stdout: image } = await dockerIn(nested, 'inspect', '--format', '{{.Image}}', from);
  const { stdout, stderr } = await dockerIn(nested, 'run', '--rm', ...options, image.trim(), 'sh', '-c', `${script}; echo exit $?`);
  return stdout + stderr;
}
