import { defaultSettings } from '../../../../../provider/resources/container/operations/engine-defaults';
import { FakeEngine } from '../../../engine/fake-engine';

let engine: FakeEngine;
beforeEach(async () => {
  engine = await new FakeEngine().start();
});
afterEach(() => engine.stop());

const created = () => engine.asked.filter((request) => request.includes('/containers/create')).length;

test('an engine that did not answer is asked again', async () => {
  engine.answer = (_, response) => response.writeHead(500).end('{"message":"no space left on device"}');
  const connected = engine.connect();
  for (const count of [1, 2]) {
    await expect(defaultSettings(connected, 'x')).rejects.toThrow('no space left on device');
    expect(created()).toBe(count);
  }
});
