import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** The content of a folder as a tar stream, owners and modes kept. A failure of `tar` is an error of the stream. */
export function tarOf(folder: string): Readable {
  const child = spawn('tar', ['--numeric-owner', '-C', folder, '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.on('error', (error) => child.stdout.destroy(error));
  child.on('close', (code) => {
    if (code !== 0) child.stdout.destroy(new Error(`tar of ${folder} ended with exit code ${code}`));
  });
  return child.stdout;
}
