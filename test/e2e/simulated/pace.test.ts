import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Docker from 'dockerode';
import execa from 'execa';
import latencies from '../../../dev/simulated-engine/latencies.json';
import { OPERATIONS } from '../../../dev/simulated-engine/server/operations';
import { SimulatedEngine } from '../../../dev/simulated-engine/simulated-engine';

const folder = mkdtempSync(join(tmpdir(), 'berth-pace-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clientOf = (socketPath: string) => new Docker({ socketPath, host: undefined } as never);

test('operations of a kind wait for each other, and hold up no others', async () => {
  const socket = join(folder, 'slow.sock');
  const engine = await SimulatedEngine.start({ socket, latency: { create: { milliseconds: 500, parallel: 2 } } });
  const docker = clientOf(socket);
  const done: string[] = [];
  const creations = ['c1', 'c2', 'c3', 'c4'].map((name) => (
    docker.createContainer({ name, Image: 'busybox:latest', Cmd: ['true'] }).then(() => done.push('created'))));
  await docker.listContainers().then(() => done.push('listed'));
  await Promise.all(creations);
  expect(done).toEqual(['listed', 'created', 'created', 'created', 'created']);
  await engine.stop();
  expect(existsSync(socket)).toBe(false);
});

test('the latencies that were measured are those of operations', () => {
  expect(OPERATIONS).toEqual(expect.arrayContaining(Object.keys(latencies)));
  for (const { milliseconds, parallel } of Object.values(latencies)) {
    expect(milliseconds).toBeGreaterThan(0);
    expect(Number.isInteger(parallel) && parallel > 0).toBe(true);
  }
});

test('a command starts several engines, which share nothing', async () => {
  const hosts = join(folder, 'hosts');
  const root = resolve(__dirname, '../../..');
  const program = ['--import', 'tsx', 'dev/simulated-engine/main.ts', '--hosts', '3', '--folder', hosts, '--fast'];
  const running = execa('node', program, { cwd: root });
  const [text] = await once(running.stdout!, 'data') as [Buffer];
  expect(text.toString()).toContain(`3 engines are ready: unix://${hosts}/host-0.sock`);
  const clients = [0, 1, 2].map((index) => clientOf(join(hosts, `host-${index}.sock`)));
  const container = await clients[1]!.createContainer({ name: 'only', Image: 'busybox:latest', Cmd: ['sleep', '1'] });
  await container.start();
  const listed = await Promise.all(clients.map((docker) => docker.listContainers()));
  expect(listed.map((each) => each.length)).toEqual([0, 1, 0]);
  const names = await Promise.all(clients.map(async (docker) => (await docker.info() as { Name: string }).Name));
  expect(names).toEqual(['host-0', 'host-1', 'host-2']);
  running.kill('SIGTERM');
  expect((await running).exitCode).toBe(0);
  expect(readdirSync(hosts)).toEqual([]);
});
