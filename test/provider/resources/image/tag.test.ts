import { tag } from '../../../../provider/resources/image/tag';
import { VIRTUAL_HOST_LABEL } from '../../../../src/shared/virtual-host/rules';
import { FakeEngine } from '../../engine/fake-engine';

let server: FakeEngine;

beforeEach(async () => { server = await new FakeEngine().start(); });
afterEach(() => server.stop());

/** Destroys the tag of a virtual container host, which an image has that was made for another one, or for none. */
async function destroy(host: string | undefined, owner: string | undefined) {
  const image = {
    Id: `sha256:${'0'.repeat(64)}`,
    RepoTags: ['z25-g-t:1', 'z25-g-u:1'],
    Config: { Labels: owner === undefined ? null : { [VIRTUAL_HOST_LABEL]: owner } },
  };
  server.answer = ({ method }, response) => (
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(method === 'DELETE' ? [] : image)));
  const warnings: object[] = [];
  const state = { target_image: 'z25-g-t:1', virtual_host: host === undefined ? null : JSON.stringify({ name: host }) };
  await tag.delete!({ client: server.connect(), warn: (each: object) => warnings.push(each) } as never, state as never);
  return { removed: server.asked.some((request) => request.startsWith('DELETE')), warnings };
}

test.each([['z25', 'z25'], ['z25', undefined], [undefined, 'z25']])(
  'the tag of "%s" is taken from an image of "%s"', async (host, owner) => {
    expect(await destroy(host, owner)).toEqual({ removed: true, warnings: [] });
  });

test('a name that an image of another virtual container host has by now is kept', async () => {
  expect(await destroy('z25', 'z25-g')).toEqual({
    removed: false,
    warnings: [{
      summary: 'Tag "z25-g-t:1" was kept, since it is of others',
      detail: 'It was made for "z25-g".\n\nTerraform no longer manages the tag here.',
    }],
  });
});
