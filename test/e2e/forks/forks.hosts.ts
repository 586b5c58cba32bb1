import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FORK_FOLDER } from '../../../src/shared/forks';
import { HARDENED } from '../../isolation/hardened';
import { Managed, refusal } from '../resources/managed';
import { COLD, ForkingEngine, FORKS } from '../support/forking-engine';
import { killWhen } from '../support/kill';
import { Workspace } from '../support/workspace';

/*
 * The application takes three seconds until it is ready, and then has a number that it made at random. It makes another one when it gets
 * SIGUSR1. A command can do the same.
 */
const APPLICATION = `
seed=$(cat /proc/sys/kernel/random/uuid); echo $seed >/tmp/seed; echo $seed >/tmp/born
trap 'seed=$(cat /proc/sys/kernel/random/uuid); echo $seed >/tmp/seed' USR1
sleep 3; touch /tmp/ready
while :; do sleep 0.1; done`;
const RESEED = ['sh', '-c', 'cat /proc/sys/kernel/random/uuid >/tmp/seed; echo $WHO >/tmp/who'];
const READY = [{ command: ['test', '-e', '/tmp/ready'] }];

const NAME = 'e2e-fork';
let host: ForkingEngine;
let set: Managed;
beforeAll(async () => { host = await ForkingEngine.start('forks'); }, 900_000);
afterAll(() => host.remove());
beforeEach(() => { set = new Managed('docker_clone_set', host.engine.address); });
afterEach(async () => {
  await set.destroy().catch(() => undefined);
  for (const { Id: id } of await host.engine.docker.listContainers({ all: true })) {
    await host.engine.docker.getContainer(id).remove({ force: true });
  }
});

const config = (replicas: number, fork: object = { no_unique_state: 'a test' }, template: object = {}) => ({
  name: NAME,
  replicas,
  host: [{ name: 'here' }],
  fork: [{ ready: READY, ...fork }],
  template: [{
    image: 'busybox:latest',
    command: ['sh', '-c', APPLICATION],
    runtime: FORKS,
    network_mode: 'bridge',
    must_run_for: 0,
    destroy_grace_seconds: 0,
    env: ['WHO={{clone.name}}'],
    memory: 128,
    ...template,
  }],
});

async function run(clone: number | string, ...command: string[]): Promise<string> {
  const container = host.engine.docker.getContainer(`${NAME}-${clone}`);
  const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true, Tty: true });
  const stream = await exec.start({ Tty: true });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString().trim();
}
const read = (clone: number, file: string) => run(clone, 'cat', `/tmp/${file}`);
/** Returns what is saved for the set: other sets on this machine have theirs in the same folder. */
function templates(): string[] {
  const own = createHash('sha256').update(set.state === null ? known : set.id).digest('hex').slice(0, 32);
  if (set.state !== null) known = set.id;
  return existsSync(FORK_FOLDER) ? readdirSync(FORK_FOLDER).filter((name) => name.startsWith(own)) : [];
}
/** The id of the set, also after it is destroyed. */
let known = '';
const containers = async () => (await host.engine.docker.listContainers({ all: true })).map(({ Names: [name] }) => name!.slice(1)).sort();

