import { chmodSync, cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, forget, imageId, makeImage } from './docker';
import { ociLayout } from './oci-layout';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const REPOSITORY = 'e2e-image-import';
const NAME = `${REPOSITORY}:1`;
const OTHER = `${REPOSITORY}:other`;
const CONTAINER = `${REPOSITORY}-user`;

const workspaceWith = workspacePerTest(REPOSITORY);
let folder: string;
let root: string;

function imported(attributes: object): object {
  return { resource: { docker_image_import: { app: { name: NAME, ...attributes } } } };
}

/** What a command in a container of the image prints. */
async function inside(image: string, ...command: string[]): Promise<string> {
  return run('docker', ['run', '--rm', '--network=none', '--name', CONTAINER, image, ...command]);
}

/** The programs and files of the image `busybox`, as an ordinary folder. */
async function rootFilesystem(target: string): Promise<void> {
  const container = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  mkdirSync(target);
  await run('sh', ['-c', `docker export ${container.id} | tar --extract --directory ${target} --exclude 'dev/*'`]);
  await container.remove();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'berth-import-'));
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

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder becomes an image with its permissions and links, whose next plan is empty, and that is taken away', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root, changes: ['CMD ["cat", "/data/link"]', 'LABEL kind=imported', 'ENV GREETING=hello'] }));
  expect(await terraform.apply()).toMatchObject({ ok: true });

  const id = await imageId(NAME);
  expect((await terraform.state())['docker_image_import.app']).toMatchObject({ id: `${id}${NAME}`, image_id: id, source_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  expect(await inside(NAME)).toBe('the content');
  expect(await inside(NAME, 'sh', '-c', 'echo $GREETING; stat -c "%n %a %u:%g %h" /data/*')).toBe([
    'hello', '/data/empty 755 0:0 2', '/data/first 4750 0:0 2', '/data/link 777 0:0 1', '/data/locked 0 0:0 1', '/data/second 4750 0:0 2', '',
  ].join('\n'));
  expect((await terraform.plan()).changes).toEqual([]);

  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await imageId(NAME)).toBeUndefined();
  expect(await imageId(id!)).toBeUndefined();
});

test.each([
  ['a tar file', 'root.tar', '--create'],
  ['a tar file compressed with gzip', 'root.tar.gz', '--create --gzip'],
])('%s of a root file system becomes an image', async (_what, file, how) => {
  await run('sh', ['-c', `tar ${how} --file ${join(folder, file)} --directory ${root} .`]);
  const terraform = await workspaceWith(imported({ root_filesystem: join(folder, file), changes: ['CMD ["cat", "/data/first"]'] }));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await inside(NAME)).toBe('the content');
  expect((await terraform.plan()).changes).toEqual([]);
});

test('a copy of the folder elsewhere is the same source, and changed content is another image', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: 'rootfs' }));
  cpSync(root, join(terraform.folder, 'rootfs'), { recursive: true, verbatimSymlinks: true });
  chmodSync(join(terraform.folder, 'rootfs/data/locked'), 0);
  expect(await terraform.apply()).toMatchObject({ ok: true });
  const id = await imageId(NAME);

  terraform.configure(imported({ root_filesystem: root }));
  await terraform.apply();
  expect(await imageId(NAME)).toBe(id);

  writeFileSync(join(root, 'data/first'), 'another content');
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] }, action_reason: 'replace_because_cannot_update' }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await inside(NAME, 'cat', '/data/second')).toBe('another content');
  expect(await imageId(id!)).toBeUndefined();
  expect((await terraform.plan()).changes).toEqual([]);
});

test('content that changes between plan and apply is not applied', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.plan();
  writeFileSync(join(root, 'data/first'), 'another content');
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: false });
  expect(await imageId(NAME)).toBeUndefined();
});

test('the source is not needed once the image is there', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.apply();
  rmSync(root, { recursive: true });
  const plan = await terraform.plan();
  expect(plan.changes).toEqual([]);
  expect(plan.diagnostics).toMatchObject([{ severity: 'warning', summary: `"${root}" does not exist yet` }]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await imageId(NAME)).toBeUndefined();
});

