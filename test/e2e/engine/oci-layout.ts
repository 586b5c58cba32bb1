import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from '../support/run';

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/**
 * Creates an OCI image layout from the archive of a `docker save`, with the image once for each platform. Like
 * BuildKit's output, it has a nested index and an attestation. Layers are compressed.
 *
 * @returns the folder
 */
export async function ociLayout(saved: string, folder: string, platforms: readonly string[]): Promise<string> {
  const unpacked = mkdtempSync(join(tmpdir(), 'berth-saved-'));
  await run('tar', ['--extract', '--file', saved, '--directory', unpacked]);
  const [{ Config, Layers }] = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8')) as [{ Config: string; Layers: string[] }];
  const config = JSON.parse(readFileSync(join(unpacked, Config), 'utf8')) as object;
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true });

  const blob = (mediaType: string, content: Buffer | object): Descriptor => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(folder, 'blobs/sha256', hex), bytes);
    return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
  };

  const layers = Layers.map((layer) => blob('application/vnd.oci.image.layer.v1.tar+gzip', gzipSync(readFileSync(join(unpacked, layer)))));
  const manifest = (of: object) => blob('application/vnd.oci.image.manifest.v1+json', {
    schemaVersion: 2, config: blob('application/vnd.oci.image.config.v1+json', of), layers,
  });
  const manifests = platforms.map((platform) => {
    const [os, architecture] = platform.split('/');
    return { ...manifest({ ...config, os, architecture }), platform: { os, architecture } };
  });
  const attestation = {
    ...manifest({ os: 'unknown', architecture: 'unknown' }),
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
  };
  const index = blob('application/vnd.oci.image.index.v1+json', { schemaVersion: 2, manifests: [...manifests, attestation] });
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  writeFileSync(
    join(folder, 'index.json'),
    JSON.stringify({ schemaVersion: 2, manifests: [{ ...index, annotations: { 'org.opencontainers.image.ref.name': 'latest' } }] }),
  );
  rmSync(unpacked, { recursive: true });
  return folder;
}
