import { waitUntil } from '../../../dev/machine/wait-until';
import { Config, Managed, refusal } from '../resources/managed';
import { changeOutside, Json, tasksOf } from '../resources/service-on-engine';
import { testSwarm } from '../support/swarm';

const swarm = testSwarm(2);
const NAME = 'e2e-two-nodes';
const live: Managed[] = [];

beforeAll(async () => {
  await swarm.init();
  await swarm.join();
  await swarm.pushImage();
});

afterEach(async () => {
  for (const one of live.splice(0)) await one.destroy();
  for (const { Description: { Hostname: name } } of await nodes()) await setAvailability(name, 'active');
});

function managed(): Managed {
  const one = new Managed('docker_service', swarm.engines[0]!.host);
  live.push(one);
  return one;
}

interface Node {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly Spec: Json;
  readonly Description: { readonly Hostname: string };
}

const nodes = () => swarm.docker.listNodes() as Promise<Node[]>;

/** Does what `docker node update --availability` does. */
async function setAvailability(name: string, Availability: string): Promise<void> {
  const { ID: id, Version: { Index: version }, Spec: spec } = (await nodes()).find((node) => node.Description.Hostname === name)!;
  await swarm.docker.getNode(id).update({ _query: { version }, _body: { ...spec, Availability } } as never);
}

/** A service with two tasks unless told otherwise. */
function config(more: Config = {}, task: Config = {}, container: Config = {}): Config {
  return {
    name: NAME,
    task_spec: [{
      container_spec: [{ image: swarm.image, command: ['sleep', '100000'], stop_grace_period: '0s', ...container }],
      restart_policy: [{ delay: '100ms' }],
      ...task,
    }],
    mode: [{ replicated: [{ replicas: 2 }] }],
    update_config: [{ monitor: '500ms' }],
    converge_config: [{ delay: '500ms', timeout: '1m' }],
    ...more,
  };
}

const SHORT = { converge_config: [{ delay: '500ms', timeout: '5s' }] };

