import { Managed } from './managed';
import { NamespacedEngine } from '../support/namespaced-engine';

/** What HostBootstrap, too, sets for all containers of an engine. */
const DAEMON = {
  'log-driver': 'json-file',
  'log-opts': { 'max-size': '5m', 'max-file': '3' },
  'default-ulimits': {
    nofile: { Name: 'nofile', Soft: 1024, Hard: 2048 }, nproc: { Name: 'nproc', Soft: 4096, Hard: 4096 },
  },
};

const NAME = 'e2e-clone-defaults';
const config = {
  name: NAME,
  replicas: 2,
  host: [{ name: 'here' }],
  template: [{ image: 'busybox:latest', command: ['sleep', '1000'], restart: 'always', destroy_grace_seconds: 0, must_run_for: 0 }],
};

let engine: NamespacedEngine;
let set: Managed;
beforeAll(async () => {
  engine = await NamespacedEngine.start('clone-defaults', [], undefined, DAEMON);
  set = new Managed('docker_clone_set', engine.address);
  await set.apply(config);
});
afterAll(async () => {
  await set.destroy();
  await engine.remove();
});

test('clones have the log options and limits of their engine, which is no change', async () => {
  const { HostConfig: { Ulimits: limits, LogConfig: log } } = await engine.docker.getContainer(`${NAME}-0`).inspect();
  expect([limits!.map(({ Name: name }) => name).sort(), log!.Config]).toEqual([['nofile', 'nproc'], DAEMON['log-opts']]);
  expect(await set.plan(config)).toEqual({ action: 'none', changed: [] });
  expect(await engine.docker.listContainers({ all: true })).toHaveLength(2);
});

test('neither is what the engine makes of them at its restart', async () => {
  await engine.restart();
  expect(await set.plan(config)).toEqual({ action: 'none', changed: [] });
});

test.each([
  ['other limits', { Ulimits: [{ Name: 'nofile', Soft: 512, Hard: 512 }] }],
  ['other log options', { LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } } }],
])('a clone that somebody made anew with %s is replaced', async (_, settings) => {
  const clone = engine.docker.getContainer(`${NAME}-1`);
  const { Image: image, Config: { Cmd, Labels } } = await clone.inspect();
  await clone.remove({ force: true });
  const made = await engine.docker.createContainer({
    name: `${NAME}-1`, Image: image, Cmd, Labels, HostConfig: { RestartPolicy: { Name: 'always' }, ...settings },
  });
  await made.start();
  await set.refresh();
  expect(set.values.summary).toBe(`1 of 2 run as described; 1 not as created, replace: ${NAME}-1`);
  await set.apply(config);
  expect(set.values.summary).toBe('2 of 2 run as described');
});

describe('a container that somebody made', () => {
  const minimal = { name: 'e2e-defaults', image: 'busybox:latest', command: ['sleep', '1000'], destroy_grace_seconds: 0 };
  let container: Managed;
  beforeAll(() => { container = new Managed('docker_container', engine.address); });
  const make = async (settings: object = {}) => {
    const { name, image: Image, command: Cmd } = minimal;
    const made = await engine.docker.createContainer({ name, Image, Cmd, HostConfig: settings });
    await made.start();
    return made.id;
  };
  afterEach(() => container.destroy());

  test('is imported by a configuration that leaves limits and log options to the engine, and goes on running', async () => {
    const id = await make();
    await container.import(minimal.name);
    expect(await container.plan(minimal)).toMatchObject({ action: 'update', changed: expect.arrayContaining(['log_opts', 'ulimit']) });
    await container.apply(minimal);
    await container.refresh();
    expect([container.id, await container.plan(minimal)]).toEqual([id, { action: 'none', changed: [] }]);
    expect(await engine.docker.listContainers({ all: true })).toHaveLength(3);
  });

  test('and by one that names them', async () => {
    await make();
    await container.import(minimal.name);
    const { log_opts: log, ulimit } = container.values;
    expect((await container.plan({ ...minimal, log_opts: log, ulimit })).changed).not.toEqual(expect.arrayContaining(['log_opts']));
  });

  test.each([
    ['limit', { Ulimits: [{ Name: 'nofile', Soft: 512, Hard: 512 }] }, 'ulimit'],
    ['log option', { LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } } }, 'log_opts'],
    ['logging driver', { LogConfig: { Type: 'local', Config: DAEMON['log-opts'] } }, 'log_opts'],
  ])('is replaced if it was made with another %s', async (_, settings, changed) => {
    await make(settings);
    await container.import(minimal.name);
    expect(await container.plan(minimal)).toMatchObject({ action: 'replace', changed: expect.arrayContaining([changed]) });
  });
});
