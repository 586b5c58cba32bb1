import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DiskInFile } from '../support/disk-in-file';
import { NamespacedEngine } from '../support/namespaced-engine';
import { run } from '../support/run';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-full';
const workspaceWith = workspacePerTest(NAME);

let disk: DiskInFile;
let engine: NamespacedEngine;
beforeAll(async () => {
  disk = await DiskInFile.create('ext4');
  engine = await NamespacedEngine.start(NAME, ['--storage-driver', 'overlay2', '--data-root', join(disk.path, 'data')]);
});
afterAll(async () => {
  await engine.remove();
  await disk.remove();
});

const filler = () => join(disk.path, 'filler');

/** Fills the engine's disk but for some MiB. */
async function fill(left: number): Promise<void> {
  // Root may also use what ext4 reserves.
  await run('sh', ['-c', `cat /dev/zero >${filler()} 2>/dev/null || true`]);
  if (left > 0) await run('truncate', ['--size', `-${left}M`, filler()]);
}

const upload = (megabytes: number) => [{ file: '/data', content_base64: Buffer.alloc(megabytes * 1024 * 1024, 'x').toString('base64') }];
const stack = (container: object = {}) => ({
  provider: { docker: { host: engine.address } },
  resource: {
    docker_volume: { data: { name: NAME } },
    docker_network: { net: { name: NAME } },
    docker_container: {
      web: {
        name: NAME,
        image: 'busybox:latest',
        command: ['sleep', '100000'],
        destroy_grace_seconds: 0,
        volumes: [{ volume_name: '${docker_volume.data.name}', container_path: '/volume' }],
        networks_advanced: [{ name: '${docker_network.net.name}' }],
        ...container,
      },
    },
    docker_clone_set: {
      clones: {
        name: `${NAME}-set`,
        replicas: 3,
        host: [{ name: 'here' }],
        template: { image: 'busybox:latest', command: ['sleep', '100000'], destroy_grace_seconds: 0, upload: upload(2) },
      },
    },
  },
});

const containers = async () => (await engine.docker.listContainers({ all: true })).flatMap(({ Names: names }) => names).sort();
const ALL = [`/${NAME}`, ...[0, 1, 2].map((index) => `/${NAME}-set-${index}`)].sort();

/** One apply leads to the declared state once there is space, and nothing is left after a removal. */
async function makeSpaceAndApply(workspace: Workspace): Promise<void> {
  rmSync(filler());
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await containers()).toEqual(ALL);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
  expect(await workspace.destroy()).toMatchObject({ ok: true });
  expect(await containers()).toEqual([]);
}

test.each([
  ['before the first step', 0], ['in the middle of a creation', 1],
])('a disk that is full %s fails the apply with the reason, and one more apply does the rest', async (_, left) => {
  await fill(left);
  const workspace = await workspaceWith(stack({ upload: upload(4) }));
  const failed = await workspace.apply();
  expect(failed.ok).toBe(false);
  expect(failed.output).toContain('no space left on device');
  await makeSpaceAndApply(workspace);
  expect((await engine.docker.listVolumes()).Volumes).toEqual([]);
});

test('a disk that is full at a change keeps what runs, or makes it anew once there is space', async () => {
  const workspace = await workspaceWith(stack());
  expect(await workspace.apply()).toMatchObject({ ok: true });
  await fill(0);
  workspace.configure(stack({ upload: upload(4) }));
  expect((await workspace.apply()).ok).toBe(false);
  await makeSpaceAndApply(workspace);
});

