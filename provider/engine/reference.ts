import { ImageReference, parseImageReference } from '../../src/shared/image-reference';

/** The parts of an image reference, with the repository in Docker's short form: `busybox` for `docker.io/library/busybox`. */
export type Reference = ImageReference;

/** Whether a name is an image id as the engine reports it. An id only refers to an image that the engine has, and can't be pulled. */
export function isImageId(name: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(name);
}

/** Parses an image reference. Returns nothing if it is invalid. */
export function parseReference(name: string): Reference | undefined {
  const reference = parseImageReference(name);
  return reference && { ...reference, repository: familiar(reference.repository) };
}

/** Returns the name by which the engine lists an image: with `latest` for a missing tag, and without a tag if there is a digest. */
export function listedName({ repository, tag, digest }: Reference): string {
  return digest === undefined ? `${repository}:${tag ?? 'latest'}` : `${repository}@${digest}`;
}

/**
 * Returns the digest of an image in its registry, as `repository@digest`. If the image has several, returns the one for the
 * repository in `name`. Returns "" if there is none: an image that was never in a registry has no digest.
 */
export function repoDigest(name: string, repoDigests: readonly string[]): string {
  const own = parseReference(name)?.repository;
  return repoDigests.find((digest) => parseReference(digest)?.repository === own) ?? (repoDigests.length === 1 ? repoDigests[0]! : '');
}

/** Returns the short form of a repository, which Docker calls its familiar name. */
function familiar(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  if (first !== 'docker.io' && first !== 'index.docker.io') return repository;
  return (rest[0] === 'library' && rest.length === 2 ? rest.slice(1) : rest).join('/');
}
