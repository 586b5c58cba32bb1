import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NamespacedEngine } from '../support/namespaced-engine';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-clone-volume';
const workspaceWith = workspacePerTest(NAME);

let engine: NamespacedEngine;
beforeAll(async () => {
  engine = await NamespacedEngine.start(NAME, ['--storage-driver', 'overlay2']);
});
afterAll(() => engine.remove());

const stack = (replicas: number) => ({
  provider: { docker: { engine: [{ name: 'a', host: engine.address }] } },
  resource: {
    docker_clone_set: {
      web: {
        name: NAME,
        replicas,
        host: [{ name: 'a', engine: 'a' }],
        template: {
          image: 'busybox:latest',
          command: ['sh', '-c', 'echo "$0" >> /data/log; trap exit TERM; sleep 1000 & wait', '{{clone.name}}'],
          must_run_for: 0,
          mounts: [{ type: 'volume', source: '{{clone.name}}-data', target: '/data' }],
        },
      },
    },
  },
});

/** Returns what the clones have written to their volumes, by the names of these. */
async function logs(): Promise<Record<string, string>> {
  const { Volumes: volumes } = await engine.docker.listVolumes();
  return Object.fromEntries(volumes.map(({ Name: name, Mountpoint: path }) => [name, readFileSync(join(path, 'log'), 'utf8')]));
}

test('each clone has a volume of its own, which it finds again after it was removed', async () => {
  const set = await workspaceWith(stack(2));
  expect(await set.apply()).toMatchObject({ ok: true });
  expect(await set.plan()).toMatchObject({ ok: true, changes: [] });
  const once = { [`${NAME}-0-data`]: `${NAME}-0\n`, [`${NAME}-1-data`]: `${NAME}-1\n` };
  expect(await logs()).toEqual(once);

  set.configure(stack(1));
  expect(await set.apply()).toMatchObject({ ok: true });
  expect(await logs()).toEqual(once);

  set.configure(stack(2));
  expect(await set.apply()).toMatchObject({ ok: true });
  expect(await logs()).toEqual({ ...once, [`${NAME}-1-data`]: `${NAME}-1\n`.repeat(2) });
  expect(await set.destroy()).toMatchObject({ ok: true });
});
