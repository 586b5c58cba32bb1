import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-data-containers';

const workspaceWith = workspacePerTest(NAME);

interface Listed { readonly id: string; readonly names: readonly string[]; readonly created: number; readonly state: string }

test('lists all containers, running or not, sorted by id', async () => {
  const create = (name: string) => docker.createContainer({
    name, Image: 'busybox:latest', Cmd: ['sleep', '100000'], Labels: { tier: 'back' }, HostConfig: { NetworkMode: 'none' },
  });
  const [running, created] = [await create(`${NAME}-one`), await create(`${NAME}-two`)];
  await running.start();
  const terraform = await workspaceWith({ data: { docker_containers: { all: {} } } });
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const { id, containers } = (await terraform.state())['data.docker_containers.all'] as { id: string; containers: Listed[] };
  expect(id).toBe('docker_containers');
  expect(containers.map((one) => one.id)).toEqual(containers.map((one) => one.id).sort());
  const { Image: image, Created: moment } = await running.inspect();
  const common = { image: 'busybox:latest', image_id: image, command: 'sleep 100000', labels: { tier: 'back' } };
  const found = (one: { readonly id: string }) => containers.find((other) => other.id === one.id);
  expect(found(running)).toEqual({
    ...common,
    id: running.id,
    names: [`/${NAME}-one`],
    created: Math.floor(Date.parse(moment) / 1000),
    state: 'running',
    status: expect.stringMatching(/^Up /) as string,
  });
  expect(found(created)).toMatchObject({ ...common, names: [`/${NAME}-two`], state: 'created', status: 'Created' });
});
