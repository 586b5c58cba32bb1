import { readFileSync } from 'node:fs';
import { run } from '../run';

/**
 * Unmounts what is mounted below a folder, which can't be removed before: what an engine that was killed has left, and an
 * engine's data folder itself, which it mounts where the machine keeps mounts to itself.
 */
export async function unmountWithin(folder: string): Promise<void> {
  const points = readFileSync('/proc/mounts', 'utf8').split('\n').map((line) => line.split(' ')[1] ?? '');
  for (const point of points.filter((path) => path.startsWith(`${folder}/`)).reverse()) await run('umount', ['--lazy', point]);
}
