import { imageResource } from '../../../../provider/resources/image/image';
import { FakeEngine } from '../../engine/fake-engine';

const ID = `sha256:${'1'.repeat(64)}`;
const TAG = 'registry.example.com/base:1';
const DIGEST = `registry.example.com/base@sha256:${'2'.repeat(64)}`;

let fake: FakeEngine;
beforeEach(async () => { fake = await new FakeEngine().start(); });
afterEach(() => fake.stop());

/** Destroys an image, which the engine has with these names, and returns what the engine removed, and the warnings. */
async function destroy(name: string, names: readonly string[], host: string | null = 'blue') {
  const image = { Id: ID, RepoTags: names, RepoDigests: [DIGEST], Os: 'linux', Architecture: 'amd64', Config: {} };
  fake.answer = ({ method, url = '' }, response) => {
    const answer = method === 'DELETE' || url.includes('/containers/') ? [] : image;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  };
  const warnings: { detail: string }[] = [];
  const virtualHost = host === null ? null : JSON.stringify({ name: host });
  const state = { name, image_id: ID, force_remove: true, build: [], virtual_host: virtualHost };
  await imageResource.delete!({ client: fake.connect(), warn: (each: { detail: string }) => warnings.push(each) } as never, state as never);
  const isRemoved = fake.asked.some((request) => request.startsWith('DELETE'));
  return { isRemoved, warnings: warnings.map(({ detail }) => detail.split('\n')[0]) };
}

const KEPT = 'It is also "registry.example.com/copy:1", and its origin would go with this name.';

test.each([
  ['an id', ID, [TAG, 'registry.example.com/copy:1'], 'The name is an id, which whoever made or pulled the image may use, too.'],
  ['a digest of an image with another name', DIGEST, ['registry.example.com/copy:1'], KEPT],
  ['a digest of an image with a tag', DIGEST, [TAG], 'It is also "registry.example.com/base:1", and its origin would go with this name.'],
  ['the last tag of a repository', TAG, [TAG, 'registry.example.com/copy:1', 'blue-copy:1'], KEPT],
])('with rules, %s is left', async (_, name, names, warning) => {
  expect(await destroy(name, names)).toEqual({ isRemoved: false, warnings: [warning] });
});

test.each([
  ['the only name', TAG, [TAG]],
  ['a digest without names', DIGEST, []],
  ['a tag beside others of its repository', TAG, [TAG, 'registry.example.com/base:2', 'registry.example.com/copy:1']],
  ['a tag beside names of the same virtual container host', TAG, [TAG, 'registry.example.com/blue-copy:1']],
  ['a name of the virtual container host', 'registry.example.com/blue-app:1', ['registry.example.com/blue-app:1', TAG]],
])('with rules, %s is removed', async (_, name, names) => {
  expect(await destroy(name, names)).toMatchObject({ isRemoved: true, warnings: [] });
});

test('without rules, an id is removed with all names', async () => {
  expect(await destroy(ID, [TAG, 'registry.example.com/copy:1'], null)).toEqual({ isRemoved: true, warnings: [] });
});
