import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLOOR_VARIABLE } from '../../../provider/isolation/floor';
import { Config, Managed, refusal } from '../resources/managed';
import { testSwarm } from '../support/swarm';

const swarm = testSwarm(1);
const folder = mkdtempSync(join(tmpdir(), 'berth-swarm-floor-'));
const file = join(folder, 'floor.json');
const data = (text: string) => Buffer.from(text).toString('base64');

/** The name of what others have in the same swarm. */
const OTHERS = 'green';
const managed = (type: string) => new Managed(type, swarm.engines[0]!.host);

function floor(members: object): void {
  writeFileSync(file, JSON.stringify({ profile: 'baseline', ...members }));
  process.env[FLOOR_VARIABLE] = file;
}

let objects: Readonly<Record<string, string>>;

beforeAll(async () => {
  await swarm.init();
  const { docker } = swarm;
  const [node] = await docker.listNodes() as Array<{ ID: string }>;
  const { ID: id } = await docker.swarmInspect() as { ID: string };
  const spec = { Name: OTHERS, Labels: {}, Data: data('theirs') };
  objects = {
    docker_config: (await docker.createConfig(spec) as unknown as { id: string }).id,
    docker_secret: (await docker.createSecret(spec) as unknown as { id: string }).id,
    docker_service: await swarm.createService(OTHERS, {}, 0),
    docker_swarm: id,
    docker_swarm_node: node!.ID,
  };
});

afterEach(() => { delete process.env[FLOOR_VARIABLE]; });
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['docker_config', 'docker_secret', 'docker_service', 'docker_swarm', 'docker_swarm_node'])(
  'a %s is imported only under a floor that allows it', async (type) => {
    const id = objects[type]!;
    for (const members of [{}, { virtual_hosts: ['blue'] }, { swarms: true, virtual_hosts: ['blue'] }]) {
      floor(members);
      expect(await refusal(managed(type).import(id))).toMatch(/isolation floor of this machine/);
    }
    floor({ swarms: true });
    const one = managed(type);
    await one.import(id);
    expect(one.id).toBe(id);
  });

test.each(['docker_config', 'docker_secret'])('a %s stays, and can be removed, under a floor that would not allow it', async (type) => {
  const config: Config = { name: `own-${type.slice('docker_'.length)}`, data: data('one') };
  const one = managed(type);
  await one.apply(config);
  floor({});
  expect(await one.plan(config)).toEqual({ action: 'none', changed: [] });
  for (const change of [{ data: data('two') }, { labels: [{ label: 'a', value: 'b' }] }]) {
    expect(await refusal(one.plan({ ...config, ...change }))).toContain('is not allowed under the isolation floor');
  }
  await one.destroy();
});

test('a node and a swarm that exist stay as they are', async () => {
  for (const [type, change] of [['docker_swarm_node', { availability: 'drain' }], ['docker_swarm', { task_history_limit: 3 }]] as const) {
    const one = managed(type);
    await one.import(objects[type]!);
    floor({});
    expect(await one.plan({})).toMatchObject({ action: 'none' });
    expect(await refusal(one.apply(change))).toContain('is not allowed under the isolation floor');
    delete process.env[FLOOR_VARIABLE];
  }
});
