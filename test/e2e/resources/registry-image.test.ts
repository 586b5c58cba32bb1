import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Managed, refusal } from './managed';
import { applied, image, pushing, Pushing } from './pushing';
import { writeLayout } from '../../oci-layout';
import { docker, forget, imageId, makeImage, NOWHERE } from '../engine/docker';
import { ociLayout } from '../engine/oci-layout';
import { USER } from '../engine/private-registry';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-registry-image';

const newWorkspace = workspacePerTest(PREFIX);
let registry: Pushing['registry'];
let tags: Pushing['tags'];
let folder: string;
let name: string;
let layout: string;
let unique: string;

pushing(PREFIX, (each) => { ({ registry, tags, folder, name, layout, unique } = each); });

describe('an image of the engine', () => {
  let id: string;

  beforeEach(async () => { id = await makeImage(name, unique); });
  afterEach(() => forget(id));

  test('is pushed, plans no change, and its tag is removed with it', async () => {
    const managed = await applied({ name });
    const digest = await tags.digestOf('1');
    expect(managed.values).toMatchObject({ id: digest, sha256_digest: digest, pushed_digest: digest, signed_by: null });
    expect((await docker.getImage(name).inspect()).RepoDigests).toEqual([`${name.slice(0, -2)}@${digest}`]);
    await managed.destroy();
    expect(managed.warnings).toEqual([]);
    expect(await tags.digestOf('1')).toBeUndefined();
    expect(await imageId(name)).toBe(id);
    await managed.destroy();
  });

  test('is pushed again if its tag was removed or moved, or a trigger changed', async () => {
    const managed = await applied({ name });
    const digest = (await tags.digestOf('1'))!;
    await tags.remove(digest);
    expect(await managed.apply({ name })).toMatchObject({ action: 'create' });
    expect(await tags.digestOf('1')).toBe(digest);

    writeLayout(layout, { content: 'another' });
    await (await applied({ name: name.replace(/1$/, '2'), layout })).refresh();
    await tags.move('1', '2');
    expect(await managed.plan({ name })).toEqual({ action: 'update', changed: ['id', 'sha256_digest', 'pushed_digest'] });
    await managed.apply({ name });
    expect(await tags.digestOf('1')).toBe(digest);
    expect(await managed.plan({ name, triggers: { id } })).toMatchObject({ action: 'replace', changed: ['triggers'] });
  });

  test('is kept with keep_remotely, which changes in place', async () => {
    const managed = await applied({ name });
    const digest = await tags.digestOf('1');
    expect(await managed.apply({ name, keep_remotely: true })).toMatchObject({ action: 'update' });
    await managed.destroy();
    expect(await tags.digestOf('1')).toBe(digest);
  });

  test('is pushed with auth_config, and a wrong password is refused without showing it', async () => {
    const credentials = (password: string, address = registry.host) => [{ address, username: USER.username, password }];
    const { DOCKER_CONFIG: configured } = process.env;
    process.env.DOCKER_CONFIG = join(folder, 'none');
    try {
      const refused = await refusal(image().apply({ name, auth_config: credentials('not-the-password') }));
      expect(refused).toContain(`Could not push image "${name}"`);
      expect(refused).toContain('was accessed as the user "robot" (from `auth_config`)');
      expect(refused).not.toContain('not-the-password');
      expect(await refusal(image().apply({ name }))).toContain('was accessed without credentials');
      expect(await refusal(image().apply({ name, auth_config: credentials('x', 'other.example') })))
        .toContain('`auth_config` is for "other.example", and the image is in the registry');
      const managed = await applied({ name, auth_config: credentials(USER.password) });
      await managed.destroy();
    } finally {
      process.env.DOCKER_CONFIG = configured;
    }
  });

  test('that the engine lacks is refused, with what to do', async () => {
    await forget(name);
    expect(await refusal(image().apply({ name }))).toContain('give it this name with a `docker_tag`');
  });
});

describe('a destroy', () => {
  test('keeps an image that another tag has, or an index refers to', async () => {
    const [digest] = writeLayout(layout, { content: `shared ${unique}` });
    const managed = await applied({ name, layout });
    await tags.move('2', digest!);
    await managed.destroy();
    expect(managed.warnings).toMatchObject([{
      summary: `Image "${name}" was kept in its registry`,
      detail: expect.stringContaining('To delete the image by its digest would also take it from: "2".') as string,
    }]);
    expect([await tags.digestOf('1'), await tags.digestOf('2')]).toEqual([digest, digest]);
  });

  test('keeps an image of an index', async () => {
    const [first] = writeLayout(layout, { content: `part ${unique}`, platform: 'linux/amd64' });
    const part = await applied({ name: name.replace(/1$/, 'part'), layout });
    writeLayout(layout, { content: `part ${unique}`, platform: 'linux/amd64' }, { content: 'other', platform: 'linux/arm64' });
    const whole = await applied({ name, layout });
    await part.destroy();
    expect(part.warnings[0]!.detail).toContain('"1", an index that refers to it');
    expect(await tags.digestOf('part')).toBe(first);
    await whole.destroy();
    await part.destroy();
    expect(await tags.digestOf('1')).toBeUndefined();
  });

  test('keeps a tag that was moved by somebody else', async () => {
    writeLayout(layout, { content: `mine ${unique}` });
    const managed = await applied({ name, layout });
    writeLayout(layout, { content: `theirs ${unique}` });
    await applied({ name: name.replace(/1$/, '2'), layout });
    await tags.move('1', '2');
    await managed.destroy();
    expect(managed.warnings[0]!.detail).toContain('Somebody has moved the tag');
    expect(await tags.digestOf('1')).toBe(await tags.digestOf('2'));
  });
});

