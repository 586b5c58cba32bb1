import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-standby';
const workspaceWith = workspacePerTest(NAME);

const TEMPLATE = {
  image: 'busybox:latest', command: ['sleep', '100000'], network_mode: 'none', must_run_for: 0, destroy_grace_seconds: 0,
};
const stack = (replicas: number, standby: number, template: object = {}) => ({
  resource: {
    docker_clone_set: {
      web: {
        name: NAME,
        replicas,
        standby,
        host: [{ name: 'here' }],
        template: { ...TEMPLATE, ...template },
      },
    },
  },
});

/** Returns the state and the id of each container of the set, by its number. */
async function clones(): Promise<Record<string, readonly [state: string, id: string]>> {
  const containers = await docker.listContainers({ all: true, filters: { name: [NAME] } });
  return Object.fromEntries(containers
    .map(({ Names: [name], State: state, Id: id }) => [name!.slice(NAME.length + 2), [state, id]] as const)
    .sort(([one], [other]) => Number(one) - Number(other)));
}
const statesOf = (all: Awaited<ReturnType<typeof clones>>) => Object.values(all).map(([state]) => state);

test('containers stand by, are resumed when the set grows, and are parked again when it shrinks', async () => {
  const workspace = await workspaceWith(stack(2, 2));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const first = await clones();
  expect(statesOf(first)).toEqual(['running', 'running', 'paused', 'paused']);
  expect((await workspace.state())['docker_clone_set.web']).toMatchObject({
    summary: '2 of 2 run as described, and 2 of 2 stand by', placement: { here: 4 },
  });
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });

  workspace.configure(stack(3, 2));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const grown = await clones();
  expect(statesOf(grown)).toEqual(['running', 'running', 'running', 'paused', 'paused']);
  expect(Object.values(grown).slice(0, 4).map(([, id]) => id)).toEqual(Object.values(first).map(([, id]) => id));

  workspace.configure(stack(1, 1));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const shrunk = await clones();
  expect(statesOf(shrunk)).toEqual(['running', 'paused']);
  expect(Object.values(shrunk).map(([, id]) => id)).toEqual(Object.values(first).slice(0, 2).map(([, id]) => id));
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});

test('what is wrong with one that stands by is seen, and repaired', async () => {
  const workspace = await workspaceWith(stack(1, 3));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  await docker.getContainer(`${NAME}-1`).unpause();
  await docker.getContainer(`${NAME}-2`).remove({ force: true });
  await docker.getContainer(`${NAME}-0`).pause();
  const { changes } = await workspace.plan();
  expect(changes).toMatchObject([{
    change: {
      before: {
        summary: '0 of 1 run as described, and 1 of 3 stand by; '
          + `1 gone, create: ${NAME}-2; 1 paused, resume: ${NAME}-0; 1 with another \`suspended\`, change while they run: ${NAME}-1`,
      },
      after: { summary: '1 of 1 run as described, and 3 of 3 stand by' },
    },
  }]);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  expect(statesOf(await clones())).toEqual(['running', 'paused', 'paused', 'paused']);
});

test('a change of the template reaches those that stand by, too', async () => {
  const workspace = await workspaceWith(stack(1, 2));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(stack(1, 2, { env: ['COLOR=blue'], memory: 48 }));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const all = await clones();
  expect(statesOf(all)).toEqual(['running', 'paused', 'paused']);
  for (const [, id] of Object.values(all)) {
    expect(await docker.getContainer(id).inspect()).toMatchObject({
      Config: { Env: expect.arrayContaining(['COLOR=blue']) as string[] }, HostConfig: { Memory: 48 * 1024 * 1024 },
    });
  }
});

test('those that stand by take no room in a virtual container host, and need it to run', async () => {
  const rules = JSON.stringify({ name: NAME, max_containers: 2 });
  const inHost = (replicas: number, standby: number) => stack(replicas, standby, {
    virtual_host: rules, labels: [{ label: 'berth.virtual-host', value: NAME }],
  });
  const configured = (replicas: number, standby: number) => {
    const { resource: { docker_clone_set: { web } } } = inHost(replicas, standby);
    return { resource: { docker_clone_set: { web: { ...web, name: `${NAME}-x` } } } };
  };
  const workspace = await workspaceWith(configured(2, 3));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const running = await docker.listContainers({ filters: { name: [NAME], status: ['running'] } });
  expect(running).toHaveLength(2);
  workspace.configure(configured(3, 2));
  expect(await workspace.plan()).toMatchObject({ ok: false });
  await workspace.destroy('-refresh=false');
});
