import Dockerode from 'dockerode';

/** What an image runs on: `linux/amd64`, `linux/arm64/v8`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** Names that are used for the same architecture. */
const ARCHITECTURES: { readonly [name: string]: { readonly architecture: string; readonly variant?: string } } = {
  'x86_64': { architecture: 'amd64' },
  'x86-64': { architecture: 'amd64' },
  'aarch64': { architecture: 'arm64' },
  'i386': { architecture: '386' },
  'armhf': { architecture: 'arm', variant: 'v7' },
  'armel': { architecture: 'arm', variant: 'v6' },
};

/** The variant that is meant where none is named. */
const USUAL_VARIANT: { readonly [architecture: string]: string } = { arm64: 'v8', arm: 'v7' };

/** Takes `os/architecture[/variant]` apart, or returns nothing where it is not that. */
export function parsePlatform(text: string): Platform | undefined {
  const match = /^([a-z]+)\/([a-z0-9_-]+)(?:\/([a-z0-9.]+))?$/.exec(text.toLowerCase());
  if (match === null) return undefined;
  const { architecture, variant } = ARCHITECTURES[match[2]!] ?? { architecture: match[2]!, variant: undefined };
  const named = match[3] ?? variant;
  return { os: match[1]!, architecture, ...(named === undefined ? {} : { variant: named }) };
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}

/** Whether what is there is what was asked for: a variant counts where both sides name one. */
export function platformMatches(asked: Platform, there: Platform): boolean {
  return asked.os === there.os
    && asked.architecture === there.architecture
    && (asked.variant === there.variant || variantOf(asked) === variantOf(there) || there.variant === undefined);
}

/** The platform that the engine tells of an image. */
export function platformOf(image: Dockerode.ImageInspectInfo): Platform {
  const { Os, Architecture, Variant } = image as { Os?: string; Architecture?: string; Variant?: string };
  return parsePlatform([Os || 'unknown', Architecture || 'unknown', ...(Variant ? [Variant] : [])].join('/')) ?? { os: 'unknown', architecture: 'unknown' };
}

function variantOf({ architecture, variant }: Platform): string | undefined {
  return variant ?? USUAL_VARIANT[architecture];
}
