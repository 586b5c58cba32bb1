import * as fc from 'fast-check';
import { WritableRegistry } from './writable-registry';
import { INDEX_TYPES, MANIFEST_TYPES } from '../../../provider/registry/client';
import { removeTag } from '../../../provider/registry/remove';

const [MANIFEST_TYPE] = MANIFEST_TYPES;
const [INDEX_TYPE] = INDEX_TYPES;
const { REPOSITORY } = WritableRegistry;

let registry: WritableRegistry;
let image: string;

beforeEach(async () => {
  registry = await new WritableRegistry().start();
  image = registry.store({ of: 'the image' }, MANIFEST_TYPE, '1');
});

afterEach(() => registry.stop());

const remove = (tag = '1') => removeTag(registry.client(), REPOSITORY, tag, registry.tags.get(tag)!);
const deletions = () => registry.asked.filter((each) => each.startsWith('DELETE'));
const index = (...digests: string[]) => ({ manifests: digests.map((digest) => ({ digest, mediaType: MANIFEST_TYPE })) });

test('an image stays if its users are not known after five minutes', async () => {
  registry.store({ of: 'another image' }, MANIFEST_TYPE, '2');
  const now = jest.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(1).mockReturnValue(300_001);
  try {
    expect(await remove()).toContain('what they are can\'t be found out in 300 s.');
    expect(deletions()).toHaveLength(1);
  } finally {
    now.mockRestore();
  }
});

test('a tag is removed alone where the registry can do that', async () => {
  registry.deletes.tags = true;
  registry.tags.set('2', image);
  expect(await remove()).toBeUndefined();
  expect([...registry.tags]).toEqual([['2', image]]);
  expect([...registry.manifests.keys()]).toEqual([image]);
});

test('an image that nothing else uses is removed by its digest', async () => {
  registry.store({ of: 'another image' }, MANIFEST_TYPE, '2');
  expect(await remove()).toBeUndefined();
  expect([...registry.tags.keys()]).toEqual(['2']);
  expect(deletions()).toEqual([`DELETE /v2/${REPOSITORY}/manifests/1`, `DELETE /v2/${REPOSITORY}/manifests/${image}`]);
});

test.each<[string, () => void, string]>([
  ['another tag has', () => registry.tags.set('2', image), 'also take it from: "2".'],
  ['an index refers to', () => registry.store(index(image), INDEX_TYPE, 'all'), 'also take it from: "all", an index that refers to it.'],
  ['an index in an index refers to', () => {
    const inner = registry.store(index(image), INDEX_TYPE);
    registry.store({ manifests: [{ digest: inner, mediaType: INDEX_TYPE }] }, INDEX_TYPE, 'all');
  }, '"all", an index that refers to it'],
  ['many tags have, on several pages', () => {
    registry.pageSize = 3;
    for (let tag = 10; tag < 20; tag += 1) registry.tags.set(String(tag), image);
  }, '"10"; "11"; "12"; "13"; "14" and 5 more.'],
  ['nobody knows who has', () => { registry.listsTags = false; }, 'the registry does not list them'],
])('an image that %s is kept', async (_, prepare, reason) => {
  prepare();
  const before = [...registry.tags];
  expect(await remove()).toContain(reason);
  expect([...registry.tags]).toEqual(before);
});

test('an image is kept if the registry deletes nothing', async () => {
  registry.deletes.digests = false;
  expect(await remove()).toContain('deletes nothing: it answered with status 405 (UNSUPPORTED: no deletes)');
});

test('what is gone meanwhile counts as removed', async () => {
  registry.before = ({ method }) => {
    if (method === 'DELETE') registry.tags.delete('1');
    return false;
  };
  expect(await remove()).toBeUndefined();
});

test.each([401, 403, 500, 503])('status %i is no answer to whether something can be removed', async (status) => {
  registry.before = ({ method }, response) => {
    if (method !== 'DELETE') return false;
    response.writeHead(status).end();
    return true;
  };
  await expect(remove()).rejects.toThrow(status < 500 ? 'denied access' : `answered with status ${status}`);
  expect(registry.tags.get('1')).toBe(image);
});

/** A repository: which image or index each tag has. An index refers to the images at these positions. */
const repository = fc.record({
  images: fc.integer({ min: 1, max: 3 }),
  indexes: fc.array(fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
  tags: fc.array(fc.nat(4), { minLength: 1, maxLength: 5 }),
  deletesTags: fc.boolean(),
  victim: fc.nat(4),
});

test('whatever a repository has, no other tag loses anything', async () => {
  await fc.assert(fc.asyncProperty(repository, async ({ images, indexes, tags, deletesTags, victim }) => {
    registry.manifests.clear();
    registry.tags.clear();
    registry.deletes.tags = deletesTags;
    const digests = Array.from({ length: images }, (_, at) => registry.store({ image: at }, MANIFEST_TYPE));
    for (const members of indexes) digests.push(registry.store(index(...members.map((at) => digests[at % images]!)), INDEX_TYPE));
    tags.forEach((at, tag) => registry.tags.set(String(tag), digests[at % digests.length]!));
    const tag = String(victim % tags.length);
    const others = [...registry.tags].filter(([each]) => each !== tag);
    const kept = await remove(tag);
    expect(registry.tags.has(tag)).toBe(kept !== undefined);
    expect([...registry.tags].filter(([each]) => each !== tag)).toEqual(others);
    for (const [, digest] of others) {
      const { manifests = [] } = JSON.parse(registry.manifests.get(digest)!.content.toString()) as ReturnType<typeof index>;
      for (const member of manifests) expect(registry.manifests.has(member.digest)).toBe(true);
    }
  }), { numRuns: 60 });
});
