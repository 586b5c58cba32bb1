import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { bind, hostMachine, problems } from './host-machine';
import { HARDENED, HARDENED_SETTINGS } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { run } from '../support/run';

/* A policy or a floor for a container that runs already. */

const NAME = 'e2e-existing';

const { machine, shared, workspaceWith, configuration } = hostMachine(NAME);

/** Makes a folder that was a symbolic link to the secret until `use` has resolved. */
async function replacedAfter(name: string, use: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = path.join(shared, name);
  symlinkSync('../secret', folder);
  await use(folder);
  rmSync(folder);
  mkdirSync(folder);
  return folder;
}

const SEEN = 'This is what the kernel shows: the path was replaced since the container started. Replace the container.';

test('a policy is refused for a container that mounts what its path no longer leads to', async () => {
  const workspace = await workspaceWith({});
  const folder = await replacedAfter('policy', async (link) => {
    workspace.configure(configuration({ ...bind(link), isolation_policy: null }));
    expect(await workspace.apply()).toMatchObject({ ok: true });
  });
  workspace.configure(configuration(bind(folder)));
  expect(problems(await workspace.apply())).toEqual([expect.stringContaining(SEEN)]);
  expect((await docker.getContainer(`${NAME}-0`).inspect()).State.Running).toBe(true);
  expect(await workspace.apply('-replace=docker_container.web0')).toMatchObject({ ok: true });
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});

test.each(['proc', 'sysfs'])('a policy is refused for a container with the file system "%s" under another name', async (type) => {
  const workspace = await workspaceWith(configuration({ isolation_policy: null }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { State: { Pid: pid } } = await docker.getContainer(`${NAME}-0`).inspect();
  await run('nsenter', ['-t', String(pid), '-m', '-p', '-n', '/bin/busybox', 'sh', '-c', `mkdir /dev/x && mount -t ${type} none /dev/x`]);
  workspace.configure(configuration({}));
  const seen = `This is what the kernel shows: the file system "${type}" at "/dev/x". Replace the container.`;
  expect(problems(await workspace.apply())).toEqual([expect.stringContaining(seen)]);
  expect(await workspace.apply('-replace=docker_container.web0')).toMatchObject({ ok: true });
});

test('so is an import under a floor', async () => {
  const file = path.join(machine, 'floor.json');
  writeFileSync(file, JSON.stringify({ profile: 'baseline', shared_folders: [{ path: shared }] }));
  let id = '';
  const folder = await replacedAfter('import', async (link) => {
    const created = await docker.createContainer({
      name: `${NAME}-0`,
      Image: 'busybox:latest',
      Cmd: HARDENED.command,
      HostConfig: {
        ...HARDENED_SETTINGS, CapAdd: HARDENED.capabilities.add, Mounts: [{ Type: 'bind', Source: link, Target: '/x', ReadOnly: true }],
      },
    });
    await created.start();
    id = created.id;
  });
  const container = configuration({ ...bind(folder), isolation_policy: null });
  const workspace = await workspaceWith({ import: [{ to: 'docker_container.web0', id }], ...container }, {
    env: { BERTH_ISOLATION_FLOOR: file },
  });
  expect(problems(await workspace.apply())).toEqual([expect.stringContaining(SEEN)]);
});

test('one update brings a policy and the limit that it asks for', async () => {
  const { memory, ...unlimited } = HARDENED;
  const without = { resource: { docker_container: { web0: { name: `${NAME}-0`, ...unlimited, ...bind(path.join(shared, 'data')) } } } };
  const workspace = await workspaceWith(without);
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { Id: id } = await docker.getContainer(`${NAME}-0`).inspect();
  workspace.configure(configuration(bind(path.join(shared, 'data'))));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await docker.getContainer(`${NAME}-0`).inspect()).toMatchObject({ Id: id, HostConfig: { Memory: memory * 1024 * 1024 } });
});
