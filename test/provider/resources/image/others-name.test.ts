import { Engine } from '../../../../provider/engine/engine';
import { ApplyContext } from '../../../../provider/framework/resource';
import { imageResource } from '../../../../provider/resources/image/image';
import { VIRTUAL_HOST_LABEL } from '../../../../src/shared/virtual-host/rules';
import { FakeEngine } from '../../engine/fake-engine';

const NAME = 'registry.example.com/app:1';
const GREEN = {
  Id: `sha256:${'1'.repeat(64)}`,
  RepoTags: [NAME],
  RepoDigests: [],
  Os: 'linux',
  Architecture: 'amd64',
  Config: { Labels: { [VIRTUAL_HOST_LABEL]: 'green' } },
};
const RULES = JSON.stringify({ name: 'blue', registries: ['registry.example.com'] });

let fake: FakeEngine;
beforeEach(async () => {
  fake = await new FakeEngine().start();
  fake.answer = ({ method }, response) => {
    response.setHeader('Content-Type', 'application/json').end(method === 'GET' ? JSON.stringify(GREEN) : '');
  };
});
afterEach(() => fake.stop());

/** Does what a virtual container host asks for, and returns the requests that change something. */
async function refused(work: (context: ApplyContext<Engine, typeof imageResource.schema>) => Promise<unknown>): Promise<string[]> {
  const { signal } = new AbortController();
  await expect(work({ client: fake.connect(), signal } as never)).rejects.toMatchObject({
    diagnostics: [{ detail: expect.stringContaining('it was made for "green"') as string }],
  });
  return fake.asked.filter((request) => !request.startsWith('GET'));
}

const model = (more: object) => ({
  name: NAME, platform: '', pull_triggers: [], virtual_host: RULES, build: [], timeouts: null, image_id: null, ...more,
}) as never;

test.each([
  ['a pull', {}],
  ['a pull whatever the engine has', { pull_triggers: ['1'] }],
  ['a pull for another platform', { platform: 'linux/arm64' }],
])('%s does not take the name of an image of another virtual container host', async (_, more) => {
  expect(await refused((context) => imageResource.create(context, model(more)))).toEqual([]);
});

test('a further name of an image that was built is not taken from one of another virtual container host', async () => {
  const built = (...tag: string[]) => model({ name: 'blue-app:1', image_id: GREEN.Id, build: [{ tag }] });
  expect(await refused((context) => imageResource.update!(context, built('blue-app:2'), built()))).toEqual([]);
});
