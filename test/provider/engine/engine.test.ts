import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { FakeEngine } from './fake-engine';
import { waitUntil } from '../../../dev/machine/wait-until';
import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { CONNECT_TIMEOUT, DEFAULT_TIMEOUT, Engine } from '../../../provider/engine/engine';
import { EngineError, isConflict, isNotFound } from '../../../provider/engine/errors';
import { inspectContainer, inspectImage, inspectNetwork, inspectVolume } from '../../../provider/engine/inspect';

let fake: FakeEngine;

beforeEach(async () => {
  fake = await new FakeEngine().start();
});

afterEach(() => fake.stop());

async function failure(work: Promise<unknown>): Promise<DiagnosticError> {
  const error = await work.then(() => undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(DiagnosticError);
  return error as DiagnosticError;
}

test('makes no request before the first call, and requests the version once', async () => {
  const engine = fake.connect();
  expect(fake.asked).toEqual([]);
  fake.answer = (_request, response) => response.end('[]');
  await Promise.all([
    engine.call('list containers', (docker) => docker.listContainers()),
    engine.call('list images', (docker) => docker.listImages()),
  ]);
  expect(fake.asked[0]).toBe('GET /version');
  expect(fake.asked.slice(1).sort()).toEqual(['GET /v1.41/containers/json', 'GET /v1.41/images/json']);
});

test('sends the parameters of a creation in the body only, because URLs end up in logs', async () => {
  const bodies: string[] = [];
  fake.answer = (request, response) => void request
    .on('data', (data: Buffer) => bodies.push(data.toString()))
    .on('end', () => response.writeHead(201).end('{"Id":"x","Name":"x"}'));
  const engine = fake.connect();
  await engine.call(
    'create a container', (docker) => docker.createContainer({ name: 'web', Image: 'busybox', Env: ['PASSWORD=topsecret'] }),
  );
  await engine.call('create a network', (docker) => docker.createNetwork({ Name: 'net', Options: { password: 'topsecret' } }));
  await engine.call('create a volume', (docker) => docker.createVolume({ Name: 'data', DriverOpts: { password: 'topsecret' } }));
  expect(fake.asked.slice(1).map((asked) => asked.replace(/\?$/, ''))).toEqual([
    'POST /v1.41/containers/create?name=web', 'POST /v1.41/networks/create', 'POST /v1.41/volumes/create',
  ]);
  expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([
    { Image: 'busybox', Env: ['PASSWORD=topsecret'] },
    { Name: 'net', Options: { password: 'topsecret' } },
    { Name: 'data', DriverOpts: { password: 'topsecret' } },
  ]);
});

test('reads share their answers until something changes, except fresh reads', async () => {
  fake.answer = (_request, response) => response.end('{"Id":"x"}');
  const engine = fake.connect();
  const asked = () => fake.asked.splice(0).filter((one) => one.startsWith('GET /v1')).length;
  await Promise.all([inspectImage(engine, 'x'), inspectImage(engine, 'x', { signal: new AbortController().signal })]);
  await inspectImage(engine, 'x');
  expect(asked()).toBe(1);
  await inspectImage(engine, 'x', { fresh: true });
  expect(asked()).toBe(1);
  await engine.call('tag an image', (docker) => docker.getImage('x').tag({ repo: 'y' }));
  await inspectImage(engine, 'x');
  await inspectImage(engine, 'x');
  expect(asked()).toBe(2);
});

test('an aborted read leaves the answer to the others', async () => {
  const asked = new Promise<() => void>((resolve) => {
    fake.answer = (_request, response) => resolve(() => response.end('{"Id":"x"}'));
  });
  const engine = fake.connect();
  const controller = new AbortController();
  const [one, other] = [inspectImage(engine, 'x', { signal: controller.signal }), inspectImage(engine, 'x')];
  const answer = await asked;
  controller.abort(new Error('stopped'));
  await expect(one).rejects.toThrow('stopped');
  answer();
  expect(await other).toMatchObject({ Id: 'x' });
});

test('an unresolved endpoint is resolved at the first call', async () => {
  const resolve = jest.fn(() => fake.connect().endpoint);
  const engine = new Engine(resolve);
  expect(resolve).not.toHaveBeenCalled();
  await engine.version();
  await engine.version();
  expect(resolve).toHaveBeenCalledTimes(1);
});

test('an engine that did not answer is tried again', async () => {
  const engine = fake.connect();
  const answer = fake.versionAnswer;
  fake.versionAnswer = (request) => request.socket.destroy();
  await failure(engine.version());
  fake.versionAnswer = answer;
  await waitUntil('it is tried again', () => engine.version().then(({ apiVersion }) => apiVersion === '1.41', () => false));
});

describe('an engine that does not answer', () => {
  const summary = 'Could not connect to the Docker Engine: no answer within 30 s';

  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));

  afterEach(() => jest.useRealTimers());

  test('fails at once until as much time has passed as the timeout took', async () => {
    const engine = fake.connect();
    const answer = fake.versionAnswer;
    const asked = new Promise<void>((resolve) => { fake.versionAnswer = () => resolve(); });
    const waiting = [failure(engine.version()), failure(inspectImage(engine, 'x'))];
    await asked;
    jest.advanceTimersByTime(CONNECT_TIMEOUT);
    expect((await Promise.all(waiting)).map(({ message }) => message)).toEqual([summary, summary]);
    fake.versionAnswer = answer;
    jest.advanceTimersByTime(CONNECT_TIMEOUT - 1);
    expect((await failure(inspectImage(engine, 'y'))).message).toBe(summary);
    expect(fake.asked).toEqual(['GET /version']);
    jest.advanceTimersByTime(1);
    expect(await engine.version()).toMatchObject({ apiVersion: '1.41' });
  });

  test('is checked after a timeout, before another call waits as long', async () => {
    const engine = fake.connect();
    await engine.version();
    const answer = fake.versionAnswer;
    const asked = new Promise<void>((resolve) => { fake.answer = () => resolve(); });
    const first = failure(inspectImage(engine, 'x'));
    await asked;
    jest.advanceTimersByTime(DEFAULT_TIMEOUT);
    expect((await first).message).toBe('Could not inspect image "x": no answer within 120 s');
    const askedAgain = new Promise<void>((resolve) => { fake.versionAnswer = () => resolve(); });
    const others = ['x', 'y', 'z'].map((name) => failure(inspectImage(engine, name)));
    await askedAgain;
    jest.advanceTimersByTime(CONNECT_TIMEOUT);
    expect((await Promise.all(others)).map(({ message }) => message)).toEqual([summary, summary, summary]);
    expect(fake.asked).toEqual(['GET /version', 'GET /v1.41/images/x/json', 'GET /version']);
    fake.versionAnswer = answer;
    fake.answer = (_request, response) => response.end('{"Id":"x"}');
    jest.advanceTimersByTime(CONNECT_TIMEOUT);
    expect(await inspectImage(engine, 'x')).toEqual({ Id: 'x' });
  });
});

