import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as tar from 'tar-stream';
import { combined, LayerEntry } from './combine';
import { OneReading } from './one-reading';
import { formatPlatform } from '../../../provider/engine/image/platform';
import { ArchiveSource, openArchive } from '../../../provider/engine/image/source/archive-source';
import { dockerArchiveImages } from '../../../provider/engine/image/source/docker-archive';
import { ArchivedImage } from '../../../provider/engine/image/source/image-choice';
import { readDocuments } from '../../../provider/engine/image/source/json-documents';
import { ociLayoutImages } from '../../../provider/engine/image/source/oci-layout';
import { ImageConfigSpec } from '../../../src/shared/minimal-image';
import { archiveUnreadable } from '../errors';
import { mayHoldKey } from '../findings';
import { Entry, pathProblem } from '../tree/entry';

/** An image in an archive. */
export interface ReadImage {
  readonly platform: string;
  readonly config: Partial<ImageConfigSpec>;
  /** What a container of it sees. */
  readonly entries: readonly Entry[];
  readonly layers: readonly { readonly size: number; readonly files: number }[];
}

/** The extended attribute with the capabilities of a program, as archives have it. */
const CAPABILITIES = 'SCHILY.xattr.security.capability';

interface ReadLayer {
  readonly size: number;
  readonly entries: readonly LayerEntry[];
}

/** Reads the images in an archive, or in the folder of an OCI image layout. */
export async function readImages(path: string): Promise<readonly ReadImage[]> {
  const source = await openArchive(path);
  const documents = await readDocuments(source);
  const [ofLayout, ofEngine] = [ociLayoutImages(documents, path), dockerArchiveImages(documents)];
  if (ofLayout !== undefined && ofEngine?.every((image) => ofLayout.some((each) => areSame(each, image))) === false) {
    throw archiveUnreadable(path, 'its index.json and its manifest.json name different images, and engines differ in which one they read');
  }
  const images = ofLayout ?? ofEngine;
  if (images === undefined || images.length === 0) throw archiveUnreadable(path, 'it contains no image');
  if (images.some(({ hasZstd }) => hasZstd)) throw archiveUnreadable(path, 'its layers are compressed with zstd');
  const layers = await readLayers(source, images);
  return images.map((image) => {
    const document = documents.read(image.config) as { readonly config?: Partial<ImageConfigSpec> };
    const own = image.layers.map((name) => layers.get(name)!);
    return {
      platform: image.platform === undefined ? 'unknown' : formatPlatform(image.platform),
      config: document.config ?? {},
      entries: combined(own.map(({ entries }) => entries)),
      layers: own.map(({ size, entries }) => ({ size, files: entries.filter(({ type }) => type !== 'folder').length })),
    };
  });
}

function areSame(one: ArchivedImage, other: ArchivedImage): boolean {
  return JSON.stringify([one.config, one.layers]) === JSON.stringify([other.config, other.layers]);
}

async function readLayers(source: ArchiveSource, images: readonly ArchivedImage[]): Promise<ReadonlyMap<string, ReadLayer>> {
  const wanted = new Set(images.flatMap(({ layers }) => layers));
  const [layers, links] = [new Map<string, ReadLayer>(), new Map<string, string>()];
  for await (const { name, type, size, linkname, content } of source.entries()) {
    const isLayer = type === 'file' && (wanted.has(name) || name.endsWith('/layer.tar'));
    if (isLayer) layers.set(name, { size, entries: await readLayer(source.path, name, content()) });
    else if (linkname !== undefined) links.set(name, posix.join(posix.dirname(name), linkname));
  }
  // Older engines write a layer that several images share only once.
  return new Map([...wanted].map((name) => {
    const layer = layers.get(name) ?? layers.get(links.get(name) ?? '');
    if (layer === undefined) throw archiveUnreadable(source.path, `the layer ${name} is missing`);
    return [name, layer] as const;
  }));
}

async function readLayer(path: string, layer: string, stream: Readable): Promise<readonly LayerEntry[]> {
  const entries: LayerEntry[] = [];
  const extract = tar.extract();
  const plain = await decompressed(stream);
  const checked = new OneReading();
  plain.on('error', (error) => extract.destroy(error));
  checked.on('error', ({ message }) => {
    extract.destroy(archiveUnreadable(path, `programs may read its layer ${layer} in different ways: ${message}`));
  });
  plain.pipe(checked).pipe(extract);
  for await (const entry of extract) {
    const { name, type, mode = 0, uid = 0, gid = 0, size = 0, linkname } = entry.header;
    const common = { path: absolute(name), mode, uid, gid };
    const problem = pathProblem(common.path);
    if (problem !== undefined) throw archiveUnreadable(path, problem);
    if (type === 'directory') {
      entries.push({ ...common, type: 'folder' });
    } else if (type === 'symlink') {
      entries.push({ ...common, type: 'link', target: linkname! });
    } else {
      const data = mayHoldKey(size) ? await contentOf(entry as unknown as AsyncIterable<Buffer>) : Buffer.alloc(0);
      const linked = type === 'link' ? absolute(linkname!) : undefined;
      const hasCapabilities = Object.hasOwn(entry.header.pax ?? {}, CAPABILITIES);
      entries.push({
        ...common,
        type: 'file',
        content: { id: '', size, data },
        ...hasCapabilities && { hasCapabilities },
        ...linked !== undefined && { linked },
      });
    }
    entry.resume();
  }
  return entries;
}

function absolute(name: string): string {
  return posix.join('/', name).replace(/(?<=.)\/$/, '');
}

/** Keeps only a content that may be a key: of all others, nothing is said. */
async function contentOf(entry: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  return content.includes('PRIVATE KEY') ? content : Buffer.alloc(0);
}

async function decompressed(stream: Readable): Promise<Readable> {
  const first = await new Promise<Buffer | null>((resolve) => {
    stream.once('readable', () => resolve(stream.read() as Buffer | null));
    stream.once('end', () => resolve(null));
  });
  if (first === null) return Readable.from([]);
  stream.unshift(first);
  return first[0] === 0x1f && first[1] === 0x8b ? stream.pipe(createGunzip()) : stream;
}
