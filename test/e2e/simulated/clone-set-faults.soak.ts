import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedEngine } from '../../../dev/simulated-engine/simulated-engine';
import { killWhen } from '../support/kill';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-faults';
const HOSTS = ['a', 'b', 'c'] as const;
const REPLICAS = 120;
const workspaceWith = workspacePerTest();

let engines: readonly SimulatedEngine[];
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'berth-faults-'));
  engines = await Promise.all(HOSTS.map((name) => SimulatedEngine.start({ socket: join(folder, name), name, latency: SLOW })));
});
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.stop()));
  rmSync(folder, { recursive: true });
});

/** So that there is something to interrupt. */
const SLOW = Object.fromEntries(['create', 'start', 'remove'].map((operation) => [operation, { milliseconds: 15, parallel: 4 }]));

const stack = (replicas: number, template: object = {}, hosts: readonly string[] = HOSTS) => ({
  provider: { docker: { engine: HOSTS.map((name, index) => ({ name, host: engines[index]!.address })) } },
  resource: {
    docker_clone_set: {
      web: {
        name: NAME,
        replicas,
        overlap_seconds: 0,
        keep_on_failure: true,
        rolling_update: { max_unavailable: 40 },
        host: hosts.map((name) => ({ name, engine: name })),
        template: { image: 'busybox:latest', command: ['sleep', '100000'], must_run_for: 0, network_mode: 'none', ...template },
      },
    },
  },
});

const created = () => engines.reduce((sum, engine) => sum + engine.containers, 0);

test('after creations that fail at random, one more apply makes what is declared, and nothing twice', async () => {
  const faults = engines.map((engine) => engine.fault({ kind: 'fail', operation: 'create', percent: 5 }));
  const workspace = await workspaceWith(stack(REPLICAS));
  await workspace.apply();
  expect(created()).toBeGreaterThan(REPLICAS / 2);
  expect(created()).toBeLessThanOrEqual(REPLICAS);
  faults.forEach((fault) => fault.end());
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(created()).toBe(REPLICAS);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
  expect(await workspace.destroy()).toMatchObject({ ok: true });
  expect(created()).toBe(0);
});

test.each<[string, number, number, object, () => boolean]>([
  ['creates', 0, REPLICAS, {}, () => created() > 30],
  ['scales up', 60, REPLICAS, {}, () => created() > 80],
  ['scales down', REPLICAS, 30, {}, () => created() < 90],
  ['replaces', REPLICAS, REPLICAS, { env: ['COLOR=blue'] }, () => created() < REPLICAS],
])('after the provider was killed while it %s, one more apply makes what is declared', async (_what, before, after, template, when) => {
  const workspace = await workspaceWith(stack(before));
  if (before > 0) expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(stack(after, template));
  await killWhen(workspace, when);
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(created()).toBe(after);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
  expect(await workspace.destroy()).toMatchObject({ ok: true });
  expect(created()).toBe(0);
});

test('after a start that hung until the provider was killed, one more apply makes what is declared', async () => {
  const workspace = await workspaceWith(stack(30));
  const fault = engines[0]!.fault({ kind: 'hang', operation: 'start', times: 1 });
  await killWhen(workspace, () => fault.met > 0 && created() === 30);
  fault.end();
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(created()).toBe(30);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});

test('a host that is lost is replaced by the others', async () => {
  const workspace = await workspaceWith(stack(60));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const lost = engines[2]!.containers;
  engines[2]!.fault({ kind: 'close' });
  const left = stack(60, {}, ['a', 'b']);
  left.provider.docker.engine.pop();
  workspace.configure(left);
  const { ok, diagnostics } = await workspace.apply();
  expect({ ok, diagnostics }).toMatchObject({
    ok: true, diagnostics: [{ severity: 'warning', detail: expect.stringContaining(`${lost} containers`) as string }],
  });
  expect(engines[0]!.containers + engines[1]!.containers).toBe(60);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});
