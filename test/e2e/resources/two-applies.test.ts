import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';
import { Workspace } from '../support/workspace';

const PREFIX = 'e2e-two-applies';
const COUNT = 8;
let stacks: Workspace[] = [];

beforeAll(async () => {
  await removeNamed(PREFIX);
  stacks = await Promise.all(['one', 'other'].map((stack) => Workspace.create({
    resource: {
      docker_volume: { all: { count: COUNT, name: `${PREFIX}-\${count.index}`, labels: [{ label: 'stack', value: stack }] } },
      docker_network: { all: { count: COUNT, name: `${PREFIX}-\${count.index}`, internal: true } },
    },
  })));
});

afterAll(async () => {
  for (const stack of stacks) await stack.remove();
  await removeNamed(PREFIX);
});

test('of two stacks that create volumes and networks of the same names at once, none has what the other has', async () => {
  for (const stack of stacks) expect((await stack.plan()).ok).toBe(true);
  const outcomes = await Promise.all(stacks.map((stack) => stack.applyLastPlan()));
  const refusals = outcomes.flatMap(({ diagnostics }) => diagnostics).map(({ summary }) => summary);
  expect(refusals.filter((summary) => !/is taken by another (volume|network)$/.test(summary))).toEqual([]);
  expect(refusals.length).toBeGreaterThanOrEqual(2 * COUNT);

  const [one, other] = await Promise.all(stacks.map(async (stack) => Object.keys(await stack.state())));
  expect(one!.filter((address) => other!.includes(address))).toEqual([]);
  const names = (await docker.listNetworks({ filters: { name: [PREFIX] } })).map(({ Name: name }) => name);
  expect(names.sort()).toEqual([...new Set(names)]);
  // Of two networks that were created at the same time, both applies may have given up theirs.
  expect([...one!, ...other!].filter((address) => address.startsWith('docker_network.'))).toHaveLength(names.length);
  expect([...one!, ...other!].filter((address) => address.startsWith('docker_volume.'))).toHaveLength(COUNT);
});
