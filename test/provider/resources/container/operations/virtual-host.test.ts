import { DiagnosticError } from '../../../../../provider/diagnostics/diagnostics';
import { ContainerModel } from '../../../../../provider/resources/container/fields/schema';
import { requireVirtualHost, verifyImage } from '../../../../../provider/resources/container/operations/virtual-host';
import { NO_IMAGE } from '../../../../../provider/virtual-host/image-origin';
import { VIRTUAL_HOST_LABEL } from '../../../../../src/shared/virtual-host/rules';

const FOLDER = '/berth/blue/inner';
const SLICE = 'berth-blue-inner.slice';

const judged = (parent: string, info: object, rules: object = { pool: 'blue' }) => {
  const model = {
    name: 'blue-web',
    image: 'x',
    network_mode: 'none',
    cgroup_parent: parent,
    labels: [{ label: VIRTUAL_HOST_LABEL, value: 'blue' }],
    virtual_host: JSON.stringify({ name: 'blue', ...rules }),
  };
  const engine = { info: () => Promise.resolve(info), read: () => Promise.resolve(undefined) };
  return requireVirtualHost(engine as never, model as unknown as ContainerModel)
    .then(() => [], (error: DiagnosticError) => error.diagnostics);
};

test.each([[FOLDER, 'cgroupfs'], [SLICE, 'systemd'], [FOLDER, undefined]])('%s is in its pool with driver %s', async (parent, driver) => {
  expect(await judged(parent, { CgroupDriver: driver })).toEqual([]);
});

test.each([
  [SLICE, 'cgroupfs'], [FOLDER, 'systemd'], [SLICE, undefined], [FOLDER, 'none'], ['/berth/blue/../red', 'cgroupfs'],
  ['berth-blue-inner', 'cgroupfs'],
])(
  '%s is outside of its pool with driver %s', async (parent, driver) => {
    expect(await judged(parent, { CgroupDriver: driver })).toMatchObject([{
      summary: 'Container "blue-web" breaks the rule `pool` of the virtual container host "blue"',
      detail: expect.stringMatching(/`cgroup_parent` of (its `docker_resource_pool` on this engine|that pool)\.$/),
      path: ['cgroup_parent'],
    }]);
  });

test('without a pool in the rules, the driver does not matter', async () => {
  expect(await judged(SLICE, { CgroupDriver: 'cgroupfs' }, {})).toEqual([]);
});

test('a container is refused if its image came to the engine after it was judged', async () => {
  const model = { name: 'blue-web', image: 'app@sha256:1' } as unknown as ContainerModel;
  const verify = (judgedId: string | undefined) => verifyImage({} as never, 'id', model, judgedId, { Image: 'sha256:2' } as never);
  await expect(verify(NO_IMAGE)).rejects.toMatchObject({
    diagnostics: [{
      detail: 'The rules of the virtual container host were applied to no image, and the name is now that of sha256:2. The container was '
      + 'removed. Apply again, or use the `image_id` of a `docker_image`.',
    }],
  });
  await verify('sha256:2');
  await verify(undefined);
});