/** Returns the host names of the nodes with running tasks, and their numbers. */
async function places(): Promise<Record<string, number>> {
  const names = new Map((await nodes()).map(({ ID: id, Description: { Hostname: name } }) => [id, name]));
  const counts: Record<string, number> = {};
  for (const { NodeID: node, DesiredState: desired, Status: status } of await tasksOf(swarm.docker, NAME)) {
    if (desired !== 'running' || (status as Json).State !== 'running') continue;
    const name = names.get(node as string)!;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const containers = async () => (await Promise.all(swarm.engines.map(({ docker }) => docker.listContainers({ all: true })))).flat();

test('tasks on two nodes have converged when the apply ends, and leave nothing on either when the destroy ends', async () => {
  const service = managed();
  const spread = config({ mode: [{ replicated: [{ replicas: 4 }] }] }, { placement: [{ max_replicas: 2 }] });
  await service.apply(spread);
  expect(await places()).toEqual({ node1: 2, node2: 2 });
  expect(await service.plan(spread)).toEqual({ action: 'none', changed: [] });
  await service.destroy();
  expect(service.warnings).toEqual([]);
  await waitUntil('both engines have no containers', async () => (await containers()).length === 0);
});

test('a service on each node has one task on each', async () => {
  const service = managed();
  await service.apply(config({ mode: [{ global: true }] }));
  expect(await places()).toEqual({ node1: 1, node2: 1 });
  expect(service.values).toMatchObject({ running_tasks: 2, desired_tasks: 2 });
});

test('a node that is drained while a service is updated gets no tasks, and the others do', async () => {
  const service = managed();
  await service.apply(config({}, { placement: [{ max_replicas: 2 }] }));
  const slow = config({ update_config: [{ monitor: '500ms', delay: '3s' }] }, { placement: [{ max_replicas: 2 }] }, { env: { A: '1' } });
  const updated = service.apply(slow);
  // A task that ends while it is watched would pause the update.
  await waitUntil('the first task is updated, and no longer watched', async () => (
    (await tasksOf(swarm.docker, NAME)).some(({ Spec: spec, Status: status }) => {
      const { State: state, Timestamp: since = '' } = status as { State?: string; Timestamp?: string };
      return JSON.stringify(spec).includes('A=1') && state === 'running' && Date.now() - Date.parse(since) > 1_000;
    })));
  await setAvailability('node2', 'drain');
  await updated;
  expect(await places()).toEqual({ node1: 2 });
  expect(service.values).toMatchObject({ running_tasks: 2, desired_tasks: 2, update_state: 'completed' });
  expect(await service.plan(slow)).toEqual({ action: 'none', changed: [] });
});

test('constraints that no node meets are an error that says what to compare', async () => {
  const service = managed();
  const message = await refusal(service.apply(config(SHORT, { placement: [{ constraints: ['node.labels.disk==ssd'] }] })));
  expect(message).toContain(`Service "${NAME}" has not converged`);
  expect(message).toContain('0 of 2 tasks run.');
  expect(message).toContain('2 tasks: pending: no suitable node (scheduling constraints not satisfied on 2 nodes)');
  expect(message).toContain('No node can take some tasks. Compare `placement`');
});

test('constraints of a service on each node that none meets are a warning, and it runs on a node that does later', async () => {
  const service = managed();
  const each = config({ mode: [{ global: true }] }, { placement: [{ constraints: ['node.labels.disk==ssd'] }] });
  await service.apply(each);
  expect(service.warnings).toMatchObject([{ summary: `Service "${NAME}" runs on no node` }]);
  const { ID: id, Version: { Index: version }, Spec: spec } = (await nodes()).find((node) => node.Description.Hostname === 'node2')!;
  await swarm.docker.getNode(id).update({ _query: { version }, _body: { ...spec, Labels: { disk: 'ssd' } } } as never);
  await waitUntil('it runs there', async () => (await places()).node2 === 1);
  expect(await service.plan(each)).toEqual({ action: 'none', changed: [] });
});

test('more tasks than `max_replicas` allows on all nodes are an error, and fewer are none', async () => {
  const service = managed();
  const most = (replicas: number, more: Config = {}) => (
    config({ mode: [{ replicated: [{ replicas }] }], ...more }, { placement: [{ max_replicas: 1 }] }));
  const message = await refusal(service.apply(most(3, SHORT)));
  expect(message).toContain('2 of 3 tasks run.');
  expect(message).toContain('1 task: pending: no suitable node (max replicas per node limit exceed)');
  await service.destroy();
  await managed().apply(most(2));
  expect(await places()).toEqual({ node1: 1, node2: 1 });
});

test('a job runs on each node, and a destroy says where containers are kept', async () => {
  const service = managed();
  const job = config({ mode: [{ replicated_job: [{ total_completions: 2 }] }], update_config: undefined }, {}, { command: ['true'] });
  await service.apply({ ...job, task_spec: [{ ...(job.task_spec as Config[])[0], placement: [{ constraints: ['node.role==worker'] }] }] });
  expect(service.values).toMatchObject({ completed_tasks: 2 });
  await service.destroy();
  expect(service.warnings).toMatchObject([{
    summary: expect.stringContaining('other nodes keep the stopped containers of its tasks') as string,
    detail: expect.stringContaining('On: node2.') as string,
  }]);
  await swarm.engines[1]!.docker.pruneContainers();
});

test('a node that is down gets its tasks back on another one, and a destroy does not wait for it', async () => {
  const service = managed();
  await service.apply(config({}, { placement: [{ max_replicas: 2 }] }));
  await swarm.engines[1]!.kill();
  await waitUntil('the swarm has moved the task', async () => (await places()).node1 === 2);
  await changeOutside(swarm.docker, NAME, (spec) => { spec.Labels = { a: '1' }; });
  await service.apply(config({}, { placement: [{ max_replicas: 2 }] }));
  expect(await places()).toEqual({ node1: 2 });
  await service.destroy();
  const summary = `Service "${NAME}" was removed, but nobody knows of its tasks on a node that is down`;
  expect(service.warnings).toMatchObject([{ summary }]);
  await swarm.engines[1]!.start();
  await waitUntil('the node is back', async () => (
    (await swarm.docker.listNodes() as { Status: { State: string } }[]).every(({ Status: status }) => status.State === 'ready')));
  await waitUntil('the containers there are gone', async () => (await containers()).length === 0);
});
