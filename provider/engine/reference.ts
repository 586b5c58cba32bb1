import { ImageReference, parseImageReference } from '../../src/shared/image-reference';

/** An image reference in its parts, the repository in Docker's short form (`busybox` for `docker.io/library/busybox`). */
export type Reference = ImageReference;

/** Whether a name is the id of an image, in the engine's spelling. Only an image that the engine has is named so; no id can be pulled. */
export function isImageId(name: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(name);
}

/** Parses an image reference. Undefined if it is none. */
export function parseReference(name: string): Reference | undefined {
  const reference = parseImageReference(name);
  return reference && { ...reference, repository: familiar(reference.repository) };
}

/** The name by which the engine lists an image: with `latest` for a missing tag, and without a tag if there is a digest. */
export function listedName({ repository, tag, digest }: Reference): string {
  return digest === undefined ? `${repository}:${tag ?? 'latest'}` : `${repository}@${digest}`;
}

/**
 * The digest of an image in its registry, as `repository@digest`: that of the name's own repository, or else the only one
 * there is. Empty if the image was never in a registry.
 */
export function repoDigest(name: string, repoDigests: readonly string[]): string {
  const own = parseReference(name)?.repository;
  return repoDigests.find((digest) => parseReference(digest)?.repository === own) ?? (repoDigests.length === 1 ? repoDigests[0]! : '');
}

function familiar(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  if (first !== 'docker.io' && first !== 'index.docker.io') return repository;
  return (rest[0] === 'library' && rest.length === 2 ? rest.slice(1) : rest).join('/');
}
