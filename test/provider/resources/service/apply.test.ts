import { fakeSwarm, Look, task } from './fake-swarm';
import { Config, Managed, refused } from '../../../e2e/resources/managed';

const swarm = fakeSwarm();
const JOB = { JobIteration: {} };
const NONE = { action: 'none', changed: [] };

/** A service that nobody waits for. */
function config(more: Config = {}, container: Config = {}): Config {
  return { name: 'web', wait: false, task_spec: [{ container_spec: [{ image: 'app:1', ...container }] }], ...more };
}

async function applied(desired = config()): Promise<Managed> {
  const managed = swarm.current.managed();
  await managed.apply(desired);
  return managed;
}

const updates = () => swarm.current.changes.filter(({ request }) => request.endsWith('/update'));

describe('a change that somebody else came before', () => {
  test('is sent again after a pause, which gets longer', async () => {
    const managed = await applied();
    swarm.current.outOfSequence = 3;
    await managed.apply(config({ labels: [{ label: 'a', value: '1' }] }));
    expect(swarm.current.spec).toMatchObject({ Labels: { a: '1' } });
    const pauses = swarm.current.moments.slice(1).map((moment, index) => moment - swarm.current.moments[index]!);
    expect(pauses).toHaveLength(3);
    // The first is from 50 ms to 100 ms, and each further one twice as long.
    [50, 100, 200].forEach((least, index) => expect(pauses[index]).toBeGreaterThanOrEqual(least));
  });

  test('is given up at some time, with what to look for', async () => {
    const managed = await applied();
    swarm.current.outOfSequence = 100;
    const { diagnostics } = await refused(managed.apply(config({ labels: [{ label: 'a', value: '1' }] })));
    expect(diagnostics).toMatchObject([{
      summary: 'Service "web" was changed by somebody else at the same time',
      detail: expect.stringContaining('sent the change 10 times, and each time it had a new version by then.') as string,
    }]);
    expect(swarm.current.moments).toHaveLength(10);
  });
});

describe('a change of what only the provider keeps', () => {
  const KEPT: Readonly<Record<string, Config>> = {
    'timeouts': { timeouts: { create: '1m' } },
    'wait': { wait: false },
    'converge_config': { wait: undefined, converge_config: [{ delay: '10ms' }] },
    'node_defaults': { node_defaults: [{ no_new_privileges: true }] },
    'blocks without a content': {
      endpoint_spec: [{}],
      mode: [{ replicated: [{}] }],
      task_spec: [{ container_spec: [{ image: 'app:1' }], placement: [{}], resources: [{}] }],
    },
  };

  test.each(Object.entries(KEPT))('asks nothing of the swarm, and plans no other change: %s', async (name, more) => {
    swarm.current.show({ tasks: [task('t1', 'running')], status: { RunningTasks: 1, DesiredTasks: 1 } });
    const before = name === 'wait' || name === 'converge_config' ? { wait: undefined } : {};
    const managed = await applied(config({ ...before, update_config: [{ monitor: '1ms' }] }));
    const desired = config({ ...before, update_config: [{ monitor: '1ms' }], ...more });
    const { action, changed } = await managed.plan(desired);
    expect(action).toBe('update');
    expect(changed).not.toEqual(expect.arrayContaining(['running_tasks']));
    expect(changed.every((each) => Object.keys(more).includes(each))).toBe(true);
    await managed.apply(desired);
    expect(updates()).toEqual([]);
    expect(await managed.plan(desired)).toEqual(NONE);
  });

  test('after an import, too', async () => {
    await applied();
    swarm.current.show({ status: { RunningTasks: 1, DesiredTasks: 1 }, tasks: [task('t1', 'running')] });
    const imported = swarm.current.managed();
    await imported.import('web');
    const desired = config({ wait: undefined, timeouts: { create: '1m' }, converge_config: [{ delay: '1s' }], endpoint_spec: [{}] });
    expect(await imported.plan(desired)).toEqual({ action: 'update', changed: ['endpoint_spec', 'converge_config', 'timeouts'] });
    await imported.apply(desired);
    expect(updates()).toEqual([]);
    expect(await imported.plan(desired)).toEqual(NONE);
    expect(await imported.plan(config({ wait: undefined }))).toMatchObject({ action: 'update' });
  });

  test('waits if it says so', async () => {
    const managed = await applied();
    swarm.current.show({ tasks: [task('t1', 'rejected', { Err: 'No such image: app:1', DesiredState: 'shutdown' })], status: {} });
    const desired = config({ wait: undefined, converge_config: [{ delay: '10ms', timeout: '200ms' }] });
    expect((await managed.plan(desired)).changed).toContain('running_tasks');
    const { diagnostics } = await refused(managed.apply(desired));
    expect(diagnostics).toMatchObject([{ summary: 'Service "web" has not converged' }]);
    expect(managed.values.update_state).toBe('unconverged');
  });
});

