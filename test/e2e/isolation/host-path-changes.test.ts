import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { startsSince } from './attested';
import { bind, hostMachine, now, problems } from './host-machine';
import { waitUntil } from '../../../dev/machine/wait-until';
import { resolveEndpoint } from '../../../provider/engine/endpoint/resolve';
import { Engine } from '../../../provider/engine/engine';
import { fromEngine } from '../../../provider/resources/container/fields/model';
import { verifyCreated, verifyStarted } from '../../../provider/resources/container/operations/verify';
import { formatPolicy } from '../../../src/shared/controls/policy-text';
import { BASELINE_CONTROLS } from '../../../src/shared/controls/profiles';
import { docker } from '../engine/docker';
import { run } from '../support/run';

const NAME = 'e2e-host-changes';

const { machine, shared, workspaceWith, configuration } = hostMachine(NAME);

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

/** Returns where the engine keeps the files of a container that is not ours, and those of its volume. */
async function filesOfAnother(): Promise<{ readonly volume: string; readonly configuration: string; remove(): Promise<void> }> {
  const { DockerRootDir: folder } = await docker.info() as { DockerRootDir: string };
  const name = `${NAME}-victim`;
  const victim = await docker.createContainer({
    name, Image: 'busybox:latest', Cmd: ['sleep', '1000'], HostConfig: { Binds: [`${name}:/data`] },
  });
  return {
    volume: path.join(folder, 'volumes', name, '_data'),
    configuration: path.join(folder, 'containers', victim.id),
    remove: async () => {
      await victim.remove({ force: true });
      await docker.getVolume(name).remove();
    },
  };
}

test('a folder that is replaced between the check and the start is seen by the mounts in force', async () => {
  const folder = path.join(shared, 'raced');
  const engine = new Engine(() => resolveEndpoint({}, process.env));
  const { signal } = new AbortController();
  const { host_paths: hostPaths, engine_socket: socket } = BASELINE_CONTROLS;
  const controls = { host_paths: hostPaths, engine_socket: socket };
  const policy = formatPolicy({ controls, sharedFolders: [{ path: shared, readOnly: true }] });
  const victim = await filesOfAnother();
  for (const target of ['../secret', victim.volume, victim.configuration]) {
    mkdirSync(folder);
    const { id } = await docker.createContainer({
      name: `${NAME}-raced`, Image: 'busybox:latest', Cmd: ['sleep', '1000'], HostConfig: { Binds: [`${folder}:/x:ro`] },
    });
    const desired = { ...fromEngine(await docker.getContainer(id).inspect()), isolation_policy: policy } as never;
    expect(await verifyCreated(engine, id, desired, signal)).toBe(true);
    renameSync(folder, `${folder}.old`);
    symlinkSync(target, folder);
    await docker.getContainer(id).start();
    const why = 'This is what the kernel shows: the path was replaced while the container started.';
    const diagnostics = [{ detail: expect.stringContaining(why) as string }];
    await expect(verifyStarted(engine, id, desired, signal)).rejects.toMatchObject({ diagnostics });
    await docker.getContainer(id).remove({ force: true });
    rmSync(folder);
    rmSync(`${folder}.old`, { recursive: true });
  }
  await victim.remove();
});

test('a process that hides its mounts by another root is refused, and one that ended is not', async () => {
  const engine = new Engine(() => resolveEndpoint({}, process.env));
  const { signal } = new AbortController();
  const policy = formatPolicy({ controls: { host_paths: 'shared' }, sharedFolders: [{ path: shared, readOnly: true }] });
  const started = async (script: string, init = false) => {
    const { id } = await docker.createContainer({
      name: `${NAME}-root`, Image: 'busybox:latest', Cmd: ['sh', '-c', script], HostConfig: { Binds: [`${shared}:/x:ro`], Init: init },
    });
    await docker.getContainer(id).start();
    const { State: { Pid: pid }, ...inspect } = await docker.getContainer(id).inspect();
    const desired = { ...fromEngine({ State: { Pid: pid }, ...inspect } as never), init, isolation_policy: policy } as never;
    return { id, pid, desired };
  };
  const jailed = 'mkdir -p /jail/bin && cp /bin/busybox /jail/bin && exec chroot /jail /bin/busybox sleep 1000';
  const hiding = await started(jailed);
  await waitUntil('it has another root', () => readFileSync(`/proc/${hiding.pid}/mountinfo`, 'utf8') === '');
  await expect(verifyStarted(engine, hiding.id, hiding.desired, signal)).rejects.toMatchObject({
    diagnostics: [{ detail: expect.stringContaining('set "init = true"') as string }],
  });
  await docker.getContainer(hiding.id).remove({ force: true });

  for (const script of ['exit 0', 'sleep 1000']) {
    const usual = await started(script, script !== 'exit 0');
    await expect(verifyStarted(engine, usual.id, usual.desired, signal)).resolves.toBeUndefined();
    await docker.getContainer(usual.id).remove({ force: true });
  }
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
