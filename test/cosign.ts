import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** A key pair as cosign makes it. */
export interface CosignKey {
  /** The public key, as PEM. */
  readonly pem: string;
  readonly sign: (payload: Buffer) => string;
}

/** What signs an image, as a registry stores it. */
export interface SignatureFiles {
  readonly manifest: string;
  /** The contents to which the manifest refers, by their digests. */
  readonly blobs: ReadonlyMap<string, Buffer>;
}

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

export function digestOf(content: Buffer | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Makes a key pair. */
export function cosignKey(namedCurve = 'P-256'): CosignKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
  return {
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (payload) => sign('sha256', payload, privateKey).toString('base64'),
  };
}

/** What a statement can say instead of what it says for a signature. */
interface StatementChanges {
  readonly _type?: string;
  readonly predicateType?: string;
  readonly subject?: unknown;
  readonly payloadType?: string;
}

/** Signs an image as cosign 3 does: returns a bundle with a statement about it. */
export function bundleOf(digest: string, key: CosignKey, changes: StatementChanges = {}): Buffer {
  const { payloadType = 'application/vnd.in-toto+json', ...more } = changes;
  const payload = Buffer.from(JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { sha256: digest.slice('sha256:'.length) } }],
    predicateType: 'https://sigstore.dev/cosign/sign/v1',
    predicate: {},
    ...more,
  }));
  const signed = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload]);
  return Buffer.from(JSON.stringify({
    mediaType: BUNDLE_TYPE,
    verificationMaterial: { publicKey: { hint: 'any' } },
    dsseEnvelope: { payload: payload.toString('base64'), payloadType, signatures: [{ sig: key.sign(signed) }] },
  }));
}

/** Returns what stores bundles in a registry before version 1.1 of its specification, and the index of an image that refers to them. */
export function bundleFiles(...bundles: readonly Buffer[]): SignatureFiles & { readonly manifests: ReadonlyMap<string, string> } {
  const manifests = new Map(bundles.map((bundle) => {
    const layers = [{ mediaType: BUNDLE_TYPE, size: bundle.length, digest: digestOf(bundle) }];
    const text = JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST_TYPE, artifactType: BUNDLE_TYPE, layers });
    return [digestOf(text), text] as const;
  }));
  const type = { mediaType: MANIFEST_TYPE, artifactType: BUNDLE_TYPE };
  const descriptors = [...manifests].map(([digest, text]) => ({ ...type, size: text.length, digest }));
  return {
    manifest: JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: descriptors }),
    manifests,
    blobs: new Map(bundles.map((bundle) => [digestOf(bundle), bundle])),
  };
}

/** Returns the payload by which cosign 2 says that an image is signed. */
export function payloadFor(digest: string, type = 'cosign container image signature'): Buffer {
  const identity = { 'docker-reference': 'registry.example.com/app' };
  return Buffer.from(JSON.stringify({ critical: { identity, image: { 'docker-manifest-digest': digest }, type }, optional: null }));
}

/** Signs payloads, each with its key, as cosign 2 does. */
export function signatureFiles(...signed: readonly (readonly [payload: Buffer, key: CosignKey])[]): SignatureFiles {
  const config = Buffer.from('{}');
  const layers = signed.map(([payload, key]) => ({
    mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
    size: payload.length,
    digest: digestOf(payload),
    annotations: { 'dev.cosignproject.cosign/signature': key.sign(payload) },
  }));
  return {
    manifest: JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: config.length, digest: digestOf(config) },
      layers,
    }),
    blobs: new Map([config, ...signed.map(([payload]) => payload)].map((content) => [digestOf(content), content])),
  };
}
