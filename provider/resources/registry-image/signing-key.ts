import { createHash, createPrivateKey, createPublicKey, KeyObject, scrypt, sign } from 'node:crypto';
import * as TweetNacl from 'tweetnacl';
import { signatureKeyIn } from '../../../src/shared/virtual-host/signature-key';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';
import { registerSecret } from '../../diagnostics/secrets';
import { Environment } from '../../engine/endpoint/context';
import { readRegular } from '../../files/regular-file';

/** The variable in which cosign expects the password of a key. */
export const COSIGN_PASSWORD = 'COSIGN_PASSWORD';

/** Where a private key and its password are. */
export interface KeySource {
  readonly key_file: string | null;
  readonly key_variable: string | null;
  readonly password_variable: string | null;
}

/** A private key that can sign images. */
export interface SigningKey {
  /** The public key, as PEM, in the spelling that rules have. */
  readonly publicKey: string;
  /** The SHA-256 of the public key, in base64, as cosign names a key. */
  readonly hint: string;
  sign(content: Buffer): Buffer;
}

/** An encrypted private key, as cosign writes it. */
const ENCRYPTED = /-----BEGIN ENCRYPTED (SIGSTORE|COSIGN) PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END ENCRYPTED \1 PRIVATE KEY-----/;

/** What is in it: how a key follows from the password, and what is encrypted with that. */
interface EncryptedKey {
  readonly kdf: { readonly name: 'scrypt'; readonly params: Record<'N' | 'r' | 'p', number>; readonly salt: string };
  readonly cipher: { readonly name: 'nacl/secretbox'; readonly nonce: string };
  readonly ciphertext: string;
}

/** The most memory that a key may take to follow from a password, in bytes. cosign's take 64 MiB. */
const MOST_MEMORY = 512 * 1024 * 1024;

/** The bytes of a key of NaCl's `secretbox`. */
const KEY_BYTES = 32;

/** The keys that were read, by text and password: one takes a tenth of a second. */
const keys = new Map<string, Promise<SigningKey>>();

/** Reads a private key. Throws if it can't be used, without showing any of it. */
export function readSigningKey(source: KeySource, environment: Environment): Promise<SigningKey> {
  const text = textOf(source, environment);
  const variable = source.password_variable || COSIGN_PASSWORD;
  const password = environment[variable];
  const id = JSON.stringify([text, password]);
  const key = keys.get(id) ?? keyIn(text, { password, variable, path: pathOf(source) });
  keys.set(id, key);
  // The message of a failure names where this key is from.
  key.catch(() => keys.delete(id));
  return key;
}

function pathOf({ key_file: file }: KeySource): Path {
  return ['signature', 0, file ? 'key_file' : 'key_variable'];
}

function textOf(source: KeySource, environment: Environment): string {
  const { key_file: file, key_variable: variable } = source;
  if (!file) {
    const text = environment[variable!];
    if (text) return text;
    throw unusable(`The environment variable ${variable} is not set`, 'It has the private key that signs the image. Set it for the process '
      + 'that runs terraform. An empty variable counts as not set.', pathOf(source));
  }
  try {
    return readRegular(file);
  } catch (error) {
    throw unusable(`The private key "${file}" can't be read: ${(error as Error).message}`, 'It signs the image. A relative path is '
      + `relative to the working directory of terraform, ${process.cwd()}.`, pathOf(source));
  }
}

/** The password of a key, if there is one, and what a message names. */
interface Unlocking {
  readonly password: string | undefined;
  readonly variable: string;
  readonly path: Path;
}

async function keyIn(text: string, unlocking: Unlocking): Promise<SigningKey> {
  const [, , encrypted] = ENCRYPTED.exec(text) ?? [];
  const privateKey = encrypted === undefined ? plainKey(text) : await decrypted(encrypted, unlocking);
  const publicKey = privateKey && signatureKeyIn(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString());
  if (privateKey === undefined || publicKey === undefined) {
    throw unusable('The private key is none that signs images', 'It has to be ECDSA on the curve P-256, as PEM: one that `cosign '
      + 'generate-key-pair` wrote to cosign.key, or a PKCS #8 key without a password.', unlocking.path);
  }
  registerSecret(text.trim());
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    publicKey,
    hint: createHash('sha256').update(der).digest('base64'),
    sign: (content) => sign('sha256', content, privateKey),
  };
}

function plainKey(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(text);
  } catch {
    return undefined;
  }
}

async function decrypted(encrypted: string, { password, variable, path }: Unlocking): Promise<KeyObject | undefined> {
  const key = encryptedKeyIn(encrypted);
  if (key === undefined) return undefined;
  if (password === undefined) {
    throw unusable(`The private key has a password, and the environment variable ${variable} is not set`, 'Set it for the process that '
      + 'runs terraform, or name another variable in `password_variable`.', path);
  }
  if (password !== '') registerSecret(password);
  // Loaded at first use: a start of the provider does not need it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { secretbox } = require('tweetnacl') as typeof TweetNacl;
  const derived = await derive(password, key.kdf);
  const content = derived && secretbox.open(Buffer.from(key.ciphertext, 'base64'), Buffer.from(key.cipher.nonce, 'base64'), derived);
  if (derived === undefined) return undefined;
  if (!content) {
    throw unusable(`The password in ${variable} does not open the private key`, 'The key was encrypted with another password, or is '
      + 'damaged. Correct the value of the variable, or name another one in `password_variable`.', path);
  }
  return createPrivateKey({ key: Buffer.from(content), format: 'der', type: 'pkcs8' });
}

function encryptedKeyIn(base64: string): EncryptedKey | undefined {
  try {
    const key = JSON.parse(Buffer.from(base64, 'base64').toString()) as EncryptedKey;
    const isKnown = key.kdf.name === 'scrypt' && key.cipher.name === 'nacl/secretbox';
    return isKnown && Buffer.from(key.cipher.nonce, 'base64').length === 24 ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Returns undefined if the parameters are not allowed. */
function derive(password: string, { params: { N, r, p }, salt }: EncryptedKey['kdf']): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    try {
      scrypt(password, Buffer.from(salt, 'base64'), KEY_BYTES, { N, r, p, maxmem: MOST_MEMORY }, (error, key) => (
        resolve(error === null ? key : undefined)));
    } catch {
      resolve(undefined);
    }
  });
}

function unusable(summary: string, detail: string, path: Path): DiagnosticError {
  return new DiagnosticError({ summary, detail, path });
}
