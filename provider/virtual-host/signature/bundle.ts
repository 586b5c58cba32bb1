import { Candidate, isDigest, OTHER_KEY, payloadOf } from './candidate';
import { isSignedByOne } from './verify';
import { RegistryClient } from '../../registry/client';
import { asObject, objectIn, objectsIn } from '../../registry/json';

/** How the type of a bundle begins, before its version. */
export const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle';

/** What a statement says that signs an image. Others are attestations, such as a list of what is in it. */
export const SIGNATURE = 'https://sigstore.dev/cosign/sign/v1';

export const STATEMENT = { payloadType: 'application/vnd.in-toto+json', _type: 'https://in-toto.io/Statement/v1' };

/** Finds the signatures of cosign 3: bundles of Sigstore, in manifests that refer to the image. */
export async function* bundles(client: RegistryClient, repository: string, digest: string): AsyncGenerator<Candidate> {
  const index = await client.referrers(repository, digest);
  for (const { digest: referrer } of objectsIn(objectIn(index?.toString() ?? '').manifests)) {
    if (!isDigest(referrer)) continue;
    const manifest = await client.manifest(repository, referrer);
    for (const layer of objectsIn(objectIn(manifest?.toString() ?? '').layers)) {
      if (!String(layer.mediaType).startsWith(BUNDLE_TYPE)) continue;
      const bundle = await payloadOf(client, repository, layer);
      if (bundle !== undefined) yield bundleSignature(bundle);
    }
  }
}

/** Returns the signature in a bundle: a statement about the image, in an envelope (DSSE). */
export function bundleSignature(bundle: Buffer): Candidate {
  const { payload, payloadType, signatures } = asObject(objectIn(bundle.toString()).dsseEnvelope);
  const envelope = {
    payload: Buffer.from(String(payload), 'base64'),
    payloadType: String(payloadType),
    signatures: objectsIn(signatures).map(({ sig }) => ({ sig: Buffer.from(String(sig), 'base64'), keyid: '' })),
  };
  return (digest, keys) => {
    if (!isSignedByOne(keys, { $case: 'dsseEnvelope', dsseEnvelope: envelope })) return OTHER_KEY;
    const { _type, predicateType, subject } = objectIn(envelope.payload.toString());
    if (envelope.payloadType !== STATEMENT.payloadType || _type !== STATEMENT._type || predicateType !== SIGNATURE) {
      return `a statement is ${JSON.stringify(predicateType)}, no signature`;
    }
    const [algorithm, hash] = digest.split(':');
    const isOfImage = objectsIn(subject).some((each) => asObject(each.digest)[algorithm!] === hash);
    return isOfImage ? undefined : 'a signature is of another image';
  };
}
