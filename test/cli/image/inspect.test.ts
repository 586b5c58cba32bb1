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
    else if (file.type === 'link') pack.entry({ ...file, name });
    else if (file.linkname !== undefined) pack.entry({ ...file, name, type: 'symlink' });
    else pack.entry({ ...file, name }, file.content ?? '');
  }
  pack.finalize();
  return buffer(pack);
}

/** Writes an archive as `docker save` does, and returns its path. */
async function archiveOf(layers: readonly Files[], config: object, compress = false): Promise<string> {
  const tars = await Promise.all(layers.map(async (layer) => (compress ? gzipSync(await tarOf(layer)) : tarOf(layer))));
  const names = tars.map((_, index) => `layer-${index}.tar`);
  const archive = await tarOf({
    'manifest.json': { content: JSON.stringify([{ Config: 'config.json', RepoTags: null, Layers: names }]) },
    'config.json': { content: JSON.stringify({ os: 'linux', architecture: 'amd64', config }) },
    ...Object.fromEntries(tars.map((each, index) => [names[index], each])),
  });
  const path = join(mkdtempSync(join(tmpdir(), 'berth-inspect-')), 'image.tar');
  writeFileSync(path, archive);
  return path;
}

/** Returns what `berth image inspect` says of an image. */
async function inspected(layers: readonly Files[], config: object = {}, compress = false): Promise<Record<string, any>> {
  const { code, stdout, stderr } = await berth(['image', 'inspect', '--json', await archiveOf(layers, config, compress)]);
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
    'usr/bin/ping': { mode: 0o755, content: 'x', pax: { 'SCHILY.xattr.security.capability': '\u0001' } },
    'srv/': { mode: 0o777 },
    'key.pem': { content: '-----BEGIN PRIVATE KEY-----' },
  }]);
  expect(findings.map(({ path, problem }: { path: string; problem: string }) => `${path}: ${problem}`)).toEqual([
    '/usr/bin/su: runs as its owner (setuid)', '/root/.bash_history: a history of commands, which may have secrets',
    '/usr/bin/ping: runs with capabilities of its own (security.capability)',
    '/srv: everybody can write it', '/key.pem: a private key',
  ]);
});

test('a name in the image stays in its line', async () => {
  const path = await archiveOf([{ 'srv\nNothing in it is known to be wrong./': { mode: 0o777 } }], { User: '7\nforged: line' });
  const { stdout } = await berth(['image', 'inspect', path]);
  const lines = stdout.toString().split('\n');
  expect(lines).not.toContain('Nothing in it is known to be wrong.');
  expect(lines.filter((line) => line.startsWith('forged'))).toEqual([]);
  expect(stdout.toString()).toContain('\\u{a}');
});

const problemsIn = async (...layers: Files[]) => (await inspected(layers)).findings
  .map(({ path, problem }: { path: string; problem: string }) => `${path}: ${problem}`);

describe('what a layer has behind links and under several names', () => {
  const setuid = { mode: 0o4755, content: 'x' };

  test('a folder /bin that is no link has files of its own', async () => {
    expect(await problemsIn({ 'usr/bin/su': setuid, 'bin/su': { mode: 0o755, content: 'y' } }))
      .toEqual(['/usr/bin/su: runs as its owner (setuid)']);
    expect(await problemsIn({ 'usr/bin/su': setuid }, { 'bin/su': { mode: 0o755, content: 'y' } }))
      .toEqual(['/usr/bin/su: runs as its owner (setuid)']);
    expect(await problemsIn({ 'usr/bin/su': setuid }, { 'bin/.wh.su': {} })).toEqual(['/usr/bin/su: runs as its owner (setuid)']);
    expect(await problemsIn({ 'bin/su': setuid }, { 'bin/.wh.su': {} })).toEqual([]);
  });

  test('an entry behind a link of its layer is where the link leads', async () => {
    expect(await problemsIn({ 'usr/bin/su': { mode: 0o755, content: 'x' }, 'a': { linkname: 'usr' }, 'a/bin/su': setuid }))
      .toEqual(['/usr/bin/su: runs as its owner (setuid)']);
    expect(await problemsIn({ 'a': { linkname: '/' }, 'a/su': setuid })).toEqual(['/su: runs as its owner (setuid)']);
    expect(await problemsIn({ 'a': { linkname: 'a' }, 'a/su': setuid })).toEqual(['/a/su: runs as its owner (setuid)']);
  });

  test('what takes the place of a folder takes that of all in it', async () => {
    expect(await problemsIn({ 'srv/': { mode: 0o755 }, 'srv/su': setuid }, { srv: { linkname: 'other' } })).toEqual([]);
    expect(await problemsIn({ 'srv/': { mode: 0o755 }, 'srv/su': setuid }, { 'srv/': { mode: 0o755 } })).toHaveLength(1);
    expect(await problemsIn({ su: setuid }, { '.wh..wh..opq': {} })).toEqual([]);
  });

  test('all names of a file have its mode, whichever entry sets it', async () => {
    const plain = { mode: 0o755, content: 'x' };
    expect(await problemsIn({ su: setuid, other: { type: 'link', linkname: 'su', mode: 0o755 } }))
      .toEqual(['/su: runs as its owner (setuid)', '/other: runs as its owner (setuid)']);
    expect(await problemsIn({
      one: plain, two: { type: 'link', linkname: '/one', mode: 0o755 }, three: { type: 'link', linkname: 'two', mode: 0o4755 },
    })).toEqual(['one', 'two', 'three'].map((name) => `/${name}: runs as its owner (setuid)`));
    expect(await problemsIn({ none: { type: 'link', linkname: 'gone', mode: 0o4755 } })).toEqual(['/none: runs as its owner (setuid)']);
  });
});

