import * as fs from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar-stream';
import { archiveIn, membersOf } from './archive';
import { paragraphsOf } from './control';
import { LockedPackage } from './lock';
import { Cache } from '../cache';
import { parseElf } from '../elf';
import { packageDamaged } from '../errors';
import { interpreterOf } from '../script';
import { canonical, Entry } from '../tree/entry';

/** Changes when packages are unpacked in another way. */
const FORMAT = 1;

/** A package whose files are in the cache. No script of it has run. */
export interface UnpackedPackage {
  readonly locked: LockedPackage;
  /** Its control paragraph, as dpkg has it. */
  readonly control: string;
  readonly entries: readonly Entry[];
}

type Index = Omit<UnpackedPackage, 'locked'>;

/** Unpacks a package into the cache, or reads what is there. */
export async function unpack(locked: LockedPackage, deb: string, cache: Cache): Promise<UnpackedPackage> {
  const folder = await cache.get('unpacked', `${locked.sha256}-${FORMAT}`, async (target) => {
    const members = membersOf(fs.readFileSync(deb), deb);
    const control = await controlOf(members, deb);
    const entries = await filesOf(members, { deb, target, sha256: locked.sha256 });
    fs.writeFileSync(join(target, 'index.json'), JSON.stringify({ control, entries } satisfies Index));
  });
  const { control, entries } = JSON.parse(fs.readFileSync(join(folder, 'index.json'), 'utf8')) as Index;
  const located = entries.map((entry) => entry.content === undefined ? entry
    : { ...entry, content: { ...entry.content, path: join(folder, entry.content.path!) } });
  return { locked, control, entries: located };
}

async function controlOf(members: ReadonlyMap<string, Buffer>, deb: string): Promise<string> {
  let control: string | undefined;
  await readTar(archiveIn(members, 'control', deb), async (header, content) => {
    if (canonical(header.name) === '/control') control = (await content()).toString();
  }, deb);
  if (control === undefined || paragraphsOf(control).length !== 1) throw packageDamaged(deb, 'it has no control file');
  return control.trimEnd();
}

interface Target { readonly deb: string; readonly target: string; readonly sha256: string }

async function filesOf(members: ReadonlyMap<string, Buffer>, { deb, target, sha256 }: Target): Promise<readonly Entry[]> {
  const entries = new Map<string, Entry>();
  await readTar(archiveIn(members, 'data', deb), async (header, content) => {
    const path = canonical(header.name);
    if (path === '/') return;
    const { mode = 0o755, uid = 0, gid = 0 } = header;
    const common = { path, mode, uid, gid };
    if (header.type === 'directory') {
      entries.set(path, { ...common, type: 'folder' });
    } else if (header.type === 'symlink') {
      entries.set(path, { ...common, type: 'link', mode: 0o777, target: header.linkname! });
    } else if (header.type === 'link') {
      const first = entries.get(canonical(header.linkname!));
      if (first === undefined) throw packageDamaged(deb, `"${path}" is a link to a file that is not there`);
      entries.set(path, { ...first, path });
    } else if (header.type === 'file') {
      const name = `${entries.size}`;
      const data = await content();
      fs.writeFileSync(join(target, name), data);
      const [elf, interpreter] = [parseElf(data), interpreterOf(data, mode)];
      const kept = { id: `${sha256}:${path}`, size: data.length, path: name };
      entries.set(path, { ...common, type: 'file', content: kept, ...elf && { elf }, ...interpreter && { interpreter } });
    } else {
      throw packageDamaged(deb, `"${path}" is a ${header.type}, which no image needs`);
    }
  }, deb);
  return [...entries.values()];
}

/** Reads an archive, entry by entry. The content of one that nobody asks for is skipped. */
async function readTar(
  archive: NodeJS.ReadableStream, onEntry: (header: tar.Header, content: () => Promise<Buffer>) => Promise<void>, deb: string,
): Promise<void> {
  const extract = tar.extract();
  const piped = pipeline(archive, extract).catch((error: unknown) => { throw packageDamaged(deb, (error as Error).message); });
  const read = async () => {
    for await (const entry of extract) {
      await onEntry(entry.header, async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of entry) chunks.push(chunk as Buffer);
        return Buffer.concat(chunks);
      });
      entry.resume();
    }
  };
  await Promise.all([piped, read()]);
}
