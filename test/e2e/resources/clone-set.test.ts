import Docker from 'dockerode';
import { HARDENED } from '../../isolation/hardened';
import { NamespacedEngine } from '../support/namespaced-engine';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-set';
const workspaceWith = workspacePerTest(NAME);

let engines: Record<'a' | 'b' | 'c', NamespacedEngine>;
beforeAll(async () => {
  const start = (name: string) => NamespacedEngine.start(`${NAME}-${name}`, ['--storage-driver', 'overlay2']);
  const [a, b, c] = [await start('a'), await start('b'), await start('c')];
  engines = { a, b, c };
});
afterAll(() => Promise.all(Object.values(engines).map((engine) => engine.remove())));
afterEach(() => Promise.all(Object.values(engines).map(async ({ docker }) => {
  const left = await docker.listContainers({ all: true });
  await Promise.all(left.map(({ Id: id }) => docker.getContainer(id).remove({ force: true })));
})));

type Name = keyof typeof engines;
interface Host { readonly name: Name; readonly drain?: boolean }

const TEMPLATE = {
  image: 'busybox:latest',
  command: ['sh', '-c', 'trap exit TERM; sleep 1000 & wait'],
  env: ['INDEX={{clone.index}}', 'NAME={{clone.name}}', 'NUMBER={{clone.number}}'],
  ports: [{ internal: 80, external: 20_000 }],
  must_run_for: 0,
};

function stack(replicas: number, hosts: readonly (Name | Host)[], template: object = {}, known: readonly Name[] = ['a', 'b', 'c']) {
  const host = hosts.map((each) => (typeof each === 'string' ? { name: each, engine: each } : { ...each, engine: each.name }));
  return {
    provider: { docker: { engine: known.map((name) => ({ name, host: engines[name].address })) } },
    resource: { docker_clone_set: { web: { name: NAME, replicas, overlap_seconds: 0, host, template: { ...TEMPLATE, ...template } } } },
  };
}

/** Returns the ids of the running containers by name, for each host. */
async function running(): Promise<Record<string, Record<string, string>>> {
  const lists = await Promise.all(Object.entries(engines).map(async ([name, { docker }]) => {
    const containers = await docker.listContainers();
    return [name, Object.fromEntries(containers.map(({ Names: [each], Id: id }) => [each!.slice(1), id]))] as const;
  }));
  return Object.fromEntries(lists);
}

const namesIn = (hosts: Record<string, Record<string, string>>) => Object.values(hosts).flatMap((each) => Object.keys(each)).sort();
const names = (count: number) => Array.from({ length: count }, (_, index) => `${NAME}-${index}`);
const engineWith = (hosts: Record<string, Record<string, string>>, container: string): Docker =>
  engines[Object.entries(hosts).find(([, each]) => container in each)![0] as Name].docker;

test('nothing of another stack becomes a clone by the labels of one', async () => {
  const set = await workspaceWith(stack(1, ['a']));
  expect(await set.apply()).toMatchObject({ ok: true });
  const { docker, address } = engines.a;
  const { Config: { Labels: labels } } = await docker.getContainer(`${NAME}-0`).inspect();
  const copied = Object.entries(labels).map(([label, value]) => ({ label, value: label.endsWith('-index') ? '1' : value }));
  const other = (more: object) => ({
    provider: { docker: { host: address } },
    resource: { docker_container: { other: { name: `${NAME}-1`, image: 'busybox:latest', command: ['sleep', '1000'], ...more } } },
  });
  const labelled = await (await workspaceWith(other({ labels: copied }))).apply();
  expect(labelled).toMatchObject({ ok: false });
  expect(JSON.stringify(labelled.diagnostics)).toContain('The provider knows what it made by such labels.');

  const placeholder = {
    name: 'berth.x',
    replicas: 1,
    host: [{ name: 'here' }],
    template: {
      image: 'busybox:latest', labels: [{ label: '{{clone.name}}', value: 'x' }],
    },
  };
  const named = { provider: { docker: { host: address } }, resource: { docker_clone_set: { x: placeholder } } };
  const filled = await (await workspaceWith(named)).apply();
  expect(JSON.stringify(filled.diagnostics)).toContain('The label \\"berth.x-0\\" is the provider\'s own');

  await docker.getContainer(`${NAME}-0`).commit({ repo: NAME, tag: 'copied' });
  const inherited = await (await workspaceWith(other({ image: `${NAME}:copied` }))).apply();
  expect(inherited.diagnostics).toEqual([expect.objectContaining({
    summary: expect.stringMatching(/would inherit the label "berth\.clone-[a-z]+" from its image$/) as string,
  })]);
  expect((await docker.listContainers({ all: true })).map(({ Names: [name] }) => name)).toEqual([`/${NAME}-0`]);
  await docker.getImage(`${NAME}:copied`).remove({ force: true });
  expect(await set.plan()).toMatchObject({ ok: true, changes: [] });
});

