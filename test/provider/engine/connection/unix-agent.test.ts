import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../../../dev/machine/wait-until';
import { Engine } from '../../../../provider/engine/engine';

/** A user who is neither root nor the one who runs the test. */
const SOMEBODY = 54_321;

const folder = mkdtempSync(join(tmpdir(), 'berth-socket-'));
const socketPath = join(folder, 'real.sock');
const server: Server = createServer(({ url }, response) => {
  response.end(url!.endsWith('/version') ? JSON.stringify({ ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '20.10.24' }) : 'OK');
});

beforeAll(() => new Promise<void>((resolve) => server.listen(socketPath, resolve)));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function link(name: string, target: string, owner?: number): string {
  const path = join(folder, name);
  symlinkSync(target, path);
  if (owner !== undefined) lchownSync(path, owner, owner);
  return path;
}

const ping = (path: string) => new Engine({ address: `unix://${path}`, origin: 'a test', target: { kind: 'unix', socketPath: path } })
  .call('ping', async (docker) => String(await docker.ping()));

test('a socket, and a link to it that belongs to the user, are connected to', async () => {
  expect(await ping(socketPath)).toBe('OK');
  expect(await ping(link('own.sock', 'real.sock'))).toBe('OK');
  expect(await ping(link('own2.sock', join(folder, 'own.sock')))).toBe('OK');
});

test('a link that belongs to somebody else is not followed, and neither is one behind it', async () => {
  const foreign = link('engine.sock', 'real.sock', SOMEBODY);
  const refused = {
    message: expect.stringContaining(`${foreign} is a symbolic link that belongs to user ${SOMEBODY}`),
    diagnostics: [{ detail: expect.stringContaining('Whoever made the link would choose the engine.') }],
  };
  await expect(ping(foreign)).rejects.toMatchObject(refused);
  await expect(ping(link('to-foreign.sock', foreign))).rejects.toMatchObject(refused);
});

test.each([
  ['the last folder', 'ld/real.sock', 'ld'],
  ['a folder above others', 'lp/sub/../real.sock', 'lp'],
  ['a way back', 'ld/../real.sock', 'ld'],
])('a link of somebody else at %s of the path is not followed', async (_, path, name) => {
  mkdirSync(join(folder, 'sub'), { recursive: true });
  rmSync(join(folder, name), { force: true });
  link(name, '.', SOMEBODY);
  await expect(ping(`${folder}/${path}`)).rejects.toMatchObject({
    message: expect.stringContaining(`${join(folder, name)} is a symbolic link that belongs to user ${SOMEBODY}`),
  });
});

test('links of the user among the folders are followed as the kernel does', async () => {
  mkdirSync(join(folder, 'deep', 'deeper'), { recursive: true });
  link('own-folder', 'deep/deeper');
  link('deep/deeper/up', '../..');
  expect(await ping(`${folder}/own-folder/up/real.sock`)).toBe('OK');
  expect(await ping(`${folder}/own-folder/../../real.sock`)).toBe('OK');
  expect(await ping(`${folder}//./deep/../real.sock`)).toBe('OK');
});

test('the root folder of a process leads to what only that sees', async () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const namespace = spawn('unshare', ['--mount', 'sh', '-c', `mount --bind ${folder} ${elsewhere} && exec sleep 60`]);
  try {
    const path = `/proc/${namespace.pid}/root${elsewhere}/real.sock`;
    await waitUntil('it is mounted', () => existsSync(path));
    expect(await ping(path)).toBe('OK');
    expect(await ping(link('in-process.sock', path))).toBe('OK');
  } finally {
    namespace.kill();
  }
});

test.each([
  ['belongs to somebody else', (path: string) => chownSync(path, SOMEBODY, SOMEBODY), `in a folder that belongs to user ${SOMEBODY}`],
  ['everybody may change', (path: string) => chmodSync(path, 0o777), 'in a folder that everybody may change'],
])('a link in a folder that %s is not followed, since it can be replaced', async (what, change, reason) => {
  const shared = join(folder, what.replaceAll(' ', '-'));
  mkdirSync(shared);
  symlinkSync(socketPath, join(shared, 'engine.sock'));
  expect(await ping(join(shared, 'engine.sock'))).toBe('OK');
  change(shared);
  await expect(ping(join(shared, 'engine.sock'))).rejects.toMatchObject({
    message: expect.stringContaining(`${join(shared, 'engine.sock')} is a symbolic link ${reason}`),
  });
  // Where everybody may change only what is theirs, they can't replace it.
  chownSync(shared, 0, 0);
  chmodSync(shared, 0o1777);
  expect(await ping(join(shared, 'engine.sock'))).toBe('OK');
});

test('an error names the path, and not how it was opened', async () => {
  const deserted = link('deserted.sock', 'nowhere.sock');
  await expect(ping(deserted)).rejects.toMatchObject({ message: expect.stringContaining(`connect ENOENT ${deserted}`) });
  writeFileSync(join(folder, 'file'), '');
  await expect(ping(join(folder, 'file'))).rejects.toMatchObject({
    message: expect.stringContaining(`connect ECONNREFUSED ${join(folder, 'file')}`),
    diagnostics: [{ detail: expect.stringContaining('is a file or a folder, not a socket') }],
  });
});

test('links that lead in a circle are not followed for ever', async () => {
  link('a.sock', 'b.sock');
  await expect(ping(link('b.sock', 'a.sock'))).rejects.toMatchObject({ message: expect.stringContaining('connect ELOOP') });
});
