import { parsePlatform } from '../platform';
import { ArchivedImage } from './image-choice';
import { Documents } from './json-documents';

/** The file that lists the images of an archive, each with its files. */
export const DOCKER_MANIFEST = 'manifest.json';

/** Returns the images of an archive that `docker save` wrote, from its `manifest.json`, or nothing if it has none. */
export function dockerArchiveImages(documents: Documents): readonly ArchivedImage[] | undefined {
  const manifest = documents.read(DOCKER_MANIFEST);
  if (!Array.isArray(manifest)) return undefined;
  return manifest.flatMap((item: unknown) => {
    const { Config, Layers, RepoTags } = (item ?? {}) as { Config?: unknown; Layers?: unknown; RepoTags?: unknown };
    if (typeof Config !== 'string' || !isStrings(Layers)) return [];
    const { os, architecture, variant } = (documents.read(Config) ?? {}) as { os?: unknown; architecture?: unknown; variant?: unknown };
    const platform = parsePlatform([os, architecture, ...(variant ? [variant] : [])].join('/'));
    const names = isStrings(RepoTags) ? RepoTags : [];
    return [{ config: Config, layers: Layers, names, ...(platform === undefined ? {} : { platform }) }];
  });
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
