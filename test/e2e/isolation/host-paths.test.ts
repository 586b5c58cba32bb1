import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import * as path from 'node:path';
import { bind, hostMachine, now, problems } from './host-machine';
import { compareApiVersions } from '../../../provider/engine/version';
import { docker } from '../engine/docker';
import { run } from '../support/run';

const NAME = 'e2e-host-paths';

const { machine, shared, workspaceWith, configuration, expectRefusal } = hostMachine(NAME);

test('a path in a shared folder is mounted, also through a link that stays in it, and the second plan is empty', async () => {
  const workspace = await workspaceWith(configuration(bind(path.join(shared, 'data')), bind(path.join(shared, 'inside'))));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await workspace.plan()).changes.filter(({ change }) => change.actions[0] !== 'no-op')).toEqual([]);
  for (const name of [0, 1]) {
    const { Mounts: mounts } = await docker.getContainer(`${NAME}-${name}`).inspect();
    expect(mounts).toMatchObject([{ Type: 'bind', RW: false }]);
  }
});

test.each([
  ['a path outside', () => bind(path.join(machine, 'secret'))],
  ['a writable mount of a folder that is shared read-only', () => bind(path.join(shared, 'data'), false)],
  ['the way out', () => bind(`${shared}/../secret`)],
  ['a path by `volumes`', () => ({ volumes: [{ volume_name: path.join(machine, 'secret'), container_path: '/x' }] })],
])('%s is refused at plan', async (_, container) => {
  const workspace = await workspaceWith(configuration(container()));
  expect(problems(await workspace.plan())).toEqual([expect.stringContaining('is weaker than its isolation policy: host paths')]);
});

test.each([
  ['outside', () => path.join(machine, 'secret')],
  ['everything', () => '/'],
])('a link to "%s" is refused before the start', async (link, target) => {
  const workspace = await workspaceWith(configuration(bind(path.join(shared, link))));
  expect(await workspace.plan()).toMatchObject({ ok: true });
  const since = now();
  await expectRefusal(await workspace.applyLastPlan(), since, `On the host, "${path.join(shared, link)}" leads to "${target()}".`);
});

describe('a shared folder with another file system mounted in it', () => {
  const nested = path.join(shared, 'data', 'nested');

  beforeAll(async () => {
    mkdirSync(nested);
    await run('mount', ['-t', 'tmpfs', 'berth-nested', nested]);
  });

  afterAll(async () => {
    await run('umount', [nested]);
  });

  /** Engines from 25 on make it read-only, too, unless a mount says otherwise. */
  const staysWritable = async () => {
    const { ApiVersion: version } = await docker.version();
    return compareApiVersions(version, '1.44') < 0 ? {} : { read_only_non_recursive: true };
  };
  const mounted = (options: object) => {
    const [mount] = bind(path.join(shared, 'data')).mounts;
    return { mounts: [{ ...mount, bind_options: options }] };
  };

  test('is refused before an upload and the start, since that file system would be writable', async () => {
    const upload = [{ file: '/x/nested/uploaded', content: 'x' }];
    const workspace = await workspaceWith(configuration({ ...mounted(await staysWritable()), upload }));
    const since = now();
    const note = `On the host, another file system is mounted at "${nested}". It would be writable in the container`;
    await expectRefusal(await workspace.apply(), since, note);
    expect(existsSync(path.join(nested, 'uploaded'))).toBe(false);
  });

  test('can be mounted without it', async () => {
    const workspace = await workspaceWith(configuration(mounted({ non_recursive: true })));
    expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  });
});

test('a path in a folder that is shared for writing is refused, since a container could replace it by a link', async () => {
  const policy = `baseline@1 share=${shared}:rw`;
  const refused = await workspaceWith(configuration({ ...bind(path.join(shared, 'data')), isolation_policy: policy }));
  expect(problems(await refused.plan())).toEqual([expect.stringContaining('is weaker than its isolation policy: host paths')]);
  const allowed = await workspaceWith(configuration({ ...bind(shared, false), isolation_policy: policy }));
  expect(await allowed.apply()).toMatchObject({ ok: true, diagnostics: [] });
});

