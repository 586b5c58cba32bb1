import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blueContainer, BLUE, BLUE_LABELS, rules } from './blue';
import { docker } from '../engine/docker';
import { Config, Managed, refusal } from '../resources/managed';
import { onEngine } from '../support/on-engine';
import { removeNamed } from '../support/remove-named';
import { run } from '../support/run';

const FLOOR = 'BERTH_ISOLATION_FLOOR';
const POOL = 'e2e-imports';

const folder = mkdtempSync(join(tmpdir(), 'berth-imports-'));
const root = join(folder, 'root');
const made: Managed[] = [];

beforeAll(async () => {
  await removeNamed(BLUE);
  mkdirSync(root);
  const files = `${BLUE}-files`;
  await run('sh', ['-ec', `docker export $(docker create --name ${files} busybox:latest) | tar -C ${root} -x; docker rm ${files}`]);
});
afterEach(async () => {
  delete process.env[FLOOR];
  for (const managed of made.splice(0).reverse()) await managed.destroy();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function apply(type: string, config: Config): Promise<Managed> {
  const managed = new Managed(type);
  made.push(managed);
  await managed.apply(config);
  return managed;
}

const importing = (type: string, id: string) => refusal(new Managed(type).import(id));

/** Says what the stacks of another tenant may use. */
function underFloor(virtualHost: string, pool: string): void {
  const file = join(folder, 'floor.json');
  writeFileSync(file, JSON.stringify({ profile: 'baseline', virtual_hosts: [virtualHost], pools: [pool] }), { mode: 0o600 });
  process.env[FLOOR] = file;
}

test('a stack can import, and so remove, neither what another virtual container host has nor the pools around its own', async () => {
  await apply('docker_resource_pool', { name: POOL, memory: 128 });
  await apply('docker_resource_pool', { name: 'own', parent: `/berth/${POOL}`, memory: 64 });
  const container = await apply('docker_container', blueContainer('web'));
  const network = await apply('docker_network', { name: `${BLUE}-net`, labels: BLUE_LABELS, virtual_host: rules() });
  await apply('docker_volume', { name: `${BLUE}-data`, labels: BLUE_LABELS, virtual_host: rules() });
  const before = await onEngine(BLUE);

  underFloor('e2e-green', `/berth/${POOL}/own`);
  const elsewhere = `Its label "berth.virtual-host" is "${BLUE}".`;
  expect(await importing('docker_container', container.id)).toContain(elsewhere);
  expect(await importing('docker_network', network.id)).toContain(elsewhere);
  expect(await importing('docker_volume', `${BLUE}-data`)).toContain(elsewhere);
  expect(await importing('docker_resource_pool', `/berth/${POOL}`)).toContain('does not allow the resource pool');
  await new Managed('docker_resource_pool').import(`/berth/${POOL}/own`);

  underFloor(BLUE, `/berth/${POOL}`);
  await new Managed('docker_container').import(container.id);
  expect(await onEngine(BLUE)).toEqual(before);
});

test('a container whose image was made under the rules is imported, and is not replaced', async () => {
  const image = await apply('docker_image_import', {
    name: `${BLUE}-image:1`, root_filesystem: root, changes: ['CMD ["sleep", "1000"]'], virtual_host: rules(),
  });
  const config = blueContainer('imported', { image: image.values.image_id });
  const { id } = await apply('docker_container', config);
  const imported = new Managed('docker_container');
  await imported.import(id);
  expect(['none', 'update']).toContain((await imported.plan(config)).action);
});

test('nobody imports the note that something is suspended', async () => {
  const config = { name: POOL, memory: 128 };
  await apply('docker_resource_pool', { ...config, suspended: true });
  const { Volumes: [note] } = await docker.listVolumes({ filters: { label: ['berth.suspended-pool'] } });
  expect(await importing('docker_volume', note!.Name)).toContain('since it is the provider\'s own');
  await made[0]!.apply(config);
});
