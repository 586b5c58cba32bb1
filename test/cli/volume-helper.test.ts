import { text } from 'node:stream/consumers';
import { VolumeHelper } from '../../cli/volume/helper';
import { FakeEngine } from '../provider/engine/fake-engine';

interface Body {
  readonly HostConfig: { readonly Runtime?: string };
}

let fake: FakeEngine;

beforeAll(async () => {
  fake = await new FakeEngine().start();
});

afterAll(() => fake.stop());

test('no program of a volume runs under the engine\'s default runtime, which may be a sandbox', async () => {
  const created: Body[] = [];
  fake.answer = (request, response) => {
    const { url = '' } = request;
    const answer = url.includes('/containers/create') ? { Id: 'a' } : url.includes('/images/create') ? { status: 'done' } : { Id: 'image' };
    void text(request).then((body) => {
      if (url.includes('/containers/create')) created.push(JSON.parse(body) as Body);
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  };
  const signal = new AbortController().signal;
  await VolumeHelper.with(fake.connect(), 'data', signal, async (helper) => {
    await helper.read(() => Promise.resolve());
    // The engine of this test attaches to nothing, so these end early.
    await Promise.allSettled([helper.walk(), helper.empty()]);
  });
  expect(created.map(({ HostConfig: { Runtime } }) => Runtime)).toEqual(['runc', 'runc', 'runc']);
});
