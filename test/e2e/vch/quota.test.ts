import { BLUE, blueContainer, leftByQuotas, rules } from './blue';
import { lockName } from '../../../provider/virtual-host/lock';
import { docker } from '../engine/docker';
import { killWhen } from '../support/kill';
import { workspacePerTest } from '../support/workspace-per-test';

const ROUNDS = 4;
const workspaceWith = workspacePerTest(BLUE);

const containers = (names: readonly string[], max: number) => ({
  resource: {
    docker_container: Object.fromEntries(names.map((name) => (
      [name, blueContainer(name, { virtual_host: rules({ max_containers: max }) })]))),
  },
});

const onEngine = async () => (await docker.listContainers({ all: true, filters: { name: [BLUE] } })).map(({ Names: [name] }) => name);

test('of two applies that create the last container at once, exactly one is refused, and nothing else is left', async () => {
  const [one, two] = [await workspaceWith(containers(['one'], 1)), await workspaceWith(containers(['two'], 1))];
  for (let round = 0; round < ROUNDS; round += 1) {
    const outcomes = await Promise.all([one.apply(), two.apply()]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(outcomes.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === 'error')).toMatchObject([
      { summary: expect.stringContaining(`The virtual container host "${BLUE}" has no room for container`) },
    ]);
    expect(await onEngine()).toEqual([`/${BLUE}-${outcomes[0]!.ok ? 'one' : 'two'}`]);
    expect(await leftByQuotas()).toEqual([]);
    await Promise.all([one.destroy(), two.destroy()]);
  }
});

test('after an apply that was killed while it had the lock, the next one goes on', async () => {
  const names = Array.from({ length: 6 }, (_, index) => `c${index}`);
  const workspace = await workspaceWith(containers(names, names.length));
  const isLocked = async () => {
    const held = await docker.listContainers({ all: true, filters: { name: [lockName(BLUE)] } });
    return held.length > 0;
  };
  await killWhen(workspace, isLocked);
  // It has the lock for an instant at a time, so it may have been killed between two of them.
  for (let attempt = 0; attempt < 10 && !await isLocked(); attempt += 1) {
    await workspace.apply();
    await workspace.destroy();
    await killWhen(workspace, isLocked);
  }
  expect(await isLocked()).toBe(true);

  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect((await onEngine()).sort()).toEqual(names.map((name) => `/${BLUE}-${name}`));
  expect(await leftByQuotas()).toEqual([]);
});
