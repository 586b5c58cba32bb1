/** An image's name in its parts, the repository in Docker's short form (`busybox` for `docker.io/library/busybox`). */
export interface Reference {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const HOST = '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?';
const REFERENCE = new RegExp(
  `^(?<repository>(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*)(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,}))?$`,
);

/** The id of an image, as the engine gives it. It names an image that is there, and can't be pulled. */
export function isImageId(name: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(name);
}

/**
 * Takes a name apart by the grammar that the engine and registries have for it (`reference` of the distribution
 * project), or returns nothing where it is none.
 */
export function parseReference(name: string): Reference | undefined {
  const { repository, tag, digest } = REFERENCE.exec(name)?.groups ?? {};
  if (repository === undefined || /^[0-9a-f]{64}$/.test(name)) return undefined;
  return { repository: familiar(repository), ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** The name under which the engine lists it: with the tag that a missing one means, and by digest alone where there is one. */
export function listedName({ repository, tag, digest }: Reference): string {
  return digest === undefined ? `${repository}:${tag ?? 'latest'}` : `${repository}@${digest}`;
}

/**
 * The digest under which a registry has an image, as `repository@digest`: that of the name's own repository, and
 * otherwise the only one there is; empty where the image never was in a registry.
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
