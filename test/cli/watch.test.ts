import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { berth } from './run-berth';
import { SetProgress } from '../../cli/watch/set-progress';
import { waitUntil } from '../../dev/machine/wait-until';
import { SimulatedEngine } from '../../dev/simulated-engine/simulated-engine';

const folder = mkdtempSync(join(tmpdir(), 'berth-watch-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the progress of a set', () => {
  const HOSTS = [{ name: 'a', provider: 'docker' }];
  const progress = () => new SetProgress({ name: 'web', replicas: 3, standby: 1, hosts: HOSTS });
  const event = (Action: string, name: string, attributes: object = {}) => (
    { Action, Actor: { ID: `id of ${name}`, Attributes: { name, ...attributes } } });

  test('counts what the host has, and what happens', () => {
    const set = progress();
    set.list('a', [
      { Id: '1', Names: ['/web-0'], State: 'running', Status: 'Up 5 minutes (unhealthy)' },
      { Id: '2', Names: ['/web-3'], State: 'paused' },
      { Id: '3', Names: ['/web-x'], State: 'running' },
      { Id: '4', Names: ['/other-0'], State: 'running' },
    ]);
    for (const action of ['create', 'start']) set.hear('a', event(action, 'web-1'), 1000);
    set.hear('a', event('create', 'web-2-next'), 1000);
    for (const action of ['create', 'start', 'destroy']) set.hear('a', event(action, 'other-1'), 1000);
    expect(set.figures(2000)).toEqual({
      name: 'web', running: 2, replicas: 3, standby: 1, unhealthy: 1, created: 2, removed: 0, failed: 0, rate: 0.1,
    });
    expect(set.figures(20_000).rate).toBe(0);
  });

  test.each<[string, readonly (readonly [string, object?])[], string | undefined]>([
    ['a program that fails', [['start'], ['die', { exitCode: '3' }]], 'ended with exit code 3'],
    ['a program that ends', [['start'], ['die', { exitCode: '0' }]], undefined],
    ['a container that is stopped', [['start'], ['kill'], ['die', { exitCode: '143' }], ['destroy']], undefined],
    ['a container that is stopped, started, and fails', [['kill'], ['start'], ['die', { exitCode: '1' }]], 'ended with exit code 1'],
    ['too much memory', [['start'], ['oom']], 'needed more memory than its limit'],
    ['a container that becomes unhealthy', [['start'], ['health_status: unhealthy']], 'is unhealthy'],
    ['a creation that fails', [['destroy']], 'was removed before it started'],
  ])('%s', (_, events, reason) => {
    const set = progress();
    const failures = [['create'] as const, ...events].flatMap(([action, attributes]) => (
      set.hear('a', event(action, 'web-1', attributes), 0) ?? []));
    expect(failures).toEqual(reason === undefined ? [] : [{ set: 'web', clone: 'web-1', host: 'a', reason }]);
    expect(set.figures(0).failed).toBe(reason === undefined ? 0 : 1);
  });

  test('a container that gets its name from its predecessor stays the same', () => {
    const set = progress();
    for (const action of ['create', 'start']) set.hear('a', event(action, 'web-1-next'), 0);
    const { Action, Actor: { Attributes } } = event('rename', 'web-1');
    set.hear('a', { Action, Actor: { ID: 'id of web-1-next', Attributes } }, 0);
    expect(set.figures(0)).toMatchObject({ running: 1, created: 1, removed: 0 });
  });
});

describe('berth watch', () => {
  let engine: SimulatedEngine;
  let docker: Docker;
  let stack: string;

  beforeEach(async () => {
    stack = mkdtempSync(join(folder, 'stack-'));
    const socketPath = join(stack, 'engine.sock');
    engine = await SimulatedEngine.start({ socket: socketPath });
    docker = new Docker({ socketPath });
    synthesize(2);
  });
  afterEach(() => engine.stop());

  function synthesize(replicas: number): void {
    const set = { name: 'web', replicas, host: [{ name: 'one', engine: 'a' }] };
    writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify({
      provider: { docker: [{ engine: [{ name: 'a', host: engine.address }] }] }, resource: { docker_clone_set: { web: set } },
    }));
  }

  async function create(name: string): Promise<Docker.Container> {
    const container = await docker.createContainer({ name, Image: 'busybox:latest', Cmd: ['sleep', '1d'] });
    await container.start();
    return container;
  }

  /** Runs the program while something happens, and until it has printed something. */
  async function watch(args: readonly string[], steps: readonly (RegExp | (() => Promise<unknown>))[], isTTY = false): Promise<string> {
    const end = new AbortController();
    let printed = '';
    const onOutput = (text: string) => { printed += text; };
    const running = berth(['watch', stack, '--every', '0.25', ...args], { signal: end.signal, isTTY, onOutput });
    for (const step of steps) {
      if (step instanceof RegExp) await waitUntil(`${step.source} is in ${printed}`, () => step.test(printed), 20);
      else await step();
    }
    end.abort();
    expect((await running).code).toBe(0);
    return printed;
  }

  test('prints a line for what has changed, and for failures', async () => {
    await create('web-0');
    const printed = await watch([], [
      /^\S+Z web: 1 of 2 run\n/,
      () => create('web-1'),
      async () => engine.exit('web-1', 7),
      /^\S+Z web-1 on one ended with exit code 7\n/m,
      async () => synthesize(3),
      /^\S+Z web: 1 of 3 run, 1 created, 1 failed/m,
    ]);
    expect(printed.match(/ of 2 run\n/g)).toHaveLength(1);
  });

  test('prints JSON', async () => {
    const printed = await watch(['--json'], [/"running":0/, () => create('web-1'), /"running":1/]);
    const lines = printed.trim().split('\n').map((line) => JSON.parse(line) as { time: string; set: object });
    expect(lines.at(-1)).toMatchObject({ time: expect.stringMatching(/Z$/), set: { name: 'web', running: 1, replicas: 2, created: 1 } });
  });

  test('draws bars in a terminal', async () => {
    await watch([], [
      /web ░+ 0\/2/,
      () => create('web-0'),
      async () => engine.exit('web-0', 1),
      /web-0 on one ended with exit code 1\n/,
      () => create('web-1'),
      /web █+░+ 1\/2 2 created, 1 failed, 0\.2 each second/,
    ], true);
  });

  test('goes on when a host answers again', async () => {
    await watch([], [
      /web: 0 of 2 run/,
      () => engine.stop(),
      /The engine "a" of provider docker does not answer/,
      async () => { engine = await SimulatedEngine.start({ socket: join(stack, 'engine.sock') }); },
      /answers again\./,
      () => create('web-0'),
      /web: 1 of 2 run/,
    ]);
  });

  test('says which hosts it can\'t follow', async () => {
    writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify({
      provider: { docker: { host: '${var.host}' } },
      resource: { docker_clone_set: { web: { name: 'web', replicas: 1, host: { name: 'one' } } } },
    }));
    await watch([], [/The provider docker is not followed: Only Terraform knows its address or its certificates/]);
  });

  test('refuses a stack without sets, a folder without a stack, and a wrong interval', async () => {
    writeFileSync(join(stack, 'cdk.tf.json'), '{}');
    expect(await berth(['watch', stack])).toMatchObject({ code: 1, stderr: expect.stringContaining('has no set of clones') });
    expect(await berth(['watch', '/none'])).toMatchObject({ code: 1, stderr: expect.stringContaining('is not a synthesized stack') });
    expect(await berth(['watch', stack, '--every', '0'])).toMatchObject({ code: 2, stderr: expect.stringContaining('above 0') });
  });
});
