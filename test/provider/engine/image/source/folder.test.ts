import { once } from 'node:events';
import {
  chmodSync, chownSync, cpSync, linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync,
} from 'node:fs';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpacked } from './tar';
import { hashSource } from '../../../../../provider/engine/image/source/hash';
import { packFolder } from '../../../../../provider/engine/image/source/pack';

const LONG = `long/${'name'.repeat(40)}`;

let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'berth-folder-'));
  root = join(folder, 'root');
  mkdirSync(join(root, 'long'), { recursive: true });
  mkdirSync(join(root, 'empty'));
  writeFileSync(join(root, 'file'), 'content');
  writeFileSync(join(root, LONG), 'deep');
  writeFileSync(join(root, 'größe'), 'wide');
  symlinkSync('file', join(root, 'link'));
  symlinkSync('/nowhere', join(root, 'dangling'));
  writeFileSync(join(root, 'locked'), 'secret', { mode: 0 });
});

afterEach(() => rmSync(folder, { recursive: true }));

test('packs permissions, links and long names, owned by root', async () => {
  linkSync(join(root, 'file'), join(root, 'same'));
  if (process.getuid?.() === 0) chownSync(join(root, 'file'), 1234, 1234);
  chmodSync(join(root, 'file'), 0o4711);
  chmodSync(join(root, 'empty'), 0o1777);

  expect(await unpacked(packFolder(root))).toEqual({
    dangling: { type: 'symlink', mode: 0o777, owner: '0:0', linkname: '/nowhere', content: '' },
    empty: { type: 'directory', mode: 0o1777, owner: '0:0', content: '' },
    file: { type: 'file', mode: 0o4711, owner: '0:0', content: 'content' },
    größe: { type: 'file', mode: 0o644, owner: '0:0', content: 'wide' },
    link: { type: 'symlink', mode: 0o777, owner: '0:0', linkname: 'file', content: '' },
    locked: { type: 'file', mode: 0, owner: '0:0', content: 'secret' },
    long: { type: 'directory', mode: 0o755, owner: '0:0', content: '' },
    [LONG]: { type: 'file', mode: 0o644, owner: '0:0', content: 'deep' },
    same: { type: 'link', mode: 0o4711, owner: '0:0', linkname: 'file', content: '' },
  });
});

test('skips sockets', async () => {
  const server = await new Promise<Server>((resolve) => {
    const listening = createServer().listen(join(root, 'socket'), () => resolve(listening));
  });
  expect(Object.keys(await unpacked(packFolder(root)))).not.toContain('socket');
  await new Promise((resolve) => server.close(resolve));
});

test('a stream that is closed early ends', async () => {
  writeFileSync(join(root, 'large'), Buffer.alloc(8 * 1024 * 1024));
  const stream = packFolder(root);
  await once(stream, 'readable');
  const closed = once(stream, 'close');
  stream.destroy();
  await closed;
});

test('fails for a file that changes while it is packed', async () => {
  writeFileSync(join(root, 'AAA'), Buffer.alloc(8 * 1024 * 1024));
  const stream = packFolder(root);
  await once(stream, 'readable');
  truncateSync(join(root, 'AAA'), 1024);
  await expect(unpacked(stream)).rejects.toThrow(`${join(root, 'AAA')} changed while it was read`);
});

test('fails for a missing folder', async () => {
  await expect(unpacked(packFolder(join(folder, 'none')))).rejects.toThrow('ENOENT');
});

test('a copy has the same hash, whatever its times, owner and hard links', async () => {
  linkSync(join(root, 'file'), join(root, 'same'));
  const copy = join(folder, 'copy');
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  utimesSync(join(copy, 'file'), 1, 1);
  if (process.getuid?.() === 0) chownSync(join(copy, 'file'), 1234, 1234);
  expect(await hashSource(copy)).toBe(await hashSource(root));
});

test.each<[string, () => void]>([
  ['the content', () => writeFileSync(join(root, 'file'), 'Content')],
  ['permissions', () => chmodSync(join(root, 'file'), 0o600)],
  ['the permissions of a directory', () => chmodSync(join(root, 'empty'), 0o700)],
  ['names', () => renameSync(join(root, 'file'), join(root, 'File'))],
  ['the target of a link', () => {
    rmSync(join(root, 'link'));
    symlinkSync('empty', join(root, 'link'));
  }],
  ['the type: a copy instead of a link', () => {
    rmSync(join(root, 'link'));
    writeFileSync(join(root, 'link'), 'content');
  }],
  ['empty directories', () => mkdirSync(join(root, 'empty/empty'))],
])('the hash depends on %s', async (_what, change) => {
  const before = await hashSource(root);
  change();
  expect(await hashSource(root)).not.toBe(before);
});

test('the hash of a file is that of its bytes', async () => {
  expect(await hashSource(join(root, 'file'))).toBe('sha256:ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73');
});
