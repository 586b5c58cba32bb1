import { chmodSync, cpSync, linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker, forget, imageId } from './docker';
import { folderPerTest, imported, inside, NAME, OTHER, REPOSITORY } from './imported-image';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(REPOSITORY);
let folder: string;
let root: string;

folderPerTest((made) => { folder = made; });

/** Exports the file system of the image `busybox` to a folder. */
async function rootFilesystem(target: string): Promise<void> {
  const container = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  mkdirSync(target);
  await run('sh', ['-c', `docker export ${container.id} | tar --extract --directory ${target} --exclude 'dev/*'`]);
  await container.remove();
}

beforeEach(async () => {
  root = join(folder, 'root');
  await rootFilesystem(root);
  mkdirSync(join(root, 'data/empty'), { recursive: true });
  writeFileSync(join(root, 'data/first'), 'the content');
  linkSync(join(root, 'data/first'), join(root, 'data/second'));
  symlinkSync('first', join(root, 'data/link'));
  chmodSync(join(root, 'data/first'), 0o4750);
  writeFileSync(join(root, 'data/locked'), 'for nobody');
  chmodSync(join(root, 'data/locked'), 0);
});

test('imports a folder with its permissions and links, has an empty next plan, and removes the image', async () => {
  const terraform = await workspaceWith(
    imported({ root_filesystem: root, changes: ['CMD ["cat", "/data/link"]', 'LABEL kind=imported', 'ENV GREETING=hello'] }),
  );
  expect(await terraform.apply()).toMatchObject({ ok: true });

  const id = await imageId(NAME);
  expect(
    (await terraform.state())['docker_image_import.app'],
  ).toMatchObject({ id: `${id}${NAME}`, image_id: id, source_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  expect(await inside(NAME)).toBe('the content');
  expect(await inside(NAME, 'sh', '-c', 'echo $GREETING; stat -c "%n %a %u:%g %h" /data/*')).toBe([
    'hello', '/data/empty 755 0:0 2', '/data/first 4750 0:0 2', '/data/link 777 0:0 1', '/data/locked 0 0:0 1',
    '/data/second 4750 0:0 2', '',
  ].join('\n'));
  expect((await terraform.plan()).changes).toEqual([]);

  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await imageId(NAME)).toBeUndefined();
  expect(await imageId(id!)).toBeUndefined();
});

test.each([
  ['a tar file', 'root.tar', '--create'],
  ['a tar file compressed with gzip', 'root.tar.gz', '--create --gzip'],
])('imports %s of a root file system', async (_what, file, how) => {
  await run('sh', ['-c', `tar ${how} --file ${join(folder, file)} --directory ${root} .`]);
  const terraform = await workspaceWith(imported({ root_filesystem: join(folder, file), changes: ['CMD ["cat", "/data/first"]'] }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await inside(NAME)).toBe('the content');
  expect((await terraform.plan()).changes).toEqual([]);
});

test('a copy of the folder is the same source, and changed content replaces the image', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: 'rootfs' }));
  cpSync(root, join(terraform.folder, 'rootfs'), { recursive: true, verbatimSymlinks: true });
  chmodSync(join(terraform.folder, 'rootfs/data/locked'), 0);
  expect(await terraform.apply()).toMatchObject({ ok: true });
  const id = await imageId(NAME);

  terraform.configure(imported({ root_filesystem: root }));
  await terraform.apply();
  expect(await imageId(NAME)).toBe(id);

  writeFileSync(join(root, 'data/first'), 'another content');
  expect(
    (await terraform.plan()).changes,
  ).toMatchObject([{ change: { actions: ['delete', 'create'] }, action_reason: 'replace_because_cannot_update' }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await inside(NAME, 'cat', '/data/second')).toBe('another content');
  expect(await imageId(id!)).toBeUndefined();
  expect((await terraform.plan()).changes).toEqual([]);
});

test('does not apply content that changes between plan and apply', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.plan();
  writeFileSync(join(root, 'data/first'), 'another content');
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: false });
  expect(await imageId(NAME)).toBeUndefined();
});

test('needs no source once the image exists', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.apply();
  rmSync(root, { recursive: true });
  const plan = await terraform.plan();
  expect(plan.changes).toEqual([]);
  expect(plan.diagnostics).toMatchObject([{ severity: 'warning', summary: `"${root}" does not exist yet` }]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await imageId(NAME)).toBeUndefined();
});

