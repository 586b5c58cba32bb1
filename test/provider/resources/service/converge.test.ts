import { fakeSwarm, Json, Look, node, task } from './fake-swarm';
import { Config, Managed, refused } from '../../../e2e/resources/managed';

const swarm = fakeSwarm();

/** A service that is looked at a hundred times a second. */
function config(more: Config = {}, task_spec: Config = {}, container: Config = {}): Config {
  return {
    name: 'web',
    task_spec: [{ container_spec: [{ image: 'app:1', ...container }], ...task_spec }],
    update_config: [{ monitor: '10ms' }],
    converge_config: [{ delay: '10ms', timeout: '10s' }],
    ...more,
  };
}

const SHORT = { converge_config: [{ delay: '10ms', timeout: '300ms' }] };
const job = (more: Config = {}) => config({ update_config: undefined, mode: [{ replicated_job: [{ total_completions: 2 }] }], ...more });
const failed = (id: string, more: Json = {}) => (
  task(id, 'failed', { DesiredState: 'shutdown', Err: 'task: non-zero exit (3)', ExitCode: 3, ...more }));

/** Creates a service, and returns what Terraform prints: the summary and the detail. */
async function creation(looks: readonly Look[], desired = config()): Promise<{ summary: string; detail: string; managed: Managed }> {
  swarm.current.show(...looks);
  const managed = swarm.current.managed();
  const { diagnostics: [error, ...others] } = await refused(managed.apply(desired));
  expect(others).toEqual([]);
  return { summary: error!.summary, detail: error!.detail!, managed };
}

/** Updates a service that runs, and returns the error and the state. */
async function updated(looks: readonly Look[], rollsBack = false) {
  swarm.current.show({ tasks: [task('old', 'running')], status: { RunningTasks: 1, DesiredTasks: 1 } });
  const managed = swarm.current.managed();
  await managed.apply(config());
  const before = swarm.current.spec!;
  if (rollsBack) swarm.current.afterUpdate = () => before;
  swarm.current.showAfterChange(...looks);
  const { diagnostics: [error] } = await refused(managed.apply(config({}, {}, { image: 'app:2' })));
  return { summary: error!.summary, detail: error!.detail!, managed };
}