test('fails to make an image from nothing', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: 'nowhere' }));
  expect((await terraform.plan()).diagnostics).toMatchObject([{ severity: 'warning' }]);
  const { ok, diagnostics } = await terraform.applyLastPlan();
  expect(ok).toBe(false);
  expect(diagnostics.find(({ severity }) => severity === 'error')).toMatchObject({
    summary: '"nowhere" does not exist', detail: expect.stringContaining('relative to the working directory of terraform'), snippet: { code: expect.stringContaining('nowhere') },
  });
});

test('an image that was removed outside is made again', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.apply();
  await forget(NAME);
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['create'] } }]);
  await terraform.applyLastPlan();
  expect(await imageId(NAME)).toBeDefined();
});

test('a name that was given to another image outside is taken back, and nothing is left behind', async () => {
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

test('an image that got another name outside, too, is left to that name', async () => {
  const terraform = await workspaceWith(imported({ root_filesystem: root }));
  await terraform.apply();
  await docker.getImage(NAME).tag({ repo: REPOSITORY, tag: 'other' });
  expect((await terraform.plan()).changes).toEqual([]);
  await terraform.destroy();
  expect(await imageId(NAME)).toBeUndefined();
  expect(await imageId(OTHER)).toBeDefined();
});

test('an image that has only another name is made anew, and is left to that name', async () => {
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

describe('archives', () => {
  /** What `docker save` wrote of two images. */
  let saved: string;
  let busybox: string;

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
  ])('what `docker save` wrote, %s, is the very same image', async (_how, archive) => {
    const terraform = await workspaceWith(imported({ archive: await archive() }));
    expect(await terraform.apply()).toMatchObject({ ok: true });
    expect(await imageId(NAME)).toBe(busybox);
    expect((await terraform.plan()).changes).toEqual([]);
    await terraform.destroy();
    expect(await imageId(NAME)).toBeUndefined();
    expect(await imageId('busybox:latest')).toBe(busybox);
  });

  test('of several images, the one of the same name is taken, and no other gets a name', async () => {
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
    expect(diagnostics[0]!.summary).toBe(`The archive ${saved} holds several images`);
    expect(diagnostics[0]!.detail).toContain('busybox:latest for linux/amd64');
  });

  test.each([['as a folder', false], ['as a tar file', true]])('an OCI image layout, %s, is loaded for the engine\'s platform, and for no other', async (_how, asTar) => {
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
    expect(diagnostics[0]!.summary).toBe(`The archive ${archive} holds no image for linux/s390x`);
    expect(diagnostics[0]!.detail).toContain('linux/amd64');
  });

  test('fails for an archive that breaks off, and leaves nothing', async () => {
    writeFileSync(saved, readFileSync(saved).subarray(0, 1024 * 1024));
    const terraform = await workspaceWith(imported({ archive: saved }));
    const { ok, diagnostics } = await terraform.apply();
    expect(ok).toBe(false);
    expect(diagnostics[0]!.summary).toContain(`The archive ${saved} can't be read`);
    expect(await imageId(NAME)).toBeUndefined();
  });
});

test('to say what platform it is for, or to say it no more, makes no other image', async () => {
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
  ['a root file system that is no tar file', { root_filesystem: 'garbage' }, /tar header/, /not a whole tar file/],
  ['a platform that the engine can\'t give it', { root_filesystem: 'root', platform: 'linux/s390x' }, /made an image for linux\/amd64, and not for linux\/s390x/, /The image was removed/],
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
  ['changes of an archive', { archive: 'b', changes: ['CMD true'] }, '`changes` can\'t be used with `archive`'],
  ['an instruction that builds', { root_filesystem: 'a', changes: ['RUN make'] }, '"RUN" can\'t be applied'],
  ['a digest for a name', { root_filesystem: 'a', name: `app@sha256:${'0'.repeat(64)}` }, 'can\'t be given to an image as a name'],
])('fails for %s, when it is validated', async (_what, attributes, expected) => {
  const terraform = await workspaceWith(imported(attributes));
  const { ok, diagnostics } = await terraform.validate();
  expect(ok).toBe(false);
  expect(`${diagnostics[0]!.summary} ${diagnostics[0]!.detail}`).toContain(expected);
});
