import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { BUSYBOX } from '../support/busybox';
import { EngineProxy } from '../support/engine-proxy';
import { killWhen } from '../support/kill';
import { NamespacedEngine } from '../support/namespaced-engine';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

// What goes wrong by chance or in moments that only a slow engine has is in test/e2e/simulated.

const NAME = 'e2e-set-faults';
const REPLICAS = 30;
const workspaceWith = workspacePerTest(NAME);

const stack = (host: string, more: object = {}) => ({
  provider: { docker: { host } },
  resource: {
    docker_clone_set: {
      web: {
        name: NAME,
        replicas: REPLICAS,
        keep_on_failure: true,
        host: [{ name: 'here' }],
        template: { image: BUSYBOX, command: ['sleep', '100000'], destroy_grace_seconds: 0, must_run_for: 0, network_mode: 'none' },
        ...more,
      },
    },
  },
});

let proxy: EngineProxy;
beforeEach(async () => { proxy = await EngineProxy.start(); });
afterEach(() => proxy.stop());

/** Returns the names of the containers of the set, as an engine has them, by their states. */
async function clones(engine = docker): Promise<Record<string, string[]>> {
  const states: Record<string, string[]> = {};
  for (const { Names: [name], State: state } of await engine.listContainers({ all: true, filters: { name: [`^/${NAME}-`] } })) {
    (states[state] ??= []).push(name!.slice(1));
  }
  return states;
}
const count = async (engine = docker) => Object.values(await clones(engine)).flat().length;

/** One more apply leads to what is declared, and nothing is left after a removal. */
async function expectAllAfterOneMore(workspace: Workspace, engine = docker): Promise<void> {
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect((await clones(engine)).running?.sort()).toEqual(Array.from({ length: REPLICAS }, (_, index) => `${NAME}-${index}`).sort());
  expect(await count(engine)).toBe(REPLICAS);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
  expect(await workspace.destroy()).toMatchObject({ ok: true });
  expect(await count(engine)).toBe(0);
}

test('5 % of the creations and of the starts fail', async () => {
  const failed: string[] = [];
  let requests = 0;
  proxy.fate = (request) => {
    if (!/^POST .*\/(create\?|start)/.test(request)) return 'pass';
    requests += 1;
    if (requests % 20 !== 7) return 'pass';
    failed.push(request);
    return 'fail';
  };
  const workspace = await workspaceWith(stack(proxy.address));
  // With `keep_on_failure`, a creation that fails for some is a warning.
  const { ok, diagnostics } = await workspace.apply();
  expect(failed.length).toBeGreaterThan(1);
  expect({ ok, diagnostics }).toMatchObject({
    ok: true, diagnostics: [{ severity: 'warning', summary: `${failed.length} containers of the set "${NAME}" failed` }],
  });
  expect((await clones()).running).toHaveLength(REPLICAS - failed.length);
  proxy.fate = () => 'pass';
  await expectAllAfterOneMore(workspace);
});

test('a start hangs until the provider is killed', async () => {
  let held = 0;
  proxy.fate = (request) => /^POST .*\/start/.test(request) && held++ === 0 ? 'hold' : 'pass';
  const workspace = await workspaceWith(stack(proxy.address));
  await killWhen(workspace, async () => ((await clones()).running ?? []).length === REPLICAS - 1);
  expect((await clones()).created).toHaveLength(1);
  await expectAllAfterOneMore(workspace);
});

test.each<[string, object, () => Promise<boolean>]>([
  ['creates', {}, async () => await count() > 10],
  ['scales down', { replicas: 5 }, async () => await count() < 25],
])('terraform is killed while the provider %s, and leaves no lock', async (_, change, when) => {
  const workspace = await workspaceWith(stack(proxy.address));
  if (Object.keys(change).length > 0) expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(stack(proxy.address, change));
  const applying = workspace.start('apply', '-auto-approve', '-input=false');
  const ended = new Promise((resolve) => applying.once('exit', resolve));
  await waitUntil('the provider works', when);
  // Terraform alone: its provider finds out that it is gone.
  process.kill(applying.pid!, 'SIGKILL');
  await ended;
  workspace.configure(stack(proxy.address));
  await expectAllAfterOneMore(workspace);
});

describe('an engine', () => {
  let engine: NamespacedEngine;
  beforeAll(async () => { engine = await NamespacedEngine.start(NAME, ['--storage-driver', 'overlay2']); });
  afterAll(() => engine.remove());

  test.each<[string, object, (left: number) => boolean]>([
    ['creates', {}, (left) => left > 10],
    ['makes all anew', { rolling_update: [{ max_unavailable: 15 }] }, (left) => left < REPLICAS],
  ])('is stopped and started while the provider %s', async (_, change, when) => {
    const inside = (more: object) => {
      const { provider, resource } = stack(engine.address, more);
      const { web } = resource.docker_clone_set;
      const env = Object.keys(more).length > 0 ? { env: ['COLOR=green'] } : {};
      const template = { ...web.template, image: 'busybox:latest', ...env };
      return { provider, resource: { docker_clone_set: { web: { ...web, template } } } };
    };
    const workspace = await workspaceWith(inside({}));
    if (Object.keys(change).length > 0) expect(await workspace.apply()).toMatchObject({ ok: true });
    workspace.configure(inside(change));
    const applying = workspace.apply();
    await waitUntil('the provider works', async () => when(await count(engine.docker)));
    await engine.restart();
    await applying;
    await expectAllAfterOneMore(workspace, engine.docker);
  });
});
