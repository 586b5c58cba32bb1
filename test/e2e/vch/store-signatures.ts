import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosignKey, MANIFEST_TYPE, payloadFor, signatureFiles, SignatureFiles } from '../../cosign';
import { USER } from '../engine/private-registry';
import { run } from '../support/run';

/** Signs an image in a registry, as `cosign sign` does: `127.0.0.1:5000/app@sha256:…`. */
export async function sign(image: string, key: CosignKey): Promise<void> {
  await storeSignatures(image, signatureFiles([payloadFor(image.split('@')[1]!), key]));
}

/**
 * Stores signatures in a registry, where cosign looks for those of an image.
 *
 * @param ca  the certificate of the authority that the registry's is from. @default - no TLS
 */
export async function storeSignatures(image: string, { manifest, blobs }: SignatureFiles, ca?: string): Promise<void> {
  const [, host, repository, digest] = /^([^/]+)\/(.+)@(.+)$/.exec(image)!;
  const folder = mkdtempSync(join(tmpdir(), 'berth-signature-'));
  const file = join(folder, 'content');
  const trust = ca === undefined ? [] : ['--cacert', ca];
  const login = ['--silent', '--show-error', '--fail', '--user', `${USER.username}:${USER.password}`, ...trust];
  const put = (url: string, type: string, content: Buffer | string) => {
    writeFileSync(file, content);
    return run('curl', [...login, '--request', 'PUT', '--header', `Content-Type: ${type}`, '--data-binary', `@${file}`, url]);
  };
  const root = `${ca === undefined ? 'http' : 'https'}://${host}/v2/${repository}`;
  for (const [blob, content] of blobs) {
    const answer = await run('curl', [...login, '--request', 'POST', '--dump-header', '-', `${root}/blobs/uploads/`]);
    const [, location] = /^location: (\S+)/im.exec(answer)!;
    await put(`${location}&digest=${blob}`, 'application/octet-stream', content);
  }
  await put(`${root}/manifests/${digest!.replace(':', '-')}.sig`, MANIFEST_TYPE, manifest);
  rmSync(folder, { recursive: true });
}