test('containers from one template are spread over hosts, with values of their own', async () => {
  const workspace = await workspaceWith(stack(7, ['a', 'b', 'c']));
  const { changes } = await workspace.plan();
  expect(changes[0]!.change.after).toMatchObject({ summary: '7 of 7 run as described' });
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  const hosts = await running();
  expect(namesIn(hosts)).toEqual(names(7));
  expect(Object.values(hosts).map((each) => Object.keys(each).length).sort()).toEqual([2, 2, 3]);
  const state = (await workspace.state())['docker_clone_set.web']!;
  expect(state.placement).toEqual(Object.fromEntries(Object.entries(hosts).map(([host, each]) => [host, Object.keys(each).length])));
  const { Config: config, HostConfig: settings } = await engineWith(hosts, `${NAME}-4`).getContainer(`${NAME}-4`).inspect();
  expect(config.Env).toEqual(expect.arrayContaining(['INDEX=4', `NAME=${NAME}-4`, 'NUMBER=5']));
  expect(settings.PortBindings).toEqual({ '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '20004' }] });
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
  expect(await workspace.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(namesIn(await running())).toEqual([]);
});

const WRONG = `1 gone, create: ${NAME}-0; 1 stopped, start: ${NAME}-1; 1 with another \`memory\`, change while they run: ${NAME}-2`;

test('what was changed from outside is named in the plan, and only that is repaired', async () => {
  const workspace = await workspaceWith(stack(5, ['a', 'b'], { memory: 32 }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const before = await running();
  const container = (index: number) => engineWith(before, `${NAME}-${index}`).getContainer(`${NAME}-${index}`);
  await container(0).remove({ force: true });
  await container(1).kill();
  await container(2).update({ Memory: 64 * 1024 * 1024, MemorySwap: 128 * 1024 * 1024 });
  const { changes, diagnostics } = await workspace.plan();
  expect(diagnostics).toMatchObject([{
    severity: 'warning',
    summary: `The containers of the set "${NAME}" are not as described`,
    detail: `2 of 5 run as described; ${WRONG}.`,
  }]);
  expect(changes).toMatchObject([{
    change: {
      actions: ['update'],
      before: { summary: `2 of 5 run as described; ${WRONG}` },
      after: { summary: '5 of 5 run as described' },
    },
  }]);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  const after = await running();
  const idOf = (hosts: typeof after, index: number) => Object.values(hosts).map((each) => each[`${NAME}-${index}`]).find(Boolean);
  expect([1, 2, 3, 4].map((index) => idOf(after, index))).toEqual([1, 2, 3, 4].map((index) => idOf(before, index)));
  expect((await container(2).inspect()).HostConfig.Memory).toBe(32 * 1024 * 1024);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});

test('a clone that somebody made anew with other settings, or connected to a network, is seen and replaced', async () => {
  const policy = { ...HARDENED, isolation_policy: 'baseline@1' };
  const workspace = await workspaceWith(stack(4, ['a'], policy));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { docker } = engines.a;
  const anew = async (index: number, host: object, config: object = {}) => {
    const old = docker.getContainer(`${NAME}-${index}`);
    const { Config: settings, HostConfig: hostSettings } = await old.inspect();
    await old.remove({ force: true });
    const made = await docker.createContainer({
      name: `${NAME}-${index}`, ...settings, ...config, HostConfig: { ...hostSettings, ...host },
    } as Docker.ContainerCreateOptions);
    await made.start();
  };
  // What the engine could change is no reason to keep the rest.
  await anew(0, { PidMode: 'host', Memory: 128 * 1024 * 1024, MemorySwap: 256 * 1024 * 1024 });
  await anew(1, { Binds: ['/etc:/x'] });
  await anew(2, {}, { User: '1000' });
  const network = await docker.createNetwork({ Name: `${NAME}-other` });
  await network.connect({ Container: `${NAME}-3` });
  const { changes } = await workspace.plan();
  expect(changes).toMatchObject([{
    change: { before: { summary: `0 of 4 run as described; 4 not as created, replace: ${names(4).join(', ')}` } },
  }]);
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  for (const name of names(4)) {
    const { HostConfig: host, NetworkSettings: { Networks: networks } } = await docker.getContainer(name).inspect();
    expect(host).toMatchObject({ PidMode: '', Binds: null });
    expect(Object.keys(networks)).toEqual(['bridge']);
  }
  await network.remove();
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});

test('a set grows and shrinks, and changes live or by replacement', async () => {
  const workspace = await workspaceWith(stack(2, ['a', 'b']));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const first = await running();
  workspace.configure(stack(4, ['a', 'b'], { memory: 48 }));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const grown = await running();
  expect(namesIn(grown)).toEqual(names(4));
  expect(grown).toMatchObject(first);
  for (const name of names(4)) {
    expect((await engineWith(grown, name).getContainer(name).inspect()).HostConfig.Memory).toBe(48 * 1024 * 1024);
  }
  workspace.configure(stack(1, ['a', 'b'], { memory: 48, env: ['COLOR=blue'] }));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const shrunk = await running();
  expect(namesIn(shrunk)).toEqual(names(1));
  expect(shrunk).not.toMatchObject(grown);
  expect((await engineWith(shrunk, `${NAME}-0`).getContainer(`${NAME}-0`).inspect()).Config.Env).toContain('COLOR=blue');
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});

/** Applies, and returns the containers of which none ran at some moment meanwhile. */
async function gapsWhile(apply: () => Promise<{ readonly ok: boolean }>, wanted: readonly string[]): Promise<string[]> {
  const gaps = new Set<string>();
  let isDone = false;
  const watch = (async () => {
    while (!isDone) {
      const there = namesIn(await running());
      wanted.filter((name) => !there.includes(name)).forEach((name) => gaps.add(name));
    }
  })();
  expect(await apply()).toMatchObject({ ok: true, diagnostics: [] });
  isDone = true;
  await watch;
  return [...gaps];
}

test('a host is added, drained and removed, and each container runs on a new host before the old one ends', async () => {
  const workspace = await workspaceWith(stack(6, ['a', 'b']));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(stack(6, ['a', 'b', 'c']));
  expect(await gapsWhile(() => workspace.apply(), names(6))).toEqual([]);
  const added = await running();
  expect(Object.values(added).map((each) => Object.keys(each).length)).toEqual([2, 2, 2]);

  workspace.configure(stack(6, ['a', { name: 'b', drain: true }, 'c']));
  expect((await workspace.plan()).changes[0]!.change.after).toMatchObject({ placement: { a: 3, b: 0, c: 3 } });
  expect(await gapsWhile(() => workspace.applyLastPlan(), names(6))).toEqual([]);
  const drained = await running();
  expect(drained.b).toEqual({});
  expect(namesIn(drained)).toEqual(names(6));

  workspace.configure(stack(6, ['a', 'c'], {}, ['a', 'c']));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await running()).toEqual(drained);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});

test('a host that is gone for good is removed from the list, and what was left on it is named', async () => {
  const workspace = await workspaceWith(stack(4, ['a', 'b']));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const lost = Object.keys((await running()).b!).length;
  workspace.configure(stack(4, ['a', 'c'], {}, ['a', 'c']));
  const { ok, diagnostics } = await workspace.apply();
  expect(ok).toBe(true);
  expect(diagnostics).toMatchObject([{
    severity: 'warning',
    summary: `Containers of the set "${NAME}" may be left on the host "b"`,
    detail: expect.stringContaining(`${lost} containers`) as string,
  }]);
  const { a, c } = await running();
  expect([...Object.keys(a!), ...Object.keys(c!)].sort()).toEqual(names(4));
});

test('a container that fails does not stop the others, and the next apply does the rest', async () => {
  const workspace = await workspaceWith(stack(3, ['a', 'b']));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { docker } = engines.a;
  const blockers = [4, 5].map((index) => ({ Image: 'busybox:latest', Cmd: ['sleep', '1000'], name: `${NAME}-${index}` }));
  for (const blocker of blockers) for (const engine of [docker, engines.b.docker]) await engine.createContainer(blocker);
  workspace.configure(stack(6, ['a', 'b']));
  const failed = await workspace.apply();
  expect(failed).toMatchObject({ ok: false, diagnostics: [{ summary: `2 containers of the set "${NAME}" failed` }] });
  expect(failed.diagnostics[0]!.detail).toContain(`The name "${NAME}-4" is taken by another container`);
  expect(failed.diagnostics[0]!.detail).toContain(`Now 4 of 6 run as described; 2 gone, create: ${NAME}-4, ${NAME}-5.`);
  expect(namesIn(await running())).toEqual(names(4));
  for (const { name } of blockers) for (const engine of [docker, engines.b.docker]) await engine.getContainer(name).remove();
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(namesIn(await running())).toEqual(names(6));
});

test('containers with a local volume refuse to move, and a template that is wrong is refused at plan', async () => {
  const volumes = [{ volume_name: `${NAME}-data`, container_path: '/data' }];
  const workspace = await workspaceWith(stack(2, ['a', 'b'], { volumes }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(stack(2, ['a', { name: 'b', drain: true }], { volumes }));
  const refused = await workspace.plan();
  expect(refused).toMatchObject({
    ok: false, diagnostics: [{ summary: `1 container of the set "${NAME}" would move away from local data` }],
  });
  expect(refused.diagnostics[0]!.detail).toContain('its volume at /data is on one host only');

  workspace.configure(stack(2, ['a', 'b'], { runtime: 'nothing' }));
  expect(await workspace.plan()).toMatchObject({ ok: false, diagnostics: [{ summary: expect.stringContaining('nothing') as string }] });
  workspace.configure(stack(2, [{ name: 'a', drain: true }, { name: 'b', drain: true }]));
  expect((await workspace.plan()).diagnostics).toMatchObject([{ summary: 'No host is left for 2 containers' }]);
  workspace.configure(stack(2, ['a', 'b'], { privileged: true, isolation_policy: '{"privileged":false}' }));
  expect(await workspace.plan()).toMatchObject({ ok: false });
});

test('a move away from a volume that the image declares is a warning, unless something is mounted there', async () => {
  for (const { docker } of [engines.a, engines.b]) {
    const { id } = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
    await docker.getContainer(id).commit({ repo: `${NAME}-volume`, tag: '1', changes: 'VOLUME /data/' });
    await docker.getContainer(id).remove();
  }
  const moved = async (template: object) => {
    const workspace = await workspaceWith(stack(2, ['a', 'b'], { image: `${NAME}-volume:1`, ...template }));
    expect(await workspace.apply()).toMatchObject({ ok: true });
    workspace.configure(stack(2, ['a', { name: 'b', drain: true }], { image: `${NAME}-volume:1`, ...template }));
    const { ok, diagnostics } = await workspace.plan();
    await workspace.destroy();
    return { ok, summaries: diagnostics.map(({ summary }) => summary) };
  };
  expect(await moved({})).toEqual({ ok: true, summaries: [`1 container of the set "${NAME}" will move without the data at /data/`] });
  expect(await moved({ tmpfs: { '/data': '' } })).toEqual({ ok: true, summaries: [] });
});

test('each clone gets its secret, which is in no state', async () => {
  const secret = { file: '/run/secrets/token', content_wo: '${var.token}-{{clone.index}}' };
  const configuration = { ...stack(2, ['a', 'b'], { secret_file: [secret] }), variable: { token: { type: 'string', ephemeral: true } } };
  const workspace = await workspaceWith(configuration, { env: { TF_VAR_token: 'kept-out-of-the-state' } });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const hosts = await running();
  for (const index of [0, 1]) {
    const archive = await engineWith(hosts, `${NAME}-${index}`).getContainer(`${NAME}-${index}`).getArchive({ path: secret.file });
    const chunks: Buffer[] = [];
    for await (const chunk of archive) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toContain(`kept-out-of-the-state-${index}`);
  }
  expect(await workspace.terraform('state', 'pull')).not.toContain('kept-out-of-the-state');
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});
