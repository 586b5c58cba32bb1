import { RegistryClient } from '../../registry/client';

/**
 * What may be a signature: returns why it is none of an image by one of some keys, or undefined if it is one. Reads nothing of what no key
 * has signed.
 *
 * @param digest  the digest of the image
 * @param keys    public keys, as PEM
 */
export type Candidate = (digest: string, keys: readonly string[]) => string | undefined;

/** Finds in a registry what may be signatures of an image. */
export type Finder = (client: RegistryClient, repository: string, digest: string) => AsyncGenerator<Candidate>;

/** The most bytes of what is signed. What cosign signs has some hundred, and with an entry of a log some thousand. */
export const MOST_OF_PAYLOAD = 64 * 1024;

export const OTHER_KEY = 'a signature is by another key';

/** Returns the content with a digest of SHA-256 from a manifest, unless it is too long for what is signed. */
export async function payloadOf(
  client: RegistryClient, repository: string, { digest, size }: Record<string, unknown>,
): Promise<Buffer | undefined> {
  if (!isDigest(digest) || Number(size) > MOST_OF_PAYLOAD) return undefined;
  return client.blob(repository, digest, MOST_OF_PAYLOAD);
}

/** Whether a value is a digest of SHA-256, and so no other path in a registry. */
export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);
}
