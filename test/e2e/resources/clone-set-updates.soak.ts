import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-rolling';
const workspaceWith = workspacePerTest(NAME);

const names = (count: number) => Array.from({ length: count }, (_, index) => `${NAME}-${index}`);

/** Whose program becomes healthy if `GOOD` is in its environment. */
const CHECKED = {
  image: 'busybox:latest',
  command: ['sh', '-c', 'trap exit TERM; sleep 1000 & wait'],
  network_mode: 'none',
  must_run_for: 0,
  wait_timeout: 20,
  healthcheck: [{ test: ['CMD-SHELL', 'test -n "$GOOD"'], interval: '1s', retries: 1 }],
};

const stack = (set: object, template: object) => ({
  resource: {
    docker_clone_set: {
      web: { name: NAME, replicas: 6, host: [{ name: 'here' }], template: { ...CHECKED, ...template }, ...set },
    },
  },
});
const good = (version: number) => ({ env: [`VERSION=${version}`, 'GOOD=1'] });
const bad = (version: number) => ({ env: [`VERSION=${version}`] });

/** Returns the version that each container of the set has, by its name. */
async function versions(): Promise<Record<string, string | undefined>> {
  const containers = await docker.listContainers({ all: true, filters: { name: [NAME] } });
  const all = await Promise.all(containers.map(async ({ Id: id, Names: [name] }) => {
    const { Config: { Env: env } } = await docker.getContainer(id).inspect();
    return [name!.slice(1), env.find((each) => each.startsWith('VERSION='))?.slice('VERSION='.length)] as const;
  }));
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}
const all = (version: string) => Object.fromEntries(names(6).map((name) => [name, version]));

/** The starts and ends of containers while something happens, in their order. */
async function eventsWhile(work: () => Promise<void>): Promise<string[]> {
  const since = Date.now() / 1000;
  await work();
  const until = Math.ceil(Date.now() / 1000) + 1;
  const stream = await docker.getEvents({ since, until, filters: { type: ['container'], event: ['start', 'die', 'rename'] } });
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  const events = text.split('\n').filter(Boolean)
    .map((line) => JSON.parse(line) as { Action: string; Actor: { Attributes: { name: string } } });
  return events.map(({ Action: action, Actor: { Attributes: { name } } }) => `${action} ${name}`)
    .filter((event) => event.includes(NAME));
}

/** Returns how many containers less than at first ran at the worst moment. */
function mostMissing(events: readonly string[]): number {
  let [missing, most] = [0, 0];
  for (const event of events) {
    if (event.startsWith('die ')) missing += 1;
    if (event.startsWith('start ')) missing -= 1;
    most = Math.max(most, missing);
  }
  return most;
}

test('containers are replaced in batches, each after the one before is healthy', async () => {
  const workspace = await workspaceWith(stack({}, good(1)));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(stack({ rolling_update: { max_unavailable: 2 } }, good(2)));
  const events = await eventsWhile(async () => expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] }));
  expect(await versions()).toEqual(all('2'));
  // All of a batch end before one of the next.
  const ended = events.filter((event) => event.startsWith('die ')).map((event) => Number(event.at(-1)));
  expect([0, 2, 4].map((from) => ended.slice(from, from + 2).sort())).toEqual([[0, 1], [2, 3], [4, 5]]);
  expect(mostMissing(events)).toBeLessThanOrEqual(2);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
});

test('with a surge, each runs before its predecessor ends, and gets its name', async () => {
  const rolling = { rolling_update: { max_unavailable: 0, max_surge: 3 } };
  const workspace = await workspaceWith(stack(rolling, good(1)));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(stack(rolling, good(2)));
  const events = await eventsWhile(async () => expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] }));
  expect(await versions()).toEqual(all('2'));
  expect(mostMissing(events)).toBe(0);
  expect(events.filter((event) => event.startsWith('rename '))).toHaveLength(6);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
});

test('the first batch of which one fails stops the update, and the next apply begins with that batch', async () => {
  const workspace = await workspaceWith(stack({}, good(1)));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(stack({}, bad(2)));
  const failed = await workspace.apply();
  expect(failed.diagnostics).toMatchObject([{ severity: 'error', summary: `1 container of the set "${NAME}" failed` }]);
  expect(failed.diagnostics[0]!.detail).toContain(`${NAME}-0 on here: `);
  expect(await versions()).toEqual({ ...all('1'), [`${NAME}-0`]: '2' });
  const rest = names(6).slice(1, 6).join(', ');
  const words = `0 of 6 run as described; 1 unhealthy, replace: ${NAME}-0; 5 from another template, replace: ${rest}`;
  const again = await workspace.plan();
  expect(again.changes).toMatchObject([{ change: { before: { summary: words, complete: false }, after: { complete: true } } }]);
  expect(again.diagnostics).toMatchObject([{ severity: 'warning', detail: `${words}.` }]);
  const events = await eventsWhile(async () => expect(await workspace.applyLastPlan()).toMatchObject({ ok: false }));
  expect(events.filter((event) => event.startsWith('die '))).toEqual([`die ${NAME}-0`]);
  workspace.configure(stack({}, good(3)));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await versions()).toEqual(all('3'));
});

