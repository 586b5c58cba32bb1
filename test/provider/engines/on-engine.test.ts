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

describe('an engine that the provider no longer knows', () => {
  const engines = new Engines(undefined, new Map([['there', undefined]]));
  const calls: string[] = [];
  const resource = onEngine({
    type: 'docker_volume',
    schema: { description: '', attributes: {} },
    read: async () => { calls.push('read'); },
    delete: async () => { calls.push('delete'); },
  } as unknown as AnyResource<Engine>);
  const prior = { engine: 'gone', name: 'data' };

  test('keeps what was on it as it was, until the plan says what is wrong with what is still configured', async () => {
    expect(await resource.read({ client: engines } as never, prior)).toBe(prior);
    const context = { client: engines, config: { engine: 'gone' } } as never;
    await expect(resource.plan!(context)).rejects.toThrow('The provider has no engine "gone"');
  });

  test('can\'t be asked to remove what was on it, so a warning names that', async () => {
    const warnings: { summary: string; detail?: string }[] = [];
    await resource.delete({ client: engines, warn: (warning: never) => warnings.push(warning) } as never, prior);
    expect(warnings).toMatchObject([{ summary: 'A docker_volume may be left on the engine "gone"' }]);
    expect(warnings[0]!.detail).toContain('"data"');
    expect(calls).toEqual([]);
  });
});

describe('an engine that may be suspended', () => {
  const engineThat = (version: () => Promise<unknown>, mayBeSuspended = true) => (
    { mayBeSuspended, version, endpoint: { address: 'unix:///nested.sock' } } as unknown as Engine);
  const silence = () => new Promise<never>(() => undefined);

  async function refreshed(engine: Engine) {
    const warnings: { summary: string }[] = [];
    const planned: object[] = [];
    const resource = onEngine({
      type: 'docker_volume',
      schema: { description: '', attributes: {} },
      read: async () => ({ id: 'read' }),
      plan: (context: object) => { planned.push(context); },
    } as unknown as AnyResource<Engine>);
    const client = new Engines(engine);
    const state = await resource.read({ client, warn: (warning: never) => warnings.push(warning) } as never, { engine: null, id: 'kept' });
    await resource.plan!({ client, config: { engine: null } } as never);
    return { id: (state as { id: string }).id, warnings: warnings.map(({ summary }) => summary), isAsked: 'client' in planned[0]! };
  }

  test('is left alone if it does not answer, and a warning says so', async () => {
    const summary = 'The Docker Engine at unix:///nested.sock does not answer, so what is on it was not read';
    expect(await refreshed(engineThat(silence))).toEqual({ id: 'kept', warnings: [summary], isAsked: false });
  });

  test.each<[string, Engine]>([
    ['answers', engineThat(async () => ({}))],
    ['fails at once', engineThat(() => Promise.reject(new Error('refused')))],
    ['may not be suspended', engineThat(silence, false)],
  ])('is asked if it %s', async (_, engine) => {
    expect(await refreshed(engine)).toEqual({ id: 'read', warnings: [], isAsked: true });
  });
});
