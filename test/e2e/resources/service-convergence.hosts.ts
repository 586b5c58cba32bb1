import { setTimeout as sleep } from 'node:timers/promises';
import { Config, Managed, refusal } from './managed';
import { changeOutside, inspected, Json, tasksOf } from './service-on-engine';
import { waitUntil } from '../../../dev/machine/wait-until';
import { NamespacedEngine } from '../support/namespaced-engine';
import { startSwarm } from '../support/swarm-engine';

const NAME = 'e2e-converging';

let engine: NamespacedEngine;
const live: Managed[] = [];

beforeAll(async () => {
  engine = await startSwarm('e2e-converging');
});

afterEach(async () => {
  for (const one of live.splice(0)) await one.destroy();
});

afterAll(() => engine.remove());

function managed(): Managed {
  const one = new Managed('docker_service', engine.address);
  live.push(one);
  return one;
}

const FAST = { monitor: '500ms' };

/** A service whose tasks sleep, with a health check that succeeds by default. */
function sleeping(command: string, more: Config = {}, container: Config = {}, task: Config = {}): Config {
  return {
    name: NAME,
    task_spec: [{
      container_spec: [{ image: 'busybox:latest', command: ['sh', '-c', command], stop_grace_period: '0s', ...container }],
      restart_policy: [{ delay: '100ms' }],
      ...task,
    }],
    update_config: [FAST],
    ...more,
  };
}

const RUN = 'exec sleep 100000';
const FAIL = 'echo it is broken; exit 3';

async function running(): Promise<Json[]> {
  const tasks = await tasksOf(engine.docker, NAME);
  return tasks.filter(({ DesiredState: desired, Status: status }) => desired === 'running' && (status as Json).State === 'running');
}

describe('a new service', () => {
  test('runs when the apply ends, and its containers are gone when the destroy ends', async () => {
    const service = managed();
    await service.apply(sleeping(RUN, { mode: [{ replicated: [{ replicas: 3 }] }] }));
    expect(await running()).toHaveLength(3);
    expect(service.values).toMatchObject({ running_tasks: 3, desired_tasks: 3, update_state: '', update_message: '' });
    expect(await service.plan(sleeping(RUN, { mode: [{ replicated: [{ replicas: 3 }] }] }))).toEqual({ action: 'none', changed: [] });
    await service.destroy();
    expect(await engine.docker.listContainers({ all: true })).toEqual([]);
    await service.destroy();
  });

  test('is healthy when the apply ends', async () => {
    const check = [{ test: ['CMD', 'test', '-e', '/tmp/ready'], interval: '200ms', start_period: '30s' }];
    const service = managed();
    await service.apply(sleeping('sleep 2; touch /tmp/ready; exec sleep 100000', {}, { healthcheck: check }));
    const [container] = await engine.docker.listContainers();
    expect(container!.Status).toContain('(healthy)');
  });

  test('runs on each node', async () => {
    const service = managed();
    await service.apply(sleeping(RUN, { mode: [{ global: true }], converge_config: [{ delay: '500ms', timeout: '1m' }] }));
    expect(service.values).toMatchObject({ running_tasks: 1, desired_tasks: 1 });
    expect(await running()).toHaveLength(1);
    expect(await service.apply(sleeping(RUN, { mode: [{ replicated: [{}] }] }))).toEqual({ action: 'replace', changed: ['mode'] });
  });

  test.each<[string, Config, readonly string[]]>([
    ['has no image', sleeping(RUN, {}, { image: 'nosuch:1' }), ['tasks on node', 'rejected: No such image: nosuch:1']],
    ['ends at its start', sleeping(FAIL), [
      'failed: task: non-zero exit (3)', 'The last lines of the output of the last task', 'it is broken',
    ]],
    ['ends and is not restarted', sleeping(
      'exit 0', {}, {}, { restart_policy: [{ condition: 'on-failure' }] },
    ), ['ended with exit code 0', 'the swarm starts no other']],
    ['is never healthy', sleeping(RUN, {}, { healthcheck: [{ test: ['CMD', 'false'], interval: '100ms', retries: 1 }] }), ['unhealthy']],
    ['has no path to mount', sleeping(
      RUN, {}, { mounts: [{ type: 'bind', source: '/nowhere', target: '/x' }] },
    ), ['rejected: invalid mount config']],
  ])('that %s is an error with what its tasks say, and is tainted', async (_, config, texts) => {
    const service = managed();
    const started = performance.now();
    const message = await refusal(service.apply(config));
    expect(performance.now() - started).toBeLessThan(30_000);
    for (const text of texts) expect(message).toContain(text);
    expect(message).toContain(`Service "${NAME}" does not run: its tasks end`);
    expect(service.state).not.toBeNull();
  });

  test('that no node can take is an error after the timeout', async () => {
    const service = managed();
    const config = sleeping(RUN, { timeouts: { create: '3s' } }, {}, { placement: [{ constraints: ['node.labels.none==1'] }] });
    const message = await refusal(service.apply(config));
    expect(message).toContain('has not converged');
    expect(message).toContain('as `timeouts.create` allows. 0 of 1 tasks run.');
    expect(message).toContain('pending: no suitable node (scheduling constraints not satisfied on 1 node)');
  });

  test('is not waited for with wait = false', async () => {
    const service = managed();
    await service.apply(sleeping(FAIL, { wait: false }));
    expect(service.state).not.toBeNull();
    expect(await service.plan(sleeping(FAIL, { wait: false }))).toEqual({ action: 'none', changed: [] });
  });
});

