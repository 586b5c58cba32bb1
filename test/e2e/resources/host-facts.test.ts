import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PlainEngine } from './plain-engine';
import { DiskInFile } from '../support/disk-in-file';
import { EngineProxy } from '../support/engine-proxy';
import { leftByProbes } from '../support/left-by-probes';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-host-facts';

const workspaceWith = workspacePerTest(NAME);

const resource = (more: object = {}, address?: string) => ({
  ...(address !== undefined && { provider: { docker: { host: address } } }),
  resource: { docker_host_facts: { here: more } },
});

const container = (address: string, more: object) => ({
  provider: { docker: { host: address } },
  resource: { docker_container: { it: { name: NAME, image: 'busybox:latest', command: ['sleep', '100'], ...more } } },
});

test('the facts stay until a trigger changes, and leave nothing on the engine', async () => {
  const proxy = await EngineProxy.start();
  try {
    const terraform = await workspaceWith(resource({ triggers: { week: '1' } }, proxy.address));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    const { 'docker_host_facts.here': first } = await terraform.state();
    expect(first).toMatchObject({ runtimes: { runc: { starts: true } }, cgroup_version: expect.any(Number) as number });

    proxy.counts(); // what the apply asked
    expect((await terraform.plan()).changes).toEqual([]);
    expect(Object.keys(proxy.counts()).filter((asked) => !asked.startsWith('GET'))).toEqual([]);

    terraform.configure(resource({ triggers: { week: '2' } }, proxy.address));
    expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['update'] } }]);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
    const { 'docker_host_facts.here': second } = await terraform.state();
    expect(second).toMatchObject({ id: first!.id, kernel: first!.kernel });
    expect(second!.measured_at).not.toBe(first!.measured_at);
    expect((await terraform.plan()).changes).toEqual([]);

    expect(await terraform.destroy()).toMatchObject({ ok: true });
    expect(await leftByProbes()).toEqual([]);
  } finally {
    proxy.stop();
  }
});

describe('a container that its host can\'t hold', () => {
  let disk: DiskInFile;
  let engine: PlainEngine;

  beforeAll(async () => {
    disk = await DiskInFile.create('ext4');
    mkdirSync(join(disk.path, 'engine'));
    engine = await PlainEngine.start(join(disk.path, 'engine'), ['--storage-driver', 'overlay2']);
  });

  afterAll(async () => {
    await engine?.remove();
    await disk?.remove();
  });

  test.each([
    ['more CPUs than it has', { cpus: '512' }, /^The host has \d+ CPUs, fewer than `cpus = "512"`$/],
    ['a limit on storage on ext4', { storage_opts: { size: '1G' } }, /^The engine can't limit what a container writes to 1G$/],
  ])('is refused by the plan: %s', async (_, more, summary) => {
    const { ok, diagnostics } = await (await workspaceWith(container(engine.address, more))).plan();
    expect(ok).toBe(false);
    expect(diagnostics).toMatchObject([{ severity: 'error', summary: expect.stringMatching(summary) as string }]);
  });
});
