import { Readable } from 'node:stream';
import { ArchiveSource, openArchive } from './archive-source';
import { DOCKER_MANIFEST, dockerArchiveImages } from './docker-archive';
import { ArchivedImage, chooseImage, RequestedImage } from './image-choice';
import { readDocuments } from './json-documents';
import { OCI_INDEX, ociLayoutImages } from './oci-layout';
import { createPack, writeEntry } from './pack';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { listedName, parseReference } from '../../reference';

/** Features that not every engine has. */
export interface EngineFeatures {
  /** The engine can load layers that are compressed with zstd. */
  readonly zstd: boolean;
}

/**
 * Converts any archive to one that every engine can load: in the format of `docker save`, with one image and one name.
 * Docker Engine 20.10 can't load an OCI image layout. A loaded image gets all its names in the archive, and other
 * images lose these names, so the converted archive only has the requested name.
 */
export async function dockerArchive(path: string, requested: RequestedImage, engine: EngineFeatures): Promise<Readable> {
  const source = await openArchive(path);
  const documents = await readDocuments(source);
  const images = dockerArchiveImages(documents) ?? ociLayoutImages(documents, path);
  if (images === undefined) {
    throw new DiagnosticError({
      summary: `The archive ${path} contains no image`,
      detail: `It contains neither ${DOCKER_MANIFEST} (the format of \`docker save\`) nor ${OCI_INDEX} (an OCI image layout). `
        + 'If it is a root file system, import it with `root_filesystem`.',
    });
  }
  const image = chooseImage(images, requested, path);
  if (image.hasZstd === true && !engine.zstd) {
    throw new DiagnosticError({
      summary: `The layers of the archive ${path} are compressed with zstd, which the engine does not support`,
      detail: 'Docker Engine 23.0 and newer support it. Use a newer engine, or recreate the archive with gzip '
        + '(with BuildKit: `compression=gzip,force-compression=true`).',
    });
  }
  const { name, labels = {} } = requested;
  return repack(source, image, name, Object.keys(labels).length === 0 ? undefined : labelled(documents.read(image.config), labels));
}

/** The name of the configuration of an image that gets labels. */
const LABELLED = 'berth-config.json';

/**
 * The members of a configuration that say what the image is (OCI image-spec, config.md). An engine also reads how an image was made from
 * it, such as `container_config`: by that, an image of someone else could be a step of a build that the engine has in its cache.
 */
const MEMBERS = ['architecture', 'variant', 'os', 'os.version', 'os.features', 'created', 'author', 'rootfs', 'history'];

/** Returns the configuration of an image with more labels, and without how it was made. */
function labelled(config: unknown, labels: Readonly<Record<string, string>>): string {
  const image = config as { readonly [member: string]: unknown; readonly config?: { readonly Labels?: object | null } | null };
  const kept = MEMBERS.filter((member) => Object.hasOwn(image, member)).map((member) => [member, image[member]] as const);
  const { Labels: own, ...run } = image.config ?? {};
  // An engine reads "labels" and "Labels" as the same, and the last one counts.
  return JSON.stringify({ ...Object.fromEntries(kept), config: { ...run, Labels: { ...own, ...labels } } });
}

/** @param config  replaces the configuration of the image */
function repack(source: ArchiveSource, image: ArchivedImage, name: string, config?: string): Readable {
  const files = new Set([image.config, ...image.layers]);
  return createPack(async (pack) => {
    for await (const entry of source.entries()) {
      // Older engines write a layer that several images share only once, and links to it. So this copies all links, and
      // all files that they may point to.
      const { name: file, type, size, linkname } = entry;
      if (type !== 'file') await writeEntry(pack, { name: file, type, linkname: linkname ?? '' });
      else if (files.has(file) || file.endsWith('/layer.tar')) await writeEntry(pack, { name: file, type, size }, entry.content());
    }
    const reference = parseReference(name);
    if (config !== undefined) await writeEntry(pack, { name: LABELLED }, config);
    const manifest = [{
      Config: config === undefined ? image.config : LABELLED,
      RepoTags: [reference === undefined ? name : listedName(reference)],
      Layers: image.layers,
    }];
    await writeEntry(pack, { name: DOCKER_MANIFEST }, JSON.stringify(manifest));
  });
}
