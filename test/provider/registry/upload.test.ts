import { Readable } from 'node:stream';
import { FakeRegistry } from './fake-registry';
import { WritableRegistry } from './writable-registry';
import { ensureBlob, hasBlob, putManifest, uploadBlob } from '../../../provider/registry/upload';
import { digestOf } from '../../cosign';

const { REPOSITORY } = WritableRegistry;
const CONTENT = Buffer.alloc(300_000, 'x');
const BLOB = { digest: digestOf(CONTENT), size: CONTENT.length };
const BASIC = `Basic ${Buffer.from('robot:correct-horse').toString('base64')}`;

let registry: WritableRegistry;

beforeEach(async () => { registry = await new WritableRegistry().start(); });
afterEach(() => registry.stop());

const upload = (content: Readable = Readable.from([CONTENT])) => uploadBlob(registry.client(), REPOSITORY, BLOB, content);

test('a blob is sent as a stream, and only if the registry lacks it', async () => {
  await upload();
  expect(registry.blobs.get(BLOB.digest)).toEqual(CONTENT);
  expect(await hasBlob(registry.client(), REPOSITORY, BLOB.digest)).toBe(true);
  const { length } = registry.asked;
  expect(await ensureBlob(registry.client(), REPOSITORY, CONTENT)).toEqual(BLOB);
  expect(registry.asked.slice(length)).toEqual([`HEAD /v2/${REPOSITORY}/blobs/${BLOB.digest}`]);
});

test('a manifest is stored byte by byte', async () => {
  const content = Buffer.from('{ "spaces":   1}');
  expect(await putManifest(registry.client(), REPOSITORY, '1', { mediaType: 'application/x', content })).toBe(false);
  expect(registry.manifests.get(registry.tags.get('1')!)).toEqual({ type: 'application/x', content });
});

test('content with another digest is refused by the registry, with its reason', async () => {
  const other = Buffer.alloc(BLOB.size, 'y');
  await expect(upload(Readable.from([other]))).rejects.toThrow('answered with status 400 (DIGEST_INVALID: no match)');
});

test('a source that fails ends the upload with its own error', async () => {
  const failing = Readable.from((async function* read() {
    yield CONTENT.subarray(0, 10);
    await Promise.resolve();
    throw new Error('the disk is gone');
  })());
  await expect(upload(failing)).rejects.toThrow('the disk is gone');
});

test('an upload that is cut off is no answer', async () => {
  registry.before = (request) => {
    if (request.method !== 'PUT') return false;
    request.socket.destroy();
    return true;
  };
  await expect(upload()).rejects.toThrow(/^did not answer \((socket hang up|read ECONNRESET|write EPIPE|write ECONNRESET)\)$/);
});

test.each([[413, 'answered with status 413'], [500, 'answered with status 500'], [403, 'denied access']])(
  'status %i at the start says what is wrong', async (status, message) => {
    registry.before = ({ method }, response) => {
      if (method === 'POST') response.writeHead(status).end();
      return method === 'POST';
    };
    await expect(upload()).rejects.toThrow(message);
  },
);

test.each([[undefined], ['http://']])('a place that is none (%s) is refused', async (location) => {
  registry.before = ({ method }, response) => {
    if (method === 'POST') response.writeHead(202, location === undefined ? {} : { location }).end();
    return method === 'POST';
  };
  await expect(upload()).rejects.toThrow('did not say where it wants an upload');
});

test('a place on another server gets the content, and no credentials', async () => {
  const other = await new FakeRegistry().start();
  other.intercept = (request, response) => {
    request.resume().on('end', () => response.writeHead(201).end());
    return true;
  };
  registry.before = ({ method, headers }, response) => {
    if (headers.authorization === undefined) response.writeHead(401, { 'www-authenticate': 'Basic realm="tests"' }).end();
    else if (method === 'POST') response.writeHead(202, { location: `http://${other.host}/place` }).end();
    else return false;
    return true;
  };
  const client = registry.client({ username: 'robot', password: 'correct-horse' });
  await uploadBlob(client, REPOSITORY, BLOB, Readable.from([CONTENT]));
  expect(registry.asked.at(-1)).toBe(`POST /v2/${REPOSITORY}/blobs/uploads/ ${BASIC}`);
  expect(other.asked).toEqual([`PUT /place?digest=${encodeURIComponent(BLOB.digest)}`]);
  await other.stop();
});

test('a token that has expired is renewed', async () => {
  let valid = 0;
  registry.before = ({ url = '', headers }, response) => {
    if (url.startsWith('/token')) response.end(JSON.stringify({ token: `token-${valid += 1}` }));
    else if (headers.authorization === `Bearer token-${valid}` && valid > 0) return false;
    else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${registry.host}/token"` }).end();
    return true;
  };
  const client = registry.client();
  expect(await hasBlob(client, REPOSITORY, BLOB.digest)).toBe(false);
  valid += 1;
  expect(await hasBlob(client, REPOSITORY, BLOB.digest)).toBe(false);
  expect(registry.asked.filter((each) => each.includes('/token'))).toHaveLength(2);
  expect(registry.asked.find((each) => each.includes('/token'))).toContain(encodeURIComponent('pull,push'));
});
