import { docker, SOCKET } from '../engine/docker';
import { BUSYBOX } from '../support/busybox';
import { removeNamed } from '../support/remove-named';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-count';
const workspaceWith = workspacePerTest(NAME);
afterEach(() => removeNamed(NAME));

const TEMPLATE = {
  image: BUSYBOX,
  command: ['sh', '-c', 'trap exit TERM; sleep 1000 & wait'],
  labels: [{ label: 'team', value: 'blue' }],
  memory: 64,
  must_run_for: 0,
};
const filled = (index: string, name: string) => ({ ...TEMPLATE, env: [`INDEX=${index}`, `NAME=${name}`] });

const provider = { docker: { host: `unix://${SOCKET}` } };

/** Containers of a `docker_container` with `count`. */
function counted(count: number) {
  const container = { name: `${NAME}-\${count.index}`, count, ...filled('${count.index}', `${NAME}-\${count.index}`) };
  return { provider, resource: { docker_container: { web: container } } };
}

/** The same as a set. */
function asSet(replicas: number, template: object = {}) {
  const set = {
    name: NAME, replicas, host: [{ name: 'here' }], template: { ...filled('{{clone.index}}', '{{clone.name}}'), ...template },
  };
  return { provider, resource: { docker_clone_set: { web: set } } };
}

const forget = (type: string) => [{ from: `${type}.web`, lifecycle: [{ destroy: false }] }];
const toSet = { removed: forget('docker_container'), import: [{ to: 'docker_clone_set.web', id: NAME }] };
const toCount = (count: number) => ({
  removed: forget('docker_clone_set'),
  import: [{ for_each: `\${toset(range(${count}))}`, to: 'docker_container.web[each.key]', id: `${NAME}-\${each.key}` }],
});

/** The ids and start times of the running containers, by name. */
async function running(): Promise<Record<string, string>> {
  const containers = await docker.listContainers({ filters: { name: [`^/${NAME}-`] } });
  const inspects = await Promise.all(containers.map(({ Id: id }) => docker.getContainer(id).inspect()));
  return Object.fromEntries(inspects.map(({ Name: name, Id: id, State: { StartedAt: at } }) => [name.slice(1), `${id} ${at}`]));
}

test('containers of `count` become a set and become those of `count` again, and keep running', async () => {
  const workspace = await workspaceWith(counted(4));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const before = await running();
  expect(Object.keys(before).sort()).toEqual([0, 1, 2, 3].map((index) => `${NAME}-${index}`));

  workspace.configure({ ...asSet(4), ...toSet });
  const forgotten = [{ summary: 'Some objects will no longer be managed by Terraform' }];
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: forgotten });
  expect(await running()).toEqual(before);
  workspace.configure(asSet(4));
  expect(await workspace.plan()).toMatchObject({ changes: [], diagnostics: [] });

  workspace.configure({ ...counted(4), ...toCount(4) });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await running()).toEqual(before);
  workspace.configure(counted(4));
  expect(await workspace.plan()).toMatchObject({ changes: [] });
});

test('an imported set is a set like any other', async () => {
  const workspace = await workspaceWith(counted(3));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const before = await running();

  // One more, and what the engine can change.
  workspace.configure({ ...asSet(4, { memory: 80 }), ...toSet });
  const planned = await workspace.plan();
  expect(planned.diagnostics.map(({ summary, detail }) => [summary, detail.replace(/\s+/g, ' ')])).toContainEqual([
    `The imported containers of the set "${NAME}" are not as described`,
    expect.stringContaining(`0 of 4 run as described; 1 gone, create: ${NAME}-3; 3 with another \`memory\`, change while they run`),
  ]);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  const grown = await running();
  expect(grown).toEqual({ ...before, [`${NAME}-3`]: expect.anything() });
  workspace.configure(asSet(4, { memory: 80 }));
  expect(await workspace.plan()).toMatchObject({ changes: [], diagnostics: [] });

  // What is gone is seen, and comes back with labels.
  await docker.getContainer(`${NAME}-1`).remove({ force: true });
  const [{ detail }] = (await workspace.plan()).diagnostics as unknown as [{ detail: string }];
  expect(detail.replace(/\s+/g, ' ')).toContain(`1 gone, create: ${NAME}-1`);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });

  // What the engine can't change makes them anew, and then no container is known by its name alone.
  workspace.configure(asSet(4, { memory: 80, hostname: 'other' }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await workspace.plan()).toMatchObject({ changes: [] });
  expect(Object.values(await running())).not.toEqual(expect.arrayContaining(Object.values(grown)));
  await workspace.apply('-refresh-only');
  expect((await workspace.state())['docker_clone_set.web']).toMatchObject({ imported: false, complete: true });
  expect(await workspace.destroy()).toMatchObject({ ok: true });
  expect(await running()).toEqual({});
});

test('a set that a state has lost is imported with its id, and a foreign one with it is refused', async () => {
  const workspace = await workspaceWith(asSet(2));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const [before, { 'docker_clone_set.web': { id } = {} }] = [await running(), await workspace.state()];
  await workspace.terraform('state', 'rm', 'docker_clone_set.web');
  workspace.configure({ ...asSet(2), import: toSet.import });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await running()).toEqual(before);
  expect((await workspace.state())['docker_clone_set.web']).toMatchObject({ id, imported: false, complete: true });

  await workspace.terraform('state', 'rm', 'docker_clone_set.web');
  const labels = { 'berth.clone-set': 'another', 'berth.clone-index': '2' };
  await docker.createContainer({ name: `${NAME}-2`, Image: BUSYBOX, Labels: labels });
  expect((await workspace.plan()).diagnostics).toMatchObject([{ summary: expect.stringContaining('belong to 2 sets') }]);
  workspace.configure({ ...asSet(2), import: [{ to: 'docker_clone_set.web', id: `${NAME}-none` }] });
  expect((await workspace.plan()).diagnostics).toMatchObject([{ severity: 'error', detail: expect.stringContaining(`${NAME}-none`) }]);
});
