import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Upload } from './upload';
import { Engine } from '../../engine/engine';
import { DiagnosticError } from '../../framework/diagnostics';

/** Puts files into a container, running or not. */
export async function putFiles(engine: Engine, id: string, uploads: readonly Upload[]): Promise<void> {
  if (uploads.length === 0) return;
  const archive = await archiveOf(uploads);
  await engine.call(`put files into container "${id}"`, (docker) => docker.getContainer(id).putArchive(archive, { path: '/' }));
}

async function archiveOf(uploads: readonly Upload[]): Promise<Buffer> {
  // Loaded here and not above: few starts of the provider upload anything.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { pack } = require('tar-stream') as typeof import('tar-stream');
  const archive = pack();
  const bytes = buffer(archive);
  for (const upload of uploads) {
    archive.entry({ name: upload.file.replace(/^\/+/, ''), mode: modeOf(upload) }, await contentOf(upload));
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
