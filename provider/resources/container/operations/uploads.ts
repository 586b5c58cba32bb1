import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { uploadUnreadable } from './errors';
import { Engine } from '../../../engine/engine';
import { createPack, writeEntry } from '../../../engine/image/source/pack';
import { Upload } from '../fields/upload';

/** Where files of a container are stored, by the attribute names of `docker_container`. */
interface Storage {
  readonly read_only?: unknown;
  readonly mounts?: unknown;
  readonly volumes?: unknown;
}

/**
 * Uploads files to a container, running or not. If the root file system is read-only, the engine only accepts files for a volume,
 * and only in an upload to that volume's path.
 */
export async function putFiles(engine: Engine, id: string, uploads: readonly Upload[], storage: Storage): Promise<void> {
  const folders = storage.read_only === true ? volumeFolders(storage) : [];
  for (const folder of ['/', ...folders]) {
    const within = uploads.filter(({ file }) => folder === (folders.find((each) => file.startsWith(each)) ?? '/'));
    if (within.length === 0) continue;
    const archive = await archiveOf(within, folder);
    await engine.call(`put files into container "${id}"`, (docker) => docker.getContainer(id).putArchive(archive, { path: folder }));
  }
}

/** The paths of the volumes, deepest first. Each ends in a slash. */
function volumeFolders({ mounts, volumes }: Storage): string[] {
  const targets = [
    ...((mounts ?? []) as { type: string; target: string }[]).filter(({ type }) => type !== 'tmpfs').map(({ target }) => target),
    ...((volumes ?? []) as { container_path: string | null }[]).flatMap(({ container_path: path }) => path ?? []),
  ];
  return targets.map((target) => target.replace(/\/*$/, '/')).sort((a, b) => b.length - a.length);
}

function archiveOf(uploads: readonly Upload[], folder: string): Promise<Buffer> {
  return buffer(createPack(async (pack) => {
    for (const upload of uploads) {
      const name = upload.file.slice(folder === '/' ? 0 : folder.length).replace(/^\/+/, '');
      await writeEntry(pack, { name, mode: modeOf(upload) }, await contentOf(upload));
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
    return await readFile(upload.source ?? '');
  } catch (error) {
    throw uploadUnreadable(upload.source, error);
  }
}
