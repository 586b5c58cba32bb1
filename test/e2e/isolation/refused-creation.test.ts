import { createOutsideTerraform, NAME } from './attested';
import { HARDENED } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(NAME);

describe('refuses a container before its creation', () => {
  test('at plan, for a policy violation in hand-written HCL', async () => {
    const workspace = await workspaceWith({
      resource: {
        docker_container: {
          web: { name: `${NAME}-web`, ...HARDENED, pid_mode: 'host', isolation_policy: 'baseline@1' },
        },
      },
    });
    const plan = await workspace.plan();
    expect(plan.ok).toBe(false);
    expect(plan.diagnostics).toMatchObject([{
      summary: `Container "${NAME}-web" is weaker than its isolation policy: process namespace`,
      detail: expect.stringContaining('`pid_namespace`: the policy requires shared, but the value is host.'),
      address: 'docker_container.web',
    }]);
  });

  test('at apply, before any call to the engine, for a violation that is unknown at plan', async () => {
    const workspace = await workspaceWith({
      resource: {
        terraform_data: { mode: { input: 'host' } },
        docker_container: {
          web: {
            name: `${NAME}-web`,
            ...HARDENED,
            pid_mode: '${terraform_data.mode.output}',
            isolation_policy: 'baseline@1',
          },
        },
      },
    });
    expect(await workspace.plan()).toMatchObject({ ok: true });
    const outcome = await workspace.applyLastPlan();
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics[0]!.summary).toContain('weaker than its isolation policy');
    expect(await docker.listContainers({ all: true, filters: { name: [`${NAME}-web`] } })).toEqual([]);
  });

  test.each([
    ['pid_mode', 'PidMode', 'process namespace'],
    ['ipc_mode', 'IpcMode', 'ipc namespace'],
    ['network_mode', 'NetworkMode', 'network namespace'],
  ])('at apply, for a container that joins one with the host\'s namespace by %s, through another one', async (attribute, field, title) => {
    const first = await createOutsideTerraform('first', { [field]: 'host' });
    const second = await createOutsideTerraform('second', { [field]: `container:${first}` });
    try {
      const workspace = await workspaceWith({
        resource: {
          docker_container: {
            web: { name: `${NAME}-web`, ...HARDENED, [attribute]: `container:${second}`, isolation_policy: 'baseline@1' },
          },
        },
      });
      const outcome = await workspace.apply();
      expect(outcome.diagnostics).toMatchObject([{
        summary: expect.stringMatching(new RegExp(`^Container "${NAME}-web" is weaker than its isolation policy: ${title}$`, 'i')),
      }]);
      expect(await docker.listContainers({ all: true, filters: { name: [`${NAME}-web`] } })).toEqual([]);
    } finally {
      for (const id of [second, first]) await docker.getContainer(id).remove({ force: true });
    }
  });

  test('at plan, for a runtime that the engine lacks, and shows the lines that register it', async () => {
    const workspace = await workspaceWith({
      resource: { docker_container: { web: { name: `${NAME}-web`, ...HARDENED, runtime: 'crun-berth' } } },
    });
    const plan = await workspace.plan();
    expect(plan.diagnostics).toMatchObject([{
      summary: 'The engine has no runtime "crun-berth"',
      detail: expect.stringContaining('"path": "/usr/local/bin/crun-berth"'),
    }]);
  });

  test('but not at plan while the engine is unreachable', async () => {
    const workspace = await workspaceWith(
      { resource: { docker_container: { web: { name: `${NAME}-web`, ...HARDENED, runtime: 'crun-berth' } } } },
      { env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } },
    );
    expect(await workspace.plan()).toMatchObject({ ok: true, changes: [{ change: { actions: ['create'] } }] });
  });
});
