import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns a command that makes a folder the root, with a temporary folder of this machine at the same path in it, and runs a program
 * there. Only its own mount namespace changes.
 */
export function inRoot(root: string, shared: string, program: readonly string[]): string[] {
  mkdirSync(join(root, 'old'), { recursive: true });
  const script = [
    'set -e',
    `cd ${root}`,
    'mount --bind . .',
    `cd ${root}`,
    'mount -t proc proc proc',
    'mount --rbind /sys sys',
    'mount --rbind /dev dev',
    'mount -t tmpfs tmpfs run',
    'mount -t tmpfs tmpfs tmp',
    `mkdir -p .${shared}`,
    `mount --bind ${shared} .${shared}`,
    'pivot_root . old',
    'umount --lazy /old',
    'exec "$0" "$@"',
  ].join('\n');
  return ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, ...program];
}
