import * as fs from 'node:fs';
import { Access, withRegistry } from './access';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { openArchive } from '../../engine/image/source/archive-source';
import { layoutContent, layoutDigest } from '../../engine/image/source/oci-content';
import { damaged } from '../../engine/image/source/oci-layout';
import { RegistryError } from '../../registry/errors';
import { hasBlob, putManifest, uploadBlob } from '../../registry/upload';
import { changedSincePlanned } from '../image/source-hash';

/** Returns the digest of the image in a layout, or undefined if the layout does not exist. */
export async function digestIfExists(layout: string, name: string): Promise<string | undefined> {
  return exists(layout) ? readable(layout, () => layoutDigest(layout, name)) : undefined;
}

/** The layout does not exist. */
export function missingLayout(layout: string): DiagnosticError {
  return new DiagnosticError({
    summary: `"${layout}" does not exist`,
    detail: 'The image is pushed from it (`layout`). A relative path is relative to the working directory of terraform, '
      + `${process.cwd()}.`,
    path: ['layout'],
  });
}

/**
 * Pushes the image of an OCI image layout, and returns its digest. Sends only what the registry lacks, as it is read from the disk.
 * The tag comes last, so it never refers to an image that is incomplete.
 *
 * @param planned  the digest that was planned, if the layout existed then
 */
export async function pushLayout(access: Access, layout: string, name: string, planned: string | null): Promise<string> {
  if (!exists(layout)) throw missingLayout(layout);
  const { client, repository, reference: tag } = access;
  const { top, manifests, blobs } = await readable(layout, () => layoutContent(layout, name));
  if (planned !== null && planned !== top.digest) throw changedSincePlanned(`"${layout}"`, ['layout']);
  await withRegistry(access, `push image "${name}"`, async () => {
    const { entries } = await openArchive(layout);
    const waiting = new Map(blobs);
    for (const [file, { digest }] of blobs) if (await hasBlob(client, repository, digest)) waiting.delete(file);
    if (waiting.size > 0) {
      for await (const { name: file, type, size, content } of entries()) {
        const blob = type === 'file' ? waiting.get(file) : undefined;
        if (blob === undefined) continue;
        if (size !== blob.size) throw otherThanNamed(layout, file, `it has ${size} bytes instead of ${blob.size}`);
        await upload(layout, file, () => uploadBlob(client, repository, blob, content()));
        waiting.delete(file);
      }
    }
    for (const manifest of manifests) await putManifest(client, repository, manifest.digest, manifest);
    await putManifest(client, repository, tag, top);
  });
  return top.digest;
}

/** A registry refuses a blob that is not what its digest says. */
async function upload(layout: string, file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RegistryError && /DIGEST_INVALID/.test(error.problem)) {
      throw otherThanNamed(layout, file, 'the registry says that its content has another digest');
    }
    throw error;
  }
}

function otherThanNamed(path: string, file: string, why: string): DiagnosticError {
  return damaged({ path }, `${file} is not what its name says: ${why}`);
}

function exists(layout: string): boolean {
  return fs.existsSync(layout);
}

/** Reports a failure to read the layout at its attribute. */
async function readable<T>(layout: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new DiagnosticError({
      summary: `"${layout}" can't be read: ${(error as Error).message}`,
      detail: 'The image is pushed from it (`layout`). Allow the user who runs terraform to read all of it.',
      path: ['layout'],
    });
  }
}
