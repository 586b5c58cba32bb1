import { docker } from '../engine/docker';
import { NamespacedEngine } from '../support/namespaced-engine';
import { removeNamed } from '../support/remove-named';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-adopted';
const POOL = `/berth/${NAME}`;
const workspaceWith = workspacePerTest(NAME);
const pool = (more: object = {}) => ({ docker_resource_pool: { team: { name: NAME, ...more } } });

/** Starts a container in the control group of the pool, as a person does who has no pool. */
const runByHand = (name: string) => run('docker', [
  'run', '-d', '--name', `${NAME}-${name}`, '--cgroup-parent', POOL, '--network', 'none', 'busybox:latest', 'sleep', '100000',
]);
const startTimes = async () => Promise.all(['a', 'b'].map(async (name) => (
  (await docker.getContainer(`${NAME}-${name}`).inspect()).State.StartedAt)));

describe('a control group in which containers are that were started by hand', () => {
  beforeEach(async () => {
    await runByHand('a');
    await runByHand('b');
  });

  test('is no new pool, is imported as it is, and then has the bounds of the configuration', async () => {
    const terraform = await workspaceWith({ resource: pool() });
    const refused = await terraform.apply();
    expect(refused).toMatchObject({ ok: false, diagnostics: [{ summary: `There is a resource pool ${POOL} already` }] });
    expect(refused.diagnostics[0]!.detail).toContain(`terraform import ADDRESS ${POOL}`);
    await terraform.terraform('import', 'docker_resource_pool.team', POOL);
    expect((await terraform.plan()).changes).toEqual([]);
    const before = await startTimes();
    terraform.configure({ resource: pool({ memory: 64, cpus: '0.5', pids_limit: 30, suspended: true }) });
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect((await terraform.plan()).changes).toEqual([]);
    expect((await docker.getContainer(`${NAME}-a`).inspect()).State.Paused).toBe(true);
    terraform.configure({ resource: pool({ memory: 64 }) });
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await startTimes()).toEqual(before);
    await removeNamed(NAME);
    expect(await terraform.destroy()).toMatchObject({ ok: true });
  });

  test('has a configuration that Terraform generates for its import, whose plan is empty', async () => {
    const terraform = await workspaceWith(`import {\n  to = docker_resource_pool.team\n  id = "${POOL}"\n}`);
    await terraform.terraform('plan', '-input=false', '-generate-config-out=generated.tf');
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect((await terraform.plan()).changes).toEqual([]);
    expect((await terraform.state())['docker_resource_pool.team']).toMatchObject({ id: POOL, name: NAME, memory: 0, suspended: false });
    await removeNamed(NAME);
    expect(await terraform.destroy()).toMatchObject({ ok: true });
  });
});

test('a suspended pool is so again after a restart of the engine, which ends or unpauses its containers', async () => {
  const engine = await NamespacedEngine.start(NAME, ['--storage-driver', 'overlay2']);
  try {
    const container = (name: string, more: object = {}) => ({
      name: `${NAME}-${name}`,
      image: 'busybox:latest',
      command: ['sleep', '100000'],
      cgroup_parent: '${docker_resource_pool.team.cgroup_parent}',
      network_mode: 'none',
      must_run_for: 0,
      destroy_grace_seconds: 0,
      ...more,
    });
    const terraform = await workspaceWith({
      provider: { docker: { host: engine.address } },
      resource: {
        ...pool({ memory: 128, suspended: true }),
        docker_container: {
          a: container('a', { restart: 'always' }), b: container('b'), c: container('c', { restart: 'always', suspended: true }),
        },
      },
    });
    const states = async () => Object.fromEntries((await engine.docker.listContainers({ all: true }))
      .map(({ Names: [name], State: state }) => [name!.slice(NAME.length + 2), state] as const));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await states()).toEqual({ a: 'paused', b: 'paused', c: 'paused' });
    await engine.restart();
    expect(await states()).not.toMatchObject({ a: 'paused' });
    const { changes } = await terraform.plan();
    expect(changes.map(({ address }) => address)).toContain('docker_resource_pool.team');
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await states()).toEqual({ a: 'paused', b: 'paused', c: 'paused' });
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await terraform.destroy()).toMatchObject({ ok: true });
    expect((await engine.docker.listVolumes()).Volumes).toEqual([]);
  } finally {
    await engine.remove();
  }
});
