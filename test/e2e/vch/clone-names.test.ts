import { BLUE, blueContainer, rules } from './blue';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { docker } from '../engine/docker';
import { BUSYBOX } from '../support/busybox';
import { workspacePerTest } from '../support/workspace-per-test';

// A set "green-web" of BLUE has the same names as a set "web" of this one.
const OTHER = `${BLUE}-green`;
const SET = `${OTHER}-web`;

const workspaceWith = workspacePerTest(BLUE);

function stack(replicas: number, update: object = {}, template: object = {}) {
  const { name: _name, ...container } = blueContainer('web', { virtual_host: rules(), ...template });
  const set = { name: SET, replicas, host: [{ name: 'here' }], rolling_update: update, template: container };
  return { resource: { docker_clone_set: { web: set } } };
}

const imported = (stackOfSet: object) => ({ ...stackOfSet, import: [{ to: 'docker_clone_set.web', id: SET }] });

async function create(name: string, owner: string): Promise<string> {
  const { id } = await docker.createContainer({ name, Image: BUSYBOX, Labels: { [VIRTUAL_HOST_LABEL]: owner } });
  return id;
}

const exists = (id: string) => docker.getContainer(id).inspect().then(() => true, () => false);

test('an imported set leaves containers of a host alone whose name begins with that of its own', async () => {
  const workspace = await workspaceWith({ resource: { docker_container: { web: { ...blueContainer('web'), name: `${SET}-0` } } } });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure({ ...imported(stack(1)), removed: [{ from: 'docker_container.web', lifecycle: [{ destroy: false }] }] });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect((await workspace.state())['docker_clone_set.web']).toMatchObject({ imported: true, complete: true });
  const foreign = [await create(`${SET}-1`, OTHER), await create(`${SET}-2`, OTHER)];
  workspace.configure(stack(1));
  expect(await workspace.plan()).toMatchObject({ changes: [] });

  workspace.configure(stack(2));
  const { ok, diagnostics: [{ detail }] } = await workspace.apply() as unknown as { ok: boolean; diagnostics: [{ detail: string }] };
  expect(ok).toBe(false);
  expect(detail).toContain(`The name "${SET}-1" is taken by a container of others\nThe engine reports: `);
  expect(detail).toContain(`That container is of the virtual container host "${OTHER}", and was left as it is. Choose another name.`);
  workspace.configure(stack(1));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await workspace.destroy()).toMatchObject({ ok: true });
  expect(await Promise.all(foreign.map(exists))).toEqual([true, true]);
});

test('an import of containers of two hosts is refused', async () => {
  const ids = [await create(`${SET}-0`, BLUE), await create(`${SET}-1`, OTHER)];
  const workspace = await workspaceWith(imported(stack(2)));
  const { ok, diagnostics } = await workspace.plan();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([{ summary: `The containers "${SET}-0", "${SET}-1" and so on belong to 2 virtual container hosts` }]);
  expect(await Promise.all(ids.map(exists))).toEqual([true, true]);
});

test('a container of others is not removed that has the name of a clone\'s successor', async () => {
  const workspace = await workspaceWith(stack(1));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const foreign = await create(`${SET}-0-next`, OTHER);
  workspace.configure(stack(1, { max_surge: 1, max_unavailable: 0 }, { env: ['COLOR=green'] }));
  expect(await workspace.apply()).toMatchObject({ ok: false });
  expect(await exists(foreign)).toBe(true);
});
