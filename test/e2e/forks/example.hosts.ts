import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { waitUntil } from '../../../dev/machine/wait-until';
import { Tickets } from '../../../examples/forks/stack';
import { debianWith } from '../support/debian-root';
import { ExampleStack } from '../support/example';
import { ForkingEngine } from '../support/forking-engine';
import { importNode } from '../support/node-image';
import { run } from '../support/run';

const NAME = 'e2e-tickets';
const HAPROXY = `${NAME}-haproxy:latest`;

const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const stack = new ExampleStack(folder, NAME);
let host: ForkingEngine;
const { DOCKER_HOST: before } = process.env;
beforeAll(async () => {
  host = await ForkingEngine.start('tickets');
  process.env.DOCKER_HOST = host.engine.address;
  await importNode(host.engine.docker, 'node:18-slim');
  const root = await debianWith('debian-haproxy', 'bookworm', ['haproxy']);
  await run('sh', ['-c', `tar -C ${root} -c . | docker import - ${HAPROXY}`]);
}, 900_000);
afterAll(async () => {
  process.env.DOCKER_HOST = before;
  await host.remove();
  rmSync(folder, { recursive: true });
});

async function apply(servers: number): Promise<void> {
  const app = new App({ outdir: folder });
  new Tickets(app, NAME, { servers, isFork: true, seconds: 3, frontImage: HAPROXY });
  app.synth();
  await stack.terraform('init');
  await stack.terraform('apply', '-auto-approve');
}

const request = async () => (await host.engine.host.run('curl', ['-sf', 'http://127.0.0.1:8080/'])).trim();

test('servers start as forks, the front finds them, and each signs with a key of its own', async () => {
  await apply(1);
  await waitUntil('the front answers', () => request().then(() => true, () => false));
  await apply(4);
  await waitUntil('the front finds all', async () => {
    const stats = await Promise.all([0, 1, 2, 3].map((index) => key(index)));
    return new Set(stats).size === 4;
  });
  const tickets = await Promise.all(Array.from({ length: 40 }, request));
  expect(new Set(tickets).size).toBe(40);
  await stack.terraform('plan', '-detailed-exitcode');
  await stack.terraform('destroy', '-auto-approve');
}, 600_000);

/** Returns the key with which a server signs. */
async function key(index: number): Promise<string> {
  const containers = await host.engine.docker.listContainers();
  const { Id: id } = containers.find(({ Names: [name] }) => name!.endsWith(`tickets-${index}`))!;
  return run('docker', ['exec', id, 'node', '-e', 'console.log(require("fs").readFileSync("/tmp/key").toString("hex"))']);
}
