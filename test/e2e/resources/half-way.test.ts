import { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker } from './managed';
import { PlainEngine } from './plain-engine';
import { waitUntil } from '../../../examples/setup/wait';
import { EngineProxy } from '../support/engine-proxy';
import { run } from '../support/run';
import { Outcome, Workspace } from '../support/workspace';

const PREFIX = 'e2e-halfway';
const NAME = `${PREFIX}-web`;
const PORT = 21690;

let proxy: EngineProxy;
let workspace: Workspace | undefined;

/** A container, with all that is not the point of the test. */
function web(more: object = {}, host = proxy.address): object {
  return {
    provider: { docker: { host } },
    resource: {
      docker_container: {
        web: {
          name: NAME,
          image: 'busybox:latest',
          command: ['sh', '-c', 'echo starting; exec sleep 100000'],
          network_mode: 'none',
          destroy_grace_seconds: 0,
          ...more,
        },
      },
    },
  };
}

async function workspaceWith(configuration: object): Promise<Workspace> {
  workspace = await Workspace.create(configuration);
  return workspace;
}

const containers = () => docker.listContainers({ all: true, filters: { name: [PREFIX] } });

async function cleanUp(): Promise<void> {
  for (const { Id } of await containers()) await docker.getContainer(Id).remove({ force: true, v: true });
  for (const { Id } of await docker.listNetworks({ filters: { name: [PREFIX] } })) await docker.getNetwork(Id).remove();
  for (const { Name } of (await docker.listVolumes({ filters: { name: [PREFIX] } })).Volumes) await docker.getVolume(Name).remove();
  for (const { RepoTags } of await docker.listImages({ filters: { reference: [PREFIX] } })) {
    for (const tag of RepoTags ?? []) await docker.getImage(tag).remove();
  }
}

beforeAll(cleanUp);

beforeEach(async () => {
  proxy = await EngineProxy.start();
});

afterEach(async () => {
  await workspace?.remove();
  workspace = undefined;
  proxy.stop();
  await cleanUp();
});

/** The one error of an apply that failed. */
function theError({ ok, diagnostics }: Outcome): string {
  expect(ok).toBe(false);
  expect(diagnostics).toHaveLength(1);
  return `${diagnostics[0]!.summary}\n${diagnostics[0]!.detail}`;
}

/** What exists is in the state, as tainted, and the next apply, of a configuration that works, replaces it: there is one, and it runs. */
async function isTaintedAndReplaced(terraform: Workspace, mended: object): Promise<void> {
  const [left, ...others] = await containers();
  expect(others).toEqual([]);
  expect((await terraform.state())['docker_container.web']!.id).toBe(left!.Id);
  terraform.configure(mended);
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] }, action_reason: 'replace_because_tainted' }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  await isOne(terraform);
  expect((await containers())[0]!.Id).not.toBe(left!.Id);
}

/** There is one container, it runs, and it is the one of the state. */
async function isOne(terraform: Workspace): Promise<void> {
  const all = await containers();
  expect(all.map(({ Names, State }) => [Names[0], State])).toEqual([[`/${NAME}`, 'running']]);
  expect((await terraform.state())['docker_container.web']!.id).toBe(all[0]!.Id);
  expect((await terraform.plan()).changes).toEqual([]);
}

describe('an apply that fails', () => {
  test('since the image is gone by then: nothing is left', async () => {
    await docker.getImage('busybox:latest').tag({ repo: PREFIX, tag: 'going' });
    const terraform = await workspaceWith(web({ image: `${PREFIX}:going` }));
    await terraform.plan();
    await docker.getImage(`${PREFIX}:going`).remove();
    expect(theError(await terraform.applyLastPlan())).toContain(`There is no image "${PREFIX}:going" on the engine`);
    expect(await containers()).toEqual([]);
    expect(await terraform.state()).toEqual({});
  });

  test.each<[string, object, RegExp]>([
    ['since its program is none', { command: ['no-such-program'] }, /no-such-program/],
    ['since it ends right away', { command: ['sh', '-c', 'echo no database; exit 3'], must_run: true, wait: true }, /with exit code 3[^]*no database/],
    ['since it is never healthy', { wait: true, wait_timeout: 1, healthcheck: [{ test: ['CMD', 'false'], interval: '1s', retries: 1000 }] }, /not healthy within 1 s[^]*starting/],
    ['since it is found unhealthy', { wait: true, healthcheck: [{ test: ['CMD-SHELL', 'echo not yet; exit 1'], interval: '1s', retries: 1 }] }, /found it unhealthy[^]*not yet[^]*starting/],
    ['since a file can\'t be put there', { upload: [{ file: '/bin/busybox/file', content: 'x' }] }, /\/bin\/busybox/],
  ])('%s: what exists is tainted, and replaced', async (_why, more, message) => {
    const terraform = await workspaceWith(web(more));
    expect(theError(await terraform.apply())).toMatch(message);
    await isTaintedAndReplaced(terraform, web());
  });

  test('since its port is taken: what exists is tainted, and replaced', async () => {
    await docker.createNetwork({ Name: `${PREFIX}-net` });
    const ports = { network_mode: `${PREFIX}-net`, ports: [{ internal: 80, external: PORT }] };
    const other = await docker.createContainer({
      name: `${PREFIX}-other`,
      Image: 'busybox:latest',
      Cmd: ['sleep', '100000'],
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { NetworkMode: `${PREFIX}-net`, PortBindings: { '80/tcp': [{ HostPort: `${PORT}` }] } },
    });
    await other.start();
    const terraform = await workspaceWith(web(ports));
    expect(theError(await terraform.apply())).toContain(`${PORT}`);
    await other.remove({ force: true });
    await isTaintedAndReplaced(terraform, web(ports));
    await terraform.destroy();
  });
});

