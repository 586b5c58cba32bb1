import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BLUE, blueContainer } from './blue';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { writeLayout } from '../../oci-layout';
import { packed } from '../../provider/engine/image/source/tar';
import { docker, forget, imageId, publish } from '../engine/docker';
import { PrivateRegistry, USER } from '../engine/private-registry';
import { Config, Managed, refusal } from '../resources/managed';
import { removeNamed } from '../support/remove-named';

/** Another tenant of the same engine, who has the credentials of the registry. */
const GREEN = 'vch-green';

const folder = mkdtempSync(join(tmpdir(), 'berth-shared-images-'));
const made: Managed[] = [];
let registry: PrivateRegistry;

beforeAll(async () => {
  for (const name of [BLUE, GREEN]) await removeNamed(name);
  registry = await PrivateRegistry.start(join(folder, 'registry'), '127.0.0.1');
  const auth = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
  for (const [name, auths] of [[GREEN, { [registry.host]: { auth } }], [BLUE, {}]] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'config.json'), JSON.stringify({ auths }));
  }
});

afterEach(async () => {
  await as(GREEN, async () => {
    for (const managed of made.splice(0).reverse()) await managed.destroy();
  });
  for (const name of [BLUE, GREEN]) await removeNamed(name);
  for (const tag of ['base:1', 'base:2', `${GREEN}-app:1`, `${GREEN}-copy:1`]) await forget(`${registry.host}/${tag}`);
});

afterAll(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true });
});

/** Does something with the credentials of a tenant. */
async function as<T>(tenant: string, work: () => Promise<T>): Promise<T> {
  process.env.DOCKER_CONFIG = join(folder, tenant);
  try {
    return await work();
  } finally {
    delete process.env.DOCKER_CONFIG;
  }
}

function apply(tenant: string, type: string, config: Config): Promise<Managed> {
  return as(tenant, async () => {
    const managed = new Managed(type);
    made.push(managed);
    await managed.apply({ virtual_host: JSON.stringify({ name: tenant, registries: [registry.host] }), ...config });
    return managed;
  });
}

/** Writes the context of a build, and returns the blocks with it. */
function build(dockerfile: string): Config[] {
  const context = mkdtempSync(join(folder, 'context-'));
  writeFileSync(join(context, 'Dockerfile'), dockerfile);
  writeFileSync(join(context, 'secret'), 'of green');
  return [{ context }];
}

const nameOf = (tag: string) => `${registry.host}/${tag}`;
const rulesOfBlue = () => JSON.stringify({ name: BLUE, registries: [registry.host] });

test('what another one built and pushed is used only with the credentials of the registry, and stays', async () => {
  const name = nameOf(`${GREEN}-app:1`);
  const blocks = build('FROM scratch\nCOPY secret /\nCMD ["/x"]\n');
  const { values: { image_id: id } } = await apply(GREEN, 'docker_image', { name, build: blocks });
  await apply(GREEN, 'docker_registry_image', { name, keep_remotely: true });
  const container = (image: unknown) => blueContainer('web', { image, start: false, virtual_host: rulesOfBlue() });

  for (const each of [name, id]) {
    const refused = await refusal(apply(BLUE, 'docker_container', container(each)));
    expect(refused).toContain(`it was made for "${GREEN}", as its label "${VIRTUAL_HOST_LABEL}" says, and no registry confirms`);
  }
  expect(await refusal(apply(BLUE, 'docker_image', { name: nameOf(`${BLUE}-app:1`), build: build(`FROM ${name}\n`) })))
    .toContain(`it was made for "${GREEN}"`);
  expect(await refusal(apply(BLUE, 'docker_image', { name }))).toContain(`it was made for "${GREEN}"`);
  // A stack that has them shares it.
  const theirs = await apply(GREEN, 'docker_image', { name, virtual_host: rulesOfBlue(), force_remove: true });
  await apply(GREEN, 'docker_container', container(name));
  await removeNamed(BLUE);
  await as(GREEN, () => theirs.destroy());
  expect(theirs.warnings).toMatchObject([{ detail: expect.stringContaining(`It was made for "${GREEN}".`) as string }]);
  expect(await imageId(name)).toBe(id);
});

test('a destroy leaves the names of others, and the digest by which they are allowed', async () => {
  const digest = await publish(nameOf('base:1'), 'shared', USER);
  const base = await apply(GREEN, 'docker_image', { name: nameOf('base:1') });
  await apply(GREEN, 'docker_tag', { source_image: nameOf('base:1'), target_image: nameOf(`${GREEN}-copy:1`) });
  for (const name of [base.values.image_id, digest, nameOf('base:1')]) {
    const mine = await apply(GREEN, 'docker_image', { name, virtual_host: rulesOfBlue(), force_remove: true });
    await mine.destroy();
    expect(mine.warnings).toMatchObject([{ summary: `Image "${String(name)}" was kept, since it is of others` }]);
  }
  const { RepoTags: names, RepoDigests: digests } = await docker.getImage(digest).inspect();
  expect([names.sort(), digests]).toEqual([[nameOf('base:1'), nameOf(`${GREEN}-copy:1`)], [digest]]);
});

test('a name that others use is not moved to an image for another platform', async () => {
  const layout = join(folder, 'layout');
  const layer = (of: string) => packed({ of }).then((tar) => tar.toString());
  const [amd64 = '', arm64 = ''] = writeLayout(layout, ...await Promise.all(['linux/amd64', 'linux/arm64'].map(async (platform) => (
    { platform, content: await layer(platform) }))));
  await apply(GREEN, 'docker_registry_image', { name: nameOf('base:2'), layout, virtual_host: null, keep_remotely: true });
  const name = nameOf('base:2');
  const other = await docker.version().then(({ Arch: arch }) => arch === 'arm64' ? ['linux/amd64', amd64] : ['linux/arm64', arm64]);
  const mine = { name, platform: other[0], pull_triggers: ['x'] };

  expect(await refusal(apply(GREEN, 'docker_image', mine))).toContain(`would pull "${name}" for "${other[0]}"`);
  expect(await imageId(name)).toBeUndefined();
  const { values: { image_id: id } } = await apply(GREEN, 'docker_image', { name });
  expect(await refusal(apply(GREEN, 'docker_image', mine))).toContain(`would pull "${name}" for "${other[0]}"`);
  expect(await imageId(name)).toBe(id);
  // By its digest, it moves nothing.
  await apply(GREEN, 'docker_image', { ...mine, name: `${nameOf('base')}@${other[1]}` });
  expect(await imageId(name)).toBe(id);
});
