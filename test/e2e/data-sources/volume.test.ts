import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-data-volume';

const workspaceWith = workspacePerTest(NAME);

const data = (name: string) => ({ data: { docker_volume: { one: { name } } } });

test('finds a volume by name, and creates none', async () => {
  await docker.createVolume({
    Name: NAME, Labels: { team: 'web' }, DriverOpts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' },
  });
  const terraform = await workspaceWith(data(NAME));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await terraform.state())['data.docker_volume.one']).toEqual({
    engine: null,
    name: NAME,
    id: NAME,
    driver: 'local',
    driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' },
    labels: { team: 'web' },
    mountpoint: expect.stringMatching(`/volumes/${NAME}/_data$`) as string,
    scope: 'local',
  });
});

test('fails for a missing volume, with advice', async () => {
  const { ok, diagnostics } = await (await workspaceWith(data('e2e-data-none'))).apply();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([
    { summary: 'The engine has no volume "e2e-data-none"', detail: expect.stringContaining('resource `docker_volume`') as string },
  ]);
});
