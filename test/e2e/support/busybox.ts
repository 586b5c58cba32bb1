import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { pack } from 'tar-stream';
import { unpack } from '../../../examples/setup/debian';
import { finished } from '../../../examples/setup/progress';
import { run } from '../../../examples/setup/run';

/** What the tests run in containers: small, with a shell, and under the name that it has on Docker Hub. */
export const BUSYBOX = 'busybox:latest';

/** Makes the image from Debian's package where the engine does not have it. */
export async function ensureBusybox(docker: Docker, cache: string): Promise<void> {
  const images = await docker.listImages({ filters: { reference: [BUSYBOX] } });
  if (images.length > 0) return;
  const [repo, tag] = BUSYBOX.split(':');
  await finished(docker, await docker.importImage(await rootFileSystem(cache), { repo, tag, changes: 'CMD ["sh"]' }));
}

/** As a tar stream: the one program under the names of all that it does, and the accounts that an ordinary image has. */
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
