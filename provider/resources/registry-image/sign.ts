import * as Bundle from '@sigstore/bundle';
import * as Core from '@sigstore/core';
import { SigningKey } from './signing-key';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Descriptor, digestOf, INDEX_TYPES, MANIFEST_TYPES, referrersTag, RegistryClient } from '../../registry/client';
import { objectIn, objectsIn } from '../../registry/json';
import { ensureBlob, putManifest } from '../../registry/upload';
import { BUNDLE_TYPE, SIGNATURE, STATEMENT } from '../../virtual-host/signature/bundle';
import { hasSignature } from '../../virtual-host/signature/search';

const [MANIFEST_TYPE] = MANIFEST_TYPES;
const [INDEX_TYPE] = INDEX_TYPES;

/** The type of the bundles that we write. */
const BUNDLE_MEDIA_TYPE = `${BUNDLE_TYPE}.v0.3+json`;

/** What is configured of something that is no image (OCI image-spec, manifest.md). */
const EMPTY = { mediaType: 'application/vnd.oci.empty.v1+json', content: Buffer.from('{}') };

/** How often the index of what refers to an image is written, if others write it at the same time. */
const ATTEMPTS = 3;

/** Whether the registry has a signature of an image by a key. */
export function isSigned(client: RegistryClient, repository: string, digest: string, publicKey: string): Promise<boolean> {
  return hasSignature(client, repository, digest, [publicKey], new Set());
}

/**
 * Signs an image in its registry as cosign 3 does: a bundle of Sigstore with a statement, in a manifest that refers to the image. Does
 * nothing if there is such a signature.
 */
export async function signImage(client: RegistryClient, repository: string, image: Descriptor, key: SigningKey): Promise<void> {
  const { digest } = image;
  if (await isSigned(client, repository, digest, key.publicKey)) return;
  const bundle = bundleFor(digest, key);
  const [layer, config] = [await ensureBlob(client, repository, bundle), await ensureBlob(client, repository, EMPTY.content)];
  const content = Buffer.from(JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    artifactType: BUNDLE_MEDIA_TYPE,
    config: { mediaType: EMPTY.mediaType, ...config },
    layers: [{ mediaType: BUNDLE_MEDIA_TYPE, ...layer }],
    subject: image,
    annotations: { 'dev.sigstore.bundle.content': 'dsse-envelope', 'dev.sigstore.bundle.predicateType': SIGNATURE },
  }));
  const signature = { mediaType: MANIFEST_TYPE, digest: digestOf(content), size: content.length, artifactType: BUNDLE_MEDIA_TYPE };
  const isListed = await putManifest(client, repository, signature.digest, { mediaType: MANIFEST_TYPE, content });
  if (isListed) return;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await addReferrer(client, repository, digest, signature);
    if (await isSigned(client, repository, digest, key.publicKey)) return;
  }
  throw new DiagnosticError({
    summary: `The registry does not show the signature of ${digest}`,
    detail: `The signature was stored at ${client.endpoint.address}, but is not in the list of what refers to the image. Others may write `
      + 'that list at the same time. Apply again.',
    path: ['signature'],
  });
}

function bundleFor(digest: string, key: SigningKey): Buffer {
  // Loaded at first use: a start of the provider does not need them.
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { bundleToJSON, toDSSEBundle } = require('@sigstore/bundle') as typeof Bundle;
  const { dsse } = require('@sigstore/core') as typeof Core;
  /* eslint-enable @typescript-eslint/no-require-imports */
  const [algorithm, hash] = digest.split(':');
  const statement = Buffer.from(JSON.stringify({
    _type: STATEMENT._type, subject: [{ digest: { [algorithm!]: hash } }], predicateType: SIGNATURE, predicate: {},
  }));
  const signature = key.sign(dsse.preAuthEncoding(STATEMENT.payloadType, statement));
  const bundle = toDSSEBundle({ artifact: statement, artifactType: STATEMENT.payloadType, signature, keyHint: key.hint });
  // cosign writes the name of the key only next to the envelope, and accepts it only there.
  for (const each of bundle.content.dsseEnvelope.signatures) each.keyid = '';
  return Buffer.from(JSON.stringify(bundleToJSON(bundle)));
}

/** Adds to the index of what refers to an image, which registries before version 1.1 of the specification have at a tag. */
async function addReferrer(
  client: RegistryClient, repository: string, digest: string, referrer: Descriptor & { readonly artifactType: string },
): Promise<void> {
  const tag = referrersTag(digest);
  const index = objectIn((await client.manifest(repository, tag))?.toString() ?? '');
  const others = objectsIn(index.manifests).filter((each) => each.digest !== referrer.digest);
  const content = Buffer.from(JSON.stringify({ ...index, schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [...others, referrer] }));
  await putManifest(client, repository, tag, { mediaType: INDEX_TYPE, content });
}
