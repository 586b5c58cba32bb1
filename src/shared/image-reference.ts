/** An image reference in its parts, as written. */
export interface ImageReference {
  /** The name without tag and digest: registry and path. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

// The grammar of github.com/distribution/reference, by which Docker Engine and registries read references. Its digests are go-digest's.
const HOST_LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const REGISTRY = `(?:${HOST_LABEL}(?:\\.${HOST_LABEL})*|\\[[A-Fa-f0-9:]+\\])(?::[0-9]+)?`;
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = `${COMPONENT}(?:/${COMPONENT})*`;
const DIGEST = 'sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}';
const REFERENCE = new RegExp(
  `^(?<repository>(?:(?<registry>${REGISTRY})/)?(?<path>${PATH}))(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>${DIGEST}))?$`,
);
const LONGEST_PATH = 255;

// On its own, this is an image's id.
const ID = /^[a-f0-9]{64}$/;

/** Parses an image reference as that library's `ParseNormalizedNamed` does. Undefined if the text is none. */
export function parseImageReference(text: string): ImageReference | undefined {
  const { repository, registry, path, tag, digest } = REFERENCE.exec(text)?.groups ?? {};
  if (repository === undefined || ID.test(text) || fullPath(repository, registry, path!).length > LONGEST_PATH) return undefined;
  return { repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** The path in the registry. Docker Hub is the default registry, where images without an owner belong to `library`. */
function fullPath(repository: string, registry: string | undefined, path: string): string {
  const isRegistry = registry !== undefined && (registry === 'localhost' || /[.:A-Z]/.test(registry));
  const isHub = !isRegistry || registry === 'docker.io' || registry === 'index.docker.io';
  const own = isRegistry ? path : repository;
  return isHub && !own.includes('/') ? `library/${own}` : own;
}