test.each([
  ['after', { max_unavailable: 2, rollback: true }],
  ['before', { max_unavailable: 0, max_surge: 2, rollback: true }],
])('if its author says so, a set is rolled back: containers that are made %s the old ones end', async (_when, rolling) => {
  const rollingUpdate = { rolling_update: rolling };
  const workspace = await workspaceWith(stack(rollingUpdate, { ...good(1), memory: 32 }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(stack(rollingUpdate, { ...bad(2), memory: 48 }));
  const { ok, diagnostics } = await workspace.apply();
  expect({ ok, diagnostics }).toMatchObject({
    ok: false,
    diagnostics: [{ summary: `The set "${NAME}" was rolled back, since 2 containers failed with the new template` }],
  });
  expect(diagnostics[0]!.detail).toContain('With the template from before, now 6 of 6 run as described.');
  expect(await versions()).toEqual(all('1'));
  expect((await docker.getContainer(`${NAME}-0`).inspect()).HostConfig.Memory).toBe(32 * 1024 * 1024);
  const { changes } = await workspace.plan();
  expect(changes).toMatchObject([{ change: { before: { summary: '6 of 6 run as described' } } }]);
  workspace.configure(stack(rollingUpdate, { ...good(1), memory: 32 }));
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
});

test('what an apply that was killed left of a surge is finished or removed', async () => {
  const rolling = { rolling_update: { max_unavailable: 0, max_surge: 1 } };
  const workspace = await workspaceWith(stack(rolling, good(1)));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  // As if the provider had ended before it removed an old container, and before it renamed a new one.
  const { Config: config, HostConfig: host } = await docker.getContainer(`${NAME}-1`).inspect();
  await docker.createContainer({ ...config, name: `${NAME}-1-next`, HostConfig: host } as never);
  await docker.getContainer(`${NAME}-2`).rename({ name: `${NAME}-2-next` });
  workspace.configure(stack(rolling, good(2)));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await versions()).toEqual(all('2'));
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
});

test('unhealthy containers are replaced, and go first when the set shrinks', async () => {
  const sick = { healthcheck: [{ test: ['CMD-SHELL', 'test ! -e /sick'], interval: '1s', retries: 1 }] };
  const workspace = await workspaceWith(stack({}, { ...good(1), ...sick }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  for (const index of [1, 4]) {
    const run = await docker.getContainer(`${NAME}-${index}`).exec({ Cmd: ['touch', '/sick'] });
    await run.start({});
  }
  const unhealthy = async () => (await docker.listContainers({ filters: { name: [NAME], health: ['unhealthy'] } })).length;
  await waitUntil('both are unhealthy', async () => await unhealthy() === 2);
  workspace.configure(stack({ replicas: 3 }, { ...good(1), ...sick }));
  const plan = await workspace.plan();
  expect(plan.diagnostics).toMatchObject([{
    detail: `With the description from before: 4 of 6 run as described; 2 unhealthy, replace: ${NAME}-1, ${NAME}-4.`,
  }]);
  const events = await eventsWhile(async () => expect(await workspace.applyLastPlan()).toMatchObject({ ok: true }));
  const ended = events.filter((event) => event.startsWith('die ')).map((event) => Number(event.at(-1)));
  expect([...ended].sort()).toEqual([1, 3, 4, 5]);
  expect(Object.keys(await versions())).toEqual(names(3));
  expect(await unhealthy()).toBe(0);
});

test('an apply of an old plan says what has become of the set since, and repairs that, too', async () => {
  const workspace = await workspaceWith(stack({ replicas: 3 }, good(1)));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  await docker.getContainer(`${NAME}-0`).remove({ force: true });
  await workspace.plan();
  await docker.getContainer(`${NAME}-1`).kill();
  const { ok, diagnostics } = await workspace.applyLastPlan();
  expect(ok).toBe(true);
  expect(diagnostics.map(({ severity, summary, detail }) => [severity, summary, detail.split('\n')])).toContainEqual([
    'warning', `The containers of the set "${NAME}" have changed since the plan`,
    [
      `When it was planned: 2 of 3 run as described; 1 gone, create: ${NAME}-0.`,
      `When it was applied: 1 of 3 run as described; 1 gone, create: ${NAME}-0; 1 stopped, start: ${NAME}-1.`,
      'The apply repaired that, too.',
    ],
  ]);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
});

test('a creation that fails for some keeps the others if its author says so', async () => {
  const blocker = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'], name: `${NAME}-2` });
  const workspace = await workspaceWith(stack({ replicas: 3, keep_on_failure: true }, good(1)));
  expect(await workspace.apply()).toMatchObject({
    ok: true, diagnostics: [{ severity: 'warning', summary: `1 container of the set "${NAME}" failed` }],
  });
  const before = await docker.getContainer(`${NAME}-0`).inspect();
  await blocker.remove();
  const { changes } = await workspace.plan();
  expect(changes).toMatchObject([{ change: { actions: ['update'], before: { complete: false } } }]);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  expect((await docker.getContainer(`${NAME}-0`).inspect()).Id).toBe(before.Id);
  expect(Object.keys(await versions())).toEqual(names(3));
});

test.each([
  [{ max_unavailable: 0 }, 'A rolling update can\'t replace any container'],
  [{ max_surge: 1 }, 'The containers can\'t run beside their successors'],
])('what can not work is refused: %j', async (rolling, summary) => {
  const workspace = await workspaceWith(stack({ rolling_update: rolling }, { ports: [{ internal: 80, external: 20_000 }] }));
  expect((await workspace.plan()).diagnostics).toMatchObject([{ severity: 'error', summary }]);
});