describe('an update', () => {
  test('has replaced all tasks when the apply ends', async () => {
    const service = managed();
    const config = (value: string) => sleeping(RUN, { mode: [{ replicated: [{ replicas: 2 }] }] }, { env: { VALUE: value } });
    await service.apply(config('1'));
    await service.apply(config('2'));
    const envs = (await running()).map(({ Spec: spec }) => ((spec as Json).ContainerSpec as Json).Env);
    expect(envs).toEqual([['VALUE=2'], ['VALUE=2']]);
    expect(service.values).toMatchObject({ update_state: 'completed', running_tasks: 2 });
    expect(await service.plan(config('2'))).toEqual({ action: 'none', changed: [] });
  });

  test('only scales if only the number of tasks changes', async () => {
    const service = managed();
    const config = (replicas: number) => sleeping(RUN, { mode: [{ replicated: [{ replicas }] }] });
    await service.apply(config(1));
    const [before] = await running();
    await service.apply(config(3));
    const after = await running();
    expect(after).toHaveLength(3);
    expect(after.map(({ ID: id }) => id)).toContain(before!.ID);
    await changeOutside(engine.docker, NAME, (spec) => { spec.Mode = { Replicated: { Replicas: 5 } }; });
    expect(await service.apply(config(3))).toMatchObject({ action: 'update' });
    expect(await running()).toHaveLength(3);
  });

  test('that the swarm pauses is an error, and the next apply resumes it', async () => {
    const service = managed();
    const replicas = { mode: [{ replicated: [{ replicas: 2 }] }] };
    await service.apply(sleeping(RUN, replicas));
    const message = await refusal(service.apply(sleeping(FAIL, replicas)));
    expect(message).toContain(`Service "${NAME}" is only partly updated: the swarm has paused the update`);
    expect(message).toContain('it is broken');
    expect(service.values.update_state).toBe('paused');
    expect(await service.plan(sleeping(FAIL, replicas))).toMatchObject({ action: 'update' });
    await service.apply(sleeping(RUN, replicas));
    expect(await running()).toHaveLength(2);
    expect(await service.plan(sleeping(RUN, replicas))).toEqual({ action: 'none', changed: [] });
  });

  test('that the swarm rolls back is an error, and the next plan shows the difference', async () => {
    const service = managed();
    const rolling = { update_config: [{ ...FAST, failure_action: 'rollback' }], rollback_config: [FAST] };
    await service.apply(sleeping(RUN, rolling));
    const message = await refusal(service.apply(sleeping(FAIL, rolling)));
    expect(message).toContain(`Service "${NAME}" was rolled back: the old specification runs`);
    expect(message).toContain('failed: task: non-zero exit (3)');
    expect(service.values.update_state).toBe('rollback_completed');
    // The swarm reports that before the task has started.
    await waitUntil('the old specification runs', async () => (await running()).length === 1);
    expect(await service.plan(sleeping(FAIL, rolling))).toMatchObject(
      { action: 'update', changed: expect.arrayContaining(['task_spec']) as unknown },
    );
    expect(await service.plan(sleeping(RUN, rolling))).toEqual({ action: 'none', changed: [] });
  });

  test('that does not converge is waited for by the next apply', async () => {
    const service = managed();
    const placed = (value: string) => sleeping(RUN, { mode: [{ replicated: [{ replicas: 2 }] }], timeouts: { update: '3s' } }, {}, {
      placement: [{ max_replicas: 1, constraints: [value] }],
    });
    await service.apply(sleeping(RUN));
    expect(await refusal(service.apply(placed('node.role==manager')))).toContain('max replicas per node limit exceed');
    expect(service.values.update_state).toBe('unconverged');
    expect(await service.plan(placed('node.role==manager'))).toMatchObject(
      { action: 'update', changed: expect.arrayContaining(['update_state']) as unknown },
    );
    await service.apply(sleeping(RUN));
    expect(await service.plan(sleeping(RUN))).toEqual({ action: 'none', changed: [] });
  });

  test('is sent again if somebody else changes the service at the same time', async () => {
    const service = managed();
    await service.apply(sleeping(RUN, { wait: false }));
    let goesOn = true;
    const others = (async () => {
      for (let value = 0; goesOn; value += 1) {
        await changeOutside(engine.docker, NAME, (spec) => { spec.UpdateConfig = { Parallelism: value % 5 }; }).catch(() => undefined);
        await sleep(20);
      }
    })();
    const applied = service.apply(sleeping(RUN, { wait: false, labels: [{ label: 'a', value: '1' }] }));
    // Somebody else may have changed it again before it is read.
    const message = await applied.then(() => '', (error: Error) => error.message);
    goesOn = false;
    await others;
    expect(message === '' || message.includes('Applied, but not as configured')).toBe(true);
    expect((await inspected(engine.docker, NAME)).Spec.Labels).toEqual({ a: '1' });
  });
});