test('fails for a missing source', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: 'nowhere' }));
  expect((await terraform.plan()).diagnostics).toMatchObject([{ severity: 'warning' }]);
  const { ok, diagnostics } = await terraform.applyLastPlan();
  expect(ok).toBe(false);
  expect(diagnostics.find(({ severity }) => severity === 'error')).toMatchObject({
    summary: '"nowhere" does not exist',
    detail: expect.stringContaining('relative to the working directory of terraform'),
    snippet: {
      code: expect.stringContaining('nowhere'),
    },
  });
});

test('recreates an image that was removed outside of terraform', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.apply();
  await forget(NAME);
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['create'] } }]);
  await terraform.applyLastPlan();
  expect(await imageId(NAME)).toBeDefined();
});

test('restores a name that was moved to another image outside of terraform, and leaves nothing behind', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.apply();
  const [id, busybox] = [await imageId(NAME), await imageId('busybox:latest')];
  await docker.getImage('busybox:latest').tag({ repo: REPOSITORY, tag: '1' });

  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] } }]);
  await terraform.applyLastPlan();
  expect(await imageId(NAME)).not.toBe(busybox);
  expect(await imageId('busybox:latest')).toBe(busybox);
  expect(await imageId(id!)).toBeUndefined();
  expect((await terraform.plan()).changes).toEqual([]);
});

test('keeps an image under another name that it got outside of terraform', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.apply();
  await docker.getImage(NAME).tag({ repo: REPOSITORY, tag: 'other' });
  expect((await terraform.plan()).changes).toEqual([]);
  await terraform.destroy();
  expect(await imageId(NAME)).toBeUndefined();
  expect(await imageId(OTHER)).toBeDefined();
});

test('recreates an image that has only another name, and keeps the image under that name', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.apply();
  const id = await imageId(NAME);
  await docker.getImage(NAME).tag({ repo: REPOSITORY, tag: 'other' });
  await docker.getImage(NAME).remove();
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await imageId(NAME)).toBeDefined();
  expect(await imageId(OTHER)).toBe(id);
  expect((await terraform.plan()).changes).toEqual([]);
});

test('adding or removing the platform keeps the image', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: 'root' }));
  terraform.write('root/file', 'x');
  expect(await terraform.apply()).toMatchObject({ ok: true });
  const id = await imageId(NAME);
  for (const platform of ['linux/amd64', undefined]) {
    terraform.configure(imported({ root_filesystem: 'root', ...(platform && { platform }) }));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await imageId(NAME)).toBe(id);
  }
});

test.each([
  ['a root file system that is not a tar file', { root_filesystem: 'garbage' }, /tar header/, /not a complete tar file/],
  [
    'a platform that the engine can\'t assign', { root_filesystem: 'root', platform: 'linux/s390x' },
    /created an image for linux\/amd64, not for linux\/s390x/, /The image was removed/,
  ],
])('fails for %s', async (_what, attributes, summary, detail) => {
  const terraform = await workspaceWith(imported(attributes));
  terraform.write('garbage', 'no tar '.repeat(1000));
  terraform.write('root/file', 'x');
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.summary).toMatch(summary);
  expect(diagnostics[0]!.detail).toMatch(detail);
  expect(await imageId(NAME)).toBeUndefined();
});

test.each([
  ['two sources', { root_filesystem: 'a', archive: 'b' }, '`root_filesystem` and `archive` can\'t be set together'],
  ['no source', {}, 'Neither `root_filesystem` nor `archive`'],
  ['changes to an archive', { archive: 'b', changes: ['CMD true'] }, '`changes` can\'t be used with `archive`'],
  ['a build instruction', { root_filesystem: 'a', changes: ['RUN make'] }, '"RUN" can\'t be applied'],
  ['a digest as name', { root_filesystem: 'a', name: `app@sha256:${'0'.repeat(64)}` }, 'can\'t be given to an image as a name'],
])('validation rejects %s', async (_what, attributes, expected) => {
  const terraform = await workspaceWith(imported(attributes));
  const { ok, diagnostics } = await terraform.validate();
  expect(ok).toBe(false);
  expect(`${diagnostics[0]!.summary} ${diagnostics[0]!.detail}`).toContain(expected);
});
