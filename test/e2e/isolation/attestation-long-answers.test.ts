import { createOutsideTerraform, NAME, noProbeIsLeft } from './attested';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(NAME);
noProbeIsLeft();

/** Makes so many mounts with so long paths that the kernel's list of them has more than 4 MiB, and then one that shows the kernel. */
const HIDING = `
  mkdir /hidden
  for depth in $(seq 18); do name=$(printf '%0200d' 0); mkdir $name; cd $name; done
  for each in $(seq 1300); do mount -t tmpfs none .; done
  mount -t proc proc /hidden
  touch /ready
  exec sleep 100000`;

/** Creates a container that hides a mount behind many others. */
async function createHiding(name: string, securityOptions: readonly string[]): Promise<string> {
  const host = { CapAdd: ['SYS_ADMIN'], SecurityOpt: securityOptions };
  const id = await createOutsideTerraform(name, host, ['sh', '-c', HIDING]);
  await waitUntil(`${name} made its mounts`, () => docker.getContainer(id).infoArchive({ path: '/ready' }).then(() => true, () => false));
  return id;
}

test('containers with more mounts than can be read pass nothing, and keep no other from being attested', async () => {
  const { SecurityOptions: enforced } = await docker.info() as { SecurityOptions: string[] };
  const options = enforced.includes('name=apparmor') ? ['apparmor=unconfined'] : [];
  const hiding: string[] = [];
  // Together, their lists are longer than what is read of one run of the probe.
  for (const name of ['hides-0', 'hides-1', 'hides-2', 'hides-3']) hiding.push(await createHiding(name, options));
  const weak = await createOutsideTerraform('weak', { CgroupnsMode: 'host' });
  const container = [
    ...hiding.map((id) => ({ id, isolation_policy: 'none@1 kernel_paths=masked' })),
    { id: weak, name: 'weak', isolation_policy: 'none@1 cgroup_namespace=private' },
  ];
  const workspace = await workspaceWith({ resource: { docker_isolation: { report: { container } } } });
  const outcome = await workspace.apply();
  expect(outcome.diagnostics).toMatchObject([
    { summary: '1 control is weaker than wanted', detail: expect.stringContaining('- weak: cgroup_namespace') },
  ]);

  const hidden = await workspaceWith({ resource: { docker_isolation: { report: { container: container.slice(0, 4) } } } });
  expect(await hidden.apply()).toMatchObject({ ok: true });
  const { json } = (await hidden.state())['docker_isolation.report'] as { json: string };
  const { containers } = JSON.parse(json) as { containers: { controls: Record<string, { verdict: string }> }[] };
  expect(containers.map(({ controls }) => controls.kernel_paths!.verdict)).toEqual(hiding.map(() => 'unknown'));
}, 300_000);