describe('a job', () => {
  const job = (command: string, more: Config = {}) => sleeping(command, {
    update_config: undefined, mode: [{ replicated_job: [{ total_completions: 2 }] }], ...more,
  });

  test('has completed when the apply ends, runs again after a change, and not otherwise', async () => {
    const service = managed();
    await service.apply(job('exit 0'));
    expect(service.values).toMatchObject({ completed_tasks: 2 });
    expect(await service.plan(job('exit 0'))).toEqual({ action: 'none', changed: [] });
    await service.apply(job('true'));
    expect(service.values).toMatchObject({ completed_tasks: 2 });
    await service.apply(job('true', { timeouts: { update: '1m' } }));
    const iterations = (await tasksOf(engine.docker, NAME)).map(
      ({ JobIteration: iteration }) => (iteration as Json | undefined)?.Index ?? 0,
    );
    expect(Math.max(...iterations as number[])).toBe(1);
  });

  test('on each node has completed when the apply ends', async () => {
    const service = managed();
    await service.apply(job('exit 0', { mode: [{ global_job: true }] }));
    expect(await service.plan(job('exit 0', { mode: [{ global_job: true }] }))).toEqual({ action: 'none', changed: [] });
  });

  test('that fails is an error', async () => {
    const message = await refusal(managed().apply(job(FAIL)));
    expect(message).toContain('failed: task: non-zero exit (3)');
    expect(message).toContain('it is broken');
  });
});

test('a service that was removed is created again', async () => {
  const service = managed();
  await service.apply(sleeping(RUN));
  await engine.docker.getService(NAME).remove();
  await waitUntil('its container is gone', async () => (await engine.docker.listContainers({ all: true })).length === 0);
  expect(await service.plan(sleeping(RUN))).toMatchObject({ action: 'create' });
  await service.apply(sleeping(RUN));
  expect(await running()).toHaveLength(1);
});

test('a name that is taken is refused', async () => {
  await managed().apply(sleeping(RUN));
  expect(await refusal(managed().apply(sleeping(RUN)))).toContain(`The name "${NAME}" is taken by another service`);
});
