import { Managed, refusal } from './managed';
import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';

const PREFIX = 'e2e-retained';
const NAME = `${PREFIX}-data`;
const retained = { name: NAME, retain_as: 'shop/data', labels: [{ label: 'tier', value: 'db' }] };

let volume: Managed;

beforeAll(() => removeNamed(PREFIX));
beforeEach(() => { volume = new Managed('docker_volume'); });
afterEach(() => removeNamed(PREFIX));

const inspect = () => docker.getVolume(NAME).inspect();

async function destroyed(config: object): Promise<void> {
  await volume.apply({ ...config });
  await volume.destroy();
  volume = new Managed('docker_volume');
}

test('a destroy keeps the volume, says so, and the next apply adopts it', async () => {
  await volume.apply(retained);
  const { CreatedAt, Labels } = await inspect() as { CreatedAt?: string; Labels: object };
  expect(Labels).toEqual({ 'tier': 'db', 'berth.retained-as': 'shop/data' });
  expect(await volume.plan(retained)).toEqual({ action: 'none', changed: [] });

  await volume.destroy();
  expect(volume.state).toBeNull();
  expect(volume.warnings).toMatchObject([{
    summary: `Volume "${NAME}" was kept with its data`,
    detail: `Terraform no longer manages it. Remove it with: docker volume rm ${NAME}. To remove volumes on destroy, unset \`retain_as\` `
      + '(in a stack: removalPolicy: RemovalPolicy.DESTROY), and apply before you destroy.',
  }]);

  volume = new Managed('docker_volume');
  await volume.apply(retained);
  expect(volume.warnings).toMatchObject([{ summary: `Volume "${NAME}" existed, and is used with its data` }]);
  expect(await inspect()).toMatchObject({ CreatedAt });
  expect(await volume.plan(retained)).toEqual({ action: 'none', changed: [] });
});

test.each<[string, object, RegExp]>([
  ['another owner', { ...retained, retain_as: 'bank/data' }, /^\["name"\] The name "e2e-retained-data" is taken by another volume/],
  ['no owner', { ...retained, retain_as: undefined }, /is taken by another volume/],
  ['other labels', { ...retained, labels: [] }, /is not as configured\nAn earlier destroy left it, with another value of `labels`\./],
  ['other options', { ...retained, driver_opts: { type: 'tmpfs', device: 'tmpfs' } }, /another value of `driver_opts`/],
])('is not adopted with %s', async (_what, config, message) => {
  await destroyed(retained);
  expect(await refusal(volume.apply(config as never))).toMatch(message);
  expect(volume.state).toBeNull();
});

test('a volume that someone else made is not adopted', async () => {
  await docker.createVolume({ Name: NAME, Labels: { tier: 'db' } });
  expect(await refusal(volume.apply(retained))).toContain(`The name "${NAME}" is taken by another volume`);
});

test('is not replaced by an empty one', async () => {
  await volume.apply(retained);
  expect(await refusal(volume.plan({ ...retained, name: `${PREFIX}-other`, labels: [] }))).toBe(
    `["name"] Volume "${NAME}" would be replaced by an empty one\nThe engine can't change \`name\` and \`labels\` of a volume, and `
    + '`retain_as` keeps its data. Undo the change. If the resource was only renamed, keep the old `name` (in a stack: `formerly`). To '
    + 'begin with an empty volume, add a resource for it. To give up the data, unset `retain_as` (in a stack: removalPolicy: '
    + 'RemovalPolicy.DESTROY), apply, and then make the change.',
  );
});

test('is removed once the author says so', async () => {
  await volume.apply(retained);
  expect(await volume.apply({ ...retained, retain_as: undefined })).toEqual({ action: 'update', changed: ['retain_as'] });
  await volume.destroy();
  expect(volume.warnings).toEqual([]);
  await expect(inspect()).rejects.toMatchObject({ statusCode: 404 });
});

test('a volume of an earlier state is kept from now on, without a replacement', async () => {
  const { retain_as: _owner, ...before } = retained;
  await volume.apply(before);
  expect(await volume.apply(retained)).toEqual({ action: 'update', changed: ['retain_as'] });
  await volume.destroy();
  expect(volume.warnings).toHaveLength(1);
  // It has no mark, so nobody adopts it by accident.
  expect(await refusal(new Managed('docker_volume').apply(retained))).toContain('is taken by another volume');
});
