import { TarError } from './blocks';
import { TarEntry } from './rewrite';

/*
 * The paths in archives and in the helper container, which has the volume at /d. The engine gives the root of an archive to the folder
 * into which it extracts, except its owner and its permissions. So it extracts into the folder above.
 */

/** The name of the folder at which a helper container has the volume. As long as ".", so that each path still fits in its header. */
export const FOLDER = 'd';

/** Converts the engine's paths, "d/file", to those of an archive, "./file". */
export function toArchive({ path, hardLinkTo }: TarEntry): { path: Buffer; hardLinkTo: Buffer | undefined } {
  const convert = (each: Buffer) => each[0] === FOLDER.charCodeAt(0) ? Buffer.concat([Buffer.from('.'), each.subarray(1)]) : each;
  return { path: convert(path), hardLinkTo: hardLinkTo && convert(hardLinkTo) };
}

/** Converts the paths of an archive, "./file", "file" or "/file", to the engine's, "d/file". */
export function toEngine({ path, hardLinkTo }: TarEntry): { path: Buffer; hardLinkTo: Buffer | undefined } {
  const convert = (each: Buffer) => {
    const steps = stepsOf(each);
    const isFolder = steps.length > 0 && each.at(-1) === '/'.charCodeAt(0);
    return Buffer.from([FOLDER, ...steps].join('/') + (isFolder ? '/' : ''), 'latin1');
  };
  return { path: convert(path), hardLinkTo: hardLinkTo && convert(hardLinkTo) };
}

/** Returns the path as the walker prints it: "." or "./folder/file", a character for each byte. */
export function walkPath(path: Buffer): string {
  return ['.', ...stepsOf(path)].join('/');
}

function stepsOf(path: Buffer): string[] {
  const steps = path.toString('latin1').split('/').filter((step) => step !== '' && step !== '.');
  if (steps.includes('..')) throw new TarError(`the path "${path.toString()}" leads out of the volume`);
  return steps;
}
