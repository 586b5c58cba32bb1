import Dockerode from 'dockerode';

/** The platform of an image: `linux/amd64`, `linux/arm64/v8`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** Other names of architectures. */
const ARCHITECTURES: { readonly [name: string]: { readonly architecture: string; readonly variant?: string } } = {
  'x86_64': { architecture: 'amd64' },
  'x86-64': { architecture: 'amd64' },
  'aarch64': { architecture: 'arm64' },
  'i386': { architecture: '386' },
  'armhf': { architecture: 'arm', variant: 'v7' },
  'armel': { architecture: 'arm', variant: 'v6' },
};

/** The default variant of an architecture. */
const DEFAULT_VARIANT: { readonly [architecture: string]: string } = { arm64: 'v8', arm: 'v7' };

/** Parses `os/architecture[/variant]`. Returns nothing if the text has another format. */
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

/** Whether an existing platform satisfies the requested one. The variant counts only if both have one. */
export function platformMatches(requested: Platform, existing: Platform): boolean {
  return requested.os === existing.os
    && requested.architecture === existing.architecture
    && (requested.variant === existing.variant || variantOf(requested) === variantOf(existing) || existing.variant === undefined);
}

/** Returns the platform that the engine reports for an image. */
export function platformOf(image: Dockerode.ImageInspectInfo): Platform {
  const { Os, Architecture, Variant } = image as { Os?: string; Architecture?: string; Variant?: string };
  const text = [Os || 'unknown', Architecture || 'unknown', ...(Variant ? [Variant] : [])].join('/');
  return parsePlatform(text) ?? { os: 'unknown', architecture: 'unknown' };
}

function variantOf({ architecture, variant }: Platform): string | undefined {
  return variant ?? DEFAULT_VARIANT[architecture];
}
