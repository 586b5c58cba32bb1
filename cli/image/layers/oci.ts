import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { Layer } from './layer';
import { EPOCH, writeTar } from './tar-file';
import { parsePlatform } from '../../../provider/engine/image/platform';
import { writeEntry } from '../../../provider/engine/image/source/pack';
import { ImageConfigSpec } from '../../../src/shared/minimal-image';

const MEDIA = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
} as const;

/** An image for one platform, as documents of the OCI Image Specification. */
export interface OciImage {
  readonly platform: string;
  readonly manifest: Blob;
  readonly config: Blob;
  readonly layers: readonly Layer[];
}

/** A document, and its digest. */
export interface Blob {
  readonly digest: string;
  readonly data: Buffer;
}

/** Describes an image. */
export function ociImage(platform: string, config: ImageConfigSpec, layers: readonly Layer[]): OciImage {
  const { os, architecture, variant } = parsePlatform(platform)!;
  const configBlob = blob({
    created: EPOCH.toISOString(),
    architecture,
    os,
    ...variant !== undefined && { variant },
    config,
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
    history: layers.map(({ title }) => ({ created: EPOCH.toISOString(), created_by: 'berth image make', comment: title })),
  });
  const manifest = blob({
    schemaVersion: 2,
    mediaType: MEDIA.manifest,
    config: descriptor(MEDIA.config, configBlob),
    layers: layers.map(({ title, digest, size }) => (
      { mediaType: MEDIA.layer, digest, size, annotations: { 'org.opencontainers.image.title': title } })),
  });
  return { platform, manifest, config: configBlob, layers };
}

/**
 * Writes images for several platforms as one archive: an OCI image layout. If it has one image, `docker load` of engines before 25 reads
 * it, too.
 */
export async function writeArchive(path: string, images: readonly OciImage[]): Promise<string> {
  const documents = new Map<string, Buffer>([
    ['oci-layout', json({ imageLayoutVersion: '1.0.0' })],
    ['index.json', json({
      schemaVersion: 2,
      mediaType: MEDIA.index,
      manifests: images.map(({ platform, manifest }) => ({ ...descriptor(MEDIA.manifest, manifest), platform: parsePlatform(platform) })),
    })],
    ...images.flatMap(({ manifest, config }) => [manifest, config].map((each) => [pathOf(each.digest), each.data] as const)),
  ]);
  const [only] = images;
  if (images.length === 1) {
    const layers = only!.layers.map(({ digest }) => pathOf(digest));
    documents.set('manifest.json', json([{ Config: pathOf(only!.config.digest), RepoTags: null, Layers: layers }]));
  }
  const layers = new Map(images.flatMap((image) => image.layers.map((layer) => [pathOf(layer.digest), layer] as const)));
  return write(path, documents, layers);
}

async function write(path: string, documents: ReadonlyMap<string, Buffer>, layers: ReadonlyMap<string, Layer>): Promise<string> {
  const { sha256 } = await writeTar(path, async (pack) => {
    for (const name of ['blobs/', 'blobs/sha256/']) await writeEntry(pack, { name, type: 'directory', mode: 0o755, mtime: EPOCH });
    for (const name of [...documents.keys(), ...layers.keys()].sort()) {
      const [data, layer] = [documents.get(name), layers.get(name)];
      const header = { name, mode: 0o644, mtime: EPOCH, size: data?.length ?? layer!.size };
      await writeEntry(pack, header, data ?? fs.createReadStream(layer!.path));
    }
  });
  return sha256;
}

function descriptor(mediaType: string, { digest, data }: Blob) {
  return { mediaType, digest, size: data.length };
}

function blob(document: object): Blob {
  const data = json(document);
  return { digest: `sha256:${createHash('sha256').update(data).digest('hex')}`, data };
}

function json(document: object): Buffer {
  return Buffer.from(JSON.stringify(document));
}

function pathOf(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}
