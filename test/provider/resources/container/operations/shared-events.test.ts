import { ServerResponse } from 'node:http';
import { Engine } from '../../../../../provider/engine/engine';
import { watchDeath } from '../../../../../provider/resources/container/operations/shared-events';
import { startContainer } from '../../../../../provider/resources/container/operations/start';
import { FakeEngine } from '../../../engine/fake-engine';
import { modelOf } from '../support';

let fake: FakeEngine;
let engine: Engine;
let streams: ServerResponse[];

beforeEach(async () => {
  fake = await new FakeEngine().start();
  engine = fake.connect();
  streams = [];
  fake.answer = ({ url = '' }, response) => {
    if (!url.includes('/events')) return response.writeHead(204).end();
    response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
    return streams.push(response);
  };
});

afterEach(() => fake.stop());

const die = (id: string, exitCode: string) => `${JSON.stringify({ Action: 'die', Actor: { ID: id, Attributes: { exitCode } } })}\n`;
const events = () => fake.asked.filter((request) => request.includes('/events'));

test('a container that ends while it is watched has its exit code, and the others are watched on', async () => {
  const [one, two] = await Promise.all([watchDeath(engine, 'one'), watchDeath(engine, 'two')]);
  streams[0]!.write(die('other', '1') + die('one', '3').slice(0, 20));
  streams[0]!.write(die('one', '3').slice(20));
  expect(await one.seen).toBe(3);
  two.end();
  expect(await two.seen).toBeUndefined();
});

test('a hundred containers share one stream of events, which is closed with the last watch', async () => {
  const ids = Array.from({ length: 100 }, (_, index) => `${index}`);
  const watches = await Promise.all(ids.map((id) => watchDeath(engine, id)));
  expect(events()).toEqual([
    `GET /v1.41/events?filters=${encodeURIComponent(JSON.stringify({ event: ['die', 'connect'] }))}`,
  ]);
  const closed = new Promise((resolve) => { streams[0]!.once('close', resolve); });
  watches.forEach(({ end }) => end());
  await closed;
  await watchDeath(engine, 'later');
  expect(events()).toHaveLength(2);
});

test('a stream that is closed ends no later watch', async () => {
  const first = await watchDeath(engine, 'one');
  const closed = new Promise((resolve) => { streams[0]!.once('close', resolve); });
  first.end();
  const second = await watchDeath(engine, 'one');
  await closed;
  streams[1]!.write(die('one', '7'));
  expect(await second.seen).toBe(7);
});

test('an engine that sends no events only sees nothing', async () => {
  fake.answer = (_request, response) => response.writeHead(403).end('{"message":"no"}');
  const { seen, end } = await watchDeath(engine, 'one');
  end();
  expect(await seen).toBeUndefined();
});

const garbled = ['{"Actor":{"ID":"one"% }', 'null', '"Actor"', '{"Actor":{"ID":"one"'];
test.each(garbled)('an event that holds no end is no end: %s', async (line) => {
  const { seen } = await watchDeath(engine, 'one');
  streams[0]!.write(`${line}\n${die('one', '7')}`);
  expect(await seen).toBe(7);
});

describe('a start', () => {
  const start = (more: object) => startContainer(engine, 'one', modelOf({ name: 'web', image: 'busybox', ...more }));

  test('is watched before it happens', async () => {
    const { exit } = await start({});
    expect(fake.asked.slice(1).map((request) => request.replace(/\?.*/, ''))).toEqual([
      'GET /v1.41/events', 'POST /v1.41/containers/one/start',
    ]);
    streams[0]!.write(die('one', '127'));
    expect(await exit).toBe(127);
  });

  test.each([
    ['a job', { attach: true }], ['a container that need not run', { must_run: false }], ['no time', { must_run_for: 0 }],
  ])('of %s is not watched', async (_, more) => {
    const { exit } = await start(more);
    expect(events()).toEqual([]);
    expect(await exit).toBeUndefined();
  });

  test('that fails ends its watch', async () => {
    fake.answer = ({ url = '' }, response) => {
      if (!url.includes('/events')) return response.writeHead(500).end('{"message":"broken"}');
      response.writeHead(200).flushHeaders();
      return streams.push(response);
    };
    await expect(start({})).rejects.toThrow('broken');
    await new Promise((resolve) => { streams[0]!.once('close', resolve); });
  });
});
