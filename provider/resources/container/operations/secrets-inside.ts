import { addAbortSignal, Readable } from 'node:stream';
import * as tar from 'tar-stream';
import { registerSecret } from '../../../diagnostics/secrets';
import { readWhole } from '../../../engine/connection/answers';
import { Engine } from '../../../engine/engine';
import { isNotFound } from '../../../engine/errors';
import { Files, SecretFile } from '../fields/upload';

/** The longest file that is taken for a secret, in bytes. A container can make its files as long as it wants. */
const LONGEST_SECRET = 1024 * 1024;

/**
 * Registers what the secret files of a container have. It may be older than what is configured: Terraform does not notice when
 * `content_wo` changes without its version, and stores it nowhere.
 */
export async function registerSecretsInside(engine: Engine, id: string, { secret_file: secrets }: Files): Promise<void> {
  const files = ((secrets ?? []) as SecretFile[]).map(({ file }) => file);
  const contents = await Promise.all(files.map((file) => contentsOf(engine, id, file)));
  contents.flat().forEach(registerSecret);
}

async function contentsOf(engine: Engine, id: string, path: string): Promise<string[]> {
  try {
    return await engine.call(`read the secret file "${path}" of container "${id}"`, async (docker, aborted) => {
      const answer = await docker.getContainer(id).getArchive({ path }) as Readable;
      return unpacked(await readWhole(addAbortSignal(aborted, answer), 'the archive with it'));
    });
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

async function unpacked(archive: Buffer): Promise<string[]> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const extract = (require('tar-stream') as typeof tar).extract();
  extract.end(archive);
  const contents: string[] = [];
  for await (const entry of extract) {
    if ((entry.header.size ?? 0) > LONGEST_SECRET) throw new Error(`it is longer than ${LONGEST_SECRET} bytes`);
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    if (entry.header.type === 'file') contents.push(Buffer.concat(chunks).toString());
  }
  return contents;
}
