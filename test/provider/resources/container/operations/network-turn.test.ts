import { ServerResponse } from 'node:http';
import { waitUntil } from '../../../../../dev/machine/wait-until';
import { Engine } from '../../../../../provider/engine/engine';
import { startContainer } from '../../../../../provider/resources/container/operations/start';
import { removeContainer } from '../../../../../provider/resources/container/operations/stop';
import { FakeEngine } from '../../../engine/fake-engine';
import { modelOf } from '../support';

// A real engine loses count only sometimes. test/e2e/vch/density.soak.ts starts 200 containers on one.
let fake: FakeEngine;
let engine: Engine;
let events: ServerResponse;
/** The requests that start or remove a container and have no answer yet, by the container's id. */
let pending: Map<string, ServerResponse>;

beforeEach(async () => {
  fake = await new FakeEngine().start();
  engine = fake.connect();
  pending = new Map();
  fake.answer = ({ url = '' }, response) => {
    if (url.includes('/events')) {
      response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
      events = response;
    } else {
      pending.set(/containers\/(\w+)/.exec(url)![1]!, response);
    }
  };
});

afterEach(() => fake.stop());

const networks = (...names: readonly string[]) => ({ networks_advanced: names.map((name) => ({ name })) });
const start = (id: string, more: object) => startContainer(engine, id, modelOf({ name: id, image: 'busybox', must_run_for: 0, ...more }));
const remove = (id: string, more: object) => removeContainer(engine, modelOf({ id, name: id, image: 'busybox', ...more }));
const joins = (container: string) => (
  events.write(`${JSON.stringify({ Action: 'connect', Actor: { ID: 'n', Attributes: { container } } })}\n`));
const answer = (id: string, status = 204) => { pending.get(id)!.writeHead(status).end(status === 204 ? '' : '{"message":"no"}'); };
const asked = (...ids: readonly string[]) => waitUntil(`${ids} were asked for`, async () => `${[...pending.keys()]}` === `${ids}`);
const engineOf = (ApiVersion: string, more = {}) => {
  fake.versionAnswer = (_request, response) => response.end(JSON.stringify({ ApiVersion, MinAPIVersion: '1.12', ...more }));
};

test('a container starts when the one before it has joined all its networks', async () => {
  const starts = ['one', 'two', 'three'].map((id) => start(id, networks('blue', 'green')));
  await asked('one');
  joins('one');
  joins('other');
  joins('one');
  await asked('one', 'two');
  answer('one');
  await starts[0];
  expect([...pending.keys()]).toEqual(['one', 'two']);
  answer('two');
  await asked('one', 'two', 'three');
  answer('three');
  await Promise.all(starts);
});

test('a start that fails gives the turn to the next one', async () => {
  const starts = ['one', 'two'].map((id) => start(id, { network_mode: 'blue' }));
  await asked('one');
  const failed = expect(starts[0]).rejects.toThrow('no');
  answer('one', 500);
  await asked('one', 'two');
  answer('two');
  await Promise.all([failed, starts[1]]);
});

test('a container is removed after the one before it', async () => {
  const removals = ['one', 'two'].map((id) => remove(id, networks('blue')));
  await asked('one');
  answer('one');
  await removals[0];
  await asked('one', 'two');
  answer('two');
  await removals[1];
});

test.each([
  ['are only in networks that the engine makes', () => undefined, { network_mode: 'bridge' }],
  ['are in a network of another container', () => undefined, { network_mode: 'container:x' }],
  ['are on an engine that does not count', () => engineOf('1.50'), networks('blue')],
  ['are on Podman', () => engineOf('1.41', { Components: [{ Name: 'Podman Engine' }] }), networks('blue')],
])('containers start and are removed at the same time if they %s', async (_which, prepare, more) => {
  prepare();
  for (const operation of [start, remove]) {
    const operations = ['one', 'two'].map((id) => operation(id, more));
    await asked('one', 'two');
    answer('one');
    answer('two');
    await Promise.all(operations);
    pending.clear();
  }
});
