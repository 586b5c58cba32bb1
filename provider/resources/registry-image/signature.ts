import { Access, withRegistry } from './access';
import { RegistryImage } from './schema';
import { isSigned, signImage } from './sign';
import { KeySource, readSigningKey, SigningKey } from './signing-key';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { PlanContext } from '../../framework/resource';
import { isBody, knownBlocks } from '../../framework/schema/walk';
import { isWhollyKnown } from '../../framework/value/compare';
import { Unknown, Value } from '../../framework/value/value';

/** Refuses a signature with no key or with two. Values may be unknown. */
export function validateSignature({ signature }: { readonly [name: string]: Value }): void {
  const [block] = knownBlocks(signature);
  if (block === undefined) return;
  const set = (['key_file', 'key_variable'] as const).filter((name) => block[name] !== null && block[name] !== '');
  if (set.length === 1 || set.some((name) => block[name] instanceof Unknown)) return;
  throw new DiagnosticError({
    summary: set.length === 0 ? '`signature` has no key' : '`signature` has both `key_file` and `key_variable`',
    detail: 'Set one of them: `key_file` to the path of the private key, or `key_variable` to the name of an environment variable that has '
      + 'it.',
    path: ['signature'],
  });
}

/**
 * Plans by which key the image is signed. Where the key can't be read, as where only the apply has it, the plan keeps the signature that
 * there is.
 */
export async function planSignature({ prior, planned }: PlanContext<unknown>): Promise<void> {
  const { signature } = planned;
  const block = Array.isArray(signature) ? signature.find(isBody) : undefined;
  if (block === undefined) {
    planned.signed_by = signature instanceof Unknown ? Unknown.PLAIN : null;
    return;
  }
  const key = isWhollyKnown(block) ? await keyIfReadable(block as unknown as KeySource) : undefined;
  planned.signed_by = key?.publicKey ?? prior?.signed_by ?? Unknown.PLAIN;
}

/** Returns the key that signs an image, or undefined if none does. Throws if it is not the one that was planned. */
export async function keyOf({ signature: [block], signed_by: planned }: RegistryImage): Promise<SigningKey | undefined> {
  if (block === undefined) return undefined;
  const key = await readSigningKey(block, process.env);
  if (planned === null || planned === key.publicKey) return key;
  throw new DiagnosticError({
    summary: 'The key that signs the image is not the one that was planned',
    detail: `The plan was made for this key:\n${planned}\n\nPlan again where this key can be read, and apply the new plan.`,
    path: ['signature'],
  });
}

/** Signs an image, unless it is signed by the key. Returns the public key. */
export async function sign(access: Access, name: string, digest: string, key: SigningKey): Promise<string> {
  const { client, repository } = access;
  await withRegistry(access, `sign image "${name}"`, async () => {
    const image = await client.describe(repository, digest);
    if (image === undefined) throw gone(name, digest);
    await signImage(client, repository, image, key);
  });
  return key.publicKey;
}

/** Returns the key of the state, or null if the registry has no signature of the image by it. */
export async function signedBy({ client, repository }: Access, digest: string, publicKey: string | null): Promise<string | null> {
  return publicKey !== null && await isSigned(client, repository, digest, publicKey) ? publicKey : null;
}

async function keyIfReadable(source: KeySource): Promise<SigningKey | undefined> {
  try {
    return await readSigningKey(source, process.env);
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

function gone(name: string, digest: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The registry no longer has ${digest}`,
    detail: `It was pushed as "${name}", and somebody has removed it since. Apply again, which pushes it again.`,
    path: ['name'],
  });
}
