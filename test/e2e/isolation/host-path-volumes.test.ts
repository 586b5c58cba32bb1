import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { bind, hostMachine, now, problems } from './host-machine';
import { STRICT } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { run } from '../support/run';

const NAME = 'e2e-host-volumes';

const { machine, shared, workspaceWith, configuration, expectRefusal } = hostMachine(NAME);

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

test('a volume of a server is refused before the start, and with one exemption only the engine can refuse it', async () => {
  const options = { type: 'nfs4', o: 'addr=127.0.0.1', device: ':/srv' };
  await docker.createVolume({ Name: `${NAME}-server`, Driver: 'local', DriverOpts: options });
  const container = { mounts: [{ type: 'volume', source: `${NAME}-server`, target: '/x' }] };
  const refused = await workspaceWith(configuration(container));
  expect(await refused.plan()).toMatchObject({ ok: true });
  const since = now();
  await expectRefusal(await refused.applyLastPlan(), since, `The volume "${NAME}-server" shows "nfs4::/srv" of the host`);
  const exempt = await workspaceWith(configuration({ ...container, isolation_exemptions: { host_paths: 'It reads the archive.' } }));
  // No server listens there.
  expect(problems(await exempt.apply())).toEqual([expect.not.stringContaining('is weaker than')]);
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
    const writable = mounted({ read_only: false, volume_options: { no_copy: true } });
    const workspace = await workspaceWith(configuration({ ...writable, isolation_policy: policy }));
    const since = now();
    await expectRefusal(await workspace.apply(), since, `On the host, "${link}" leads to "${outside}".`);
    expect(readdirSync(outside)).toEqual([]);
  });

  test('for writing is refused unless its mount has `no_copy`: the engine would put set-user-ID files of the image there', async () => {
    const image = await imageWithSetUserId();
    await makeVolume('bind,private', empty);
    const container = { ...STRICT, image, isolation_policy: `restricted@1 host_paths=shared share=${empty}:rw` };
    const filled = [
      { mounts: [{ type: 'volume', source: volume, target: '/vol' }] },
      { volumes: [{ volume_name: volume, container_path: '/vol' }] },
    ];
    for (const each of filled) {
      const workspace = await workspaceWith(configuration({ ...container, ...each }));
      const since = now();
      await expectRefusal(await workspace.apply(), since, 'Its mount has no `no_copy`, so the engine would fill it with files');
      expect(readdirSync(empty)).toEqual([]);
    }
    const owner = statSync(empty);
    const mount = { type: 'volume', source: volume, target: '/vol', volume_options: { no_copy: true } };
    const workspace = await workspaceWith(configuration({ ...container, mounts: [mount] }));
    expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect(readdirSync(empty)).toEqual([]);
    expect(statSync(empty)).toMatchObject({ mode: owner.mode, uid: owner.uid });
    expect(await workspace.destroy()).toMatchObject({ ok: true });
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

/** Makes an image with a set-user-ID file of root in a folder of another user, and returns its name. */
async function imageWithSetUserId(): Promise<string> {
  const { id } = await docker.createContainer({
    Image: 'busybox:latest', Cmd: ['sh', '-c', 'mkdir /vol && cp /bin/busybox /vol/root && chmod 4755 /vol/root && chown 1000 /vol'],
  });
  const container = docker.getContainer(id);
  await container.start();
  await container.wait();
  await container.commit({ repo: NAME, tag: 'suid' });
  await container.remove();
  return `${NAME}:suid`;
}

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