describe('an OCI image layout', () => {
  test('for two platforms is pushed without an engine, and again in place when it changes', async () => {
    const images = [
      { content: 'x'.repeat(3_000_000), platform: 'linux/amd64' }, { content: `arm ${unique}`, platform: 'linux/arm64' },
    ];
    const digests = writeLayout(layout, ...images);
    const provider = { docker: { host: 'unix:///nowhere/docker.sock' } };
    const resource = { docker_registry_image: { app: { name, layout } } };
    const data = {
      docker_registry_image: { app: { name, depends_on: ['docker_registry_image.app'] } },
      docker_registry_image_manifests: { app: { name, depends_on: ['docker_registry_image.app'] } },
    };
    const output = {
      digest: { value: '${data.docker_registry_image.app.sha256_digest}' },
      manifests: { value: '${data.docker_registry_image_manifests.app.manifests}' },
    };
    const terraform = await newWorkspace({ provider, resource, data, output }, { env: NOWHERE });
    const { changes } = await terraform.plan();
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    const digest = await tags.digestOf('1');
    expect(changes[0]!.change.after).toMatchObject({ sha256_digest: digest });
    const index = JSON.parse(await tags.manifest('1')) as { manifests: { digest: string }[] };
    expect(index.manifests.map((each) => each.digest)).toEqual(digests);
    const shown = JSON.parse(await terraform.terraform('output', '-json')) as Record<string, { value: unknown }>;
    expect(shown.digest!.value).toBe(digest);
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    expect(shown.manifests!.value).toEqual(expect.arrayContaining(images.map(({ platform }, at) => (
      { os: 'linux', architecture: platform.split('/')[1], media_type: mediaType, sha256_digest: digests[at] }))));
    expect((await terraform.plan()).changes).toEqual([]);

    writeLayout(layout, images[0]!);
    expect((await terraform.plan()).changes.map(({ change }) => change.actions)).toContainEqual(['update']);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
    expect(await tags.digestOf('1')).toBe(digests[0]);
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await terraform.destroy()).toMatchObject({ ok: true });
  });

  test('as a tar file is the same image, and runs after a pull', async () => {
    const saved = `${layout}-saved.tar`;
    await run('docker', ['save', 'busybox:latest', '--output', saved]);
    await ociLayout(saved, layout, ['linux/amd64', 'linux/arm64']);
    const managed = await applied({ name, layout });
    const archive = `${layout}.tar.gz`;
    await run('tar', ['--create', '--gzip', '--file', archive, '--directory', layout, '.']);
    expect(await managed.apply({ name, layout: archive })).toEqual({ action: 'update', changed: ['layout'] });
    const other = await applied({ name: name.replace(/1$/, 'tar'), layout: archive });
    expect(other.values.sha256_digest).toBe(managed.values.sha256_digest);
    const pulled = new Managed('docker_image');
    await pulled.apply({ name });
    expect(await imageId(name)).toBeDefined();
    await pulled.destroy();
  });

  test('that is damaged or missing is refused, and nothing gets the tag', async () => {
    expect(await refusal(image().apply({ name, layout }))).toContain(`"${layout}" does not exist`);
    mkdirSync(layout);
    expect(await refusal(image().apply({ name, layout }))).toContain('is no OCI image layout with an image');
    const [digest] = writeLayout(layout, { content: `damaged ${unique}` });
    const fileOf = (each: string) => join(layout, 'blobs', each.replace(':', '/'));
    const { layers: [layer] } = JSON.parse(readFileSync(fileOf(digest!), 'utf8')) as { layers: { digest: string }[] };
    const blob = fileOf(layer!.digest);
    writeFileSync(blob, readFileSync(blob, 'utf8').replace('d', 'D'));
    expect(await refusal(image().apply({ name, layout }))).toContain('the registry says that its content has another digest');
    appendFileSync(blob, 'more');
    expect(await refusal(image().apply({ name, layout }))).toContain('instead of');
    rmSync(blob);
    expect(await refusal(image().apply({ name, layout }))).toContain('which does not exist');
    expect(await tags.digestOf('1')).toBeUndefined();
  });
});

test('a virtual container host pushes its own images, to registries that it may use', async () => {
  const virtualHost = JSON.stringify({ name: PREFIX, registries: [registry.host] });
  const own = `${registry.host}/${PREFIX}/${PREFIX}-app:1`;
  writeLayout(layout, { content: `ruled ${unique}` });
  const managed = await applied({ name: own, layout, virtual_host: virtualHost });
  await managed.destroy();
  const theirs = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  await theirs.commit({ repo: own.slice(0, -2), tag: '1', changes: 'LABEL berth.virtual-host=green' });
  await theirs.remove();
  expect(await refusal(image().apply({ name: own, virtual_host: virtualHost }))).toContain('The image has the label "berth.virtual-host"');
  await forget(own);
  const refused = await refusal(image().apply({ name, layout, virtual_host: virtualHost }));
  expect(refused).toContain(`begins with "${PREFIX}-" after its last "/"`);
  expect(await refusal(image().apply({ name: `other.example/${PREFIX}-app`, layout, virtual_host: virtualHost })))
    .toContain(`may only push to "${registry.host}"`);
});
