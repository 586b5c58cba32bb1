import { EngineProxy } from '../support/engine-proxy';
import { Workspace } from '../support/workspace';
import { workspacePerFile } from '../support/workspace-per-test';

const PREFIX = 'e2e-cost';
const COUNT = 50;
/** Terraform's default parallelism. */
const PARALLELISM = 10;

const workspaceWith = workspacePerFile(PREFIX);
let proxy: EngineProxy;
let workspace: Workspace;

/** Returns the requests without the names and IDs in them. */
function counts(): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const [asked, count] of Object.entries(proxy.counts())) {
    const kind = asked.replace(/[0-9a-f]{64}|e2e-cost-\d+/, '*').replace(/\?.*/, '');
    counted[kind] = (counted[kind] ?? 0) + count;
  }
  return counted;
}

const stack = (image: string) => ({
  provider: { docker: { host: proxy.address } },
  resource: {
    docker_image: { base: { count: 5, name: 'busybox:latest', keep_locally: true } },
    docker_network: { net: { count: 2, name: `${PREFIX}-\${count.index}` } },
    docker_volume: { data: { count: COUNT, name: `${PREFIX}-\${count.index}` } },
    docker_container: {
      web: {
        count: COUNT,
        name: `${PREFIX}-\${count.index}`,
        image,
        command: ['sleep', '100000'],
        memory: 16,
        // Not started, to keep the test fast. Only the number of requests counts.
        start: false,
        networks_advanced: [{ name: '${docker_network.net[0].id}' }, { name: '${docker_network.net[1].name}' }],
        volumes: [{ volume_name: '${docker_volume.data[count.index].name}', container_path: '/data' }],
      },
    },
  },
});

beforeAll(async () => {
  proxy = await EngineProxy.start();
  workspace = await workspaceWith(stack('${docker_image.base[0].image_id}'));
});

afterAll(() => proxy.stop());

test('creates each object once, and inspects it once, a container also before it starts', async () => {
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const { 'GET /images/sha256:*/json': images, ...rest } = counts();
  // For a name by which all the containers are created, asked before the first answer has come.
  expect(images).toBeGreaterThan(0);
  expect(images).toBeLessThanOrEqual(PARALLELISM);
  expect(rest).toMatchObject({
    'GET /version': 1,
    'POST /containers/create': COUNT,
    'POST /networks/*/connect': COUNT,
    'GET /containers/*/json': 2 * COUNT,
    'POST /networks/create': 2,
    // Each by its own resource, and one of them again for all the containers that refer to it by ID.
    'GET /networks/*': 3,
  });
});

test('a refresh inspects each object once, however many resources refer to it, and lists nothing', async () => {
  proxy.connections = 0;
  expect((await workspace.plan()).changes).toEqual([]);
  // The provider asks for the engine's swap support only if the containers' own data does not show it.
  const { 'GET /info': info = 0, ...rest } = counts();
  expect(info).toBeLessThanOrEqual(1);
  expect(rest).toEqual({
    'GET /version': 1,
    'GET /containers/*/json': COUNT,
    'GET /networks/*': 2,
    'GET /volumes/*': COUNT,
    'GET /images/busybox:latest/json': 1,
  });
  // Connections are kept open.
  expect(proxy.connections).toBeLessThanOrEqual(PARALLELISM);
});

test('another name for the image of all containers is inspected once', async () => {
  workspace.configure(stack('busybox'));
  expect((await workspace.plan()).changes).toEqual([]);
  expect(counts()).toMatchObject({ 'GET /containers/*/json': COUNT, 'GET /images/busybox/json': 1, 'GET /images/busybox:latest/json': 1 });
});

test('a removal makes one call for each object, and inspects nothing again', async () => {
  await workspace.apply();
  counts();
  expect(await workspace.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(counts()).toMatchObject({
    'GET /containers/*/json': COUNT, 'DELETE /containers/*': COUNT, 'DELETE /volumes/*': COUNT, 'DELETE /networks/*': 2,
  });
});
