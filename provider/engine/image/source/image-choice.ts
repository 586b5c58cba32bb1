import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { listedName, parseReference } from '../../reference';
import { formatPlatform, Platform, platformMatches } from '../platform';

/** An image in an archive, and the files that belong to it. */
export interface ArchivedImage {
  /** The file with the image's configuration. */
  readonly config: string;
  /** The files of its layers, base layer first. */
  readonly layers: readonly string[];
  /** The image's names in the archive, to choose one of several images. */
  readonly names: readonly string[];
  readonly platform?: Platform;
  /** Whether any layer is compressed with zstd. */
  readonly hasZstd?: boolean;
}

/** Which image to take from an archive. */
export interface RequestedImage {
  /** The name that the image will get. */
  readonly name: string;
  /** The requested platform. */
  readonly platform?: Platform | undefined;
  /** The engine's platform, which applies if none was requested. */
  readonly enginePlatform: Platform;
  /** Labels to add. The image then has another id than in the archive. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Chooses one image. If the archive contains one image, returns it. If it contains several, returns the one for the
 * platform. If several are for the platform, returns the one with the requested name.
 */
export function chooseImage(images: readonly ArchivedImage[], requested: RequestedImage, path: string): ArchivedImage {
  const candidates = images.length === 1 && requested.platform === undefined ? images : forPlatform(images, requested);
  if (images.length === 0) {
    throw new DiagnosticError({
      summary: `The archive ${path} contains no image`,
      detail: 'Its index lists no images. Recreate it, for example with `docker save <image> -o <file>`.',
    });
  }
  if (candidates.length === 0) {
    throw new DiagnosticError({
      summary: `The archive ${path} contains no image for ${formatPlatform(requested.platform ?? requested.enginePlatform)}`,
      detail: `It contains ${listed(images)}. Choose one of these with \`platform\`, or create an archive for the requested platform.`,
    });
  }
  const hasName = ({ names }: ArchivedImage) => names.some((name) => isSameName(name, requested.name));
  const chosen = candidates.length === 1 ? candidates : candidates.filter(hasName);
  if (chosen.length !== 1) {
    throw new DiagnosticError({
      summary: `The archive ${path} contains several images`,
      detail: `It contains ${listed(images)}. Set \`name\` to the name of one of them, or create an archive with only that image.`,
    });
  }
  return chosen[0]!;
}

function forPlatform(images: readonly ArchivedImage[], { platform, enginePlatform }: RequestedImage): readonly ArchivedImage[] {
  return images.filter((image) => image.platform === undefined || platformMatches(platform ?? enginePlatform, image.platform));
}

/** An OCI layout may contain the full name of an image, or only its tag. */
export function isSameName(one: string, other: string): boolean {
  const [first, second] = [parseReference(one), parseReference(other)];
  if (first === undefined || second === undefined) return false;
  return listedName(first) === listedName(second) || one === (second.tag ?? 'latest');
}

function listed(images: readonly ArchivedImage[]): string {
  return images.map(({ names, platform }) => {
    const target = platform === undefined ? '' : ` for ${formatPlatform(platform)}`;
    return `${names[0] ?? 'an unnamed image'}${target}`;
  }).join(', ');
}