describe('a new service', () => {
  test('has converged once its tasks run', async () => {
    const status = (RunningTasks: number) => ({ RunningTasks, DesiredTasks: 2 });
    const first = task('t1', 'running');
    swarm.current.show(
      { tasks: [], status: status(0) },
      { tasks: [task('t1', 'preparing'), task('t2', 'pending', { Slot: 2, NodeID: '' })], status: status(0) },
      { tasks: [first, task('t2', 'starting', { Slot: 2 })], status: status(1) },
      { tasks: [first, task('t2', 'running', { Slot: 2 })], status: status(2) },
    );
    const managed = swarm.current.managed();
    await managed.apply(config({ mode: [{ replicated: [{ replicas: 2 }] }] }));
    expect(managed.values).toMatchObject({ running_tasks: 2, desired_tasks: 2, update_state: '' });
    expect(managed.warnings).toEqual([]);
  });

  test('whose tasks end is an error with what they report, and the end of the output', async () => {
    swarm.current.output = 'starting\nno such table\n';
    const { summary, detail, managed } = await creation([
      { tasks: [failed('t1')] }, { tasks: [failed('t1'), failed('t2')] }, { tasks: [failed('t1'), failed('t2'), failed('t3')] },
    ]);
    expect(summary).toBe('Service "web" does not run: its tasks end');
    expect(detail).toBe([
      'A task has ended 3 times in a row.',
      'Its tasks:\n  3 tasks on node one: failed: task: non-zero exit (3)',
      'The last lines of the output of the last task:\n  starting\n  no such table',
      'The swarm may still try again. Correct the cause, and apply again. `wait = false` does not wait for the tasks.',
    ].join('\n\n'));
    expect(managed.values).toMatchObject({ id: 's1', update_state: 'unconverged' });
  });

  test('whose images are missing is an error with the name of the image', async () => {
    const rejected = (id: string, slot: number) => (
      task(id, 'rejected', { Slot: slot, DesiredState: 'shutdown', Err: 'No such image: app:1' }));
    const { detail } = await creation([{ tasks: [rejected('a', 1), rejected('b', 1), rejected('c', 1), rejected('d', 2)] }]);
    expect(detail).toContain('4 tasks on node one: rejected: No such image: app:1');
    expect(detail).not.toContain('output');
  });

  test.each<[string, Config, Json]>([
    ['none', { condition: 'none' }, failed('t1')],
    ['on-failure, after success', { condition: 'on-failure' }, task('t1', 'complete', { DesiredState: 'shutdown', ExitCode: 0 })],
    ['max_attempts', { max_attempts: 1, condition: 'any' }, failed('t1')],
  ])('that gets no task in place of one that ended is an error at once: %s', async (name, policy, ended) => {
    const tasks = name === 'max_attempts' ? [ended, failed('t2')] : [ended];
    const { detail } = await creation([{ tasks }], config({}, { restart_policy: [policy] }));
    expect(detail).toContain('A task has ended, and the swarm starts no other in its place (`restart_policy`).');
  });

  test('that takes too long says what is pending, on which nodes, and which limit counts', async () => {
    const pending = task('t2', 'pending', {
      Slot: 2, NodeID: '', Message: 'pending task scheduling', Err: 'no suitable node (scheduling constraints not satisfied on 1 node)',
    });
    const looks = [{ tasks: [task('t1', 'preparing'), pending], status: { RunningTasks: 0, DesiredTasks: 2 } }];
    const { summary, detail } = await creation(looks, config({ mode: [{ replicated: [{ replicas: 2 }] }], ...SHORT }));
    expect(summary).toBe('Service "web" has not converged');
    expect(detail).toBe([
      'It took more than 0.3 s, as `converge_config.timeout` allows. 0 of 2 tasks run.',
      'Its tasks:\n  1 task on node one: preparing: preparing\n'
        + '  1 task: pending: no suitable node (scheduling constraints not satisfied on 1 node)',
      'The swarm goes on. No node can take some tasks. Compare `placement`, `resources.reservation` and the host ports of the service with '
        + 'the nodes (docker node ls, docker node inspect). Apply again to wait for it again, after you have corrected what the tasks '
        + 'report.',
    ].join('\n\n'));
  });

  test('is waited for as long as `timeouts` says without `converge_config`', async () => {
    const { detail } = await creation([{ tasks: [task('t1', 'starting')] }], config({
      converge_config: undefined, timeouts: { create: '1100ms' },
    }));
    expect(detail).toContain('It took more than 1.1 s, as `timeouts.create` allows. 0 of 0 tasks run.');
    expect(detail).not.toContain('No node can take');
  });

  test('names a node that is down', async () => {
    swarm.current.nodes = [node('n1', 'one', 'down')];
    const waiting = task('t2', 'pending', { NodeID: '', Err: 'no suitable node (1 node not available)' });
    const { detail } = await creation([{ tasks: [task('t1', 'preparing', { DesiredState: 'shutdown' }), waiting] }], config(SHORT));
    expect(detail).toContain('1 task on node one (down): preparing: preparing\n  1 task: pending: no suitable node (1 node not available)');
  });

  test('that is removed by somebody else meanwhile is gone', async () => {
    swarm.current.show({ tasks: [task('t1', 'preparing')] });
    const managed = swarm.current.managed();
    const applied = refused(managed.apply(config()));
    while (swarm.current.spec === undefined) await new Promise((resolve) => { setTimeout(resolve, 5); });
    swarm.current.spec = undefined;
    expect((await applied).diagnostics).toMatchObject([{ summary: 'Service "web" is gone' }]);
  });

  test('shows the warnings of the engine', async () => {
    swarm.current.warnings = ['the kernel is old'];
    const managed = swarm.current.managed();
    await managed.apply(config({ wait: false, converge_config: undefined }));
    expect(managed.warnings).toMatchObject([{ summary: 'Service "web": the kernel is old' }]);
  });
});

