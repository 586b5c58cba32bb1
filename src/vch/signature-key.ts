import { invalidSignatureKey } from './errors';
import { readTextFile } from '../private/paths';
import { signatureKeyIn } from '../shared/virtual-host/signature-key';

/**
 * A public key by which images are signed: that of a cosign key pair, ECDSA on the curve P-256. `cosign generate-key-pair` makes one, and
 * `cosign sign --key cosign.key` signs with it.
 *
 * @example
 * SignatureKey.fromFile('keys/cosign.pub')
 */
export class SignatureKey {
  /**
   * Returns a key from its PEM text. Throws an error if the text is something else, such as a private key or a token.
   *
   * @param pem the text, which begins with "-----BEGIN PUBLIC KEY-----"
   */
  public static fromPem(pem: string): SignatureKey {
    return SignatureKey.read(pem, 'The text');
  }

  /**
   * Returns the key in a file. Throws an error if there is no such file, or something else is in it.
   *
   * @param path the path of the file, such as `cosign.pub`. A relative path starts at the working directory of the app
   */
  public static fromFile(path: string): SignatureKey {
    return SignatureKey.read(readTextFile('The signature key', path), `The file "${path}"`);
  }

  private static read(text: string, where: string): SignatureKey {
    const pem = signatureKeyIn(text);
    if (pem === undefined) throw invalidSignatureKey(where);
    return new SignatureKey(pem);
  }

  private constructor(
    /**
     * The PEM text.
     */
    public readonly pem: string,
  ) {}
}
