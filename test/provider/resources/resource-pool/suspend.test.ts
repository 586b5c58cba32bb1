import { Suspension } from '../../../../provider/engine/pool/suspension';
import { resume, suspend, suspensionOf } from '../../../../provider/resources/resource-pool/suspend';
import { Freed } from '../../../../provider/resources/resource-pool/waiting';
import { PausedEngine } from '../shared/paused-engine';

jest.mock('node:timers/promises', () => ({
  setTimeout: (_time: number, _value: unknown, { signal }: { signal?: AbortSignal } = {}) => {
    signal?.throwIfAborted();
    return Promise.resolve();
  },
}));

/** The calls of what only a real kernel can do. */
let waiting: string[] = [];
jest.mock('../../../../provider/resources/resource-pool/waiting', () => ({
  endWaiting: (_engine: unknown, _signal: unknown, members: ReadonlyArray<{ name: string }>) => {
    waiting.push(`end ${members.map(({ name }) => name).join()}`);
    return [{ container: 'a', folders: [''] }];
  },
  keepWaiting: (_engine: unknown, _signal: unknown, freed: readonly Freed[]) => waiting.push(`keep ${freed.length}`),
}));
/** The containers that have a control group in the pool. */
let inKernel: string[] = [];
jest.mock('../../../../provider/resources/resource-pool/leftovers', () => ({ containersIn: async () => inKernel }));
beforeEach(() => { [waiting, inKernel] = [[], []]; });

const SIGNAL = new AbortController().signal;
const POOL = '/berth/team';
const running = (parent = POOL) => ({ parent, state: 'running' as const });
const paused = (parent = POOL) => ({ parent, state: 'paused' as const });
const is = (summary: string) => ({ suspended: summary !== 'not suspended', summary });

test('all that runs in a pool and in pools in it is paused, and unpaused, and nothing else', async () => {
  const host = new PausedEngine({
    a: running(), b: running(`${POOL}/inner`), other: running('/berth/teams'), free: running(''), done: { parent: POOL, state: 'exited' },
  });
  await suspend(host.engine, POOL, false, SIGNAL);
  expect(host.states).toEqual({ a: 'paused', b: 'paused', other: 'running', free: 'running', done: 'exited' });
  expect(await suspensionOf(host.engine, POOL, false)).toEqual(is('suspended'));
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ a: 'running', b: 'running', other: 'running', free: 'running', done: 'exited' });
  expect(await suspensionOf(host.engine, POOL, true)).toEqual(is('not suspended'));
  expect(host.notes.size).toBe(0);
});

test('a container about which the engine tells nothing holds nothing up, unless the kernel has it in the pool', async () => {
  const silent = { isSilent: true } as const;
  const host = new PausedEngine({
    a: running(),
    starts: { parent: '', state: 'exited', ...silent },
    again: { parent: POOL, state: 'restarting', ...silent },
    ends: { ...running(''), ...silent },
  });
  await suspend(host.engine, POOL, false, SIGNAL);
  expect(host.states).toMatchObject({ a: 'paused', ends: 'running' });
  expect(await suspensionOf(host.engine, POOL, false)).toEqual(is('suspended'));
  inKernel = ['ends'];
  await expect(suspend(host.engine, POOL, false, SIGNAL)).rejects.toThrow('inspect container "ends"');
});

test('with systemd, the parent of a container is a slice', async () => {
  const host = new PausedEngine({ a: running('berth-team.slice'), b: running('berth-team-inner.slice'), c: running('berth-team_x.slice') });
  await suspend(host.engine, 'berth-team.slice', false, SIGNAL);
  expect(host.states).toEqual({ a: 'paused', b: 'paused', c: 'running' });
});

test('what was paused before stays so, and what another suspended pool holds', async () => {
  const host = new PausedEngine({ before: paused(), a: running(), b: running(`${POOL}/inner`) });
  await suspend(host.engine, `${POOL}/inner`, false, SIGNAL);
  await suspend(host.engine, POOL, false, SIGNAL);
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ before: 'paused', a: 'running', b: 'paused' });
  await suspend(host.engine, POOL, false, SIGNAL);
  await resume(host.engine, `${POOL}/inner`);
  expect(host.states).toEqual({ before: 'paused', a: 'paused', b: 'paused' });
  expect((await Suspension.on(host.engine)).keeps('before')).toBe(true);
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ before: 'paused', a: 'running', b: 'running' });
  expect([...host.notes.keys()]).toEqual(['berth-suspended.before']);
});