describe('credentials', () => {
  const auth = (password: string) => ({ auth: [{ server_address: 'registry.example', username: 'bob', password }] });

  test('are sent in a header, and again when they change', async () => {
    const managed = await applied(config(auth('one')));
    expect(swarm.current.changes.at(-1)).toMatchObject({ auth: { username: 'bob', password: 'one', serveraddress: 'registry.example' } });
    await managed.apply(config(auth('two')));
    expect(updates()).toMatchObject([{ auth: { password: 'two' } }]);
    expect(swarm.current.engine.asked.join('\n')).not.toContain('two');
  });
});

describe('a destroy', () => {
  const destroyed = async (...looks: readonly Look[]) => {
    const managed = await applied();
    swarm.current.show(...looks);
    await managed.destroy();
    return managed.warnings;
  };

  test('does not wait for the tasks of a job that have ended, and removes their containers', async () => {
    const ended = task('t1', 'complete', { DesiredState: 'complete', JobIteration: {} });
    const container = (Id: string, id: string) => (
      { Id: Id.repeat(64), Names: [`/${Id}`], Labels: { 'com.docker.swarm.task.id': id }, State: 'exited' });
    swarm.current.containers = [container('a', 't1')];
    expect(await destroyed({ tasks: [ended, task('t3', 'failed', { DesiredState: 'shutdown', JobIteration: {} })] })).toEqual([]);
    expect(swarm.current.containers).toEqual([]);
    const removed = ['DELETE /services/s1', `DELETE /containers/${'a'.repeat(64)}`];
    expect(swarm.current.changes.map(({ request }) => request).slice(1)).toEqual(removed);
  });

  test.each([
    ['replicated', [{ replicated_job: [{}] }], { Mode: { ReplicatedJob: { MaxConcurrent: 0, TotalCompletions: 0 } } }],
    ['on each node', [{ global_job: true }], { TaskTemplate: { Placement: { Constraints: ['node.id==none'] }, ForceUpdate: 1 } }],
  ])('stops the tasks of a job before it removes it: %s', async (_, mode, spec) => {
    const managed = await applied(config({ mode }));
    swarm.current.show({ tasks: [task('t1', 'running', { DesiredState: 'complete', JobIteration: {} })] });
    const removing = { tasks: [task('t1', 'running', { DesiredState: 'remove', JobIteration: {} })] };
    swarm.current.showAfterChange(removing);
    const destroying = managed.destroy();
    while (swarm.current.spec !== undefined) await new Promise((resolve) => { setTimeout(resolve, 10); });
    expect(updates()).toMatchObject([{ body: spec }]);
    swarm.current.show({});
    await destroying;
  });

  test('says which other nodes keep containers of a job', async () => {
    const { nodes } = swarm.current;
    swarm.current.nodes = [...nodes, { ...nodes[0], ID: 'n2', Description: { Hostname: 'two' } }];
    expect(await destroyed({ tasks: [task('t1', 'complete', JOB), task('t2', 'complete', { NodeID: 'n2', ...JOB })] })).toMatchObject([{
      summary: 'Service "web" was removed, but other nodes keep the stopped containers of its tasks',
      detail: expect.stringMatching(
        /^On: two\. .* docker container prune --filter label=com\.docker\.swarm\.service\.id=s1$/,
      ) as string,
    }]);
  });

  test('does not wait for nodes that are down', async () => {
    swarm.current.nodes = swarm.current.nodes.map((each) => ({ ...each, Status: { State: 'down' } }));
    expect(await destroyed({ tasks: [task('t1', 'running')] })).toMatchObject([{
      summary: 'Service "web" was removed, but nobody knows of its tasks on a node that is down',
    }]);
  });

  test('that takes too long says what is left', async () => {
    const managed = await applied(config({ timeouts: { delete: '1s' } }));
    swarm.current.show({ tasks: [task('t1', 'running', { DesiredState: 'remove' })] });
    const { diagnostics } = await refused(managed.destroy());
    expect(diagnostics).toMatchObject([{
      summary: 'Service "web" was removed, but not all of its tasks ended within 1 s',
      detail: expect.stringContaining('task t1 on node one: running') as string,
    }]);
  });
});
