import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Returns a command that makes a folder the root, with this machine's temporary files in it, and runs a program there. Only its own mount
 * namespace changes. It also gets what is mounted among the temporary files later, if mounts are shared here (`unshare --propagation`).
 */
export function inRoot(root: string, program: readonly string[]): string[] {
  for (const folder of ['old', tmpdir()]) mkdirSync(join(root, folder), { recursive: true });
  const script = [
    'set -e',
    `cd ${root}`,
    'mount --bind . .',
    `cd ${root}`,
    'mount -t proc proc proc',
    'mount --rbind /sys sys',
    'mount --rbind /dev dev',
    'mount -t tmpfs tmpfs run',
    `mount --rbind ${tmpdir()} .${tmpdir()}`,
    'pivot_root . old',
    'umount --lazy /old',
    'exec "$0" "$@"',
  ].join('\n');
  return ['unshare', '--mount', '--propagation', 'slave', 'sh', '-c', script, ...program];
}
