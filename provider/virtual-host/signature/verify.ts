import { createPublicKey } from 'node:crypto';
import * as Sigstore from '@sigstore/verify';

/** What is signed, as the library has it: a message with its signature, or an envelope. */
export type SignedContent = Parameters<typeof Sigstore.toSignedEntity>[0]['content'];

/**
 * Whether something is signed by one of some keys. Without a certificate, there is nothing for a transparency log or an authority of time
 * to vouch for, so what they say is not looked at.
 *
 * @param message  the message of a signature. An envelope has its own
 */
export function isSignedByOne(keys: readonly string[], content: SignedContent, message?: Buffer): boolean {
  return keys.some((key) => isSignedBy(key, content, message));
}

function isSignedBy(key: string, content: SignedContent, message?: Buffer): boolean {
  // Loaded at first use: a start of the provider does not need it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { toSignedEntity, toTrustMaterial, VerificationError, Verifier } = require('@sigstore/verify') as typeof Sigstore;
  const authorities = { mediaType: '', tlogs: [], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] };
  const material = toTrustMaterial(authorities, () => ({ publicKey: createPublicKey(key), validFor: () => true }));
  const verifier = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
  const entity = toSignedEntity({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    content,
    verificationMaterial: {
      content: { $case: 'publicKey', publicKey: { hint: '' } }, tlogEntries: [], timestampVerificationData: undefined,
    },
  }, message);
  try {
    verifier.verify(entity);
    return true;
  } catch (error) {
    if (error instanceof VerificationError) return false;
    throw error;
  }
}
