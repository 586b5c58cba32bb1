import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { noProbeIsLeft, startsSince } from './attested';
import { resolveEndpoint } from '../../../provider/engine/endpoint/resolve';
import { Engine } from '../../../provider/engine/engine';
import { fromEngine } from '../../../provider/resources/container/fields/model';
import { verifyCreated, verifyStarted } from '../../../provider/resources/container/operations/verify';
import { formatPolicy } from '../../../src/shared/controls/policy-text';
import { BASELINE_CONTROLS } from '../../../src/shared/controls/profiles';
import { HARDENED } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { run } from '../support/run';
import { Outcome } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-host-paths';

const workspaceWith = workspacePerTest(NAME);
noProbeIsLeft();

/** A machine: a shared folder, a secret beside it, and links in the shared folder. */
const machine = mkdtempSync(path.join(tmpdir(), 'berth-host-paths-'));
const shared = path.join(machine, 'shared');
mkdirSync(path.join(shared, 'data'), { recursive: true });
mkdirSync(path.join(machine, 'secret'));
writeFileSync(path.join(shared, 'data', 'file'), 'data');
writeFileSync(path.join(machine, 'secret', 'file'), 'secret');
symlinkSync('data', path.join(shared, 'inside'));
symlinkSync('../secret', path.join(shared, 'outside'));
symlinkSync('/', path.join(shared, 'everything'));
symlinkSync('round', path.join(shared, 'round'));
afterAll(() => rmSync(machine, { recursive: true }));

const POLICY = `baseline@1 share=${shared}`;
const bind = (source: string, readOnly = true) => ({ mounts: [{ type: 'bind', source, target: '/x', read_only: readOnly }] });

const configuration = (...containers: readonly object[]) => ({
  resource: {
    docker_container: Object.fromEntries(containers.map((container, index) => (
      [`web${index}`, { name: `${NAME}-${index}`, ...HARDENED, isolation_policy: POLICY, ...container }]))),
  },
});

