import * as fs from 'node:fs';
import { join } from 'node:path';
import * as tar from 'tar-stream';
import { EPOCH, writeTar } from './tar-file';
import { writeEntry } from '../../../provider/engine/image/source/pack';
import { Cache, keyOf } from '../cache';
import { fileChanged } from '../errors';
import { Part } from '../make/assemble';
import { Entry } from '../tree/entry';

/** Changes when layers are written in another way. */
const FORMAT = 1;

/** A layer in the cache: an archive that is not compressed, so that its digest depends on no compressor. */
export interface Layer {
  readonly title: string;
  readonly path: string;
  /** `sha256:...` */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  readonly files: number;
}

/** Returns a layer from the cache, or writes it first. What it contains decides, not what it is called. */
export async function layerOf({ title, entries }: Part, cache: Cache): Promise<Layer> {
  const described = entries.map(({ path, type, mode, uid, gid, target, content }) => [path, type, mode, uid, gid, target, content?.id]);
  const folder = await cache.get('layers', keyOf([FORMAT, described]), async (place) => {
    const { sha256, size } = await writeTar(join(place, 'layer.tar'), async (pack) => {
      for (const entry of entries) await add(pack, entry);
    });
    fs.writeFileSync(join(place, 'layer.json'), JSON.stringify({ digest: `sha256:${sha256}`, size }));
  });
  const { digest, size } = JSON.parse(fs.readFileSync(join(folder, 'layer.json'), 'utf8')) as Pick<Layer, 'digest' | 'size'>;
  return { title, path: join(folder, 'layer.tar'), digest, size, files: entries.filter(({ type }) => type !== 'folder').length };
}

async function add(pack: tar.Pack, { path, type, mode, uid, gid, target, content }: Entry): Promise<void> {
  const header = { name: path.slice(1), mode, uid, gid, mtime: EPOCH };
  if (type === 'folder') return writeEntry(pack, { ...header, name: `${header.name}/`, type: 'directory' });
  if (type === 'link') return writeEntry(pack, { ...header, type: 'symlink', linkname: target! });
  const { size, data, path: source } = content!;
  if (source !== undefined && fs.statSync(source).size !== size) throw fileChanged(source);
  return writeEntry(pack, { ...header, size }, data ?? fs.createReadStream(source!));
}
