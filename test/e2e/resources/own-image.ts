import { docker } from '../engine/docker';

/**
 * An image that decides what a container can decide, too: what is taken out of a configuration is the image's again then.
 * Some of it is what the rows of the table set to something else.
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
    // Gives way to the command, so that the same commands do the same under it.
    Entrypoint: ['sh', '-c', 'exec "$@"', 'own'],
    Cmd: ['sleep', '3000'],
  });
  await container.commit({ repo, tag: 'latest' });
  await container.remove({ v: true });
}