describe('a service on each node', () => {
  test('for which no node fits is a warning', async () => {
    swarm.current.show({ tasks: [], status: {} });
    const managed = swarm.current.managed();
    await managed.apply(config({ mode: [{ global: true }] }));
    expect(managed.warnings).toMatchObject([{ summary: 'Service "web" runs on no node', path: ['task_spec', 0, 'placement'] }]);
  });

  test('ignores a node that is down', async () => {
    const gone = task('t2', 'running', { Slot: 0, NodeID: 'n2', DesiredState: 'shutdown' });
    swarm.current.show({ tasks: [task('t1', 'running', { Slot: 0 }), gone], status: { RunningTasks: 1, DesiredTasks: 1 } });
    const managed = swarm.current.managed();
    await managed.apply(config({ mode: [{ global: true }] }));
    expect(managed.values).toMatchObject({ running_tasks: 1 });
    expect(managed.warnings).toEqual([]);
  });
});

describe('an update', () => {
  const fresh = task('new', 'running');

  test('has converged when the swarm says so, and not while the old tasks run', async () => {
    const old = task('old', 'running');
    swarm.current.show({ tasks: [old], status: { RunningTasks: 1, DesiredTasks: 1 } });
    const managed = swarm.current.managed();
    await managed.apply(config());
    const stays = { ...old, Spec: swarm.current.spec!.TaskTemplate };
    swarm.current.showAfterChange(
      { tasks: [stays] },
      { update: { State: 'updating' }, tasks: [stays, { ...fresh, Slot: 2 }] },
      { update: { State: 'updating' }, tasks: [fresh] },
      { update: { State: 'completed', Message: 'update completed' }, tasks: [fresh], status: { RunningTasks: 1, DesiredTasks: 1 } },
    );
    await managed.apply(config({}, {}, { image: 'app:2' }));
    expect(managed.values).toMatchObject({ update_state: 'completed', update_message: 'update completed' });
  });

  test('that was rolled back is an error, and the state has the old values', async () => {
    const { summary, detail, managed } = await updated([
      { update: { State: 'updating' }, tasks: [failed('new')] },
      { update: { State: 'rollback_started' }, tasks: [failed('new')] },
      {
        update: { State: 'rollback_completed', Message: 'rollback completed' },
        tasks: [failed('new'), task('old', 'running')],
        status: { RunningTasks: 1, DesiredTasks: 1 },
      },
    ], true);
    expect(summary).toBe('Service "web" was rolled back: the old specification runs');
    expect(detail).toContain('The swarm says: rollback completed.');
    expect(detail).toContain('1 task on node one: failed: task: non-zero exit (3)');
    expect(detail).toContain('The state has what runs, so the next plan shows the difference. Correct the cause, and apply again.');
    expect(managed.values).toMatchObject({
      update_state: 'rollback_completed', running_tasks: 1, task_spec: [{ container_spec: [{ image: 'app:1' }] }],
    });
    expect(await managed.plan(config({}, {}, { image: 'app:2' }))).toMatchObject({
      action: 'update', changed: expect.arrayContaining(['task_spec']) as unknown,
    });
    expect(await managed.plan(config())).toEqual({ action: 'none', changed: [] });
  });

  test.each([
    ['paused', 'is only partly updated: the swarm has paused the update', 'that resumes the update'],
    ['rollback_paused', 'is only partly rolled back: the swarm has paused the rollback', 'Some tasks have the new specification'],
  ])('that the swarm has stopped is an error, and the next apply sends it again: %s', async (State, what, advice) => {
    const stopped = { update: { State, Message: 'it said so' }, tasks: [failed('new')] };
    const { summary, detail, managed } = await updated([{ update: { State: 'updating' } }, stopped]);
    expect(summary).toBe(`Service "web" ${what}`);
    expect(detail).toContain('The swarm says: it said so.');
    expect(detail).toContain('failed: task: non-zero exit (3)');
    expect(detail).toContain(advice);
    expect(managed.values.update_state).toBe(State);

    const next = config({}, {}, { image: 'app:2' });
    expect(await managed.plan(next)).toMatchObject({ action: 'update', changed: expect.arrayContaining(['update_state']) as unknown });
    swarm.current.showAfterChange({ update: { State: 'completed' }, tasks: [fresh], status: { RunningTasks: 1, DesiredTasks: 1 } });
    await managed.apply(next);
    expect(managed.values.update_state).toBe('completed');
  });

  test('that is still going on after the timeout says so', async () => {
    swarm.current.show({ tasks: [task('old', 'running')] });
    const managed = swarm.current.managed();
    await managed.apply(config());
    swarm.current.showAfterChange({ update: { State: 'updating' }, status: { RunningTasks: 1, DesiredTasks: 2 } });
    const { diagnostics: [error] } = await refused(managed.apply(config(SHORT, {}, { image: 'app:2' })));
    expect(error!.detail).toContain('1 of 2 tasks run. The swarm is still updating it.');
    expect(managed.values.update_state).toBe('unconverged');
    expect(await managed.plan(config(SHORT, {}, { image: 'app:2' }))).toMatchObject({
      changed: expect.arrayContaining(['update_state']) as unknown,
    });
  });
});

