import { Config, Managed } from './managed';
import { containerPerTest } from './managed-per-test';
import { plainContainer, shell } from './plain-container';
import { docker } from '../engine/docker';

const PREFIX = 'e2e-job';
const plain = plainContainer(`${PREFIX}-one`);

let container: Managed;

containerPerTest(PREFIX, (made) => { container = made; });

describe('a job', () => {
  const job: Config = { ...plain, attach: true, logs: true, command: shell('echo done; echo beside >&2; exit 7') };

  test('is waited for, and stores its output and exit code', async () => {
    await container.apply(job);
    expect(container.values).toMatchObject({ exit_code: 7, must_run: null });
    expect((container.values.container_logs as string).split('\n').sort()).toEqual(['', 'beside', 'done']);
    expect(await container.plan(job)).toEqual({ action: 'none', changed: [] });
  });

  test('stores only the end of a long output, and warns', async () => {
    const long = { ...job, command: shell('for number in $(seq 20); do head -c 1048575 /dev/zero | tr "\\0" x; echo; done; exit 7') };
    await container.apply(long);
    expect(container.warnings).toMatchObject([{ summary: `Only the end of the output of container "${plain.name}" was read` }]);
    expect((container.values.container_logs as string).length).toBeLessThanOrEqual(16 * 1024 * 1024);
    expect(await container.plan(long)).toEqual({ action: 'none', changed: [] });
  });

  test('plans no change after the engine removes it at its end', async () => {
    await container.apply({ ...job, rm: true });
    expect(container.values).toMatchObject({ exit_code: 7 });
    expect(await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).toEqual([]);
    expect(await container.plan({ ...job, rm: true })).toEqual({ action: 'none', changed: [] });
    await container.apply({ ...job, rm: true, destroy_grace_seconds: 1 });
    expect(await container.plan({ ...job, rm: true, destroy_grace_seconds: 1 })).toEqual({ action: 'none', changed: [] });
    const unstarted = { ...job, rm: true, start: false };
    await container.apply(unstarted);
    expect(await container.plan(unstarted)).toEqual({ action: 'none', changed: [] });
    expect(container.values).toMatchObject({ exit_code: 7, container_logs: expect.stringContaining('done') as string });
  });
});

describe('a container that becomes a job', () => {
  const ending = { ...plain, command: shell('until test -e /end; do sleep 0.1; done; echo done; exit 3'), must_run: false };

  test('is waited for', async () => {
    await container.apply(ending);
    const { id } = container;
    const applied = container.apply({ ...ending, attach: true, logs: true });
    await (await docker.getContainer(id as string).exec({ Cmd: ['touch', '/end'] })).start({});
    expect(await applied).toMatchObject({ action: 'update' });
    expect(container.values).toMatchObject({ id, exit_code: 3, container_logs: 'done\n' });
  });

  test('is replaced if the engine was to remove it', async () => {
    const removed = { ...ending, command: ['true'], rm: true };
    await container.apply({ ...removed, start: false });
    expect(await container.plan({ ...removed, start: false, attach: true })).toEqual({ action: 'replace', changed: ['attach'] });
  });
});
