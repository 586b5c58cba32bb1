import { join } from 'node:path';
import { BaseImage, MinimalImageFile } from 'cdktf-berth';

/** The images of the application. */
export interface Images {
  readonly web: BaseImage;
  readonly app: BaseImage;
  readonly cache: BaseImage;
}

/** @param lockFile  the lock file of Debian packages. Images from one lock file share layers */
export function imagesFrom(lockFile: string): Images {
  return {
    // nginx, with its configuration. What it writes, it writes to /tmp.
    web: BaseImage.minimal({
      id: 'web',
      lockFile,
      packages: ['nginx', 'nginx-common'],
      files: [own('/etc/nginx/nginx.conf', 'web/nginx.conf')],
      command: ['/usr/sbin/nginx', '-e', '/dev/stderr'],
      exposedPorts: ['8080'],
      stopSignal: 'SIGQUIT',
    }),
    // A program in Python: the interpreter, its standard library, and one file.
    app: BaseImage.minimal({
      id: 'app',
      lockFile,
      packages: ['python3.11-minimal', 'libpython3.11-minimal', 'libpython3.11-stdlib'],
      files: [own('/app/server.py', 'app/server.py')],
      command: ['/usr/bin/python3.11', '-u', '/app/server.py'],
      exposedPorts: ['8000'],
    }),
    // redis, which keeps its data in memory only.
    cache: BaseImage.minimal({
      id: 'cache',
      lockFile,
      packages: ['redis-server', 'redis-tools'],
      command: ['/usr/bin/redis-server', '--bind', '0.0.0.0', '--protected-mode', 'no', '--save', '', '--dir', '/tmp'],
      exposedPorts: ['6379'],
    }),
  };
}

function own(path: string, source: string): MinimalImageFile {
  return { path, source: join(__dirname, source) };
}
