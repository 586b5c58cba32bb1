import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { packing, writeEntry } from '../../../engine/source/pack';
import { Upload } from '../fields/upload';

/** The attributes of `docker_container` that decide where files can be put. */
interface Storage {
  readonly read_only?: unknown;
  readonly mounts?: unknown;
  readonly volumes?: unknown;
}

/**
 * Puts files into a container, running or not. If its root file system is read-only, the engine accepts files only for volumes, and
 * only if the request names the volume's folder.
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

/** The folders of mounts and volumes, the deepest first, each with a slash at its end. */
function volumeFolders({ mounts, volumes }: Storage): string[] {
  const targets = [
    ...((mounts ?? []) as { type: string; target: string }[]).filter(({ type }) => type !== 'tmpfs').map(({ target }) => target),
    ...((volumes ?? []) as { container_path: string | null }[]).flatMap(({ container_path: path }) => path ?? []),
  ];
  return targets.map((target) => target.replace(/\/*$/, '/')).sort((a, b) => b.length - a.length);
}

function archiveOf(uploads: readonly Upload[], folder: string): Promise<Buffer> {
  return buffer(packing(async (pack) => {
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
    throw new DiagnosticError({
      summary: `The file to upload can't be read: ${upload.source}`,
      detail: `${error instanceof Error ? error.message : String(error)}\n\n\`source\` is a path on the machine that terraform runs on.`,
      path: ['upload'],
    });
  }
}
