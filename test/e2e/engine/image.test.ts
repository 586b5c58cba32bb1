import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, finished, forget, imageId, labelOf, publish } from './docker';
import { stateIn } from '../../../dev/machine/state-folder';
import { Registry } from '../../../dev/registry/registry';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-image';

const workspaceWith = workspacePerTest(PREFIX);
const folder = mkdtempSync(join(tmpdir(), 'berth-registry-'));
const registry = new Registry(stateIn(folder));

/** Names of the images in the registry, known once it listens. */
let app: string;
/** The digest of `app:1` in the registry. */
let digest: string;

function image(attributes: object): object {
  return { resource: { docker_image: { app: attributes } } };
}

beforeAll(async () => {
  await registry.start();
  app = `${registry.host}/${PREFIX}/app`;
  digest = await publish(`${app}:1`, 'one');
  await publish(`${app}:2`, 'two');
});

afterAll(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('pulls an image by tag, has an empty next plan, and removes the image', async () => {
  const terraform = await workspaceWith(image({ name: `${app}:1` }));
  expect(await terraform.apply()).toMatchObject({ ok: true });

  const id = await imageId(`${app}:1`);
  expect((await terraform.state())['docker_image.app']).toMatchObject({
    name: `${app}:1`, id: `${id}${app}:1`, image_id: id, repo_digest: digest,
  });
  expect((await terraform.plan()).changes).toEqual([]);

  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await imageId(`${app}:1`)).toBeUndefined();
});

test.each([
  ['by digest', () => digest],
  ['by tag and digest', () => digest.replace('@', ':1@')],
])('pulls an image %s', async (_how, name) => {
  const terraform = await workspaceWith(image({ name: name(), platform: 'linux/amd64' }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect((await terraform.state())['docker_image.app']).toMatchObject({ image_id: await imageId(digest), repo_digest: digest });
  expect((await terraform.plan()).changes).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await imageId(digest)).toBeUndefined();
});

test('uses an existing image without a registry, and keeps it with keep_locally', async () => {
  const id = await imageId('busybox:latest');
  const terraform = await workspaceWith(image({ name: 'busybox', keep_locally: true }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect((await terraform.state())['docker_image.app']).toMatchObject({ id: `${id}busybox`, image_id: id, repo_digest: '' });
  expect((await terraform.plan()).changes).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await imageId('busybox:latest')).toBe(id);
});

test('the destroy options change without a replacement', async () => {
  const terraform = await workspaceWith(image({ name: `${app}:1` }));
  await terraform.apply();
  terraform.configure(image({ name: `${app}:1`, keep_locally: true }));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['update'] } }]);
  await terraform.applyLastPlan();
  expect((await terraform.plan()).changes).toEqual([]);
  await terraform.destroy();
  expect(await imageId(`${app}:1`)).toBeDefined();
});

test('pulls an image again that was removed outside of terraform', async () => {
  const terraform = await workspaceWith(image({ name: `${app}:1` }));
  await terraform.apply();
  await forget(`${app}:1`);
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['create'] } }]);
  await terraform.applyLastPlan();
  expect(await labelOf(`${app}:1`)).toBe('one');
});

test('detects a name that was moved to another image outside of terraform', async () => {
  const terraform = await workspaceWith({ ...image({ name: `${app}:1` }), output: { id: { value: '${docker_image.app.image_id}' } } });
  await terraform.apply();
  await docker.getImage('busybox:latest').tag({ repo: app, tag: '1' });
  await terraform.apply('-refresh-only');
  expect((await terraform.state())['docker_image.app']).toMatchObject({ image_id: await imageId('busybox:latest') });
});

test('a changed trigger pulls again, even if the image was kept', async () => {
  const moving = `${app}:moving`;
  await publish(moving, 'before');
  const terraform = await workspaceWith(image({ name: moving, keep_locally: true, pull_triggers: ['1'] }));
  await terraform.apply();
  expect(await labelOf(moving)).toBe('before');

  const old = await imageId(moving);
  await publish(`${app}:next`, 'after').then(async () => {
    await finished(await docker.pull(`${app}:next`) as NodeJS.ReadableStream);
    await docker.getImage(`${app}:next`).tag({ repo: app, tag: 'moving' });
    await finished(await docker.getImage(moving).push({ authconfig: {} as never }));
    await docker.getImage(old!).tag({ repo: app, tag: 'moving' });
    await forget(`${app}:next`);
  });
  expect((await terraform.plan()).changes).toEqual([]);

  terraform.configure(image({ name: moving, keep_locally: true, pull_triggers: ['2'] }));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] } }]);
  await terraform.applyLastPlan();
  expect(await labelOf(moving)).toBe('after');
  await forget(old!);
});

