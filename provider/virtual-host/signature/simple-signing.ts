import { Candidate, OTHER_KEY, payloadOf } from './candidate';
import { isSignedByOne } from './verify';
import { RegistryClient } from '../../registry/client';
import { asObject, objectIn, objectsIn } from '../../registry/json';

/** The type of a payload in a manifest of signatures. */
const PAYLOAD_TYPE = 'application/vnd.dev.cosign.simplesigning.v1+json';

/** The annotation with the signature of a payload, in base64. */
const SIGNATURE = 'dev.cosignproject.cosign/signature';

/** The `critical.type` of a payload that is about an image. */
const IMAGE_SIGNATURE = 'cosign container image signature';

/** Finds the signatures of cosign 1 and 2: the layers of a manifest in the repository of the image, at a tag with its digest. */
export async function* simpleSignatures(client: RegistryClient, repository: string, digest: string): AsyncGenerator<Candidate> {
  const manifest = await client.manifest(repository, `${digest.replace(':', '-')}.sig`);
  for (const layer of objectsIn(objectIn(manifest?.toString() ?? '').layers)) {
    const { [SIGNATURE]: signature } = asObject(layer.annotations);
    if (layer.mediaType !== PAYLOAD_TYPE || typeof signature !== 'string') continue;
    const payload = await payloadOf(client, repository, layer);
    if (payload === undefined) yield () => 'a payload is missing';
    else yield simpleSignature(payload, Buffer.from(signature, 'base64'));
  }
}

/** Returns a signature in the format "simple signing". */
export function simpleSignature(payload: Buffer, signature: Buffer): Candidate {
  return (digest, keys) => {
    // The digest of a message is not compared: the signature is verified for the message itself.
    const messageSignature = { messageDigest: { algorithm: 1, digest: Buffer.alloc(0) }, signature };
    if (!isSignedByOne(keys, { $case: 'messageSignature', messageSignature }, payload)) return OTHER_KEY;
    const { type, image } = asObject(objectIn(payload.toString()).critical);
    if (type !== IMAGE_SIGNATURE) return `a signature is of ${JSON.stringify(type)}, not of an image`;
    const { 'docker-manifest-digest': signed } = asObject(image);
    return signed === digest ? undefined : `a signature is of ${JSON.stringify(signed)}, another image`;
  };
}
