import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pack, pack } from 'tar-stream';

/** The files on disk from which the stack's images are made. */
export interface Inputs {
  /** A folder. */
  readonly rootFileSystem: string;
  /** A file as `docker save` writes it. */
  readonly archive: string;
}

/** The mount point of the volume with the commands, which both images have instead of commands of their own. */
const COMMANDS = 'bin';

const TIME = new Date(0);

/** Writes the files into a folder, with the same content and modes each time, since the content decides the names of the images. */
export async function writeInputs(folder: string): Promise<Inputs> {
  const rootFileSystem = join(folder, 'rootfs');
  for (const name of ['', COMMANDS, 'etc']) {
    mkdirSync(join(rootFileSystem, name), { recursive: true });
    chmodSync(join(rootFileSystem, name), 0o755);
  }
  writeFileSync(join(rootFileSystem, 'etc/greeting'), 'hello\n');
  chmodSync(join(rootFileSystem, 'etc/greeting'), 0o644);

  const archive = join(folder, 'image.tar');
  writeFileSync(archive, await savedImage());
  return { rootFileSystem, archive };
}

async function savedImage(): Promise<Buffer> {
  const layer = await bytes((tar) => {
    tar.entry({ name: COMMANDS, type: 'directory', mode: 0o755, mtime: TIME });
  });
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Env: ['PATH=/bin'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(layer).digest('hex')}`] },
  });
  const manifest = JSON.stringify([{ Config: 'config.json', RepoTags: null, Layers: ['layer.tar'] }]);
  return bytes((tar) => {
    tar.entry({ name: 'config.json', mtime: TIME }, config);
    tar.entry({ name: 'layer.tar', mtime: TIME }, layer);
    tar.entry({ name: 'manifest.json', mtime: TIME }, manifest);
  });
}

async function bytes(fill: (tar: Pack) => void): Promise<Buffer> {
  const tar = pack();
  fill(tar);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
