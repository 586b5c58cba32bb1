import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { pack } from 'tar-stream';
import { run } from './run';
import { finished } from '../../../dev/engine/progress';

/** Makes an image of this machine's Node.js and the libraries that it needs. */
export async function importNode(docker: Docker, name: string): Promise<void> {
  const linked = (await run('ldd', [process.execPath])).match(/\/\S+/g) ?? [];
  const tar = pack();
  tar.entry({ name: 'tmp', type: 'directory', mode: 0o1777 });
  for (const path of new Set(linked)) {
    if (existsSync(path)) tar.entry({ name: path.slice(1), mode: 0o755 }, readFileSync(path));
  }
  tar.entry({ name: 'usr/bin/node', mode: 0o755 }, readFileSync(process.execPath));
  tar.finalize();
  const [repo, tag] = name.split(':');
  await finished(docker, await docker.importImage(Readable.from(tar), { repo, tag, changes: 'ENV PATH=/usr/bin' }));
}
