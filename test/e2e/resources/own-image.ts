import { docker } from '../engine/docker';

/**
 * An image that sets what a container can set, too: an attribute removed from a configuration returns to the image's value.
 * The rows of the table set some of it to other values.
 */
export async function makeOwnImage(repo: string): Promise<void> {
  const container = await docker.createContainer({
    Image: 'busybox:latest',
    Labels: { a: 'image', own: 'image' },
    Env: ['B=image', 'C=image', 'OWN=image'],
    User: '1234:1234',
    WorkingDir: '/srv/own',
    Volumes: { '/own': {}, '/srv/data': {} },
    ExposedPorts: { '80/tcp': {}, '8080/tcp': {} },
    Healthcheck: { Test: ['CMD', 'true'], Interval: 200_000_000, Retries: 2 },
    StopSignal: 'SIGUSR1',
    // Executes the command, so that commands behave the same as without an entry point.
    Entrypoint: ['sh', '-c', 'exec "$@"', 'own'],
    Cmd: ['sleep', '3000'],
  });
  await container.commit({ repo, tag: 'latest' });
  await container.remove({ v: true });
}
