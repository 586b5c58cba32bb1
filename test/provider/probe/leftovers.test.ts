import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../../provider/engine/engine';
import { removeProgramImage, whileImageExists } from '../../../provider/probe/leftovers';
import { FakeEngine } from '../engine/fake-engine';

/** The id of a process that does not exist: higher than the kernel assigns. */
const GONE = 2 ** 22 + 1;

let data: string;
let server: FakeEngine;
let engine: Engine;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'berth-leftovers-'));
  process.env.TF_DATA_DIR = data;
  server = await new FakeEngine().start();
  engine = server.connect();
});

afterEach(async () => {
  await server.stop();
  delete process.env.TF_DATA_DIR;
  rmSync(data, { recursive: true, force: true });
});

const entries = () => readdirSync(join(data, 'berth-unrecorded')).map((name) => join(data, 'berth-unrecorded', name));
const removals = () => server.asked.filter((request) => request.startsWith('DELETE')).map((request) => request.replace(/\/v[\d.]+/, ''));

/** Notes an image as a process does that was killed then. */
async function leave(image: string): Promise<void> {
  await whileImageExists(server.connect(), image, async () => { throw new Error('killed'); }).catch(() => undefined);
  const [file] = entries();
  writeFileSync(file!, JSON.stringify({ ...JSON.parse(readFileSync(file!, 'utf8')) as object, pid: GONE }));
}

test('the image that a killed apply left is removed with its containers, once', async () => {
  await leave('berth-probe:1');
  server.answer = ({ url = '' }, response) => response.end(url.includes('/containers/json') ? JSON.stringify([
    { Id: 'c1', Names: ['/x'], State: 'created', Labels: {}, Image: 'berth-probe:1' },
  ]) : '{}');
  await whileImageExists(engine, 'berth-probe:2', async () => expect(entries()).toHaveLength(1));
  await whileImageExists(engine, 'berth-probe:3', async () => undefined);
  expect(removals()).toEqual(['DELETE /containers/c1?force=true', 'DELETE /images/berth-probe:1?force=false']);
  expect(entries()).toEqual([]);
});

test('what can\'t be removed stays for the next apply, and does no harm', async () => {
  await leave('berth-probe:1');
  server.answer = (_, response) => {
    response.statusCode = 500;
    response.end('{"message":"busy"}');
  };
  expect(await whileImageExists(engine, 'berth-probe:2', async () => 'done')).toBe('done');
  expect(entries()).toHaveLength(1);
});

test('the image of a process that runs is left alone', async () => {
  await whileImageExists(engine, 'berth-probe:1', () => whileImageExists(server.connect(), 'berth-probe:2', async () => undefined));
  expect(removals()).toEqual([]);
});

test('an image that the engine does not remove, since it waits for a container that starts, is no failure', async () => {
  server.answer = ({ method }, response) => method === 'DELETE' ? response.destroy() : response.end('{}');
  await removeProgramImage(engine, 'berth-probe:1');
  expect(removals()).toEqual(['DELETE /images/berth-probe:1?force=false']);
});

test('an image that the engine refuses to remove is a failure', async () => {
  server.answer = (_, response) => {
    response.statusCode = 409;
    response.end('{"message":"in use"}');
  };
  await expect(removeProgramImage(engine, 'berth-probe:1')).rejects.toThrow('in use');
});

test('without a folder of Terraform, nothing is noted', async () => {
  rmSync(data, { recursive: true });
  process.env.TF_DATA_DIR = join(data, 'missing');
  expect(await whileImageExists(engine, 'berth-probe:1', async () => 'done')).toBe('done');
  expect(existsSync(data)).toBe(false);
});
