import { BLUE, blueContainer, rules } from './blue';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(BLUE);

/** A set of clones that an update makes anew all at once. */
function stack(virtualHost: object, template: object = {}) {
  const { name: _name, ...container } = blueContainer('web', { virtual_host: rules(virtualHost), ...template });
  const set = {
    name: `${BLUE}-web`, replicas: 3, host: [{ name: 'here' }], rolling_update: { max_unavailable: 3 }, template: container,
  };
  return { resource: { docker_clone_set: { web: set } } };
}

async function running(): Promise<string[]> {
  const containers = await docker.listContainers({ filters: { name: [`^/${BLUE}-web-`] } });
  return containers.map(({ Id: id }) => id).sort();
}

test.each<[string, object, object]>([
  ['and another template', {}, { env: ['COLOR=green'] }],
  ['and clones that were suspended and shall run', { suspended: true }, { suspended: false }],
])('a lower quota %s is refused at plan, and the clones stay', async (_, before, after) => {
  const workspace = await workspaceWith(stack({ max_containers: 3 }, before));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const ids = await running();
  workspace.configure(stack({ max_containers: 2 }, before));
  expect(await workspace.plan()).toMatchObject({ ok: true });
  workspace.configure(stack({ max_containers: 2 }, after));
  const { ok, output } = await workspace.plan();
  expect(ok).toBe(false);
  expect(output).toMatch(/max_containers|3 containers/);
  expect(await running()).toEqual(ids);
});

test('a clone is not removed for a successor that the rules refuse', async () => {
  const workspace = await workspaceWith(stack({}));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const ids = await running();
  const { id } = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  const image = `${BLUE}-red:1`;
  await docker.getContainer(id).commit({ repo: `${BLUE}-red`, tag: '1', changes: `LABEL ${VIRTUAL_HOST_LABEL}=vch-red` });
  await docker.getContainer(id).remove();
  await docker.createNetwork({ Name: `${BLUE}-red`, Labels: { [VIRTUAL_HOST_LABEL]: 'vch-red' } });
  for (const template of [{ image }, { network_mode: `${BLUE}-red` }]) {
    workspace.configure(stack({}, template));
    expect(await workspace.apply()).toMatchObject({ ok: false });
    expect(await running()).toEqual(ids);
  }
  await docker.getImage(image).remove();
});
