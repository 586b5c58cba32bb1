import { Engine } from '../../../provider/engine/engine';
import { Engines } from '../../../provider/engines/engines';
import { onEngine } from '../../../provider/engines/on-engine';
import { AnyResource } from '../../../provider/framework/resource';

const read = async (type: string, engine: Engine) => {
  const resource = { type, schema: { description: '', attributes: {} }, read: async () => ({ id: 'x' }) } as unknown as AnyResource<Engine>;
  return onEngine(resource).read({ client: new Engines(engine) } as never, { engine: null });
};

test('nothing exists on a machine without an engine, except for its bootstrap', async () => {
  const engine = new Engine({ address: 'ssh://m', origin: '', target: { kind: 'ssh', host: 'm', socketPath: '/s', options: [] } });
  expect(await read('docker_volume', engine)).toEqual({ id: 'x', engine: null });
  engine.isMissing = true;
  expect(await read('docker_volume', engine)).toBeUndefined();
  expect(await read('docker_host_bootstrap', engine)).toEqual({ id: 'x', engine: null });
});
