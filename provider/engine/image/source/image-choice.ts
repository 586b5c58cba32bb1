import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { listedName, parseReference } from '../../reference';
import { formatPlatform, Platform, platformMatches } from '../platform';

/** One image of an archive, by the files that it consists of. */
export interface ArchivedImage {
  /** The file of its configuration. */
  readonly config: string;
  /** The files of its layers, the lowest first. */
  readonly layers: readonly string[];
  /** The names that the archive has for it, for choosing one of several. */
  readonly names: readonly string[];
  readonly platform?: Platform;
  /** A layer is compressed with zstd. */
  readonly hasZstd?: boolean;
}

/** Which image is wanted, where there are several. */
export interface Wanted {
  /** The name that the image is given. */
  readonly name: string;
  /** The platform that was asked for. */
  readonly platform?: Platform | undefined;
  /** The engine's own, which counts where none was asked for. */
  readonly enginePlatform: Platform;
}

/**
 * The one image that is wanted. Where an archive holds one, it is that; of several, the one for the platform, and of
 * several of these, the one that the archive has under the very name that it is to be given.
 */
export function chooseImage(images: readonly ArchivedImage[], wanted: Wanted, path: string): ArchivedImage {
  const only = images.length === 1 && wanted.platform === undefined ? images : forPlatform(images, wanted);
  if (images.length === 0) {
    throw new DiagnosticError({ summary: `The archive ${path} holds no image`, detail: 'Its index lists none. Make it anew, for example with `docker save <image> -o <file>`.' });
  }
  if (only.length === 0) {
    throw new DiagnosticError({
      summary: `The archive ${path} holds no image for ${formatPlatform(wanted.platform ?? wanted.enginePlatform)}`,
      detail: `It holds ${listed(images)}. Choose one of these with \`platform\`, or make the archive for the platform that is needed.`,
    });
  }
  const chosen = only.length === 1 ? only : only.filter(({ names }) => names.some((name) => sameName(name, wanted.name)));
  if (chosen.length !== 1) {
    throw new DiagnosticError({
      summary: `The archive ${path} holds several images`,
      detail: `It holds ${listed(images)}. Give \`name\` the name of one of them, or make an archive of that one alone.`,
    });
  }
  return chosen[0]!;
}

function forPlatform(images: readonly ArchivedImage[], { platform, enginePlatform }: Wanted): readonly ArchivedImage[] {
  return images.filter((image) => image.platform === undefined || platformMatches(platform ?? enginePlatform, image.platform));
}

/** A layout may have a whole name for an image, or its tag alone. */
function sameName(one: string, other: string): boolean {
  const [first, second] = [parseReference(one), parseReference(other)];
  if (first === undefined || second === undefined) return false;
  return listedName(first) === listedName(second) || one === (second.tag ?? 'latest');
}

function listed(images: readonly ArchivedImage[]): string {
  return images.map(({ names, platform }) => [names[0] ?? 'one without a name', ...(platform === undefined ? [] : [`for ${formatPlatform(platform)}`])].join(' ')).join(', ');
}
