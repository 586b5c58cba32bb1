import { lackingAttributes } from './container-rows/lacking';
import { Managed, refusal } from './managed';
import { plainContainer, shell } from './plain-container';
import { waitUntil } from '../../../dev/machine/wait-until';
import { compareApiVersions } from '../../../provider/engine/version';
import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';

const PREFIX = 'e2e-limits';
const bare = plainContainer(PREFIX);

let container: Managed;

beforeEach(async () => {
  await cleanUp();
  container = new Managed('docker_container');
});
afterEach(() => container.destroy());
afterAll(cleanUp);

function cleanUp(): Promise<void> {
  return removeNamed(PREFIX);
}

test('limits of a running container are changed live', async () => {
  await container.apply(bare);
  const { id } = container;
  const hasSets = !('cpuset_mems' in await lackingAttributes());
  await container.apply({ ...bare, ...hasSets && { cpuset_mems: '0' }, memory: 64, pids_limit: 50 });
  expect(container.id).toBe(id);
  expect((await docker.getContainer(id).inspect()).HostConfig).toMatchObject({
    CpusetMems: hasSets ? '0' : '', Memory: 64 * 1024 * 1024, PidsLimit: 50,
  });
});

test('reports an engine warning at creation as a warning, and a setting that the engine discarded as an error', async () => {
  const config = { ...bare, start: false, oom_kill_disable: true };
  const { oom_kill_disable: complaint } = await lackingAttributes();
  if (complaint === undefined) await container.apply(config);
  else expect(await refusal(container.apply(config))).toContain(complaint);
  expect(container.warnings).toMatchObject([{
    summary: `The engine reports a warning for container "${PREFIX}"`,
    detail: expect.stringMatching(/^OOM killer is disabled .*no memory limit is set|OomKillDisable discarded/) as string,
  }]);
});

test('reports a setting that the engine discarded, or the runtime refused, as an error, at creation and at an update', async () => {
  const { blkio_weight: complaint } = await lackingAttributes();
  const isRefused = complaint!.startsWith('io.weight');
  const warnings = isRefused ? [] : [{ detail: expect.stringMatching(/does not support Block I\/O weight/) as string }];
  expect(await refusal(container.apply({ ...bare, blkio_weight: 300 }))).toContain(complaint);
  expect(container.warnings).toMatchObject(warnings);
  await container.destroy();

  await container.apply(bare);
  expect(await refusal(container.apply({ ...bare, blkio_weight: 300 }))).toContain(complaint);
  expect(container.warnings).toMatchObject(warnings);
});

test('plans no change for a platform that matches the image, and a replacement for another one', async () => {
  const on = (platform: string) => ({ ...bare, start: false, platform });
  await container.apply(on('linux/amd64'));
  for (const same of ['linux/x86_64', 'Linux/AMD64', '']) expect(await container.plan(on(same))).toEqual({ action: 'none', changed: [] });
  expect(await container.plan(on('linux/arm64'))).toEqual({ action: 'replace', changed: ['platform'] });
  await container.import(container.id);
  expect(await container.plan(on('linux/amd64'))).toMatchObject({ action: expect.not.stringMatching('replace') as string });
});

test('refuses a platform that does not match the image, and leaves nothing behind', async () => {
  expect(await refusal(container.apply({ ...bare, platform: 'linux/arm64' }))).toMatch(
    /The image "busybox:latest" is not for "linux\/arm64".*linux\/amd64/s,
  );
  expect(await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).toEqual([]);
});

test.each([
  ['annotations', '1.43', { annotations: { a: 'b' } }, /does not support `annotations`.* needs 1\.43 \(Docker Engine 24\.0\)/s],
  ['console_size', '1.42', { console_size: [40, 120] }, /does not support `console_size`.*needs 1\.42/s],
  [
    'options of a tmpfs',
    '1.46',
    { mounts: [{ type: 'tmpfs', target: '/run', tmpfs_options: [{ options: ['noexec'] }] }] },
    /does not support `mounts\.tmpfs_options\.options`.*needs 1\.46/s,
  ],
])('refuses %s if the engine is too old', async (_, needed, config, complaint) => {
  const { ApiVersion: version } = await docker.version();
  if (compareApiVersions(version, needed) < 0) {
    const message = await refusal(container.apply({ ...bare, ...config }));
    expect(message).toMatch(complaint);
    expect(message).toContain(`API version ${version}`);
    expect(await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).toEqual([]);
  } else {
    await container.apply({ ...bare, ...config });
    expect(await container.plan({ ...bare, ...config })).toEqual({ action: 'none', changed: [] });
  }
});

describe('timeouts', () => {
  const talking = { ...bare, command: shell('echo its last words; sleep 100000') };

  test('a job that exceeds its timeout fails, with its last log lines', async () => {
    const message = await refusal(container.apply({ ...talking, attach: true, must_run: false, timeouts: { create: '8s' } }));
    expect(message).toMatch(/Creating container "e2e-limits" took longer than 8 s.*`timeouts\.create`.*its last words/s);
  });

  test('also end a wait for health', async () => {
    const healthcheck = [{ test: ['CMD', 'false'], interval: '1h' }];
    const message = await refusal(container.apply({ ...talking, healthcheck, wait: true, wait_timeout: 300, timeouts: { create: '8s' } }));
    expect(message).toMatch(/Creating container "e2e-limits" took longer than 8 s.*its last words/s);
  });

  test('a stop timeout beyond the range of a timer is capped at that range', async () => {
    await container.apply({
      ...bare,
      command: shell('trap exit TERM; echo ready; sleep 100000 & wait'),
      destroy_grace_seconds: undefined,
      stop_timeout: 100_000_000,
    });
    const logs = async () => String(await docker.getContainer(PREFIX).logs({ stdout: true }));
    // Before that, the first process of a container ignores the signal.
    await waitUntil('it waits for the signal', async () => (await logs()).includes('ready'));
    await container.destroy();
    expect(await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).toEqual([]);
  });

  test('a program that does not stop in time is killed, and the container is removed', async () => {
    const unstoppable = {
      ...bare, command: shell('trap "" TERM; while :; do sleep 1; done'), destroy_grace_seconds: 100_000, timeouts: { delete: '1s' },
    };
    await container.apply(unstoppable);
    await container.destroy();
    expect(await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).toEqual([]);
  });
});