describe('a job', () => {
  const done = (id: string, slot: number) => task(id, 'complete', { Slot: slot, DesiredState: 'complete', JobIteration: {} });

  test('has converged once all of its tasks have completed', async () => {
    swarm.current.show(
      { iteration: 0, tasks: [task('a', 'running', { DesiredState: 'complete', JobIteration: {} })] },
      { iteration: 0, tasks: [done('a', 1), task('b', 'running', { Slot: 2, DesiredState: 'complete', JobIteration: {} })] },
      { iteration: 0, tasks: [done('a', 1), done('b', 2)], status: { CompletedTasks: 1 } },
      { iteration: 0, tasks: [done('a', 1), done('b', 2)], status: { CompletedTasks: 2 } },
    );
    const managed = swarm.current.managed();
    await managed.apply(job());
    // The engine counted the last task after the look that showed it.
    expect(managed.values).toMatchObject({ completed_tasks: 2, running_tasks: 0 });
  });

  test('whose tasks fail is an error', async () => {
    swarm.current.output = 'boom\n';
    const fails = (id: string) => failed(id, { JobIteration: {} });
    const { summary, detail } = await creation([{ iteration: 0, tasks: [fails('a'), fails('b'), fails('c')] }], job());
    expect(summary).toBe('Service "web" does not run: its tasks end');
    expect(detail).toContain('3 tasks on node one: failed: task: non-zero exit (3)');
    expect(detail).toContain('boom');
  });

  test('that takes too long says how many tasks have completed', async () => {
    const { detail } = await creation([{
      iteration: 0, tasks: [done('a', 1)], status: { CompletedTasks: 1 },
    }], job({ converge_config: SHORT.converge_config }));
    expect(detail).toContain('1 tasks have completed.');
  });

  test('on each node has converged once each node has completed it', async () => {
    const on = (id: string, state: string) => task(id, state, {
      Slot: 0, NodeID: id, DesiredState: 'complete', JobIteration: { Index: 2 },
    });
    swarm.current.show(
      { iteration: 2, tasks: [on('n1', 'complete'), on('n2', 'running')] },
      { iteration: 2, tasks: [on('n1', 'complete'), on('n2', 'complete')], status: { CompletedTasks: 2 } },
    );
    const managed = swarm.current.managed();
    await managed.apply(job({ mode: [{ global_job: true }] }));
    expect(managed.values).toMatchObject({ completed_tasks: 2 });
  });
});