describe('a connection that breaks off', () => {
  test.each(['POST /containers/create', 'POST /containers/ID/start'])('when the engine has answered %s: there is one container', async (step) => {
    const terraform = await workspaceWith(web());
    let broken = 0;
    proxy.fate = (asked) => {
      if (broken > 0 || !asked.replace(/[0-9a-f]{64}/, 'ID').startsWith(step)) return 'pass';
      broken += 1;
      return 'lose';
    };
    const { ok } = await terraform.apply();
    expect(broken).toBe(1);
    if (!ok) expect((await terraform.apply()).ok).toBe(true);
    await isOne(terraform);
  });
});

/** Applies until the provider asks for something (after something else), and then kills it so that it can't do anything about it. */
async function killedAt(terraform: Workspace, step: RegExp, after = /^/): Promise<void> {
  let isHeld = false;
  proxy.fate = (asked) => {
    if (!step.test(asked) || !proxy.asked.some((one) => after.test(one))) return 'pass';
    isHeld = true;
    return 'hold';
  };
  const applying = terraform.start('apply', '-auto-approve', '-input=false');
  const ended = new Promise((resolve) => applying.once('exit', resolve));
  applying.stdout!.resume();
  applying.stderr!.resume();
  await waitUntil('the provider is on its way', () => isHeld);
  for (const pid of await childrenOf(applying)) process.kill(pid, 'SIGKILL');
  await ended;
  proxy.fate = () => 'pass';
}

async function childrenOf({ pid }: ChildProcess): Promise<number[]> {
  const processes = (await run('ps', ['-eo', 'pid=,ppid='])).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return processes.filter(([, parent]) => parent === pid).map(([child]) => child!);
}

