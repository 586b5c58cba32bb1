import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker, forget, imageId, makeImage } from './docker';
import { folderPerTest, imported, inside, NAME, OTHER, REPOSITORY } from './imported-image';
import { ociLayout } from './oci-layout';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(REPOSITORY);
let folder: string;
/** An archive from `docker save`. */
let saved: string;
let busybox: string;

folderPerTest((made) => { folder = made; });

beforeEach(async () => {
  saved = join(folder, 'saved.tar');
  busybox = (await imageId('busybox:latest'))!;
  await run('docker', ['save', 'busybox:latest', '--output', saved]);
});

test.each([
  ['as a tar file', async () => saved],
  ['compressed with gzip', async () => {
    await run('gzip', [saved]);
    return `${saved}.gz`;
  }],
  ['as a folder', async () => {
    mkdirSync(join(folder, 'saved'));
    await run('tar', ['--extract', '--file', saved, '--directory', join(folder, 'saved')]);
    return join(folder, 'saved');
  }],
])('loads the identical image from `docker save`, %s', async (_how, archive) => {
  const terraform = await workspaceWith(imported({ archive: await archive() }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await imageId(NAME)).toBe(busybox);
  expect((await terraform.plan()).changes).toEqual([]);
  await terraform.destroy();
  expect(await imageId(NAME)).toBeUndefined();
  expect(await imageId('busybox:latest')).toBe(busybox);
});

test('loads from an archive of several images the one with the same name, and no other name', async () => {
  const id = await makeImage(NAME, 'this');
  await docker.getImage(NAME).tag({ repo: REPOSITORY, tag: 'other' });
  await run('docker', ['save', 'busybox:latest', NAME, OTHER, '--output', saved]);
  await forget(NAME, OTHER);

  const terraform = await workspaceWith(imported({ archive: saved }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await imageId(NAME)).toBe(id);
  expect(await imageId(OTHER)).toBeUndefined();

  terraform.configure(imported({ name: `${REPOSITORY}:third`, archive: saved }));
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.summary).toBe(`The archive ${saved} contains several images`);
  expect(diagnostics[0]!.detail).toContain('busybox:latest for linux/amd64');
});

test.each([
  ['as a folder', false], ['as a tar file', true],
])('loads an OCI image layout, %s, only for the engine\'s platform', async (_how, asTar) => {
  const layout = await ociLayout(saved, join(folder, 'layout'), ['linux/amd64', 'linux/arm64']);
  if (asTar) await run('tar', ['--create', '--file', `${layout}.tar`, '--directory', layout, '.']);
  const archive = asTar ? `${layout}.tar` : layout;
  const terraform = await workspaceWith(imported({ archive }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await docker.getImage(NAME).inspect()).toMatchObject({ Architecture: 'amd64', Os: 'linux' });
  expect(await inside(NAME, 'echo', 'it runs')).toBe('it runs\n');
  expect((await terraform.plan()).changes).toEqual([]);

  terraform.configure(imported({ archive, platform: 'linux/arm64' }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await docker.getImage(NAME).inspect()).toMatchObject({ Architecture: 'arm64' });

  terraform.configure(imported({ archive, platform: 'linux/s390x' }));
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.summary).toBe(`The archive ${archive} contains no image for linux/s390x`);
  expect(diagnostics[0]!.detail).toContain('linux/amd64');
});

test('fails for a truncated archive, and leaves nothing behind', async () => {
  writeFileSync(saved, readFileSync(saved).subarray(0, 1024 * 1024));
  const terraform = await workspaceWith(imported({ archive: saved }));
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.summary).toContain(`The archive ${saved} can't be read`);
  expect(await imageId(NAME)).toBeUndefined();
});
