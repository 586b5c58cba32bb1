import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { uploadUnreadable } from './errors';
import { MountPoint, Storage, volumeFolders } from './read-only-root';
import { canonicalPath } from '../../../engine/canonical/path';
import { Engine } from '../../../engine/engine';
import { createPack, writeEntry } from '../../../engine/image/source/pack';
import { requireRegular } from '../../../files/regular-file';
import { Upload } from '../fields/upload';

/**
 * Uploads files to a container, running or not. If the root file system is read-only, the engine only accepts files for a volume,
 * and only in an upload to that volume's path.
 *
 * @param mountPoints  folders to create, too
 */
export async function putFiles(
  engine: Engine, id: string, uploads: readonly Upload[], storage: Storage, mountPoints: readonly MountPoint[] = [],
): Promise<void> {
  const folders = storage.read_only === true ? volumeFolders(storage) : [];
  const files = uploads.map((upload) => ({ ...upload, file: canonicalPath(upload.file) }));
  for (const folder of ['/', ...folders]) {
    const isWithin = (path: string) => folder === (folders.find((each) => path.startsWith(each)) ?? '/');
    const within = files.filter(({ file }) => isWithin(file));
    if (within.length === 0) continue;
    const archive = await archiveOf(within, folder, mountPoints.filter(({ path }) => isWithin(path)));
    await engine.call(`put files into container "${id}"`, (docker) => docker.getContainer(id).putArchive(archive, { path: folder }));
  }
}

function archiveOf(uploads: readonly Upload[], folder: string, mountPoints: readonly MountPoint[]): Promise<Buffer> {
  const nameOf = (path: string) => path.slice(folder === '/' ? 0 : folder.length).replace(/^\/+/, '');
  return buffer(createPack(async (pack) => {
    for (const { path, mode } of mountPoints) await writeEntry(pack, { name: nameOf(path), type: 'directory', mode });
    for (const upload of uploads) {
      const [uid = 0, gid = 0] = (upload.owner ?? '0:0').split(':').map(Number);
      await writeEntry(pack, { name: nameOf(upload.file), mode: modeOf(upload), uid, gid }, await contentOf(upload));
    }
  }));
}

function modeOf(upload: Upload): number {
  return parseInt(upload.permissions || (upload.executable ? '0744' : '0644'), 8);
}

async function contentOf(upload: Upload): Promise<Buffer> {
  if (upload.content !== null) return Buffer.from(upload.content);
  if (upload.content_base64 !== null) return Buffer.from(upload.content_base64, 'base64');
  try {
    requireRegular(upload.source ?? '');
    return await readFile(upload.source ?? '');
  } catch (error) {
    throw uploadUnreadable(upload.source, error);
  }
}