describe('a provider that is killed with -9', () => {
  const START = /^POST \/containers\/[0-9a-f]+\/start/;

  test('between create and start leaves a container that the next apply removes, for one that runs', async () => {
    const terraform = await workspaceWith(web());
    await killedAt(terraform, START);
    const [left] = await containers();
    expect(left!.State).toBe('created');
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await isOne(terraform);
  });

  test('as well where it was mended meanwhile, and had volumes and networks', async () => {
    await docker.createNetwork({ Name: `${PREFIX}-one` });
    await docker.createNetwork({ Name: `${PREFIX}-two` });
    const networks = { network_mode: undefined, networks_advanced: [{ name: `${PREFIX}-one` }, { name: `${PREFIX}-two` }] };
    const before = (await docker.listVolumes()).Volumes.length;
    const terraform = await workspaceWith(web({ ...networks, volumes: [{ container_path: '/data' }] }));
    await killedAt(terraform, START);
    terraform.configure(web({ ...networks, env: ['A=1'] }));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await isOne(terraform);
    expect((await docker.listVolumes()).Volumes.length).toBe(before);
    await terraform.destroy();
  });

  test('before the engine knew of the container leaves nothing', async () => {
    const terraform = await workspaceWith(web());
    await killedAt(terraform, /^POST \/containers\/create/);
    expect(await containers()).toEqual([]);
    expect(await terraform.apply()).toMatchObject({ ok: true });
    await isOne(terraform);
  });

  const health = { wait: true, healthcheck: [{ test: ['CMD', 'true'], interval: '1s' }] };
  test.each<[string, object, RegExp, object]>([
    ['while it waits for the container, which runs', health, /^GET \/events/, { State: 'running' }],
    ['when it has made one that is not to be started', { start: false, must_run: false }, /^GET \/containers\/[0-9a-f]{64}\/json/, { State: 'created' }],
  ])('%s: the next apply replaces it', async (_when, more, step, seen) => {
    const terraform = await workspaceWith(web(more));
    await killedAt(terraform, step);
    const [left] = await containers();
    expect(left).toMatchObject(seen);
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    const [one, ...others] = await containers();
    expect(others).toEqual([]);
    expect(one).toMatchObject(seen);
    expect(one!.Id).not.toBe(left!.Id);
    expect((await terraform.state())['docker_container.web']!.id).toBe(one!.Id);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  test('does not have a container touched that is finished, though Terraform was made to forget it', async () => {
    const terraform = await workspaceWith(web());
    await terraform.apply();
    const [finished] = await containers();
    await terraform.terraform('state', 'rm', 'docker_container.web');
    expect(theError(await terraform.apply())).toContain('is taken by another container');
    expect((await containers()).map(({ Id }) => Id)).toEqual([finished!.Id]);
  });

  test('does not have a container touched that was left and then imported, though Terraform was made to forget it', async () => {
    const terraform = await workspaceWith(web(health));
    await killedAt(terraform, /^GET \/events/);
    const [left] = await containers();
    await terraform.terraform('import', 'docker_container.web', NAME);
    await terraform.terraform('state', 'rm', 'docker_container.web');
    expect(theError(await terraform.apply())).toContain('is taken by another container');
    expect((await containers()).map(({ Id }) => Id)).toEqual([left!.Id]);
  });

  test('when it has made a network: the next apply replaces it, and there is one', async () => {
    const networks = () => docker.listNetworks({ filters: { name: [PREFIX] } });
    const terraform = await workspaceWith({ provider: { docker: { host: proxy.address } }, resource: { docker_network: { net: { name: `${PREFIX}-net` } } } });
    await killedAt(terraform, /^GET \/networks\/[0-9a-f]{64}/);
    const [left] = await networks();
    expect(await terraform.state()).toEqual({});
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    const [one, ...others] = await networks();
    expect(others).toEqual([]);
    expect(one!.Id).not.toBe(left!.Id);
    expect((await terraform.state())['docker_network.net']!.id).toBe(one!.Id);
  });

  test('when it has made a volume, whose data nobody knows: the next apply refuses it, and it can be taken over', async () => {
    const name = `${PREFIX}-data`;
    const terraform = await workspaceWith({ provider: { docker: { host: proxy.address } }, resource: { docker_volume: { data: { name } } } });
    await killedAt(terraform, /^GET \/volumes/, /^POST \/volumes\/create/);
    expect(await terraform.state()).toEqual({});
    expect(theError(await terraform.apply())).toMatch(/is taken by another volume[^]*terraform import/);
    await terraform.terraform('import', 'docker_volume.data', name);
    expect((await terraform.plan()).changes).toEqual([]);
  });

  test('does not have the container of another touched: one made by hand, and just so', async () => {
    const made = await docker.createContainer({ name: NAME, Image: 'busybox:latest', Cmd: ['sh', '-c', 'echo starting; exec sleep 100000'], HostConfig: { NetworkMode: 'none' } });
    const terraform = await workspaceWith(web());
    expect(theError(await terraform.apply())).toContain(`The name "${NAME}" is taken by another container`);
    expect((await made.inspect()).State.Status).toBe('created');
  });

  test('does not have the container of another touched: one that was left in another folder', async () => {
    const another = await Workspace.create(web());
    try {
      await killedAt(another, START);
      const [left] = await containers();
      const terraform = await workspaceWith(web());
      expect(theError(await terraform.apply())).toContain('is taken by another container');
      expect((await containers()).map(({ Id }) => Id)).toEqual([left!.Id]);
      // Where it was left, it is known.
      expect(await another.apply()).toMatchObject({ ok: true });
      await isOne(another);
    } finally {
      await another.remove();
    }
  });

  test('does not make two resources of one name one', async () => {
    const terraform = await workspaceWith(web({ count: 2 }));
    const { ok, diagnostics } = await terraform.apply();
    expect(ok).toBe(false);
    expect(diagnostics.map(({ summary }) => summary)).toEqual([`The name "${NAME}" is taken by another container`]);
    expect(await containers()).toHaveLength(1);
  });
});

test('an engine that is stopped in the middle leaves what exists as tainted, and once it is back, it is replaced', async () => {
  const engine = await PlainEngine.start(mkdtempSync(join(tmpdir(), 'berth-engine-')));
  try {
    const slow = { wait: true, wait_timeout: 250, healthcheck: [{ test: ['CMD', 'false'], interval: '1s', retries: 1000 }] };
    const terraform = await workspaceWith(web(slow, engine.address));
    const applying = terraform.apply();
    await waitUntil('the container is waited for', () => engine.docker.getContainer(NAME).inspect().then(({ State }) => State.Running, () => false));
    const { Id: left } = await engine.docker.getContainer(NAME).inspect();
    await engine.stop();
    // It stops its containers before it goes: which of both is noticed first is all the same.
    expect(theError(await applying)).toMatch(/with exit code 137[^]*starting|The Docker Engine at unix:/);
    expect((await terraform.state())['docker_container.web']!.id).toBe(left);

    await engine.run();
    terraform.configure(web({}, engine.address));
    expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] }, action_reason: 'replace_because_tainted' }]);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await engine.docker.listContainers({ all: true })).toMatchObject([{ Names: [`/${NAME}`], State: 'running' }]);
    await terraform.destroy();
  } finally {
    await engine.remove();
  }
});
