import { NAME, noProbeIsLeft } from './attested';
import { HARDENED } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(NAME);
noProbeIsLeft();

const SET = `${NAME}-set`;
const policy = { isolation_policy: 'baseline@1' };
const stack = (replicas: number) => ({
  resource: {
    docker_clone_set: { web: { name: SET, replicas, host: [{ name: 'here' }], template: { ...HARDENED, ...policy, must_run_for: 0 } } },
    docker_isolation: {
      report: {
        clone_set: [{
          id: '${docker_clone_set.web.id}',
          name: '${docker_clone_set.web.name}',
          replicas: '${docker_clone_set.web.placement["here"]}',
          ...policy,
        }],
        lifecycle: { replace_triggered_by: ['docker_clone_set.web'] },
      },
    },
  },
});

const isAttestation = ({ summary }: { readonly summary: string }) => summary === 'Containers are isolated less than wanted';

test('a report attests the clones of a set that are on the engine, and names one that became weaker', async () => {
  const workspace = await workspaceWith(stack(2));
  const attested = async () => {
    const { json, passed } = (await workspace.state())['docker_isolation.report'] as { json: string; passed: boolean };
    const { containers } = JSON.parse(json) as { containers: { name: string; controls: Record<string, { verdict: string }> }[] };
    return { passed, verdicts: Object.fromEntries(containers.map(({ name, controls }) => [name, controls.processes!.verdict])) };
  };
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await attested()).toEqual({ passed: true, verdicts: { [`${SET}-0`]: 'pass', [`${SET}-1`]: 'pass' } });
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });

  workspace.configure(stack(3));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(Object.keys((await attested()).verdicts)).toEqual([0, 1, 2].map((index) => `${SET}-${index}`));

  await docker.getContainer(`${SET}-1`).update({ PidsLimit: -1 });
  const { diagnostics } = await workspace.plan();
  expect(diagnostics.filter(isAttestation)).toMatchObject([{
    severity: 'warning', detail: expect.stringContaining(`- ${SET}-1: processes: wanted: limited`),
  }]);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  expect(await attested()).toMatchObject({ passed: true });

  await docker.getContainer(`${SET}-2`).remove({ force: true });
  expect((await workspace.plan()).diagnostics.filter(isAttestation)).toMatchObject([{
    detail: expect.stringContaining(`- ${SET} (2 of 3 clones): the container does not exist`),
  }]);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  expect(await workspace.destroy()).toMatchObject({ ok: true });
});
