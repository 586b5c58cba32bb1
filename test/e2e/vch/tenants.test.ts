import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import getPort from 'get-port';
import { usedByPool } from './pool-files';
import { waitUntil } from '../../../dev/machine/wait-until';
import { BOUNDS, Tenants } from '../../../examples/tenants/stack';
import { docker } from '../engine/docker';
import { lostDuring } from '../front/load';
import { nestedImages } from '../host/nested-images';
import { ExampleStack } from '../support/example';
import { onEngine } from '../support/on-engine';
import { attempt, run } from '../support/run';

const NAME = 'e2e-tenants';

/** What the kernel lets a group have above its limit for a moment, since it counts pages in batches. */
const KERNEL_SLACK = 1024 * 1024;

const { engineImage, folder, busybox } = nestedImages(NAME);
const sockets = join(folder, 'sockets');
const outdir = join(folder, 'out');
const example = new ExampleStack(outdir, NAME);
let port: number;

beforeAll(async () => {
  mkdirSync(sockets);
  port = await getPort({ host: '127.0.0.1' });
});

function synthesize(attack: boolean): void {
  const app = new App({ outdir });
  new Tenants(app, NAME, { port, image: 'busybox:latest', engineImage, socketFolder: sockets, attack, hostRoot: true });
  app.synth();
}

async function apply(attack: boolean): Promise<void> {
  synthesize(attack);
  await example.attempt('init');
  const { exitCode, stdout, stderr } = await example.attempt('apply', '-auto-approve');
  expect([exitCode, exitCode === 0 ? '' : stdout.slice(-2_000) + stderr]).toEqual([0, '']);
}

const isUpToDate = async () => (await example.attempt('plan', '-detailed-exitcode')).exitCode === 0;
const inspect = (name: string) => docker.getContainer(`${NAME}-${name}`).inspect();
const startOf = async (name: string) => {
  const { Id: id, State: { StartedAt: started, OOMKilled: wasEnded }, RestartCount: restarts } = await inspect(name);
  return { id, started, wasEnded, restarts };
};
const output = async (name: string) => (
  (await docker.getContainer(`${NAME}-${name}`).logs({ stdout: true, stderr: true, tail: 50 })).toString('latin1'));
const inDedicated = (...args: readonly string[]) => run('docker', ['-H', `unix://${sockets}/engine.sock`, ...args]);

test('one apply makes three tenants on one engine', async () => {
  await apply(false);
  synthesize(false);
  expect(await isUpToDate()).toBe(true);
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect((await answer.text()).trim()).toBe('open');
});

test('no container of one reaches one of another', async () => {
  await waitUntil('the network is scanned', async () => /scanned/.test(await output('hostile-scans')));
  expect(await output('hostile-scans')).not.toMatch(/found/);
  for (const [name, service] of [['calm-shop', 8080], ['calm-database', 8081]] as const) {
    const { NetworkSettings: { Networks: networks } } = await inspect(name);
    for (const { IPAddress: address } of Object.values(networks)) {
      const { exitCode, stderr } = await attempt('docker', ['exec', `${NAME}-hostile-scans`, 'nc', '-w', '2', address, `${service}`]);
      expect(stderr).toMatch(/nc: .*(timed out|unreachable|No route)/);
      expect(exitCode).toBe(1);
    }
  }
});

test('while one does its worst, another one loses no request, and nothing of it is ended', async () => {
  const calm = ['calm-shop', 'calm-database'];
  const before = await Promise.all(calm.map(startOf));
  const lost = await lostDuring(`http://127.0.0.1:${port}/`, async () => {
    await apply(true);
    await waitUntil('a program of the hostile tenant is ended', async () => (await usedByPool(`${NAME}-hostile`)).oomKills > 0, 240);
  }, ['GET']);
  expect(lost).toEqual([]);
  expect(await Promise.all(calm.map(startOf))).toEqual(before);
  expect(before.map(({ wasEnded }) => wasEnded)).toEqual([false, false]);
});

test('the kernel holds the sum of the hostile one within its bounds', async () => {
  const { memoryPeak, processes } = await usedByPool(`${NAME}-hostile`);
  expect(memoryPeak).toBeLessThanOrEqual(BOUNDS.memory.toBytes() + KERNEL_SLACK);
  expect(processes).toBeLessThanOrEqual(BOUNDS.processes);
  const sizes = [...(await output('hostile-fills')).matchAll(/(\d+)\t\/files/g)].map(([, size]) => Number(size));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(16);
  const { LogPath: log } = await inspect('hostile-floods');
  const { stdout: bytes } = await attempt('sh', ['-c', `cat ${log}* | wc -c`]);
  expect(Number(bytes)).toBeLessThan(100 * 1024 * 1024);
});

test('the third one is used with the plain client, within its bounds', async () => {
  await inDedicated('load', '--input', busybox);
  const running = inDedicated('run', '--rm', '--network', 'none', 'busybox:latest', 'cat', '/sys/fs/cgroup/memory/memory.limit_in_bytes');
  expect(Number(await running)).toBeGreaterThan(0);
  expect((await inDedicated('ps', '--all', '--format', '{{.Names}}')).trim()).toBe('');
  const eats = ['run', '--rm', '--network', 'none', '--shm-size', '1g', 'busybox:latest', 'dd', 'if=/dev/zero', 'of=/dev/shm/a', 'bs=1M'];
  await expect(inDedicated(...eats)).rejects.toThrow();
  expect((await usedByPool(`${NAME}-dedicatedshare`)).memoryPeak).toBeLessThanOrEqual(512 * 1024 * 1024 + KERNEL_SLACK);
  // The engine itself is never ended.
  expect((await inDedicated('version', '--format', '{{.Server.Version}}')).trim()).not.toBe('');
});

test('destroying them leaves nothing, control groups included', async () => {
  const { exitCode, stderr } = await example.attempt('destroy', '-auto-approve');
  expect([exitCode, exitCode === 0 ? '' : stderr]).toEqual([0, '']);
  expect(await onEngine(NAME)).toEqual([]);
  await expect(usedByPool(`${NAME}-hostile`)).rejects.toThrow('ENOENT');
});
