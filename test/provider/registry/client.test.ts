import { IncomingMessage } from 'node:http';
import { FakeRegistry } from './fake-registry';
import { redact } from '../../../provider/diagnostics/secrets';
import { Credentials } from '../../../provider/engine/credentials/credentials';
import { authorize } from '../../../provider/registry/authorization';
import { RegistryClient } from '../../../provider/registry/client';
import { digestOf } from '../../cosign';

const LOGIN = { username: 'robot', password: 'correct-horse' };
const BASIC = `Basic ${Buffer.from('robot:correct-horse').toString('base64')}`;
const MANIFEST = '/v2/team/app/manifests/1';

let registry: FakeRegistry;

beforeEach(async () => {
  registry = await new FakeRegistry().start();
  registry.contents.set(MANIFEST, 'a manifest');
});

afterEach(() => registry.stop());

function client(credentials?: Partial<Credentials>, address = `http://${registry.host}`): RegistryClient {
  const login = { registry: registry.host, origin: 'a test', ...credentials && { credentials: { serveraddress: '', ...credentials } } };
  return new RegistryClient({ address, login }, AbortSignal.timeout(30_000));
}

/** Asks for a login until the header has one of some values. */
function demand(challenge: string, ...accepted: string[]): void {
  registry.intercept = ({ url = '', headers }, response) => {
    if (url.startsWith('/token') || accepted.includes(headers.authorization!)) return false;
    response.writeHead(401, { 'www-authenticate': challenge }).end('{}');
    return true;
  };
}

const manifest = async (from: RegistryClient) => (await from.manifest('team/app', '1'))?.toString();
const problem = async (work: Promise<unknown>) => work.then(() => 'none', ({ message }: Error) => message);

test('gets a manifest and a blob, or nothing', async () => {
  const digest = digestOf('a blob');
  registry.contents.set(`/v2/team/app/blobs/${digest}`, 'a blob');
  expect(await manifest(client())).toBe('a manifest');
  expect((await client().blob('team/app', digest, 6))?.toString()).toBe('a blob');
  expect(await client().manifest('team/app', '2')).toBeUndefined();
  expect(await client().blob('team/app', digestOf('other'), 6)).toBeUndefined();
});

test('refuses a blob that is not what its digest says, and one that is too long', async () => {
  const digest = digestOf('a blob');
  registry.contents.set(`/v2/team/app/blobs/${digest}`, 'another');
  expect(await problem(client().blob('team/app', digest, 100))).toBe(`answered with something else than ${digest}`);
  expect(await problem(client().blob('team/app', digest, 6))).toBe('answered with more than 6 bytes');
});

test('logs in with user and password', async () => {
  demand('Basic realm="tests"', BASIC);
  expect(await manifest(client(LOGIN))).toBe('a manifest');
  expect(await problem(manifest(client()))).toContain('denied access. The registry');
  expect(await problem(manifest(client({ ...LOGIN, password: 'wrong' })))).toContain('was accessed as the user "robot" (from a test)');
});

describe('a registry with tokens', () => {
  const challenge = () => `Bearer realm="http://${registry.host}/token",service="the registry",scope="repository:team/app:pull"`;
  const query = '/token?service=the+registry&scope=repository%3Ateam%2Fapp%3Apull';

  test('gives one to a user, which serves for further requests', async () => {
    demand(challenge(), 'Bearer token-of-robot');
    registry.contents.set(query, JSON.stringify({ token: 'token-of-robot' }));
    const robot = client(LOGIN);
    await manifest(robot);
    await manifest(robot);
    expect(registry.asked).toEqual([
      `GET ${MANIFEST}`, `GET ${query} ${BASIC}`, `GET ${MANIFEST} Bearer token-of-robot`, `GET ${MANIFEST} Bearer token-of-robot`,
    ]);
    expect(redact('it was token-of-robot')).toBe('it was (sensitive value)');
  });

  test('gives one to everybody', async () => {
    demand(challenge(), 'Bearer for-all');
    registry.contents.set(query, JSON.stringify({ access_token: 'for-all' }));
    expect(await manifest(client())).toBe('a manifest');
  });

  test('takes an identity token, which is in no address', async () => {
    demand(challenge(), 'Bearer for-identity');
    registry.contents.set('/token', JSON.stringify({ access_token: 'for-identity' }));
    expect(await manifest(client({ identitytoken: 'refresh-me' }))).toBe('a manifest');
    expect(registry.asked[1]).toBe('POST /token');
  });

  test('takes a token of its own', async () => {
    demand(challenge(), 'Bearer given');
    expect(await manifest(client({ registrytoken: 'given' }))).toBe('a manifest');
  });

  test('gets no password without TLS if it has TLS itself', async () => {
    const credentials = { ...LOGIN, serveraddress: '' };
    const work = authorize(new URL('https://registry.example'), challenge(), 'scope', credentials, { signal: AbortSignal.timeout(30_000) });
    expect(await problem(work)).toBe(`wants credentials sent to http://${registry.host}/token without TLS`);
    expect(registry.asked).toEqual([]);
  });

  test('is refused without a token, with an unknown challenge, and if it denies the token', async () => {
    demand(challenge());
    expect(await problem(manifest(client(LOGIN)))).toBe(`has no token for us from http://${registry.host}`);
    registry.contents.set(query, JSON.stringify({ token: 'not-accepted' }));
    expect(await problem(manifest(client(LOGIN)))).toContain('denied access');
    demand('Negotiate abc');
    expect(await problem(manifest(client(LOGIN)))).toBe('asks for credentials in a way that is not known ("negotiate")');
  });
});

test('sends no credentials to where it is redirected', async () => {
  const other = await new FakeRegistry().start();
  other.contents.set('/elsewhere', 'a blob');
  registry.intercept = ({ headers }: IncomingMessage, response) => {
    if (headers.authorization === undefined) response.writeHead(401, { 'www-authenticate': 'Basic realm="tests"' }).end();
    else response.writeHead(307, { location: `http://${other.host}/elsewhere` }).end();
    return true;
  };
  expect((await client(LOGIN).blob('team/app', digestOf('a blob'), 100))?.toString()).toBe('a blob');
  expect(other.asked).toEqual(['GET /elsewhere']);
  await other.stop();
});

test('says what happened', async () => {
  registry.intercept = (_, response) => {
    response.writeHead(503).end('busy');
    return true;
  };
  expect(await problem(manifest(client()))).toBe('answered with status 503');
  expect(await problem(manifest(client({}, `https://${registry.host}`)))).toMatch(/^did not answer \(.*wrong version number.*\)$/);
  const gone = await new FakeRegistry().start();
  const { host } = gone;
  await gone.stop();
  expect(await problem(manifest(client({}, `http://${host}`)))).toBe(`did not answer (connect ECONNREFUSED ${host})`);
});

test('asks again if a connection that was idle is closed at the same moment', async () => {
  const robot = client();
  await manifest(robot);
  const sockets = new Set<unknown>();
  registry.intercept = ({ socket }) => {
    if (sockets.size > 0) return false;
    sockets.add(socket);
    socket.resetAndDestroy();
    return true;
  };
  expect(await manifest(robot)).toBe('a manifest');
  expect(registry.asked).toHaveLength(3);
});
