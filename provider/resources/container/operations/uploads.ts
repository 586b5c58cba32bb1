import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { Upload } from '../fields/upload';

/** Where a container's files go, under the attribute names of `docker_container`. */
interface Storage {
  readonly read_only?: unknown;
  readonly mounts?: unknown;
  readonly volumes?: unknown;
}

/**
 * Puts files into a container, running or not. Where its root file system is read-only the engine takes what goes into a volume,
 * and only if it is told so.
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

/** The deepest first, each ending in a slash. */
function volumeFolders({ mounts, volumes }: Storage): string[] {
  const targets = [
    ...((mounts ?? []) as { type: string; target: string }[]).filter(({ type }) => type !== 'tmpfs').map(({ target }) => target),
    ...((volumes ?? []) as { container_path: string | null }[]).flatMap(({ container_path: path }) => path ?? []),
  ];
  return targets.map((target) => target.replace(/\/*$/, '/')).sort((a, b) => b.length - a.length);
}

async function archiveOf(uploads: readonly Upload[], folder: string): Promise<Buffer> {
  // Loaded here and not above: few starts of the provider upload anything.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { pack } = require('tar-stream') as typeof import('tar-stream');
  const archive = pack();
  const bytes = buffer(archive);
  for (const upload of uploads) {
    archive.entry({ name: upload.file.slice(folder === '/' ? 0 : folder.length).replace(/^\/+/, ''), mode: modeOf(upload) }, await contentOf(upload));
  }
  archive.finalize();
  return bytes;
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
