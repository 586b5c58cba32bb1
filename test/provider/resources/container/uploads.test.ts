import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Engine } from '../../../../provider/engine/engine';
import { filesOf, Upload } from '../../../../provider/resources/container/fields/upload';
import { putFiles } from '../../../../provider/resources/container/operations/uploads';
import { unpacked } from '../../engine/image/source/tar';

const upload = (file: string, given: Partial<Upload> = {}): Upload =>
  ({ file, content: null, content_base64: null, source: null, executable: null, permissions: null, ...given }) as Upload;

/** What the engine gets, by the folder that it goes to. */
async function put(uploads: readonly Upload[], storage = {}) {
  const folders: Record<string, Awaited<ReturnType<typeof unpacked>>> = {};
  const putArchive = async (archive: Buffer, { path }: { path: string }) => { folders[path] = await unpacked(Readable.from([archive])); };
  const engine = { call: (_: string, use: (docker: object) => unknown) => use({ getContainer: () => ({ putArchive }) }) };
  await putFiles(engine as unknown as Engine, 'id', uploads, storage);
  return folders;
}

test('files have their content and mode', async () => {
  const source = join(mkdtempSync(join(tmpdir(), 'berth-upload-')), 'source');
  writeFileSync(source, 'from a file');
  const { '/': files } = await put([
    upload('/etc/a', { content: 'text' }),
    upload('/etc/b', { content_base64: 'AP8=', executable: true }),
    upload('/c', { source, permissions: '4750' }),
  ]);
  expect(files).toMatchObject({
    'etc/a': { type: 'file', mode: 0o644, owner: '0:0', content: 'text' },
    'etc/b': { mode: 0o744 },
    'c': { mode: 0o4750, content: 'from a file' },
  });
});

test('a file that nobody may read is none that everybody may read', async () => {
  expect((await put([upload('/secret', { content: '', permissions: '0000' })]))['/']).toMatchObject({ secret: { type: 'file', mode: 0 } });
});

test('a secret file has its owner, and the mode that everybody may read', async () => {
  const secret = { file: '/run/secrets/token', content_wo: 'topsecret', permissions: '0444', owner: '1000:1001' };
  expect((await put(filesOf({ upload: [], secret_file: [secret] })))['/']).toMatchObject({
    'run/secrets/token': { type: 'file', mode: 0o444, owner: '1000:1001', content: 'topsecret' },
  });
});

test('with a read-only root file system, each volume gets its files', async () => {
  const storage = { read_only: true, volumes: [{ container_path: '/data' }, { container_path: '/data/deep/' }] };
  const folders = await put([upload('/data/a', { content: '' }), upload('/data/deep/b', { content: '' })], storage);
  expect(folders).toMatchObject({ '/data/': { a: {} }, '/data/deep/': { b: {} } });
});

const SPELLINGS = ['/srv/../data/a', '/data/./b/../a', '//data/a'];

test.each(SPELLINGS)('a file goes into the volume in which it is, also if its path is %s', async (file) => {
  const storage = { read_only: true, volumes: [{ container_path: '/srv' }, { container_path: '/srv/..//data' }] };
  const folders = await put([upload(file, { content: 'text' })], storage);
  expect(Object.keys(folders)).toEqual(['/data/']);
  expect(Object.keys(folders['/data/']!)).toEqual(['a']);
});

test('fails for a source that can\'t be read', async () => {
  await expect(put([upload('/a', { source: '/nowhere' })])).rejects.toThrow('The file to upload can\'t be read: /nowhere');
});