test('the variables that the client library reads do not affect the endpoint', async () => {
  const before = { ...process.env };
  Object.assign(
    process.env, { DOCKER_HOST: 'tcp://elsewhere:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nowhere', DOCKER_PATH_PREFIX: '/prefix' },
  );
  try {
    expect(await fake.connect().version()).toMatchObject({ version: '20.10.24' });
    expect(process.env.DOCKER_HOST).toBe('tcp://elsewhere:1');
  } finally {
    process.env = before;
  }
});

test('an error contains the operation, and the engine\'s message and status', async () => {
  fake.answer = (_request, response) => response.writeHead(
    409, { 'content-type': 'application/json' },
  ).end('{"message":"the name is in use"}');
  const error = await failure(fake.connect().call('create container "web"', (docker) => docker.createContainer({ name: 'web' })));
  expect(error).toBeInstanceOf(EngineError);
  expect(error).toMatchObject({ statusCode: 409, engineMessage: 'the name is in use' });
  expect(error.diagnostics[0]).toMatchObject({
    summary: 'Could not create container "web": the name is in use',
    detail: `The Docker Engine at tcp://127.0.0.1:${fake.port} (a test) answered with status 409.`,
  });
  expect([isConflict(error), isNotFound(error)]).toEqual([true, false]);
});

