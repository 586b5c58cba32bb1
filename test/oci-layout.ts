import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './cosign';

export const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** An image of a layout. */
export interface LayoutImage {
  /** What makes it another image than the others. */
  readonly content: string;
  /** `linux/amd64` */
  readonly platform?: string;
  /** Its name in the layout. */
  readonly name?: string;
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** Writes an OCI image layout with images of one layer each, which no engine could run, and returns the digests of their manifests. */
export function writeLayout(folder: string, ...images: readonly LayoutImage[]): string[] {
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true });
  const blob = (mediaType: string, content: Buffer | object): Descriptor => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
    const digest = digestOf(bytes);
    writeFileSync(join(folder, 'blobs', digest.replace(':', '/')), bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const manifests = images.map(({ content, platform, name }) => {
    const [os, architecture] = (platform ?? 'linux/amd64').split('/');
    const layer = blob('application/vnd.oci.image.layer.v1.tar', Buffer.from(content));
    const rootfs = { type: 'layers', diff_ids: [layer.digest] };
    const config = blob('application/vnd.oci.image.config.v1+json', { os, architecture, rootfs });
    const manifest = blob(MANIFEST_TYPE, { schemaVersion: 2, mediaType: MANIFEST_TYPE, config, layers: [layer] });
    return {
      ...manifest,
      ...platform !== undefined && { platform: { os, architecture } },
      ...name !== undefined && { annotations: { 'org.opencontainers.image.ref.name': name } },
    };
  });
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests }));
  return manifests.map(({ digest }) => digest);
}
