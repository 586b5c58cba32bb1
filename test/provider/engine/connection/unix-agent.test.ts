import { lchownSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
