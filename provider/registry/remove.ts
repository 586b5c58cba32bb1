import pMap from 'p-map';
import { Descriptor, INDEX_TYPES, isSuccess, RegistryClient } from './client';
import { objectIn, objectsIn } from './json';
import { readBody } from './read-body';

const DELETE = { method: 'DELETE', actions: 'pull,delete' } as const;

/** The statuses with which registries say that they don't do something. */
const UNSUPPORTED = [400, 404, 405, 415, 501];

/** How many tags are looked at at once. */
const CONCURRENCY = 8;

/** The most bytes of a page of the list of tags, and the most pages. */
const MOST_OF_TAGS = 4 * 1024 * 1024;
const MOST_PAGES = 1000;

/** How long it may take to find out what else uses an image, in milliseconds: five minutes. */
const PATIENCE = 5 * 60_000;

/**
 * Removes a tag from an image in a registry, and the image itself only if nothing else in the repository uses it.
 *
 * By the specification of OCI, a registry can delete a tag alone. Many can't. They can delete a manifest by its digest, with which it loses
 * all its tags.
 *
 * @param digest  what the tag refers to
 * @returns why the tag is still there, as a sentence, or undefined if it is not
 */
export async function removeTag(client: RegistryClient, repository: string, tag: string, digest: string): Promise<string | undefined> {
  const removed = await client.request(repository, `manifests/${tag}`, DELETE);
  if (!isSuccess(removed) && !UNSUPPORTED.includes(removed.statusCode!)) throw await client.failureOf(removed);
  removed.resume();
  // A registry that only knows digests may say that it does not know this "digest".
  if (isSuccess(removed) || await client.describe(repository, tag) === undefined) return undefined;
  const inUse = await usersOf(client, repository, tag, digest);
  if (inUse !== undefined) return `The registry can't delete a tag alone. ${inUse}`;
  const byDigest = await client.request(repository, `manifests/${digest}`, DELETE);
  if (isSuccess(byDigest) || byDigest.statusCode === 404) {
    byDigest.resume();
    return undefined;
  }
  const failure = await client.failureOf(byDigest);
  if (!UNSUPPORTED.includes(byDigest.statusCode!)) throw failure;
  return `The registry deletes nothing: it ${failure.message}. That of CNCF Distribution does with \`delete.enabled\` in its storage.`;
}

/** Returns what else than a tag uses an image, as a sentence, or undefined if nothing does. */
async function usersOf(client: RegistryClient, repository: string, tag: string, digest: string): Promise<string | undefined> {
  const end = performance.now() + PATIENCE;
  const tags = await tagsOf(client, repository, end);
  if (tags === undefined) return 'To delete the image by its digest would take all its tags away, and the registry does not list them.';
  const others = tags.filter((each) => each !== tag);
  const found = await pMap(others, async (other) => {
    if (performance.now() > end) return [];
    const descriptor = await client.describe(repository, other);
    return descriptor !== undefined && await uses(client, repository, descriptor, digest, new Set()) ? [{ other, descriptor }] : [];
  }, { concurrency: CONCURRENCY });
  const users = found.flat();
  if (users.length === 0) {
    return performance.now() <= end ? undefined
      : `To delete the image by its digest would take all its tags away, and what they are can't be found out in ${PATIENCE / 1000} s.`;
  }
  const named = users.slice(0, 5).map(({ other, descriptor }) => (
    descriptor.digest === digest ? `"${other}"` : `"${other}", an index that refers to it`));
  const more = users.length > named.length ? ` and ${users.length - named.length} more` : '';
  return `To delete the image by its digest would also take it from: ${named.join('; ')}${more}.`;
}

/** Whether something is an image, or an index that refers to it. */
async function uses(
  client: RegistryClient, repository: string, { digest, mediaType }: Omit<Descriptor, 'size'>, image: string, seen: Set<string>,
): Promise<boolean> {
  if (digest === image) return true;
  if (!isIndex(mediaType) || seen.has(digest)) return false;
  seen.add(digest);
  const index = await client.manifest(repository, digest);
  for (const each of objectsIn(objectIn(index?.toString() ?? '').manifests)) {
    if (await uses(client, repository, { digest: String(each.digest), mediaType: String(each.mediaType) }, image, seen)) return true;
  }
  return false;
}

function isIndex(mediaType: string): boolean {
  return INDEX_TYPES.some((type) => mediaType.startsWith(type));
}

/** Returns all tags of a repository, or undefined if the registry does not list them. */
async function tagsOf(client: RegistryClient, repository: string, end: number): Promise<readonly string[] | undefined> {
  const tags: string[] = [];
  let next: string | URL = 'tags/list';
  for (let page = 0; page < MOST_PAGES && performance.now() <= end; page += 1) {
    const answer = await client.request(repository, next);
    if (!isSuccess(answer)) {
      answer.resume();
      return undefined;
    }
    const { tags: listed } = objectIn((await readBody(answer, MOST_OF_TAGS)).toString());
    if (Array.isArray(listed)) tags.push(...listed as string[]);
    const [, link] = /<([^>]+)>\s*;\s*rel="?next"?/.exec([answer.headers.link ?? ''].flat().join()) ?? [];
    if (link === undefined) return tags;
    next = new URL(link, new URL(`/v2/${repository}/tags/list`, client.endpoint.address));
  }
  return undefined;
}
