import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import * as tar from 'tar-stream';
import { berth } from '../run-berth';

type Files = Readonly<Record<string, Partial<tar.Header> & { readonly content?: string }>>;

async function tarOf(files: Readonly<Record<string, Buffer | Partial<tar.Header> & { readonly content?: string }>>): Promise<Buffer> {
  const pack = tar.pack();
  for (const [name, file] of Object.entries(files)) {
    if (Buffer.isBuffer(file)) pack.entry({ name }, file);
    else if (name.endsWith('/')) pack.entry({ ...file, name, type: 'directory' });
    else if (file.linkname !== undefined) pack.entry({ ...file, name, type: 'symlink' });
    else pack.entry({ ...file, name }, file.content ?? '');
  }
  pack.finalize();
  return buffer(pack);
}

/** Writes an archive as `docker save` does, and returns what `berth image inspect` says of it. */
async function inspected(layers: readonly Files[], config: object = {}, compress = false): Promise<Record<string, any>> {
  const tars = await Promise.all(layers.map(async (layer) => (compress ? gzipSync(await tarOf(layer)) : tarOf(layer))));
  const names = tars.map((_, index) => `layer-${index}.tar`);
  const archive = await tarOf({
    'manifest.json': { content: JSON.stringify([{ Config: 'config.json', RepoTags: null, Layers: names }]) },
    'config.json': { content: JSON.stringify({ os: 'linux', architecture: 'amd64', config }) },
    ...Object.fromEntries(tars.map((each, index) => [names[index], each])),
  });
  const path = join(mkdtempSync(join(tmpdir(), 'berth-inspect-')), 'image.tar');
  writeFileSync(path, archive);
  const { code, stdout, stderr } = await berth(['image', 'inspect', '--json', path]);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout.toString()).platforms[0];
}

test.each([false, true])('counts what a container sees: later layers hide and remove files (compressed: %s)', async (compress) => {
  const image = await inspected([
    { 'a': { content: 'aaaa' }, 'old/b': { content: 'b' }, 'kept/c': { content: 'c' }, 'gone': { content: 'd' } },
    { 'a': { content: 'aa' }, 'old/.wh..wh..opq': {}, 'old/new': { content: 'n' }, '.wh.gone': {} },
  ], {}, compress);
  expect(image).toMatchObject({ platform: 'linux/amd64', files: 3, size: 4, owners: { '0:0': 3 } });
});

test('finds what is known to be wrong', async () => {
  const { findings } = await inspected([{
    'usr/bin/su': { mode: 0o4755, content: 'x' },
    'root/.bash_history': { content: 'ls' },
    'tmp/': { mode: 0o1777 },
    'srv/': { mode: 0o777 },
    'key.pem': { content: '-----BEGIN PRIVATE KEY-----' },
  }]);
  expect(findings.map(({ path, problem }: { path: string; problem: string }) => `${path}: ${problem}`)).toEqual([
    '/usr/bin/su: runs as its owner (setuid)', '/root/.bash_history: a history of commands, which may have secrets',
    '/srv: everybody can write it', '/key.pem: a private key',
  ]);
});

test.each<[string, Files, object, readonly unknown[]]>([
  ['root', {}, {}, [expect.stringContaining('runs as root')]],
  ['a user by name', {}, { User: 'app' }, [expect.stringContaining('"app"')]],
  ['a number, and nothing to write', { a: {} }, { User: '7' }, []],
  ['a folder of the user', { 'var/': { uid: 7, mode: 0o755 }, 'var/deep/': { uid: 7, mode: 0o755 } }, { User: '7:8' },
    ['mounts at /var, if the program writes there: the root file system is read-only']],
  ['a folder of the group', { 'var/': { gid: 8, mode: 0o775 } }, { User: '7:8' }, [expect.stringContaining('mounts at /var,')]],
  ['a folder with a volume', { 'data/': { uid: 7, mode: 0o755 } }, { User: '7', Volumes: { '/data': {} } }, []],
])('says what RESTRICTED needs: %s', async (_, files, config, expected) => {
  expect((await inspected([files], config)).neededUnderRestricted).toEqual(expected);
});

test('what is no image is refused', async () => {
  const { code, stderr } = await berth(['image', 'inspect', __filename]);
  expect([code, stderr]).toEqual([1, expect.stringContaining('Error:')]);
});