test('an error shows only the beginning of a message of many MiB', async () => {
  fake.answer = (_request, response) => response.writeHead(500).end(JSON.stringify({ message: 'bad '.repeat(3 * 1024 * 1024) }));
  const error = await failure(fake.connect().call('list containers', (docker) => docker.listContainers()));
  expect(error.diagnostics[0]!.summary).toMatch(/^Could not list containers: bad bad /);
  expect(error.diagnostics[0]!.summary.length).toBeLessThan(65 * 1024);
});

test.each<[string, FakeEngine['versionAnswer'], string]>([
  ['status 404', (_request, response) => response.writeHead(404).end('<html>Not Found</html>'), 'answered with status 404'],
  ['status 405', (_request, response) => response.writeHead(405).end('{"message":"no"}'), 'answered with status 405'],
  ['a page', (_request, response) => response.end('<html>Welcome to nginx</html>'), 'returned something other than JSON'],
  ['other JSON', (_request, response) => response.end('{"hello":"world"}'), 'returned no `ApiVersion`'],
])('a server that answers with %s is reported as no engine', async (_what, answer, how) => {
  fake.versionAnswer = answer;
  const address = `tcp://127.0.0.1:${fake.port}`;
  expect((await failure(inspectContainer(fake.connect(), 'web'))).diagnostics).toEqual([{
    severity: 'error',
    summary: `${address} does not answer like a Docker Engine`,
    detail: `GET /version of ${address} (a test) ${how}. Check that the address and the port are those of a Docker Engine `
      + '(usually 2375 without TLS and 2376 with TLS), and that no proxy answers instead.',
  }]);
});

test('a proxy that denies or can\'t forward the first request is not taken for another server', async () => {
  fake.versionAnswer = (_request, response) => response.writeHead(503).end('{"message":"no backend"}');
  expect((await failure(fake.connect().version())).message).toBe('Could not connect to the Docker Engine: no backend');
});

test('returns nothing for what does not exist', async () => {
  fake.answer = (_request, response) => response.writeHead(404).end('{"message":"no such thing"}');
  const engine = fake.connect();
  expect(await Promise.all([
    inspectContainer(engine, 'a b/c'),
    inspectImage(engine, 'team/app:1'),
    inspectNetwork(engine, 'n'),
    inspectVolume(engine, 'v'),
  ])).toEqual([undefined, undefined, undefined, undefined]);
  expect(fake.asked).toContain('GET /v1.41/containers/a%20b%2Fc/json');
  expect(fake.asked).toContain('GET /v1.41/images/team/app:1/json');
});

test('a call ends after its timeout, whatever the work does', async () => {
  fake.answer = () => undefined;
  const engine = fake.connect();
  await engine.version();
  const error = await failure(engine.call('wait', (docker) => docker.info(), { timeout: 50 }));
  expect(error.message).toBe('Could not wait: no answer within 0.05 s');
  expect((await failure(engine.call('idle', () => new Promise(() => undefined), { timeout: 50 }))).message).toContain('no answer within');
});

test('a call ends when its signal is aborted', async () => {
  const controller = new AbortController();
  fake.answer = () => controller.abort(new Error('terraform asks to stop'));
  const engine = fake.connect();
  expect(
    (await failure(engine.call('wait', (docker) => docker.info(), { signal: controller.signal }))).message,
  ).toBe('Could not wait: terraform asks to stop');
  expect(
    (await failure(engine.call('wait', (docker) => docker.info(), { signal: controller.signal }))).message,
  ).toBe('Could not wait: terraform asks to stop');
});

test('a read that shares no answer ends when its signal is aborted, and then the engine is checked again', async () => {
  const controller = new AbortController();
  fake.answer = () => controller.abort(new Error('terraform asks to stop'));
  const engine = fake.connect();
  const options = { fresh: true, signal: controller.signal };
  for (let round = 0; round < 2; round++) {
    expect((await failure(inspectContainer(engine, 'web', options))).message).toBe(
      'Could not inspect container "web": terraform asks to stop');
  }
  fake.answer = (_request, response) => response.writeHead(404).end('{"message":"no such thing"}');
  expect(await inspectContainer(engine, 'web')).toBeUndefined();
  expect(fake.asked).toEqual([
    'GET /version', 'GET /v1.41/containers/web/json', 'GET /version', 'GET /v1.41/containers/web/json',
  ]);
});