test.each<[string, Files, object, readonly unknown[]]>([
  ['a number that no engine accepts', {}, { User: '4294967296' }, [
    '`user`: the image runs as a user with the number 4294967296, which no engine accepts, and a number other than root\'s is required, up '
      + 'to 2147483647',
  ]],
  ['a volume in the place of /proc', {}, { User: '7', Volumes: { '/proc': {}, '/data': {} } },
    ['another image: no container can have a volume at /proc, as this one declares']],
  ['a label of the provider', {}, { User: '7', Labels: { 'berth.clone-set': 'x', 'berth.virtual-host': 'blue', 'a': 'b' } },
    ['another image: the provider refuses a container with the label "berth.clone-set", which is its own']],
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

test('an archive of which engines load different images is refused', async () => {
  const named = (id: string) => ({
    'manifest.json': { content: JSON.stringify([{ Config: `blobs/sha256/${id}`, RepoTags: null, Layers: [] }]) },
  });
  const [config, manifest] = ['a', 'b'].map((letter) => letter.repeat(64));
  const blob = (id: string) => `blobs/sha256/${id}`;
  const layout = {
    'index.json': { content: JSON.stringify({ manifests: [{ digest: `sha256:${manifest}` }] }) },
    [blob(manifest!)]: { content: JSON.stringify({ config: { digest: `sha256:${config}` }, layers: [] }) },
    [blob(config!)]: { content: JSON.stringify({ os: 'linux', architecture: 'amd64', config: {} }) },
    [blob('c'.repeat(64))]: { content: JSON.stringify({ os: 'linux', architecture: 'amd64', config: { User: '7' } }) },
  };
  const path = join(mkdtempSync(join(tmpdir(), 'berth-inspect-')), 'image.tar');
  writeFileSync(path, await tarOf({ ...layout, ...named(config!) }));
  expect((await berth(['image', 'inspect', path])).code).toBe(0);
  writeFileSync(path, await tarOf({ ...layout, ...named('c'.repeat(64)) }));
  const { code, stderr } = await berth(['image', 'inspect', path]);
  expect([code, stderr]).toEqual([1, expect.stringContaining('its index.json and its manifest.json name different images')]);
});

test('a layer of which programs read different entries is refused', async () => {
  const end = Buffer.alloc(1024);
  const layer = Buffer.concat([await tarOf({ su: { mode: 0o4755 } }), end, await tarOf({ su: { mode: 0o755 } })]);
  const path = join(mkdtempSync(join(tmpdir(), 'berth-inspect-')), 'image.tar');
  writeFileSync(path, await tarOf({
    'manifest.json': { content: JSON.stringify([{ Config: 'config.json', RepoTags: null, Layers: ['layer.tar'] }]) },
    'config.json': { content: '{}' },
    'layer.tar': layer,
  }));
  const { code, stderr } = await berth(['image', 'inspect', path]);
  expect([code, stderr]).toEqual([
    1, expect.stringContaining('programs may read its layer layer.tar in different ways: it has entries after its end'),
  ]);
});

test('what is no image is refused', async () => {
  const { code, stderr } = await berth(['image', 'inspect', __filename]);
  expect([code, stderr]).toEqual([1, expect.stringContaining('Error:')]);
});