test('a volume of somebody else with the label of a note is none, and stays', async () => {
  const host = new PausedEngine({ a: running() });
  const foreign = (name: string, more = {}) => (
    host.notes.set(name, { Name: name, Driver: 'local', Labels: { 'berth.suspended-pool': POOL, ...more } }));
  foreign('blue-data');
  foreign('blue-keeps', { 'berth.suspended-container': 'a' });
  expect(await suspensionOf(host.engine, POOL, false)).toEqual(is('not suspended'));
  expect((await Suspension.on(host.engine)).keeps('a')).toBe(false);
  await suspend(host.engine, POOL, false, SIGNAL);
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ a: 'running' });
  expect([...host.notes.keys()]).toEqual(['blue-data', 'blue-keeps']);
});

test('what runs nevertheless is named', async () => {
  const host = new PausedEngine({ a: running(), b: running(), c: running() });
  await suspend(host.engine, POOL, false, SIGNAL);
  host.containers.b!.state = 'running';
  expect(await suspensionOf(host.engine, POOL, true)).toEqual(is('suspended, but 1 runs: b'));
  host.containers.c!.state = 'restarting';
  expect(await suspensionOf(host.engine, POOL, true)).toEqual(is('suspended, but 2 run: b, c'));
  host.containers.c!.state = 'running';
  await suspend(host.engine, POOL, true, SIGNAL);
  expect(await suspensionOf(host.engine, POOL, true)).toEqual(is('suspended'));
});

test('what starts while the others are paused is paused, too', async () => {
  const host = new PausedEngine({ a: running() });
  host.before = (change) => { if (change === 'pause a') host.containers.late = running(); };
  await suspend(host.engine, POOL, false, SIGNAL);
  expect(host.states).toEqual({ a: 'paused', late: 'paused' });
});

test('an interrupted suspension or resumption is found, and finished', async () => {
  const interrupted = (at: string) => (change: string) => { if (change === at) throw new Error('killed'); };
  const host = new PausedEngine({ before: paused(), a: running(), b: running() });
  for (const at of ['create berth-suspended.berth.team', 'pause b']) {
    host.before = interrupted(at);
    await suspend(host.engine, POOL, false, SIGNAL).catch(() => undefined);
  }
  expect(host.states).toEqual({ before: 'paused', a: 'paused', b: 'running' });
  expect(await suspensionOf(host.engine, POOL, false)).toEqual(is('suspended, but 1 runs: b'));
  host.before = interrupted('unpause a');
  await expect(resume(host.engine, POOL)).rejects.toThrow();
  expect((await suspensionOf(host.engine, POOL, false)).suspended).toBe(true);
  host.before = undefined;
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ before: 'paused', a: 'running', b: 'running' });
  expect([...host.notes.keys()]).toEqual(['berth-suspended.before']);
});

test('a resumption that is finished, but not written, is known, and what was paused before stays so', async () => {
  const host = new PausedEngine({ before: paused(), a: running() });
  await suspend(host.engine, POOL, false, SIGNAL);
  await resume(host.engine, POOL);
  expect(await suspensionOf(host.engine, POOL, true)).toEqual(is('not suspended'));
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ before: 'paused', a: 'running' });

  await suspend(host.engine, POOL, false, SIGNAL);
  host.before = (change) => { if (change === 'remove berth-suspended.berth.team') throw new Error('killed'); };
  await expect(resume(host.engine, POOL)).rejects.toThrow();
  host.before = undefined;
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ before: 'paused', a: 'running' });
});

test('notes of an earlier suspension count for nothing in the next one', async () => {
  const host = new PausedEngine({ before: paused(), a: running() });
  await suspend(host.engine, POOL, false, SIGNAL);
  await resume(host.engine, POOL);
  host.containers.before!.state = 'running';
  await suspend(host.engine, POOL, false, SIGNAL);
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ before: 'running', a: 'running' });
  expect(host.notes.size).toBe(0);
});

test('a suspension of which the engine has no note any more is no reason to leave containers paused', async () => {
  const host = new PausedEngine({ a: running() });
  await suspend(host.engine, POOL, false, SIGNAL);
  host.notes.clear();
  expect(await suspensionOf(host.engine, POOL, true)).toEqual(is('paused, but the engine has no note of it any more'));
  expect(await suspensionOf(host.engine, POOL, false)).toEqual(is('not suspended'));
  await suspend(host.engine, POOL, true, SIGNAL);
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ a: 'running' });
});

test('an end or a removal of a container meanwhile is no error', async () => {
  const host = new PausedEngine({ a: running(), b: running(), c: running() });
  host.before = (change) => {
    if (change === 'pause a') host.containers.a!.state = 'exited';
    if (change === 'pause b') delete host.containers.b;
    if (change === 'unpause c') host.containers.c!.state = 'exited';
  };
  await suspend(host.engine, POOL, false, SIGNAL);
  await resume(host.engine, POOL);
  expect(host.states).toEqual({ a: 'exited', c: 'exited' });
});

