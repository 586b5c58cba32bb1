import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { SOCKET } from './docker';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-endless';

const workspaceWith = workspacePerTest(PREFIX);

const VERSION = JSON.stringify({ ApiVersion: '1.41', MinAPIVersion: '1.12', Version: '20.10.24', Os: 'linux', Arch: 'amd64' });

let mebibytes = 0;

/** Answers as an engine that somebody else controls may: with anything, and more of it for as long as somebody reads. */
const answer: RequestListener = ({ url }, response) => {
  if (url!.endsWith('/version')) {
    response.end(VERSION);
    return;
  }
  const chunk = Buffer.alloc(1024 * 1024, '[');
  Readable.from((function* () { for (;; mebibytes += 1) yield chunk; })()).pipe(response);
};

const server: Server = createServer(answer);
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('an engine that answers without an end is an error, and no reason to stop work on others', async () => {
  const terraform = await workspaceWith({
    provider: {
      docker: [
        { host: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` }, { alias: 'alive', host: `unix://${SOCKET}` },
      ],
    },
    data: { docker_network: { endless: { name: 'any' } } },
    resource: { docker_volume: { up: { name: `${PREFIX}-up`, provider: 'docker.alive' } } },
  });
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([{
    summary: 'Could not inspect network "any": the answer is longer than 16 MiB',
    detail: expect.stringContaining('No Docker Engine sends that much.'),
  }]);
  expect(mebibytes).toBeLessThan(64);
});
