import { waitUntil } from '../../../dev/machine/wait-until';
import { testSwarm } from '../support/swarm';
import { workspacePerTest } from '../support/workspace-per-test';

const swarm = testSwarm(2);
const newWorkspace = workspacePerTest();

interface Node { readonly id: string; readonly hostname: string; readonly address: string }
interface Task { readonly id: string; readonly name: string; readonly state: string; readonly created_at: string; readonly error: string }

beforeAll(async () => {
  await swarm.init();
  await swarm.join();
  await swarm.pushImage();
});

/** Reads data sources by a real terraform, twice, and returns what they have by their names. */
async function read(data: object): Promise<Record<string, Record<string, unknown>>> {
  const terraform = await newWorkspace({ provider: { docker: { host: swarm.engines[0]!.host } }, data });
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await terraform.plan()).changes).toEqual([]);
  return terraform.state();
}

test('docker_swarm_nodes lists all nodes, and those that filters let pass', async () => {
  const { Spec: spec, Version: { Index: version }, ID: id } = (await swarm.docker.listNodes() as {
    Spec: { Role: string }; Version: { Index: number }; ID: string;
  }[]).find(({ Spec: { Role: role } }) => role === 'worker')!;
  const change = { ...spec, Labels: { tier: 'front', zone: 'a' }, Availability: 'pause' };
  await swarm.docker.getNode(id).update({ _query: { version }, _body: change } as never);
  const filters = {
    all: {},
    managers: { role: 'manager' },
    paused: { availability: 'pause' },
    down: { state: 'down' },
    named: { hostname: 'node2' },
    labelled: { labels: { tier: 'front' } },
    other: { labels: { tier: 'front', zone: 'b' } },
  };
  const state = await read({ docker_swarm_nodes: filters });
  const names = Object.fromEntries(Object.keys(filters).map((name) => (
    [name, (state[`data.docker_swarm_nodes.${name}`]!.nodes as Node[]).map(({ hostname }) => hostname)])));
  expect(names).toEqual({
    all: ['node1', 'node2'], managers: ['node1'], paused: ['node2'], down: [], named: ['node2'], labelled: ['node2'], other: [],
  });
  const [one, two] = state['data.docker_swarm_nodes.all']!.nodes as [Node, Node];
  const common = { engine_labels: {}, platform: 'linux/x86_64', state: 'ready', cpus: expect.any(Number) as number };
  expect(one).toMatchObject({
    ...common,
    role: 'manager',
    availability: 'active',
    leader: true,
    reachability: 'reachable',
    labels: {},
    address: swarm.engines[0]!.address,
    manager_address: `${swarm.engines[0]!.address}:2377`,
  });
  expect(two).toMatchObject({
    ...common,
    id,
    role: 'worker',
    availability: 'pause',
    leader: false,
    reachability: '',
    labels: { tier: 'front', zone: 'a' },
    address: swarm.engines[1]!.address,
    manager_address: '',
    memory: expect.any(Number) as number,
  });
  await (swarm.docker.getNode(id).update({ _query: { version: version + 1 }, _body: spec } as never) as unknown as Promise<void>)
    .catch(() => undefined);
});

test('docker_swarm_tasks lists what runs where, and why it does not', async () => {
  const web = await swarm.createService('web', {}, 3);
  await swarm.createService('broken', { Command: ['no-such-program'] });
  const tasks = async (service: string) => await swarm.docker.listTasks(
    { filters: { service: [service] } },
  ) as { Status: { State: string } }[];
  await waitUntil('the tasks run, or are rejected', async () => (await tasks(web)).filter(
    (task) => task.Status.State === 'running',
  ).length === 3
    && (await tasks('broken')).some((task) => ['rejected', 'failed'].includes(task.Status.State)));
  const state = await read({
    docker_swarm_tasks: {
      web: { service: 'web', desired_state: 'running' }, broken: { service: 'broken', desired_state: 'shutdown', with_timestamps: true },
    },
  });
  const found = state['data.docker_swarm_tasks.web']!.tasks as Task[];
  expect(found.map(({ name }) => name)).toEqual(['web.1', 'web.2', 'web.3']);
  expect(found[0]).toMatchObject({
    service: 'web',
    service_id: web,
    slot: 1,
    node: expect.stringMatching(/^node[12]$/) as string,
    state: 'running',
    desired_state: 'running',
    error: '',
    exit_code: 0,
    container_id: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    image: swarm.image,
    created_at: '',
    updated_at: '',
    state_since: '',
  });
  const [failed] = state['data.docker_swarm_tasks.broken']!.tasks as [Task];
  expect(failed.error).toContain('no-such-program');
  expect(failed.created_at).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  await swarm.docker.getService('broken').remove();
});

test('an engine that is no manager is an error that says what to do', async () => {
  const terraform = await newWorkspace({
    provider: { docker: { host: swarm.engines[1]!.host } }, data: { docker_swarm_nodes: { all: {} }, docker_swarm_tasks: { all: {} } },
  });
  const { ok, diagnostics } = await terraform.plan();
  expect(ok).toBe(false);
  expect(diagnostics.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('Only a manager of a swarm can do this'), expect.stringContaining('Only a manager of a swarm can do this'),
  ]);
});
