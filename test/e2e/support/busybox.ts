import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { pack } from 'tar-stream';
import { run } from './run';
import { finished } from '../../../dev/engine/progress';
import { unpack } from '../../../dev/machine/debian-packages';

/** The image of most test containers: small, with a shell, named as on Docker Hub. */
export const BUSYBOX = 'busybox:latest';

/** Makes the image from Debian's package unless the engine has it. */
export async function ensureBusybox(docker: Docker, cache: string): Promise<void> {
  const images = await docker.listImages({ filters: { reference: [BUSYBOX] } });
  if (images.length > 0) return;
  const [repo, tag] = BUSYBOX.split(':');
  await finished(docker, await docker.importImage(await rootFileSystem(cache), { repo, tag, changes: 'CMD ["sh"]' }));
}

/** Returns a tar stream with the program, a link for each of its commands, and the accounts of an ordinary image. */
async function rootFileSystem(cache: string): Promise<Readable> {
  const folder = join(cache, 'busybox');
  const program = join(folder, 'bin', 'busybox');
  if (!existsSync(program)) await unpack('busybox-static', folder);

  const tar = pack();
  for (const name of ['bin', 'etc', 'home', 'root', 'var']) tar.entry({ name, type: 'directory', mode: 0o755 });
  tar.entry({ name: 'tmp', type: 'directory', mode: 0o1777 });
  tar.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n');
  tar.entry({ name: 'etc/group' }, 'root:x:0:\nnobody:x:65534:\n');
  tar.entry({ name: 'bin/busybox', mode: 0o755 }, readFileSync(program));
  for (const applet of (await run(program, ['--list'])).trim().split('\n').filter((name) => name !== 'busybox')) {
    tar.entry({ name: `bin/${applet}`, type: 'symlink', linkname: 'busybox' });
  }
  tar.finalize();
  return Readable.from(tar);
}
