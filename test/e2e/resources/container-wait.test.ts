import { Managed, refusal } from './managed';
import { containerPerTest } from './managed-per-test';
import { plainContainer, shell } from './plain-container';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';

const PREFIX = 'e2e-wait';
const plain = plainContainer(`${PREFIX}-one`);

let container: Managed;

containerPerTest(PREFIX, (made) => { container = made; });

const own = () => docker.getContainer(container.id);
const healthcheck = (test: string, more = {}) => [{ test: ['CMD-SHELL', test], interval: '100ms', timeout: '2s', retries: 2, ...more }];

describe('waiting', () => {
  test('lasts until the container is healthy', async () => {
    await container.apply({
      ...plain,
      wait: true,
      healthcheck: healthcheck('test -e /ready', { retries: 1000 }),
      command: shell('touch /ready; exec sleep 100000'),
    });
    expect((await own().inspect()).State.Health!.Status).toBe('healthy');
  });

  test('lasts until the container runs if it has no health check', async () => {
    await container.apply({ ...plain, wait: true });
    expect((await own().inspect()).State.Running).toBe(true);
  });

  test('fails at once when the container exits, with its last log lines, and keeps the container', async () => {
    const message = await refusal(container.apply({
      ...plain,
      wait: true,
      wait_timeout: 250,
      healthcheck: healthcheck('false', { retries: 1000 }),
      command: shell('echo no database; echo giving up >&2; exit 3'),
    }));
    expect(message).toContain('exited before it was healthy, with exit code 3');
    expect(message).toContain('no database');
    expect(message).toContain('giving up');
    expect(container.id).toBe((await docker.getContainer(`${PREFIX}-one`).inspect()).Id);
  });

  test('fails when the container is unhealthy, with the output of the health check', async () => {
    const message = await refusal(container.apply({
      ...plain, wait: true, wait_timeout: 250, healthcheck: healthcheck('echo not yet; exit 1'),
    }));
    expect(message).toContain('The engine reports it as unhealthy');
    expect(message).toContain('not yet');
  });

  test('fails after the timeout, with the last log lines', async () => {
    const message = await refusal(container.apply({
      ...plain,
      wait: true,
      wait_timeout: 1,
      healthcheck: healthcheck('false', { retries: 1000 }),
      command: shell('echo starting; sleep 100000'),
    }));
    expect(message).toContain('not healthy within 1 s');
    expect(message).toContain('starting');
  });

  test('is repeated if the container was not healthy in time after a start', async () => {
    const waiting = { ...plain, wait: true, healthcheck: healthcheck('test -e /ready') };
    await container.apply({ ...waiting, start: false });
    for (let round = 0; round < 2; round++) expect(await refusal(container.apply(waiting))).toContain('The engine reports it as unhealthy');
    await (await own().exec({ Cmd: ['touch', '/ready'] })).start({});
    await waitUntil('it is healthy', async () => (await own().inspect()).State.Health!.Status === 'healthy');
    await container.apply(waiting);
    expect(await container.plan(waiting)).toEqual({ action: 'none', changed: [] });
  });

  test('continues while the engine restarts the container', async () => {
    await container.apply({
      ...plain,
      wait: true,
      restart: 'always',
      healthcheck: healthcheck('true'),
      command: shell('test -e /twice || { touch /twice; exit 1; }; exec sleep 100000'),
    });
    expect((await own().inspect()).RestartCount).toBe(1);
  });
});
