import { createPublicKey } from 'node:crypto';

/** What a key can be, for messages. */
export const SIGNATURE_KEY_RULE = 'the public key of a cosign key pair: ECDSA on the curve P-256, as PEM that begins with '
  + '"-----BEGIN PUBLIC KEY-----"';

/** One block, since Node reads the first one that it can, and makes a public key from a private one. */
const PUBLIC_KEY = /^-----BEGIN PUBLIC KEY-----\s[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----$/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** Returns the one spelling of a public key that can verify signatures of images, as PEM. Undefined if the text is something else. */
export function signatureKeyIn(text: string): string | undefined {
  if (!PUBLIC_KEY.test(text.trim())) return undefined;
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return undefined;
    return key.export({ type: 'spki', format: 'pem' }).toString().trim();
  } catch {
    return undefined;
  }
}

/** Hides private keys in a text: the file of one is next to that of the public one. */
export function withoutPrivateKeys(text: string): string {
  return text.replace(PRIVATE_KEY, '(a private key)');
}
