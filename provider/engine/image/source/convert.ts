import { Readable } from 'node:stream';
import { ArchiveSource, openArchive } from './archive-source';
import { DOCKER_MANIFEST, dockerArchiveImages } from './docker-archive';
import { ArchivedImage, chooseImage, Wanted } from './image-choice';
import { readDocuments } from './json-documents';
import { OCI_INDEX, ociLayoutImages } from './oci-layout';
import { packing, writeEntry } from './pack';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { listedName, parseReference } from '../../reference';

/** What not every engine can. */
export interface Capabilities {
  /** It loads layers that are compressed with zstd. */
  readonly zstd: boolean;
}

/**
 * Any archive as one that every engine can load: in the form of `docker save`, with one image, under one name. (Docker
 * Engine 20.10 can't load an OCI image layout, and any engine gives an image all the names that are in the archive, which
 * would take them from images that have them.)
 */
export async function dockerArchive(path: string, wanted: Wanted, engine: Capabilities): Promise<Readable> {
  const source = await openArchive(path);
  const documents = await readDocuments(source);
  const images = dockerArchiveImages(documents) ?? ociLayoutImages(documents, path);
  if (images === undefined) {
    throw new DiagnosticError({
      summary: `The archive ${path} holds no image`,
      detail: `It holds neither ${DOCKER_MANIFEST} (as \`docker save\` writes it) nor ${OCI_INDEX} (an OCI image layout). Is it a root file system? That is imported with \`root_filesystem\`.`,
    });
  }
  const image = chooseImage(images, wanted, path);
  if (image.hasZstd === true && !engine.zstd) {
    throw new DiagnosticError({
      summary: `The layers of the archive ${path} are compressed with zstd, which the engine does not know`,
      detail: 'Docker Engine knows it since 23.0. Use a newer engine, or make the archive with gzip (of BuildKit: `compression=gzip,force-compression=true`).',
    });
  }
  return repack(source, image, wanted.name);
}

function repack(source: ArchiveSource, image: ArchivedImage, name: string): Readable {
  const files = new Set([image.config, ...image.layers]);
  return packing(async (pack) => {
    for await (const entry of source.entries()) {
      // Older engines wrote a layer that two images share once, and links to it: so all links go along, and what they lead to.
      const { name: file, type, size, linkname } = entry;
      if (type !== 'file') await writeEntry(pack, { name: file, type, linkname: linkname ?? '' });
      else if (files.has(file) || file.endsWith('/layer.tar')) await writeEntry(pack, { name: file, type, size }, entry.content());
    }
    const reference = parseReference(name);
    const manifest = [{ Config: image.config, RepoTags: [reference === undefined ? name : listedName(reference)], Layers: image.layers }];
    await writeEntry(pack, { name: DOCKER_MANIFEST }, JSON.stringify(manifest));
  });
}
