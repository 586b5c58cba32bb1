import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { extract } from 'tar-stream';
import { archiveOf, entriesIn, rewritten } from './archives';
import { toArchive, toEngine, walkPath } from '../../cli/volume/tar/paths';
import { formatPax, parsePax, XATTR } from '../../cli/volume/tar/pax';
import { Tally } from '../../cli/volume/tar/tally';

const LONG = `${'folder/'.repeat(30)}${'ü'.repeat(90)}`;
/** A file capability of version 2, with bytes that are no text. */
const CAPABILITY = Buffer.from('01000002ff8000c0000000000000000000000000', 'hex');

/** Reads an archive with the library that the code under test does not use. */
async function read(archive: Buffer) {
  const entries: object[] = [];
  const reader = extract();
  reader.on('entry', (header, stream, next) => {
    const { name, type, mode, uid, gid, mtime, linkname } = header;
    void buffer(stream).then((content) => {
      entries.push({ name, type, mode, uid, gid, mtime, linkname: linkname ?? null, content: content.toString() });
      next();
    });
  });
  await new Promise<void>((resolve, reject) => reader.on('finish', resolve).on('error', reject).end(archive));
  return entries as { name: string }[];
}

const entry = { uid: 1234, gid: 5678, mode: 0o4751, mtime: new Date(1_600_000_000_000) };

test('moves an archive into the folder of the helper and back, and changes nothing else', async () => {
  const archive = await archiveOf(
    { name: './', type: 'directory', ...entry },
    { name: './file', content: 'x'.repeat(3000), ...entry },
    { name: './hard', type: 'link', linkname: './file', ...entry },
    { name: './soft', type: 'symlink', linkname: './file', ...entry },
    { name: './null', type: 'character-device', devmajor: 1, devminor: 3, ...entry },
    { name: `./${LONG}`, content: 'deep', ...entry },
  );
  const inside = await rewritten(archive, toEngine);
  expect((await read(inside)).map(({ name }) => name)).toEqual(['d', 'd/file', 'd/hard', 'd/soft', 'd/null', `d/${LONG}`]);
  expect(await read(inside)).toContainEqual(expect.objectContaining({ name: 'd/hard', linkname: 'd/file' }));
  expect(await read(inside)).toContainEqual(expect.objectContaining({ name: 'd/soft', linkname: './file' }));
  const normal = (each: { name: string }) => ({ ...each, name: each.name.replace(/^\.?\/?/, '') });
  expect((await read(await rewritten(inside, toArchive))).map(normal)).toEqual((await read(archive)).map(normal));
});

test.each([1, 511, 512, 513, 100_000])('reads a stream in pieces of %i bytes', async (size) => {
  const archive = await archiveOf({ name: 'a', content: 'x'.repeat(700) }, { name: LONG, content: 'y' });
  expect(await rewritten(archive, toEngine, size)).toEqual(await rewritten(archive, toEngine));
});

test('adds extended attributes whose values are no text', async () => {
  const archive = await archiveOf({ name: './ping', content: 'x' });
  const changed = await rewritten(archive, (each) => {
    each.records.set(`${XATTR}security.capability`, CAPABILITY);
    return each;
  });
  expect((await entriesIn(changed))[0]!.records.get(`${XATTR}security.capability`)).toEqual(CAPABILITY);
  // They survive a second copy, too.
  expect((await entriesIn(await rewritten(changed, toEngine)))[0]!.records.get(`${XATTR}security.capability`)).toEqual(CAPABILITY);
});

test('pax records keep any bytes', () => {
  const values = fc.uint8Array({ maxLength: 1200 }).map((bytes) => Buffer.from(bytes));
  fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z.]{1,20}$/), values), (records) => {
    expect(parsePax(formatPax(new Map(Object.entries(records))))).toEqual(new Map(Object.entries(records)));
  }));
});

describe('an archive of GNU tar', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'berth-tar-'));
    mkdirSync(join(folder, LONG), { recursive: true });
    writeFileSync(join(folder, LONG, 'file'), 'deep');
    writeFileSync(join(folder, 'holes'), 'x');
    truncateSync(join(folder, 'holes'), 1_000_000);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const tar = (...options: readonly string[]) =>
    execFileSync('tar', ['-C', folder, ...options, '-c', '.'], { maxBuffer: 64 * 1024 * 1024 });

  test.each(['gnu', 'pax'])('in the format %s keeps long names', async (format) => {
    expect((await read(await rewritten(tar(`--format=${format}`), toEngine))).map(({ name }) => name)).toContain(`d/${LONG}/file`);
  });

  test.each(['gnu', 'pax'])('in the format %s is refused if it has files with holes', async (format) => {
    await expect(rewritten(tar('--sparse', `--format=${format}`), toEngine)).rejects.toThrow(
      'it contains a file with holes, or another kind of entry that only GNU tar knows. Create it without --sparse',
    );
  });
});

describe('refuses', () => {
  test.each([1, 511, 512, 600, 1100, 1536])('an archive that is cut after %i bytes', async (length) => {
    const archive = await archiveOf({ name: 'a', content: 'x'.repeat(600) });
    await expect(rewritten(archive.subarray(0, length), toEngine)).rejects.toThrow('it ends in the middle');
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'it ends in the middle'],
    ['a text', Buffer.from('not an archive'.repeat(100)), 'it contains an invalid header'],
  ])('%s', async (_what, bytes, message) => {
    await expect(rewritten(bytes, toEngine)).rejects.toThrow(message);
  });

  test.each(['../x', 'a/../../x', './..'])('the path %s', async (name) => {
    await expect(rewritten(await archiveOf({ name }), toEngine)).rejects.toThrow(`the path "${name}" leads out of the volume`);
  });

  test('a hard link to a path outside', async () => {
    const archive = await archiveOf({ name: 'x', type: 'link', linkname: '../x' });
    await expect(rewritten(archive, toEngine)).rejects.toThrow('the path "../x" leads out of the volume');
  });
});

test('an absolute path is in the volume', async () => {
  expect((await read(await rewritten(await archiveOf({ name: '/etc/x' }), toEngine)))[0]).toMatchObject({ name: 'd/etc/x' });
});

test.each([['.', '.'], ['./', '.'], ['./a/b/', './a/b'], ['/a', './a'], ['a//b', './a/b']])('%s is %s for the walker', (path, walked) => {
  expect(walkPath(Buffer.from(path))).toBe(walked);
});

test('counts folders that an archive leaves out, and an entry once', () => {
  const tally = new Tally();
  for (const path of ['./', 'a/b/c', 'a/b/d', './a/b/d']) tally.add({ path: Buffer.from(path), records: new Map(), size: 5 });
  expect([tally.entries, tally.bytes]).toEqual([4, 20]);
});
