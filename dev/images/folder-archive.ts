import { Readable } from 'node:stream';
import execa from 'execa';

/**
 * Returns the content of a folder as a tar stream, with owners and modes. Uses the program `tar`, because the packages `tar` and
 * `tar-fs` can't archive the device nodes of a Debian.
 */
export function archiveOf(folder: string): Readable {
  return Readable.from(archive(folder));
}

async function* archive(folder: string): AsyncGenerator<Buffer> {
  const tar = execa('tar', ['--numeric-owner', '-C', folder, '-c', '.'], { buffer: false, stderr: 'inherit' });
  yield* tar.stdout!;
  // Makes the stream fail if `tar` failed.
  await tar;
}