describe('forks', () => {
  test('go on from one template, with an address, a host name, an environment and limits of their own', async () => {
    await set.apply(config(3));
    expect(set.values).toMatchObject({ complete: true, summary: '3 of 3 run as described' });
    expect(await containers()).toEqual([0, 1, 2].map((index) => `${NAME}-${index}`));
    const born = await Promise.all([0, 1, 2].map((index) => read(index, 'born')));
    expect(new Set(born).size).toBe(1);
    const names = await Promise.all([0, 1, 2].map((index) => run(index, 'hostname')));
    expect(new Set(names).size).toBe(3);
    const addresses = await Promise.all([0, 1, 2].map((index) => run(index, 'hostname', '-i')));
    expect(new Set(addresses).size).toBe(3);
    expect(await run(2, 'sh', '-c', 'echo $WHO')).toBe(`${NAME}-2`);
    expect(await set.plan(config(3))).toEqual({ action: 'none', changed: [] });

    const [template] = templates();
    const modes = ['.', template!, join(template!, 'pages.img')]
      .map((path) => statSync(join(FORK_FOLDER, path)).mode.toString(8).slice(-2));
    expect(modes).toEqual(['00', '00', '00']);
    await set.destroy();
    expect(templates()).toEqual([]);
  });

  test('have the same random numbers without a hook, and others with a command or a signal', async () => {
    await set.apply(config(2));
    expect(await read(0, 'seed')).toBe(await read(1, 'seed'));
    await set.apply(config(2, { after_fork: [{ command: RESEED }] }));
    expect(await read(0, 'born')).toBe(await read(1, 'born'));
    expect(await read(0, 'seed')).not.toBe(await read(1, 'seed'));
    expect(await read(1, 'who')).toBe(`${NAME}-1`);
    await set.apply(config(2, { after_fork: [{ signal: 'USR1' }] }));
    expect(await read(0, 'seed')).not.toBe(await read(1, 'seed'));
  });

  test('run the hook again when the engine starts them again', async () => {
    await set.apply(config(2, { after_fork: [{ command: RESEED }] }));
    const before = await read(1, 'seed');
    await host.engine.docker.getContainer(`${NAME}-1`).restart({ t: 0 });
    const after = await read(1, 'seed');
    expect(after).not.toBe(before);
    expect(await read(1, 'who')).toBe(`${NAME}-1`);
  });

  test('keep nothing on the host of what a hook prints, and what it leaves behind', async () => {
    await set.apply(config(1, { after_fork: [{ command: ['sh', '-c', 'yes & yes | head -c 3000000'] }] }));
    await sleep(1_000);
    const folder = join(host.engine.address.replace(/^unix:\/\//, ''), '../exec');
    const printed = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\/fork-[a-z.]+$/.test(name));
    expect(printed).not.toEqual([]);
    expect(Math.max(...printed.map((name) => statSync(join(folder, name)).size))).toBeLessThan(4_096);
  });

  test('have the clock of the host', async () => {
    await set.apply(config(1));
    expect(Math.abs(Number(await run(0, 'date', '+%s')) - Date.now() / 1000)).toBeLessThan(10);
  });

  test('have the limits of their own containers', async () => {
    await set.apply(config(1));
    await set.apply(config(1, undefined, { memory: 64 }));
    const { HostConfig: { Memory: memory } } = await host.engine.docker.getContainer(`${NAME}-0`).inspect();
    expect(memory).toBe(64 * 1024 * 1024);
    await host.engine.docker.getContainer(`${NAME}-0`).restart({ t: 0 });
    expect(Number(/MemTotal: +(\d+)/.exec(await run(0, 'cat', '/proc/meminfo'))?.[1])).toBe(64 * 1024);
  });

  test('meet their policy, and the attestation proves it', async () => {
    const policy = { isolation_policy: 'baseline@1+gvisor' };
    const { command: _command, capabilities, ...settings } = HARDENED;
    await set.apply(config(2, undefined, { ...settings, ...policy, capabilities: [capabilities] }));
    const report = new Managed('docker_isolation', host.engine.address);
    await report.apply({ clone_set: [{ id: set.id, name: NAME, replicas: 2, ...policy }] });
    expect(report.values).toMatchObject({ passed: true });
  });

  test('get another template when the description changes, and the one before is gone', async () => {
    await set.apply(config(2));
    const [before] = templates();
    await set.apply(config(2, undefined, { env: ['WHO=somebody'] }));
    expect(templates()).toHaveLength(1);
    expect(templates()).not.toEqual([before]);
    await set.apply({ ...config(2, undefined, { env: ['WHO=somebody'] }), fork: [] });
    expect(templates()).toEqual([]);
    expect(await read(0, 'born')).not.toBe(await read(1, 'born'));
  });
});

describe('in a virtual container host', () => {
  const own = (more: object = {}) => ({
    virtual_host: JSON.stringify({ name: 'e2e', max_containers: 2 }),
    labels: [{ label: 'berth.virtual-host', value: 'e2e' }],
    network_mode: 'none',
    ...more,
  });

  test('that is full, the template takes the place of a clone that is made anew', async () => {
    await set.apply(config(2, undefined, own()));
    await set.apply({ ...config(2, undefined, own({ env: ['WHO=somebody'] })), standby: 1 });
    expect(set.values).toMatchObject({ complete: true, summary: '2 of 2 run as described, and 1 of 1 stand by' });
    expect(await read(0, 'born')).toBe(await read(1, 'born'));
    templates().forEach((name) => rmSync(join(FORK_FOLDER, name), { recursive: true }));
    await Promise.all([0, 1].map((index) => host.engine.docker.getContainer(`${NAME}-${index}`).kill()));
    await set.apply({ ...config(2, undefined, own({ env: ['WHO=somebody'] })), standby: 1 });
    expect(set.values).toMatchObject({ complete: true });
    expect(await containers()).toEqual([0, 1, 2].map((index) => `${NAME}-${index}`));
  });

  test('whose pool is suspended, no template is made, and nothing is left of the one before once it is', async () => {
    const pool = new Managed('docker_resource_pool', host.engine.address);
    await pool.apply({ name: NAME });
    const within = (env: string) => config(1, undefined, { cgroup_parent: `/berth/${NAME}`, env: [env] });
    try {
      await set.apply(within('A=1'));
      await pool.apply({ name: NAME, suspended: true });
      const begin = Date.now();
      expect(await refusal(set.apply(within('A=2')))).toContain(`can't run in the resource pool /berth/${NAME}, which is suspended`);
      expect(Date.now() - begin).toBeLessThan(30_000);
      expect(await containers()).toEqual([`${NAME}-0`]);
      await pool.apply({ name: NAME });
      await set.apply(within('A=2'));
      expect(templates()).toHaveLength(1);
    } finally {
      await set.destroy();
      await pool.destroy();
    }
  });
});

describe('a fault', () => {
  test.each<[string, (template: string) => void]>([
    ['that damages a template', (template) => truncateSync(join(template, 'pages.img'), 100)],
    ['that loses a template', (template) => rmSync(template, { recursive: true })],
    ['that leaves half of one', (template) => renameSync(template, template.replace(`${FORK_FOLDER}/`, `${FORK_FOLDER}/.new-`))],
  ])('%s is noticed, and the next apply builds it anew', async (_, harm) => {
    await set.apply(config(1));
    harm(join(FORK_FOLDER, templates()[0]!));
    const restarted: unknown = await host.engine.docker.getContainer(`${NAME}-0`).restart({ t: 0 }).catch((error: unknown) => error);
    expect(String(restarted)).toMatch(/berth-fork 1: (missing|damaged): the template [0-9a-f]{64}\. The next apply builds it anew\./);
    await set.apply(config(2));
    expect(set.values).toMatchObject({ complete: true, summary: '2 of 2 run as described' });
    expect(await read(0, 'born')).toBe(await read(1, 'born'));
  });

  test('after a restart of the engine, one more apply brings the declared state', async () => {
    await set.apply(config(2));
    await host.engine.restart();
    await set.apply(config(2));
    await set.apply(config(3));
    expect(set.values).toMatchObject({ complete: true, summary: '3 of 3 run as described' });
  });

  test('without the program on the host, the plan fails and says what to do', async () => {
    rmSync(host.program);
    const error = await refusal(set.plan(config(1)));
    host.install();
    expect(error).toContain(`can't start containers as forks with the runtime "${FORKS}"`);
    expect(error).toContain('HostRuntime.gvisor({ forks: true, ... })');
    await set.apply(config(1));
    expect(set.values).toMatchObject({ complete: true });
  });

  test('what a killed provider has left between save and restore is found', async () => {
    await set.apply(config(1));
    await host.engine.docker.getContainer(`${NAME}-0`).remove({ force: true });
    const left = await host.engine.docker.createContainer({
      name: `${NAME}-fork`, Image: 'busybox:latest', Cmd: ['sleep', '1000'], Labels: { 'berth.clone-fork': set.id },
    });
    await left.start();
    templates().forEach((name) => rmSync(join(FORK_FOLDER, name), { recursive: true }));
    await set.apply(config(1));
    expect(await containers()).toEqual([`${NAME}-0`]);
  });
});

describe('after the provider was killed', () => {
  /** Other sets on this machine have theirs in the same folder. */
  const saved = () => (existsSync(FORK_FOLDER) ? readdirSync(FORK_FOLDER) : []);
  const isRunning = async (name: string) => (await host.engine.docker.listContainers()).some(({ Names: [each] }) => each === `/${name}`);

  test.each<[string, (before: number) => boolean | Promise<boolean>]>([
    ['while the template initialises', () => isRunning(`${NAME}-fork`)],
    ['between save and restore', (before) => saved().length > before],
    ['while forks are restored', () => isRunning(`${NAME}-0`)],
  ])('%s, one more apply brings the declared state', async (_, moment) => {
    const workspace = await Workspace.create({
      provider: { docker: { host: host.engine.address } }, resource: { docker_clone_set: { it: config(3) } },
    });
    const before = saved();
    try {
      await killWhen(workspace, () => moment(before.length));
      expect(await workspace.apply()).toMatchObject({ ok: true });
      expect(await containers()).toEqual([0, 1, 2].map((index) => `${NAME}-${index}`));
      expect(await read(0, 'born')).toBe(await read(2, 'born'));
      expect((await workspace.plan()).changes).toEqual([]);
    } finally {
      await workspace.destroy();
      await workspace.remove();
    }
    expect([await containers(), saved()]).toEqual([[], before]);
  });
});

describe('is refused', () => {
  test('an engine that starts all containers as any other does', async () => {
    const error = await refusal(set.plan(config(1, undefined, { runtime: COLD })));
    expect(error).toContain(`can't start containers as forks with the runtime "${COLD}"`);
  });

  test('a set without a hook and without a reason', async () => {
    expect(await refusal(set.plan(config(1, {})))).toContain('All containers would have the same random numbers and identifiers');
  });

  test('a hook that fails: the container does not run, and the error has what it printed', async () => {
    const error = await refusal(set.apply(config(1, { after_fork: [{ command: ['sh', '-c', 'echo no entropy; exit 7'] }] })));
    expect(error).toContain('berth-fork 1: hook: no entropy');
    const running = await host.engine.docker.listContainers();
    expect(running).toEqual([]);
  });

  test('a template that is never ready', async () => {
    const ready = [{ command: ['sh', '-c', 'echo not yet; false'], timeout_seconds: 2 }];
    const error = await refusal(set.apply(config(1, { ready, no_unique_state: 'a test' })));
    expect(error).toContain('the command of `ready` did not exit with 0 within 2 s');
    expect(error).toContain('not yet');
    expect(await containers()).not.toContain(`${NAME}-fork`);
  });

  test('a variable of forks in a container of its own', async () => {
    const container = new Managed('docker_container', host.engine.address);
    expect(await refusal(container.plan({
      name: `${NAME}-thief`, image: 'busybox:latest', runtime: FORKS, env: [`BERTH_FORK=from:${'0'.repeat(64)}`],
    }))).toContain('The environment variable "BERTH_FORK" is the provider\'s own');
  });

  test('a variable of forks that a placeholder makes', async () => {
    const named = { ...config(1), name: 'BERTH_FORK', fork: [] };
    const template = named.template.map((each) => ({ ...each, env: ['{{clone.name}}=x'] }));
    expect(await refusal(set.apply({ ...named, template }))).toContain('The environment variable "BERTH_FORK-0" is the provider\'s own');
  });
});