test('keeps an image that a container uses, and says what to do', async () => {
  const terraform = await workspaceWith(image({ name: `${app}:1` }));
  await terraform.apply();
  await docker.createContainer({ name: `${PREFIX}-user`, Image: `${app}:1`, Cmd: ['true'] });

  const { ok, diagnostics } = await terraform.destroy();
  expect(ok).toBe(true);
  expect(diagnostics).toMatchObject([{ severity: 'warning', summary: `Image "${app}:1" was kept, since it is in use` }]);
  expect(diagnostics[0]!.detail).toContain(`remove it with: docker image rm ${app}:1.`);
  expect(await imageId(`${app}:1`)).toBeDefined();

  terraform.configure(image({ name: `${app}:1`, force_remove: true }));
  await terraform.apply();
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await imageId(`${app}:1`)).toBeUndefined();
});

test.each([
  ['a missing tag', () => ({ name: `${app}:none` }), 'manifest', 'this tag or digest'],
  ['a missing repository', () => ({ name: `${registry.host}/${PREFIX}/nothing` }), 'manifest', 'this tag or digest'],
  ['a platform that it does not support', () => ({ name: `${app}:1`, platform: 'linux/s390x' }), 'linux/amd64', 'platform'],
  ['an unreachable registry', () => ({ name: '127.0.0.1:1/app' }), 'connection refused', 'could not reach the registry'],
  ['an unknown ID', () => ({ name: `sha256:${'0'.repeat(64)}` }), 'no image with the id', 'can\'t be pulled by its id'],
])('fails for %s, with the reason and advice', async (_what, attributes, reason, advice) => {
  const terraform = await workspaceWith(image(attributes()));
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.summary).toContain(reason);
  expect(diagnostics[0]!.detail).toContain(advice);
  expect(await terraform.state()).toEqual({});
  expect(await imageId(attributes().name)).toBeUndefined();
});

test('validation rejects an invalid name', async () => {
  const terraform = await workspaceWith(image({ name: 'App:1' }));
  const { ok, diagnostics } = await terraform.validate();
  expect(ok).toBe(false);
  expect(`${diagnostics[0]!.summary} ${diagnostics[0]!.detail}`).toContain('"App:1" is not an image name');
  expect(diagnostics[0]!.snippet?.code).toContain('App:1');
});

test('the data source finds an image on the engine, and never pulls', async () => {
  const terraform = await workspaceWith({
    data: { docker_image: { here: { name: 'busybox' } } },
    output: { id: { value: '${data.docker_image.here.id}' } },
  });
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(JSON.parse(await terraform.terraform('output', '-json', 'id'))).toBe(await imageId('busybox:latest'));

  terraform.configure({ data: { docker_image: { here: { name: `${app}:1` } } } });
  const { ok, diagnostics } = await terraform.plan();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.summary).toBe(`The engine has no image "${app}:1"`);
});

test('reads state of the standard provider, with an empty next plan', async () => {
  const id = await imageId('busybox:latest');
  const terraform = await workspaceWith(image({ name: 'busybox:latest', keep_locally: true }));
  terraform.write('terraform.tfstate', JSON.stringify({
    version: 4,
    terraform_version: '1.11.4',
    serial: 1,
    lineage: '6b5a2d0e-0000-4000-8000-000000000000',
    outputs: {},
    resources: [{
      mode: 'managed',
      type: 'docker_image',
      name: 'app',
      provider: 'provider["registry.terraform.io/kreuzwerker/docker"]',
      instances: [{
        schema_version: 0,
        attributes: {
          build: [],
          force_remove: null,
          id: `${id}busybox:latest`,
          image_id: id,
          keep_locally: true,
          name: 'busybox:latest',
          platform: null,
          pull_triggers: null,
          repo_digest: '',
          timeouts: null,
          triggers: null,
        },
        sensitive_attributes: [],
        private: 'eyJlMmJmYjczMC1lY2FhLTExZTYtOGY4OC0zNDM2M2JjN2M0YzAiOnsiY3JlYXRlIjoxMjAwMDAwMDAwMDAwfX0=',
      }],
    }],
    check_results: null,
  }));
  await terraform.terraform('state', 'replace-provider', '-auto-approve', 'kreuzwerker/docker', 'berth/docker');
  expect(await terraform.plan()).toMatchObject({ ok: true, changes: [] });
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect((await terraform.state())['docker_image.app']).toMatchObject({ id: `${id}busybox:latest`, image_id: id });
});
