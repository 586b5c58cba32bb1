import { createHash } from 'node:crypto';
import { openArchive } from './archive-source';
import { isSameName } from './image-choice';
import { Documents, readDocuments } from './json-documents';
import {
  blob, damaged, Descriptor, descriptors, isImage, Layout, MAX_DEPTH, NAME_ANNOTATIONS, namesOf, OCI_INDEX, platformOf,
} from './oci-layout';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { formatPlatform } from '../platform';

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** A manifest or an index as it is stored. */
export interface LayoutManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/** What an OCI image layout has of one image, which may be for several platforms. */
export interface LayoutContent {
  /** What the tag refers to: the manifest of the image, or an index of several. */
  readonly top: LayoutManifest;
  /** The manifests to which that refers, each after those to which it refers itself. */
  readonly manifests: readonly LayoutManifest[];
  /** The sizes of layers and configurations, by their files. */
  readonly blobs: ReadonlyMap<string, { readonly digest: string; readonly size: number }>;
}

/**
 * Returns the digest that an image of an OCI image layout has in a registry. It follows from all of the content, but no layer is read to
 * know it.
 *
 * @param name  chooses one of several images
 */
export async function layoutDigest(path: string, name: string): Promise<string> {
  const { descriptor, index } = topOf(await layoutAt(path), name);
  return index?.digest ?? String(descriptor!.digest);
}

/** Returns what a registry needs to have of an image of an OCI image layout. */
export async function layoutContent(path: string, name: string): Promise<LayoutContent> {
  const layout = await layoutAt(path);
  const { descriptor, index } = topOf(layout, name);
  const manifests = new Map<string, LayoutManifest>();
  const blobs = new Map<string, { digest: string; size: number }>();
  const collect = (each: Descriptor, depth: number): LayoutManifest => {
    if (depth > MAX_DEPTH) throw damaged(layout, `its indexes are nested more than ${MAX_DEPTH} levels deep`);
    const manifest = manifestOf(each, layout);
    const { document } = manifest;
    for (const child of descriptors(document.manifests)) collect(child, depth + 1);
    for (const part of [...descriptors([document.config]), ...descriptors(document.layers)]) {
      // What may not be distributed is at its address instead (OCI image-spec, descriptor.md).
      if (Array.isArray(part.urls) && part.urls.length > 0 && !layout.documents.names.has(fileOf(part))) continue;
      blobs.set(blob(part, layout), { digest: String(part.digest), size: Number(part.size) });
    }
    manifests.set(manifest.digest, manifest);
    return manifest;
  };
  if (index !== undefined) for (const each of index.descriptors) collect(each, 1);
  const top = index ?? collect(descriptor!, 0);
  return { top, manifests: [...manifests.values()].filter(({ digest }) => digest !== top.digest), blobs };
}

async function layoutAt(path: string): Promise<Layout> {
  const documents = await readDocuments(await openArchive(path));
  return { documents, path };
}

/** An index that the layout lacks: several images without one of their own. */
interface NewIndex extends LayoutManifest {
  readonly descriptors: readonly Descriptor[];
}

type Top = { readonly descriptor: Descriptor; readonly index?: undefined } | { readonly descriptor?: undefined; readonly index: NewIndex };

function topOf(layout: Layout, name: string): Top {
  const listed = descriptors((layout.documents.read(OCI_INDEX) as { readonly manifests?: unknown } | null | undefined)?.manifests);
  if (listed.length === 0) throw noImage(layout);
  const named = listed.filter((each) => namesOf(each).some((own) => isSameName(own, name)));
  const chosen = named.length > 0 ? named : listed;
  for (const each of chosen) blob(each, layout);
  return chosen.length === 1 ? { descriptor: chosen[0]! } : { index: indexOf(chosen, layout) };
}

function indexOf(chosen: readonly Descriptor[], layout: Layout): NewIndex {
  const manifests = chosen.map((descriptor) => {
    const { mediaType, document } = manifestOf(descriptor, layout);
    const { digest, size, annotations } = descriptor;
    const platform = descriptor.platform ?? platformIn(document, layout);
    const kept = Object.entries(annotations ?? {}).filter(([name]) => !NAME_ANNOTATIONS.includes(name));
    return { mediaType, digest, size, ...platform && { platform }, ...kept.length > 0 && { annotations: Object.fromEntries(kept) } };
  });
  requireOnePerPlatform(chosen.filter(isImage), manifests.filter(isImage), layout);
  const content = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests }));
  return { digest: digestOf(content), mediaType: INDEX_TYPE, content, descriptors: chosen };
}

/** Returns the platform that the configuration of an image has. */
function platformIn({ config }: ManifestDocument, { documents }: Layout): Descriptor['platform'] | undefined {
  const { os, architecture, variant } = (documents.read(fileOf((config ?? {}) as Descriptor)) ?? {}) as NonNullable<Descriptor['platform']>;
  return os && architecture ? { os, architecture, ...variant ? { variant } : {} } : undefined;
}

function requireOnePerPlatform(chosen: readonly Descriptor[], listed: readonly Descriptor[], { path }: Layout): void {
  const platforms = listed.map((each) => platformOf(each.platform)).map((platform) => platform && formatPlatform(platform));
  if (platforms.every((each, at) => each !== undefined && platforms.indexOf(each) === at)) return;
  const images = chosen.map((each, at) => `${namesOf(each)[0] ?? 'an unnamed image'} for ${platforms[at] ?? 'an unknown platform'}`);
  throw new DiagnosticError({
    summary: `The OCI image layout ${path} has several images, and not one for each platform`,
    detail: `Its ${OCI_INDEX} lists ${images.join(', ')}. Give one of them the name of the image, as the annotation `
      + '"org.opencontainers.image.ref.name", or make a layout with only that image.',
    path: ['layout'],
  });
}

type ManifestDocument = { readonly [member: string]: unknown };

function manifestOf(descriptor: Descriptor, layout: Layout): LayoutManifest & { readonly document: ManifestDocument } {
  const file = blob(descriptor, layout);
  const content = Buffer.from(layout.documents.text(file) ?? '');
  const digest = String(descriptor.digest);
  if (digestOf(content) !== digest) throw damaged(layout, `${file} is not the manifest that its name says`);
  const document = layout.documents.read(file) as ManifestDocument;
  const mediaType = [document.mediaType, descriptor.mediaType].find((each): each is string => typeof each === 'string');
  return { digest, content, document, mediaType: mediaType ?? (Array.isArray(document.manifests) ? INDEX_TYPE : MANIFEST_TYPE) };
}

function fileOf({ digest }: Descriptor): string {
  return `blobs/${String(digest).replace(':', '/')}`;
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function noImage({ path, documents }: { readonly path: string; readonly documents: Documents }): DiagnosticError {
  return new DiagnosticError({
    summary: `"${path}" is no OCI image layout with an image`,
    detail: documents.names.has(OCI_INDEX) ? `Its ${OCI_INDEX} lists no manifest. Recreate it.`
      : `It has no ${OCI_INDEX}. \`docker buildx build --output type=oci\`, skopeo, crane and podman write OCI image layouts, `
        + 'and so does `docker save` of Docker 25 and newer.',
    path: ['layout'],
  });
}
