import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLOOR_VARIABLE } from '../../../provider/isolation/floor';
import { Config, Managed, refusal } from '../../e2e/resources/managed';

/** Nothing answers there: what is refused asks no engine. */
const NO_ENGINE = 'unix:///nowhere/docker.sock';
const DATA = Buffer.from('content').toString('base64');

const CONFIGS: Readonly<Record<string, { config: Config; named: string }>> = {
  docker_config: { config: { name: 'app', data: DATA }, named: 'The config "app"' },
  docker_secret: { config: { name: 'app', data: DATA }, named: 'The secret "app"' },
  docker_plugin: { config: { name: 'example/plugin:1', grant_all_permissions: true }, named: 'The plugin "example/plugin:1"' },
  docker_swarm: { config: {}, named: 'A swarm' },
  docker_swarm_node: { config: {}, named: 'A node of a swarm' },
};
const TYPES = Object.keys(CONFIGS);

const folder = mkdtempSync(join(tmpdir(), 'swarm-floor-'));
const file = join(folder, 'floor.json');

afterEach(() => delete process.env[FLOOR_VARIABLE]);
afterAll(() => rmSync(folder, { recursive: true }));

/** Puts a floor under what follows. */
function floor(members: object): void {
  writeFileSync(file, JSON.stringify({ profile: 'baseline', ...members }));
  process.env[FLOOR_VARIABLE] = file;
}

const notAllowed = (what: string) => `${what} is not allowed under the isolation floor of this machine`;

describe.each(TYPES)('%s under a floor without swarms', (type) => {
  const { config, named } = CONFIGS[type]!;
  const managed = () => new Managed(type, NO_ENGINE);

  test('is refused at plan', async () => {
    floor({});
    const message = await refusal(managed().plan(config));
    expect(message).toContain(notAllowed(named));
    expect(message).toContain(
      `The floor in "${file}" allows no swarms and plugins.\n\nThe owner of that file allows them: "swarms": true.`);
    floor({ swarms: true });
    expect(await managed().plan(config)).toMatchObject({ action: 'create' });
  });

  test('is refused at apply if the plan was made without a floor', async () => {
    const apply = await managed().approve(config);
    floor({});
    expect(await refusal(apply())).toContain(notAllowed(named));
  });

  test('is refused at import', async () => {
    floor({});
    expect(await refusal(managed().import('some-id'))).toContain('is not allowed under the isolation floor of this machine');
  });
});

describe.each(['docker_config', 'docker_secret'])('%s under a floor with swarms', (type) => {
  const { config, named } = CONFIGS[type]!;
  const kind = type.slice('docker_'.length);

  test.each([
    ['`virtual_hosts`', { virtual_hosts: ['blue'] }], ['`pools`', { pools: ['/berth/blue'] }],
    ['`pools` and `virtual_hosts`', { virtual_hosts: ['blue'], pools: ['/berth/blue'] }],
  ])('can\'t meet %s', async (members, more) => {
    floor({ swarms: true, ...more });
    const one = new Managed(type, NO_ENGINE);
    for (const operation of [() => one.plan(config), () => one.import('app')]) {
      const message = await refusal(operation());
      expect(message).toContain(notAllowed(named));
      expect(message).toContain(`The floor in "${file}" has ${members}, which no ${kind} can meet. Give containers `);
    }
  });

  test('has no image that could be signed', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    floor({ swarms: true, signature_keys: [publicKey.export({ type: 'spki', format: 'pem' })] });
    expect(await new Managed(type, NO_ENGINE).plan(config)).toMatchObject({ action: 'create' });
  });
});
