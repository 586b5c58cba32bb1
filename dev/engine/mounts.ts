import { readFileSync } from 'node:fs';
import execa from 'execa';

/**
 * Unmounts everything below a folder, so that it can be removed: what a killed engine left mounted, and the engine's data
 * folder, which the engine mounts on machines that keep mounts private.
 */
export async function unmountWithin(folder: string): Promise<void> {
  const points = readFileSync('/proc/mounts', 'utf8').split('\n').map((line) => line.split(' ')[1] ?? '');
  for (const point of points.filter((path) => path.startsWith(`${folder}/`)).reverse()) await execa('umount', ['--lazy', point]);
}