test('a link to a path that is not in UTF-8 is refused before the start', async () => {
  // As a text, the target is the path of a folder that may be mounted.
  const [link, target] = [path.join(shared, 'bytes'), Buffer.concat([Buffer.from(`${shared}/`), Buffer.from([0xff])])];
  symlinkSync('/etc', target);
  symlinkSync(target, link);
  mkdirSync(target.toString());
  const workspace = await workspaceWith(configuration(bind(link)));
  expect(await workspace.plan()).toMatchObject({ ok: true });
  const { diagnostics } = await workspace.applyLastPlan();
  expect(JSON.stringify(diagnostics)).toContain('is a symbolic link to a path that is not in UTF-8.');
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});

test('a link that leads in a circle is refused', async () => {
  const workspace = await workspaceWith(configuration(bind(path.join(shared, 'round'))));
  const outcome = await workspace.apply();
  expect(outcome.ok).toBe(false);
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});

test.each(['slave', 'rslave', 'shared', 'rshared'])('a mount with the propagation "%s" is refused at plan', async (propagation) => {
  const [mount] = bind(shared).mounts;
  const workspace = await workspaceWith(configuration({ mounts: [{ ...mount, bind_options: { propagation } }] }));
  expect(problems(await workspace.plan())).toEqual([expect.stringContaining('is weaker than its isolation policy: host paths')]);
});

test('a path that does not exist is refused before the engine creates it in a folder that is shared read-only', async () => {
  const missing = path.join(shared, 'missing');
  const workspace = await workspaceWith(configuration({ volumes: [{ host_path: missing, container_path: '/x', read_only: true }] }));
  expect(await workspace.plan()).toMatchObject({ ok: true });
  const since = now();
  const note = `On the host, "${missing}" does not exist, and the engine would create it. Create it first.`;
  await expectRefusal(await workspace.applyLastPlan(), since, note);
  expect(existsSync(missing)).toBe(false);
});

test.each([
  ['the socket of an engine', 'docker.sock'],
  ['the folder of an engine', 'podman/podman.sock'],
])('a shared folder with %s in it is refused before the start', async (_, socket) => {
  const folder = path.join(shared, 'listens');
  mkdirSync(path.dirname(path.join(folder, socket)), { recursive: true });
  const server = createServer().listen(path.join(folder, socket));
  try {
    const workspace = await workspaceWith(configuration(bind(folder)));
    expect(await workspace.plan()).toMatchObject({ ok: true });
    const since = now();
    const note = `On the host, an engine listens at "${folder}/${socket}".`;
    await expectRefusal(await workspace.applyLastPlan(), since, note, 'engine socket');
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});

test('the folder in which the engine keeps its files is refused before the start, though the policy shares it', async () => {
  const { DockerRootDir: root } = await docker.info() as { DockerRootDir: string };
  for (const source of [root, `${root}/image`]) {
    const workspace = await workspaceWith(configuration({ ...bind(source), isolation_policy: `baseline@1 share=${root}` }));
    const since = now();
    await expectRefusal(await workspace.apply(), since, 'the policy requires shared, but the value is any');
  }
});

test.each(['proc', 'sysfs'])('a shared folder with a file system of the type "%s" in it is refused before the start', async (type) => {
  const kernel = path.join(shared, 'data', 'kernel');
  mkdirSync(kernel);
  await run('mount', ['-t', type, type, kernel]);
  try {
    for (const source of [path.join(shared, 'data'), kernel]) {
      const workspace = await workspaceWith(configuration(bind(source)));
      const since = now();
      await expectRefusal(await workspace.apply(), since, `a file system of the type "${type}" is mounted at "${kernel}"`);
    }
  } finally {
    await run('umount', [kernel]);
    rmSync(kernel, { recursive: true });
  }
});