test.each<[string, FakeEngine['answer'], RegExp]>([
  ['that breaks off', (_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"Id":');
    setImmediate(() => response.socket?.destroy());
  }, /closed in the middle of the answer|aborted/],
  ['that breaks off in a chunk', (_request, response) => {
    response.write('{"Id":');
    setImmediate(() => response.socket?.destroy());
  }, /closed in the middle of the answer|aborted/],
  ['that never comes', (request) => request.socket.destroy(), /socket hang up/],
  ['that is not JSON', (_request, response) => response.end('<html>'), /the answer is not JSON/],
  ['of another type', (_request, response) => response.end('["no container"]'), /must be an object, but is an array/],
  ['that is empty', (_request, response) => response.end(), /`Id` must be an ID, but is missing/],
  ['without a required field', (_request, response) => response.end('{"Id":"x"}'), /`Name` must be a string, but is missing/],
  [
    'that is an error whose message is not a string', (_request, response) => response.writeHead(500).end('{"message":{"toString":null}}'),
    /toString/,
  ],
  ['that is an error without a message', (_request, response) => response.writeHead(500).end(), /no reason was given|500|server error/],
])('an answer %s is an error', async (_what, answer, message) => {
  fake.answer = answer;
  expect((await failure(inspectContainer(fake.connect(), 'web', { timeout: 5000 }))).message).toMatch(message);
});

test('whatever an engine answers, the result is an object or a diagnostic', async () => {
  const engine = fake.connect();
  const lookalike = fc.record({ Id: fc.jsonValue(), message: fc.jsonValue() }).map((value) => JSON.stringify(value));
  const bodies = fc.oneof(fc.json(), fc.string(), fc.json().map((text) => text.slice(0, -1)), lookalike);
  const statuses = fc.constantFrom(200, 204, 304, 400, 404, 409, 418, 500, 503);
  await fc.assert(fc.asyncProperty(statuses, bodies, fc.boolean(), async (status, body, cut) => {
    fake.answer = (_request, response) => {
      response.writeHead(status, cut ? { 'content-length': Buffer.byteLength(body) + 10 } : {});
      response.write(body);
      if (cut) setImmediate(() => response.socket?.destroy());
      else response.end();
    };
    const answer = await inspectContainer(engine, 'web', { timeout: 5000 }).catch((error: unknown) => error);
    if (answer instanceof Error) expect(answer).toBeInstanceOf(DiagnosticError);
    else if (answer !== undefined) expect(answer).toMatchObject({ Id: expect.any(String) });
  }), { numRuns: 200 });
});

describe('says what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-sockets-'));
  writeFileSync(join(folder, 'file'), '');
  afterAll(() => rmSync(folder, { recursive: true }));

  const unix = (socketPath: string) => (
    new Engine({ address: `unix://${socketPath}`, origin: 'a test', target: { kind: 'unix', socketPath } })
  );
  const tcp = (host: string, port: number) => (
    new Engine({ address: `tcp://${host}:${port}`, origin: 'a test', target: { kind: 'tcp', host, port } })
  );

  test.each<[string, () => Engine, RegExp]>([
    ['a missing socket', () => unix(join(folder, 'none')), /There is no socket/],
    ['a file that is not a socket', () => unix(join(folder, 'file')), /file is a file or a folder, not a socket/],
    ['a port without a listener', () => tcp('127.0.0.1', 1), /Nothing listens/],
    ['a host name that does not resolve', () => tcp('name.invalid', 2375), /does not resolve/],
    ['TLS to a port without it', () => fake.connect({}), /does not use TLS on this port/],
  ])('for %s', async (_what, engine, advice) => {
    expect((await failure(engine().version())).diagnostics[0]!.detail).toMatch(advice);
  });
});
