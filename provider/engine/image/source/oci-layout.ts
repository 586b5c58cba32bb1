import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { parsePlatform, Platform } from '../platform';
import { ArchivedImage } from './image-choice';
import { Documents } from './json-documents';

/** The root of an OCI image layout, which refers to everything in it (OCI image-spec, image-layout.md). */
export const OCI_INDEX = 'index.json';

/** The annotations with the name of an image: containerd's, which includes the repository, and the specification's own. */
export const NAME_ANNOTATIONS = ['io.containerd.image.name', 'org.opencontainers.image.ref.name'];

/** The maximum depth of nested indexes. No tool uses more than two levels. */
export const MAX_DEPTH = 8;

export interface Descriptor {
  readonly digest?: unknown;
  readonly mediaType?: unknown;
  readonly size?: unknown;
  readonly urls?: unknown;
  readonly platform?: { readonly os?: unknown; readonly architecture?: unknown; readonly variant?: unknown } | null;
  readonly annotations?: Record<string, unknown> | null;
}

/** Returns the images of an OCI image layout, from its `index.json`, or nothing if it has none. */
export function ociLayoutImages(documents: Documents, path: string): readonly ArchivedImage[] | undefined {
  const index = documents.read(OCI_INDEX);
  return index === undefined ? undefined : imagesOf(index, [], { documents, path }, 0);
}

export interface Layout {
  readonly documents: Documents;
  readonly path: string;
}

function imagesOf(index: unknown, inherited: readonly string[], layout: Layout, depth: number): readonly ArchivedImage[] {
  if (depth > MAX_DEPTH) throw damaged(layout, `its indexes are nested more than ${MAX_DEPTH} levels deep`);
  return descriptors((index as { manifests?: unknown } | null)?.manifests).filter(isImage).flatMap((descriptor) => {
    const names = [...namesOf(descriptor), ...inherited];
    const document = layout.documents.read(blob(descriptor, layout)) as Record<string, unknown> | null;
    if (Array.isArray(document?.manifests)) return imagesOf(document, names, layout, depth + 1);
    const config = document?.config as Descriptor | undefined;
    if (typeof config?.digest !== 'string') return [];
    const configFile = blob(config, layout);
    const layers = descriptors(document?.layers);
    const platform = platformOf(descriptor.platform) ?? platformOf(layout.documents.read(configFile) as Descriptor['platform']);
    return [{
      config: configFile,
      layers: layers.map((layer) => blob(layer, layout)),
      names,
      hasZstd: layers.some(({ mediaType }) => typeof mediaType === 'string' && mediaType.endsWith('+zstd')),
      ...(platform === undefined ? {} : { platform }),
    }];
  });
}

/** BuildKit stores attestations about an image (provenance) next to it, as an image with an unknown platform. */
export function isImage({ platform, annotations }: Descriptor): boolean {
  return platform?.os !== 'unknown' && annotations?.['vnd.docker.reference.type'] === undefined;
}

export function namesOf({ annotations }: Descriptor): readonly string[] {
  return NAME_ANNOTATIONS.map((name) => annotations?.[name]).filter((name): name is string => typeof name === 'string' && name !== '');
}

export function platformOf(platform: Descriptor['platform']): Platform | undefined {
  const { os, architecture, variant } = platform ?? {};
  return parsePlatform([os, architecture, ...(variant ? [variant] : [])].join('/'));
}

/** Returns the file that a descriptor refers to. */
export function blob({ digest }: Descriptor, layout: Layout): string {
  const [, algorithm, hex] = /^([a-z0-9]+):([0-9a-f]{32,})$/.exec(typeof digest === 'string' ? digest : '') ?? [];
  if (algorithm === undefined) throw damaged(layout, `${JSON.stringify(digest)} is not a digest`);
  const file = `blobs/${algorithm}/${hex}`;
  if (!layout.documents.names.has(file)) throw damaged(layout, `it refers to ${file}, which does not exist`);
  return file;
}

export function descriptors(value: unknown): readonly Descriptor[] {
  return Array.isArray(value) ? value.filter((item): item is Descriptor => typeof item === 'object' && item !== null) : [];
}

export function damaged({ path }: Pick<Layout, 'path'>, why: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The OCI image layout ${path} is incomplete: ${why}`,
    detail: 'Copy or recreate it with all its blobs.',
  });
}