test('a container that restarts is waited for, but not for ever', async () => {
  const host = new PausedEngine({ a: running(), b: { parent: POOL, state: 'restarting' } });
  let tries = 0;
  host.before = (change) => {
    tries += change === 'pause b' ? 1 : 0;
    if (tries === 3) host.containers.b!.state = 'running';
  };
  await suspend(host.engine, POOL, false, SIGNAL);
  expect(host.states).toEqual({ a: 'paused', b: 'paused' });

  host.before = undefined;
  host.containers.b!.state = 'restarting';
  await expect(suspend(host.engine, POOL, true, SIGNAL)).rejects.toMatchObject({
    diagnostics: [{
      summary: `1 container in the resource pool ${POOL} could not be paused`,
      detail: 'The others are. One that ends and restarts again and again can\'t be paused: stop it. Then apply again.\n\n'
        + 'b: Could not pause container "b": Container b is restarting, wait until the container is running',
      path: ['suspended'],
    }],
  });
});

describe('a container that the kernel does not freeze', () => {
  const unfrozen = () => {
    throw Object.assign(new Error('x'), { statusCode: 500, json: { message: 'runc: unable to freeze: unknown' } });
  };

  test('is freed of programs that wait for memory until it is paused', async () => {
    const host = new PausedEngine({ a: running(), b: running() });
    host.before = (change) => { if (change === 'pause a' && waiting.length === 0) unfrozen(); };
    await suspend(host.engine, POOL, false, SIGNAL);
    expect(host.states).toEqual({ a: 'paused', b: 'paused' });
    expect(waiting).toEqual(['end a', 'keep 1']);
  });

  test.each([
    [false, 'One that starts programs again and again, or in which one waits for memory, can\'t be paused: stop it.'],
    [true, 'With `oom_kill_disable`, programs wait for memory, and one that waits can\'t be paused: create a without it.'],
  ])('is named with what may keep it from that (oom_kill_disable: %s)', async (waits, hint) => {
    const host = new PausedEngine({ a: { ...running(), waits } });
    host.before = (change) => { if (change === 'pause a') unfrozen(); };
    await expect(suspend(host.engine, POOL, false, SIGNAL)).rejects.toMatchObject({
      diagnostics: [{ detail: expect.stringContaining(`The others are. ${hint} Then apply again.\n\na: `) as string }],
    });
    expect(waiting.at(-1)).toBe('keep 20');
  });
});

describe('a container whose first thread has ended while others go on', () => {
  const dead = () => {
    throw Object.assign(new Error('x'), { statusCode: 500, json: { message: 'OCI runtime pause failed: container not running: unknown' } });
  };
  const withDead = () => {
    const host = new PausedEngine({ a: running(), b: running(), c: running() });
    let tries = 0;
    host.before = (change) => {
      if (change === 'pause a') host.containers.late ??= running();
      if (change !== 'pause b') return;
      tries += 1;
      if (tries > 1000) throw new Error('without an end');
      dead();
    };
    return host;
  };

  test('is tried for a while and named, and all others are paused', async () => {
    const host = withDead();
    await expect(suspend(host.engine, POOL, false, SIGNAL)).rejects.toMatchObject({
      diagnostics: [{
        summary: `1 container in the resource pool ${POOL} could not be paused`,
        detail: expect.stringMatching(/^The others are\. The first thread of container "b" has ended .* kill -9 .* b\)\. /) as string,
        path: ['suspended'],
      }],
    });
    expect(host.states).toEqual({ a: 'paused', b: 'running', c: 'paused', late: 'paused' });
    expect(await suspensionOf(host.engine, POOL, false)).toEqual(is('suspended, but 1 runs: b'));
  });

  test('is left alone if it has ended altogether', async () => {
    const host = new PausedEngine({ a: running(), b: running() });
    host.before = (change) => {
      if (change !== 'pause b') return;
      host.containers.b!.state = 'exited';
      dead();
    };
    await suspend(host.engine, POOL, false, SIGNAL);
    expect(host.states).toEqual({ a: 'paused', b: 'exited' });
  });

  test('does not keep Terraform from being stopped', async () => {
    const stopping = new AbortController();
    const host = withDead();
    const { before } = host;
    host.before = (change) => {
      if (change === 'pause b') stopping.abort(new Error('stopped'));
      before!(change);
    };
    await expect(suspend(host.engine, POOL, false, stopping.signal)).rejects.toMatchObject({
      diagnostics: [{ summary: `Stopped suspending the resource pool ${POOL}` }],
    });
  });
});

test('who unpauses containers again and again does not hold a suspension up for ever', async () => {
  const host = new PausedEngine({ a: running(), b: running() });
  const { engine } = host;
  const pausing = {
    ...engine,
    call: async (what: string, work: never) => {
      await engine.call(what, work);
      if (what.startsWith('pause')) host.containers.b!.state = 'running';
    },
  };
  await expect(suspend(pausing as never, POOL, false, SIGNAL)).rejects.toMatchObject({
    diagnostics: [{ detail: expect.stringContaining('b: It was started or unpaused again each time') as string }],
  });
});
