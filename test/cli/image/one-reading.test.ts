import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as tar from 'tar-stream';
import { OneReading } from '../../../cli/image/inspect/one-reading';

const END = Buffer.alloc(1024);

/** Returns an entry, without an end of the archive. */
async function entry(header: Parameters<tar.Pack['entry']>[0], content = ''): Promise<Buffer> {
  const pack = tar.pack();
  pack.entry(header, content);
  pack.finalize();
  return (await buffer(pack)).subarray(0, -END.length);
}

/** Changes the header of an entry, and its checksum. */
function changed(bytes: Buffer, change: (header: Buffer) => void): Buffer {
  const header = Buffer.from(bytes.subarray(0, 512));
  change(header);
  header.fill(' ', 148, 156);
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes.subarray(512)]);
}

/** Reads an archive in pieces of some size, and returns what is wrong with it. */
async function problem(archive: readonly Buffer[], piece = 100): Promise<string | undefined> {
  const bytes = Buffer.concat(archive);
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) => bytes.subarray(index * piece, (index + 1) * piece));
  const read = buffer(Readable.from(pieces, { objectMode: false }).pipe(new OneReading()));
  return read.then((passed) => passed.equals(bytes) ? undefined : 'it was changed', (error: Error) => error.message);
}

test.each([1, 100, 512, 100_000])('an archive passes as it is, in pieces of %i bytes', async (piece) => {
  const archive = [
    await entry({ name: 'folder/', type: 'directory' }),
    await entry({ name: 'a' }, 'x'.repeat(600)),
    await entry({ name: 'b' }, '\0'.repeat(2048)),
    await entry({ name: 'ä'.repeat(150) }, 'long'),
    await entry({ name: 'l', type: 'symlink', linkname: 'a' }),
    END,
    END,
  ];
  expect(await problem(archive, piece)).toBeUndefined();
});

test('a size in base 256 is read', async () => {
  const file = changed(await entry({ name: 'a' }, 'x'.repeat(600)), (header) => {
    header.fill(0, 124, 136);
    header.writeUInt8(0x80, 124);
    header.writeUInt32BE(600, 132);
  });
  expect(await problem([file, END])).toBeUndefined();
});

const typed = (type: string) => async () => changed(await entry({ name: 'a' }), (header) => { header.write(type, 156); });

test.each<[string, () => Promise<Buffer>, string]>([
  ['after its end', async () => Buffer.concat([END, await entry({ name: 'a' })]), 'it has entries after its end'],
  ['that is a link with a content', async () => changed(await entry({ name: 'a' }, 'x'), (header) => { header.write('2', 156); }),
    'an entry that is no file has a content'],
  ['that is sparse', typed('S'), 'an entry has the type "S"'],
  ['for all others', typed('g'), 'an entry has the type "g"'],
  ['with a name of GNU sparse files', () => entry({ name: 'a', pax: { 'GNU.sparse.name': 'b' } }), 'an entry is sparse'],
  ['with a second size', () => entry({ name: 'a', pax: { size: '1' } }), 'an entry is sparse, or has its size in an extended header'],
  ['with two names', async () => Buffer.concat([await typed('L')(), await entry({ name: 'a', pax: { path: 'b' } })]), 'has its name twice'],
  ['of star', async () => changed(await entry({ name: 'a' }), (header) => { header.write('tar\0', 508); }), 'the program star'],
  ['without a size', async () => changed(await entry({ name: 'a' }), (header) => { header.write('-', 124); }), 'an entry has no size'],
])('an archive with an entry %s is refused', async (_, make, message) => {
  expect(await problem([await entry({ name: 'first' }, 'x'), await make(), END])).toContain(message);
});