const problems = ({ diagnostics }: Outcome) => diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`);

/** Checks that an apply refused the container, which is gone and never ran. */
async function expectRefusal(outcome: Outcome, since: number, detail: string): Promise<void> {
  const start = `Container "${NAME}-0" is weaker than its isolation policy: host paths`;
  const refusal = problems(outcome).find((text) => text.startsWith(start));
  expect(refusal).toContain(detail);
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
  expect(await startsSince(since, NAME)).toEqual([]);
}

const now = () => Date.now() / 1000;

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

  test('is refused before an upload and the start, since that file system would be writable', async () => {
    const upload = [{ file: '/x/nested/uploaded', content: 'x' }];
    const workspace = await workspaceWith(configuration({ ...bind(path.join(shared, 'data')), upload }));
    const since = now();
    const note = `On the host, another file system is mounted at "${nested}". It would be writable in the container`;
    await expectRefusal(await workspace.apply(), since, note);
    expect(existsSync(path.join(nested, 'uploaded'))).toBe(false);
  });

  test('can be mounted without it', async () => {
    const [mount] = bind(path.join(shared, 'data')).mounts;
    const workspace = await workspaceWith(configuration({ mounts: [{ ...mount, bind_options: { non_recursive: true } }] }));
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

test('a link that leads in a circle is refused', async () => {
  const workspace = await workspaceWith(configuration(bind(path.join(shared, 'round'))));
  const outcome = await workspace.apply();
  expect(outcome.ok).toBe(false);
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});

test('a volume that someone made as a bind mount is refused before the start', async () => {
  const options = { type: 'none', o: 'bind', device: path.join(machine, 'secret') };
  await docker.createVolume({ Name: `${NAME}-disguised`, Driver: 'local', DriverOpts: options });
  const workspace = await workspaceWith(configuration({ volumes: [{ volume_name: `${NAME}-disguised`, container_path: '/x' }] }));
  expect(await workspace.plan()).toMatchObject({ ok: true });
  const since = now();
  await expectRefusal(await workspace.applyLastPlan(), since, 'the policy requires shared, but the value is any');
});

test('a volume that is a bind mount under a harmless type is refused', async () => {
  const options = { type: 'tmpfs', o: 'bind', device: path.join(machine, 'secret') };
  await docker.createVolume({ Name: `${NAME}-typed`, Driver: 'local', DriverOpts: options });
  const workspace = await workspaceWith(configuration({ mounts: [{ type: 'volume', source: `${NAME}-typed`, target: '/x' }] }));
  const since = now();
  await expectRefusal(await workspace.apply(), since, 'the policy requires shared, but the value is any');
});

describe('a volume that binds a folder', () => {
  const empty = path.join(shared, 'empty');
  const outside = path.join(machine, 'outside');
  const volume = `${NAME}-empty`;
  const makeVolume = (o: string, device: string) => (
    docker.createVolume({ Name: volume, Driver: 'local', DriverOpts: { type: 'none', o, device } }));
  // The image has files there, with which the engine fills an empty volume when it creates a container.
  const mounted = (more: object = {}) => ({ mounts: [{ type: 'volume', source: volume, target: '/bin', read_only: true, ...more }] });

  beforeAll(() => [empty, outside].forEach((folder) => mkdirSync(folder)));

  test('is refused at plan if it is writable, although the mount is read-only', async () => {
    const options = { driver_options: { type: 'none', o: 'bind,private', device: empty } };
    const workspace = await workspaceWith(configuration(mounted({ volume_options: options })));
    expect(problems(await workspace.plan())).toEqual([expect.stringContaining('A volume that binds it needs `o = "bind,ro,private"`.')]);
  });

  test.each([
    ['`mounts`', mounted()],
    ['`volumes`', { volumes: [{ volume_name: volume, container_path: '/bin', read_only: true }] }],
  ])('is refused before the creation if it exists and is writable: %s', async (_, container) => {
    await makeVolume('bind,private', empty);
    const workspace = await workspaceWith(configuration(container));
    expect(await workspace.plan()).toMatchObject({ ok: true });
    const since = now();
    await expectRefusal(await workspace.applyLastPlan(), since, `The volume "${volume}" shows "${empty}" of the host, with the options`);
    expect(readdirSync(empty)).toEqual([]);
  });

  test('is refused before the creation if it leads to another folder', async () => {
    const link = path.join(machine, 'shared-for-writing');
    symlinkSync('outside', link);
    await makeVolume('bind,private', link);
    const policy = `baseline@1 share=${link}:rw`;
    const workspace = await workspaceWith(configuration({ ...mounted({ read_only: false }), isolation_policy: policy }));
    const since = now();
    await expectRefusal(await workspace.apply(), since, `On the host, "${link}" leads to "${outside}".`);
    expect(readdirSync(outside)).toEqual([]);
  });

  test('does not show what is mounted in the folder later', async () => {
    const folder = path.join(shared, 'peers');
    const later = path.join(folder, 'later');
    mkdirSync(later, { recursive: true });
    await run('mount', ['--bind', folder, folder]);
    try {
      await run('mount', ['--make-shared', folder]);
      await makeVolume('bind,ro', folder);
      const propagating = await workspaceWith(configuration({ ...mounted({ target: '/x' }) }));
      const since = now();
      await expectRefusal(await propagating.apply(), since, `The volume "${volume}" shows "${folder}" of the host`);
      await docker.getVolume(volume).remove();

      await makeVolume('bind,ro,private', folder);
      const workspace = await workspaceWith(configuration({ ...mounted({ target: '/x' }) }, bind(folder)));
      expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
      await run('mount', ['-t', 'tmpfs', 'berth-later', later]);
      writeFileSync(path.join(later, 'file'), '');
      for (const number of [0, 1]) {
        const { State: { Pid: pid } } = await docker.getContainer(`${NAME}-${number}`).inspect();
        expect(readdirSync(`/proc/${pid}/root/x`)).toEqual(['later']);
        expect(readdirSync(`/proc/${pid}/root/x/later`)).toEqual([]);
      }
      await run('umount', [later]);
    } finally {
      await run('umount', [folder]);
    }
  });
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

test('the mounts of another container are refused before the start', async () => {
  const { id } = await docker.createContainer({
    name: `${NAME}-other`, Image: 'busybox:latest', HostConfig: { Binds: [`${machine}/secret:/x:ro`] },
  });
  try {
    const workspace = await workspaceWith(configuration({ volumes: [{ from_container: `${NAME}-other` }] }));
    const since = now();
    const outcome = await workspace.apply();
    expect(problems(outcome)).toEqual([expect.stringContaining('is weaker than its isolation policy: host paths')]);
    expect(await startsSince(since, NAME)).toEqual([]);
  } finally {
    await docker.getContainer(id).remove({ force: true });
  }
});

test('a container whose folder was replaced while it was stopped is not started again', async () => {
  const folder = path.join(shared, 'replaced');
  mkdirSync(folder);
  const workspace = await workspaceWith(configuration(bind(folder)));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  await docker.getContainer(`${NAME}-0`).stop({ t: 0 });
  renameSync(folder, `${folder}.old`);
  symlinkSync('../secret', folder);
  const since = now();
  expect(problems(await workspace.apply())).toEqual([expect.stringContaining(`On the host, "${folder}" leads to "${machine}/secret".`)]);
  expect(await docker.getContainer(`${NAME}-0`).inspect()).toMatchObject({ State: { Running: false } });
  expect(await startsSince(since, NAME)).toEqual([]);
  rmSync(folder);
  renameSync(`${folder}.old`, folder);
  expect(await workspace.apply()).toMatchObject({ ok: true });
});

test('a folder that is replaced between the check and the start is seen by the mounts in force', async () => {
  const folder = path.join(shared, 'raced');
  mkdirSync(folder);
  const engine = new Engine(() => resolveEndpoint({}, process.env));
  const { signal } = new AbortController();
  const { id } = await docker.createContainer({
    name: `${NAME}-raced`, Image: 'busybox:latest', Cmd: ['sleep', '1000'], HostConfig: { Binds: [`${folder}:/x:ro`] },
  });
  const { host_paths: hostPaths, engine_socket: socket } = BASELINE_CONTROLS;
  const controls = { host_paths: hostPaths, engine_socket: socket };
  const policy = formatPolicy({ controls, sharedFolders: [{ path: shared, readOnly: true }] });
  const desired = { ...fromEngine(await docker.getContainer(id).inspect()), isolation_policy: policy } as never;
  expect(await verifyCreated(engine, id, desired, signal)).toBe(true);
  renameSync(folder, `${folder}.old`);
  symlinkSync('../secret', folder);
  await docker.getContainer(id).start();
  await expect(verifyStarted(engine, id, desired, signal)).rejects.toMatchObject({
    diagnostics: [{ detail: expect.stringContaining('This is what the kernel shows: the path was replaced while the container started.') }],
  });
  await docker.getContainer(id).remove({ force: true });
});

test.each(['ro,z', 'ro,rslave', 'ro,Z,rprivate'])('a bind in the mode "%s", whoever made it, is refused before the start', async (mode) => {
  const own = path.join(shared, 'own');
  mkdirSync(own, { recursive: true });
  // An engine accepts a propagation other than "rprivate" only for a shared mount.
  await run('mount', ['--bind', own, own]);
  try {
    await run('mount', ['--make-shared', own]);
    const { id } = await docker.createContainer({
      name: `${NAME}-mode`, Image: 'busybox:latest', Cmd: ['true'], HostConfig: { Binds: [`${own}:/x:${mode}`] },
    });
    const policy = formatPolicy({ controls: { host_paths: 'shared' }, sharedFolders: [{ path: shared, readOnly: true }] });
    const desired = { ...fromEngine(await docker.getContainer(id).inspect()), volumes: [], isolation_policy: policy } as never;
    const verified = verifyCreated(new Engine(() => resolveEndpoint({}, process.env)), id, desired, new AbortController().signal);
    await expect(verified).rejects.toMatchObject({ diagnostics: [{ detail: expect.stringContaining('the value is any') }] });
    await docker.getContainer(id).remove({ force: true });
  } finally {
    await run('umount', [own]);
  }
});

test('a volume that shows a path outside is refused under a floor, at plan and by the apply of an earlier plan', async () => {
  const floor = path.join(machine, 'floor.json');
  writeFileSync(floor, JSON.stringify({ profile: 'baseline', shared_folders: [{ path: shared }] }));
  const env: Record<string, string> = {};
  const driverOptions = { type: 'none', o: 'bind', device: path.join(machine, 'secret') };
  const data = { name: `${NAME}-floor`, driver_opts: driverOptions };
  const workspace = await workspaceWith({ resource: { docker_volume: { data } } }, { env });
  expect(await workspace.plan()).toMatchObject({ ok: true });
  env.BERTH_ISOLATION_FLOOR = floor;
  const refused = [expect.stringContaining(`Volume "${NAME}-floor" is weaker than the isolation floor of this machine: host paths`)];
  expect(problems(await workspace.applyLastPlan())).toEqual(refused);
  expect(problems(await workspace.plan())).toEqual(refused);
  delete env.BERTH_ISOLATION_FLOOR;
  expect(await workspace.apply()).toMatchObject({ ok: true });
  env.BERTH_ISOLATION_FLOOR = floor;
  expect(await workspace.destroy()).toMatchObject({ ok: true });
});
