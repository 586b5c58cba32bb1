import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLOOR_VARIABLE } from '../../../provider/isolation/floor';
import { Config, Managed, refusal } from '../resources/managed';
import { testSwarm } from '../support/swarm';

const swarm = testSwarm(1);
const folder = mkdtempSync(join(tmpdir(), 'berth-service-isolation-'));
// Not in /tmp, which an engine may have for itself.
const SHARED = mkdtempSync('/srv/berth-service-isolation-');
const live: Managed[] = [];

beforeAll(async () => {
  await swarm.init();
  await swarm.pushImage();
  mkdirSync(join(SHARED, 'data'));
  symlinkSync('/etc', join(SHARED, 'link'));
  const floor = {
    controls: { host_paths: 'shared', engine_socket: 'absent', kernel_paths: 'masked', network_namespace: 'shared' },
    shared_folders: [{ path: SHARED }],
    swarms: true,
  };
  writeFileSync(join(folder, 'floor.json'), JSON.stringify(floor));
  process.env[FLOOR_VARIABLE] = join(folder, 'floor.json');
});

afterEach(async () => {
  for (const one of live.splice(0)) await one.destroy();
});

afterAll(() => {
  delete process.env[FLOOR_VARIABLE];
  for (const each of [folder, SHARED]) rmSync(each, { recursive: true });
});

function apply(task: Config, container: Config = {}): Promise<unknown> {
  const managed = new Managed('docker_service', swarm.engines[0]!.host);
  live.push(managed);
  return managed.apply({
    name: 'e2e-isolation',
    labels: [{ label: 'p', value: '../../etc' }],
    task_spec: [{
      container_spec: [{ image: swarm.image, command: ['sleep', '100000'], stop_grace_period: '0s', ...container }],
      restart_policy: [{ delay: '100ms' }],
      ...task,
    }],
    converge_config: [{ delay: '500ms', timeout: '1m' }],
  });
}

const mounting = (...mounts: Config[]) => apply({}, { mounts: mounts.map((mount) => ({ target: '/m', ...mount })) });
const bind = (name: string) => ({ type: 'bind', source: `${SHARED}/${name}`, read_only: true });

test('a template can\'t lead out of a shared folder', async () => {
  expect(await refusal(mounting(bind('{{index .Service.Labels "p"}}')))).toContain('has a template');
});

test('a link can\'t, either', async () => {
  expect(await refusal(mounting(bind('link')))).toContain(`On the host, "${SHARED}/link" leads to "/etc".`);
});

test('nor a volume that binds a path, also if the number of the task is in its name', async () => {
  for (const [Name, source] of [['opvol', 'opvol'], ['op-1', 'op-{{.Task.Slot}}']] as const) {
    await swarm.docker.createVolume({ Name, DriverOpts: { type: 'none', o: 'bind', device: '/etc' } });
    expect(await refusal(mounting({ type: 'volume', source }))).toContain(`The volume "${Name}" shows "/etc" of the host`);
    await swarm.docker.getVolume(Name).remove();
  }
});

test('the network of the host is refused by each of its ids', async () => {
  const network = swarm.docker.getNetwork('host');
  const { Id: local } = await network.inspect() as { Id: string };
  const { Id: ofSwarm } = await network.inspect({ scope: 'swarm' } as never) as unknown as { Id: string };
  expect(ofSwarm).not.toBe(local);
  for (const name of [local, local.slice(0, 12), ofSwarm]) {
    expect(await refusal(apply({ networks_advanced: [{ name }] }))).toContain('is the network "host"');
  }
});

test('what is in a shared folder, or in volumes, is mounted', async () => {
  await mounting(bind('data'), { type: 'volume', source: 'd-{{.Task.Slot}}', target: '/v' });
  const mounts = (await swarm.docker.listContainers()).flatMap(({ Mounts: each }) => each);
  expect(mounts.find(({ Destination: place }) => place === '/m')).toMatchObject({ Source: `${SHARED}/data` });
  expect(mounts.find(({ Destination: place }) => place === '/v')).toMatchObject({ Name: 'd-1' });
});
