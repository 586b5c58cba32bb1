import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { XzReadableStream } from 'xz-decompress';
import { packageDamaged } from '../errors';

const MAGIC = '!<arch>\n';
const HEADER = 60;

/** Returns the members of a Debian package by name (deb(5)): an archive of `ar`, with headers of 60 bytes in front of even offsets. */
export function membersOf(deb: Buffer, path: string): ReadonlyMap<string, Buffer> {
  if (deb.toString('latin1', 0, MAGIC.length) !== MAGIC) throw packageDamaged(path, 'it is no Debian package');
  const members = new Map<string, Buffer>();
  for (let at = MAGIC.length; at + HEADER <= deb.length;) {
    const header = deb.toString('latin1', at, at + HEADER);
    const [name, size] = [header.slice(0, 16).trim().replace(/\/$/, ''), Number(header.slice(48, 58))];
    const start = at + HEADER;
    if (!Number.isInteger(size) || start + size > deb.length) throw packageDamaged(path, `its member "${name}" is cut off`);
    members.set(name, deb.subarray(start, start + size));
    at = start + size + size % 2;
  }
  return members;
}

/** Returns the decompressed archive `control` or `data` of a package. */
export function archiveIn(members: ReadonlyMap<string, Buffer>, part: 'control' | 'data', path: string): Readable {
  const name = [...members.keys()].find((each) => each === `${part}.tar` || each.startsWith(`${part}.tar.`));
  if (name === undefined) throw packageDamaged(path, `it has no ${part}.tar`);
  const content = members.get(name)!;
  switch (name.slice(`${part}.tar`.length)) {
    case '': return Readable.from([content]);
    case '.gz': return Readable.from([content]).pipe(createGunzip());
    case '.xz': return Readable.fromWeb(new XzReadableStream(new Blob([content]).stream()) as ReadableStream);
    default: throw packageDamaged(path, `${name} is compressed in another way than Debian does it (gzip or xz)`);
  }
}
