import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { SimulatedEngine } from '../../../../dev/simulated-engine/simulated-engine';
import { Engine } from '../../../../provider/engine/engine';
import { Engines } from '../../../../provider/engines/engines';
import { importSet } from '../../../../provider/resources/clone-set/import';
import { clonesOn } from '../../../../provider/resources/shared/clones';

const folder = mkdtempSync(join(tmpdir(), 'berth-import-'));
const started: { [name: string]: { simulated: SimulatedEngine; docker: Docker; engine: Engine } } = {};
const { signal } = new AbortController();

beforeAll(async () => {
  for (const name of ['own', 'one', 'two']) {
    const socketPath = join(folder, `${name}.sock`);
    const simulated = await SimulatedEngine.start({ socket: socketPath });
    const engine = new Engine({ address: simulated.address, origin: 'a test', target: { kind: 'unix', socketPath } });
    started[name] = { simulated, docker: new Docker({ socketPath }), engine };
  }
});
afterEach(async () => {
  for (const { docker } of Object.values(started)) {
    for (const { Id: id } of await docker.listContainers({ all: true })) await docker.getContainer(id).remove({ force: true });
  }
});
afterAll(async () => {
  for (const { simulated } of Object.values(started)) await simulated.stop();
  rmSync(folder, { recursive: true });
});

async function create(on: string, name: string, setId?: string): Promise<void> {
  const labels: Record<string, string> = setId === undefined ? {} : { 'berth.clone-set': setId, 'berth.clone-index': /\d+/.exec(name)![0] };
  await started[on]!.docker.createContainer({ name, Image: 'busybox:latest', Labels: labels });
}

function find(id: string) {
  const named = new Map(Object.entries(started).filter(([name]) => name !== 'own').map(([name, { engine }]) => [name, engine]));
  return importSet({ client: new Engines(started.own!.engine, named), signal, warn: () => undefined }, id);
}

test('finds containers by the name of the set, and nothing else', async () => {
  for (const name of ['web-0', 'web-3', 'web-x', 'web', 'other-0', 'aweb-1', 'web-1-next-1']) await create('own', name);
  expect(await find('web')).toMatchObject({
    name: 'web',
    replicas: 4,
    host: [{ name: 'host', engine: null }],
    imported: true,
    template: [],
    complete: false,
    summary: '2 were found by their names, and not compared yet',
    placement: { host: 2 },
  });
  expect(await find('none')).toBeUndefined();
});

test('finds containers on several engines', async () => {
  await create('one', 'web-0');
  await create('two', 'web-1');
  expect(await find('engine:one,two:web')).toMatchObject({
    name: 'web', replicas: 2, host: [{ name: 'one', engine: 'one' }, { name: 'two', engine: 'two' }], placement: { one: 1, two: 1 },
  });
  await expect(find('engine:one,three:web')).rejects.toThrow('The provider has no engine "three"');
});

test('has the id of the set that made the containers', async () => {
  await create('own', 'web-0', 'id of the set');
  expect(await find('web')).toMatchObject({ id: 'id of the set', imported: false });
  await create('own', 'web-1');
  expect(await find('web')).toMatchObject({ id: 'id of the set', imported: true });
  await create('own', 'web-2', 'another');
  await expect(find('web')).rejects.toThrow('belong to 2 sets');
});

test('refuses what the provider keeps for itself', async () => {
  await started.own!.docker.createContainer({ name: 'web-0', Image: 'busybox:latest', Labels: { 'berth.probe': 'x' } });
  await expect(find('web')).rejects.toThrow('The container "web-0" can\'t be imported, since it is the provider\'s own');
});

describe('names of two virtual container hosts', () => {
  const HOST = 'berth.virtual-host';
  const createOf = (name: string, owner: string | undefined, more: Record<string, string> = {}) => (
    started.own!.docker.createContainer({ name, Image: 'busybox:latest', Labels: { ...owner && { [HOST]: owner }, ...more } }));
  const found = async (owners?: (string | undefined)[]) => {
    const clones = await clonesOn(started.own!.engine, { id: 'own', name: 'blue-green-web', imported: true, owners }, signal);
    return clones.map(({ name }) => name).sort();
  };

  test('only those of its own are clones of a set', async () => {
    await createOf('blue-green-web-0', 'blue');
    await createOf('blue-green-web-1', 'blue-green');
    await createOf('blue-green-web-2', undefined);
    await createOf('blue-green-web-3', 'blue', { 'berth.clone-set': 'own', 'berth.clone-index': '3' });
    expect(await found(['blue'])).toEqual(['blue-green-web-0', 'blue-green-web-3']);
    expect(await found(['blue', undefined])).toEqual(['blue-green-web-0', 'blue-green-web-2', 'blue-green-web-3']);
    await expect(found()).rejects.toThrow('belong to 3 virtual container hosts');
    await expect(find('blue-green-web')).rejects.toThrow('belong to 3 virtual container hosts');
  });

  test('those of one are found where nothing tells the host', async () => {
    await createOf('blue-green-web-0', 'blue-green');
    expect(await found()).toEqual(['blue-green-web-0']);
  });
});

test('a name with a dot stands for itself only', async () => {
  for (const name of ['web.a-0', 'webxa-1']) await create('own', name);
  const clones = await clonesOn(started.own!.engine, { id: null, name: 'web.a', imported: true }, signal);
  expect(clones.map(({ name }) => name)).toEqual(['web.a-0']);
});
