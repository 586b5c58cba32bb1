import { ContainerModel } from '../../../../../provider/resources/container/fields/schema';
import { inspectAsModeled } from '../../../../../provider/resources/container/operations/inspect';
import {
  requireAwakeForJob, resumeContainer, settleStarted, suspendContainer,
} from '../../../../../provider/resources/container/operations/suspend';
import { isHealthy } from '../../../../../provider/resources/container/operations/wait';
import { resume, suspend } from '../../../../../provider/resources/resource-pool/suspend';
import { PausedEngine } from '../../shared/paused-engine';

const SIGNAL = new AbortController().signal;
const POOL = '/berth/team';
const modelOf = (name: string, more: object = {}) => (
  { name, cgroup_parent: POOL, suspended: false, attach: false, ...more } as unknown as ContainerModel);
const hostWith = (...names: readonly string[]) => new PausedEngine(
  Object.fromEntries(names.map((name) => [name, { parent: POOL, state: 'running' as const }])));
const inspected = async (host: PausedEngine, name: string) => (
  (await inspectAsModeled(host.engine, name))!.State);

test('a container that is paused since its pool is suspended does not count as paused', async () => {
  const host = hostWith('a', 'b');
  host.containers.b!.state = 'paused';
  expect(await inspected(host, 'b')).toMatchObject({ Paused: true, Status: 'paused' });
  await suspend(host.engine, POOL, false, SIGNAL);
  expect(await inspected(host, 'a')).toMatchObject({ Paused: false, Status: 'paused' });
  expect(await inspected(host, 'b')).toMatchObject({ Paused: true, Status: 'paused' });
});

test('a container that is suspended itself stays so when its pool is resumed, also if that began meanwhile', async () => {
  const host = hostWith('a', 'b');
  await suspendContainer(host.engine, 'a', modelOf('a', { suspended: true }));
  await suspend(host.engine, POOL, false, SIGNAL);
  await suspendContainer(host.engine, 'b', modelOf('b', { suspended: true }));
  await resumeContainer(host.engine, 'a', modelOf('a'));
  expect(host.states).toEqual({ a: 'paused', b: 'paused' });
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ a: 'running', b: 'paused' });
  await resumeContainer(host.engine, 'b', modelOf('b'));
  expect(host.states).toEqual({ a: 'running', b: 'running' });
});

test('the engine is asked what is suspended only for a container in a pool', async () => {
  const host = hostWith('a');
  const { engine } = host;
  const asked: string[] = [];
  const counting = { ...engine, ask: (what: string) => { asked.push(what); return Promise.reject(new Error('asked')); } } as never;
  await requireAwakeForJob(counting, modelOf('a', { attach: true, cgroup_parent: '/docker/x' }));
  await requireAwakeForJob(counting, modelOf('a', { attach: true, cgroup_parent: null }));
  await requireAwakeForJob(counting, modelOf('a'));
  expect(asked).toEqual([]);
  await expect(requireAwakeForJob(counting, modelOf('a', { attach: true }))).rejects.toThrow('asked');
  await suspend(engine, POOL, false, SIGNAL);
  await expect(requireAwakeForJob(engine, modelOf('a', { attach: true }))).rejects.toThrow('The job "a" can\'t run in the resource pool');
});

test.each([
  ['in a suspended pool', { suspended: false }, 'Its resource pool is suspended'],
  ['that is to be suspended', { suspended: true }, 'It is `suspended`'],
])('a container that exits and is restarted %s is ended', async (_, model, reason) => {
  const host = new PausedEngine({ a: { parent: POOL, state: 'exited' } });
  if (!model.suspended) await suspend(host.engine, POOL, false, SIGNAL);
  host.containers.a!.state = 'restarting';
  const takeBack = jest.fn(async () => { host.containers.a!.state = 'exited'; });
  const settled = settleStarted(host.engine, 'a', modelOf('a', model), SIGNAL, { exit: Promise.resolve(undefined) }, takeBack);
  await expect(settled).rejects.toMatchObject({
    diagnostics: [{ summary: expect.stringContaining('exited before it was paused'), detail: expect.stringContaining(reason) }],
  });
  expect(host.states).toEqual({ a: 'exited' });
});

test.each([
  ['a pool that is suspended', { Paused: false }, {}, true],
  ['a container that is suspended', { Paused: true }, { suspended: true }, true],
  ['a container that somebody paused', { Paused: true }, {}, false],
])('the wait for health ends for %s: %j %j', async (_, state, model, expected) => {
  const health = { Status: 'starting' };
  const inspect = { State: { Running: true, Restarting: false, Status: 'paused', Health: health, ...state } };
  expect(await isHealthy({} as never, inspect as never, modelOf('a', model))).toBe(expected);
});
