import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, Managed, refusal } from './managed';
import { GRANTS, PluginRow, pluginRows } from './plugin-rows';
import { registryWithLogin } from './pushing';
import { resolveEndpoint } from '../../../provider/engine/endpoint/resolve';
import { Engine } from '../../../provider/engine/engine';
import { inspectPlugin } from '../../../provider/engine/inspect';
import { InspectedPlugin } from '../../../provider/engine/plugin/plugin';
import { Privilege, privilegesOf } from '../../../provider/engine/plugin/privileges';
import { docker, makeImage, forget, finished } from '../engine/docker';
import { PrivateRegistry, USER } from '../engine/private-registry';
import { PLUGIN_CONFIG, publishPlugin, writePlugin } from '../support/plugin';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const NONE = { action: 'none', changed: [] };

const newWorkspace = workspacePerTest();
const folder = mkdtempSync(join(tmpdir(), 'e2e-plugin-'));
const engine = new Engine(() => resolveEndpoint({}, process.env));
const live: Managed[] = [];
let registry: PrivateRegistry;
/** Names in the registry: of the plugin of the tests, of the same one with another tag, of one that asks for nothing, and of an image. */
let names: Readonly<Record<'plugin' | 'other' | 'modest' | 'image', string>>;

const inspect = (name: string): Promise<InspectedPlugin | undefined> => inspectPlugin(engine, name, { fresh: true });
const plugin = (...args: readonly string[]) => run('docker', ['plugin', ...args]);

function managed(): Managed {
  const one = new Managed('docker_plugin');
  live.unshift(one);
  return one;
}

const config = (more: Config = {}): Config => ({ name: names.plugin, grant_all_permissions: true, ...more });

async function applied(more: Config = {}): Promise<Managed> {
  const one = managed();
  await one.apply(config(more));
  return one;
}

beforeAll(async () => {
  registry = await registryWithLogin(folder);
  const named = (path: string) => `${registry.host}/e2e-plugin/${path}`;
  names = { plugin: named('driver:latest'), other: named('driver:2'), modest: named('modest:latest'), image: named('image:1') };
  await writePlugin(join(folder, 'plugin'));
  await publishPlugin(names.plugin, join(folder, 'plugin'));
  await publishPlugin(names.other, join(folder, 'plugin'));
  const { network: _, mounts: __, linux: ___, ...modest } = PLUGIN_CONFIG;
  await writePlugin(join(folder, 'modest'), { ...modest, network: { type: 'bridge' }, linux: {} });
  await publishPlugin(names.modest, join(folder, 'modest'));
  await makeImage(names.image, 'no-plugin');
  await finished(await docker.getImage(names.image).push({
    authconfig: { username: USER.username, password: USER.password, serveraddress: registry.host } as never,
  }));
  await forget(names.image);
});

afterEach(async () => {
  for (const one of live.splice(0)) await one.destroy();
  expect(await plugin('ls', '--quiet')).toBe('');
});

afterAll(async () => {
  delete process.env.DOCKER_CONFIG;
  await registry.stop();
  rmSync(folder, { recursive: true });
});

/** The privileges have tests of their own. */
const ELSEWHERE = ['engine', 'grant_all_permissions', 'grant_permissions', 'id', 'plugin_reference'];
const ROWS = Object.keys(pluginRows('', ''));

test('every attribute has a row', () => {
  expect(managed().names.filter((name) => !ROWS.includes(name) && !ELSEWHERE.includes(name))).toEqual([]);
});

describe.each(ROWS)('%s', (name) => {
  let row: PluginRow;
  const configured = (value: unknown) => config(value === undefined ? {} : { [name]: value });
  beforeAll(() => { row = pluginRows(names.plugin, names.other)[name]!; });

  test('is set, plans no change in any spelling, changes, and returns to the default when removed', async () => {
    const one = managed();
    await one.apply(configured(row.same[0]));
    for (const value of row.same) expect([value, await one.plan(configured(value))]).toEqual([value, NONE]);
    const { id } = one;
    expect(await inspect(id)).toMatchObject(row.is);
    expect(await one.apply(configured(row.other))).toMatchObject({ action: row.action, changed: [name] });
    expect(await one.plan(configured(row.other))).toEqual(NONE);
    expect(one.id === id).toBe(row.action === 'update');
    expect(await inspect(one.id)).toMatchObject(row.isOther);
    if (row.unset === undefined) return;
    expect(await one.apply(configured(undefined))).toEqual({ action: row.action, changed: [name] });
    expect(await one.plan(configured(undefined))).toEqual(NONE);
    expect(await inspect(one.id)).toMatchObject(row.unset);
  });
});

describe('what somebody else did', () => {
  test('to settings is seen, and repaired in place', async () => {
    for (const env of [undefined, ['DEBUG=1']]) {
      const one = await applied(env === undefined ? {} : { env });
      const before = (await inspect(one.id))!.Settings;
      await plugin('disable', one.id);
      await plugin('set', one.id, 'DEBUG=2', 'args=-x y');
      await plugin('enable', one.id);
      expect(await one.plan(config(env && { env }))).toEqual({ action: 'update', changed: ['env'] });
      expect([...one.values.env as string[]].sort()).toEqual(['DEBUG=2', 'args=-x y']);
      await one.apply(config(env && { env }));
      expect((await inspect(one.id))!).toMatchObject({ Enabled: true, Settings: before });
      expect(await one.plan(config(env && { env }))).toEqual(NONE);
      await one.destroy();
    }
  });

  test('to mounts and devices that are configured is seen, and repaired in place', async () => {
    const env = ['data.source=/var', 'disk.path=/dev/zero'];
    const one = await applied({ env });
    const { Settings: before } = (await inspect(one.id))!;
    expect([before.Mounts![0]!.Source, before.Devices![0]!.Path]).toEqual(['/var', '/dev/zero']);
    for (const same of [['disk=/dev/zero', 'data=/var'], ['disk=/dev/zero', 'data=/var', 'DEBUG=0']]) {
      expect(await one.plan(config({ env: same }))).toEqual(NONE);
    }
    await plugin('disable', one.id);
    await plugin('set', one.id, 'data.source=/opt', 'disk.path=/dev/full');
    expect(await one.apply(config({ env }))).toEqual({ action: 'update', changed: ['enabled', 'env'] });
    expect((await inspect(one.id))!.Settings).toEqual(before);
    expect(await one.apply(config())).toMatchObject({ action: 'replace', changed: ['env'] });
    const { Settings: after } = (await inspect(one.id))!;
    expect([after.Mounts![0]!.Source, after.Devices![0]!.Path]).toEqual(['/tmp', '/dev/null']);

    await plugin('disable', one.id);
    await plugin('set', one.id, 'data.source=/opt');
    expect(await one.apply(config({ env: ['data=/opt'] }))).toEqual({ action: 'update', changed: ['enabled', 'env'] });
    expect(await one.plan(config())).toMatchObject({ action: 'replace', changed: ['env'] });
  });

  test('to a setting that has no initial value replaces the plugin', async () => {
    const one = await applied();
    await plugin('disable', one.id);
    await plugin('set', one.id, 'TOKEN=abc');
    expect(await one.apply(config())).toMatchObject({ action: 'replace', changed: ['env'] });
    expect((await inspect(one.id))!.Settings.Env).toEqual(['DEBUG=0', 'MODE=', 'FIXED=x']);
    expect(await one.plan(config())).toEqual(NONE);
    await one.apply(config({ env: ['TOKEN=one'] }));
    expect(await one.apply(config({ env: ['TOKEN=two'] }))).toMatchObject({ action: 'update' });
    expect(await one.plan(config({ env: ['DEBUG=0'] }))).toMatchObject({ action: 'replace', changed: ['env'] });
  });

  test('by disabling or enabling is seen, and repaired', async () => {
    const one = await applied();
    await plugin('disable', one.id);
    expect(await one.apply(config())).toEqual({ action: 'update', changed: ['enabled'] });
    expect((await inspect(one.id))!.Enabled).toBe(true);
    await one.apply(config({ enabled: false }));
    await plugin('enable', one.id);
    expect(await one.apply(config({ enabled: false }))).toEqual({ action: 'update', changed: ['enabled'] });
    expect((await inspect(one.id))!.Enabled).toBe(false);
  });

  test('by an upgrade to another tag is seen, and replaced', async () => {
    const one = await applied({ alias: 'e2e-alias' });
    await plugin('disable', one.id);
    await plugin('upgrade', '--skip-remote-check', '--grant-all-permissions', one.id, names.other);
    expect(await one.apply(config({ alias: 'e2e-alias' }))).toMatchObject({ action: 'replace', changed: ['name'] });
    expect((await inspect('e2e-alias'))!.PluginReference).toBe(names.plugin);
  });

  test('by a removal is seen, and installed again, and its destroy succeeds', async () => {
    const one = await applied();
    await plugin('rm', '--force', one.id);
    expect(await one.apply(config())).toMatchObject({ action: 'create' });
    await plugin('rm', '--force', one.id);
    await one.destroy();
  });
});

describe('privileges', () => {
  test('that are not granted are refused with their list, before anything is pulled', async () => {
    const message = await refusal(managed().apply({ name: names.plugin, grant_permissions: GRANTS.slice(1, 3) }));
    expect(message).toBe([
      `["grant_permissions"] The plugin "${names.plugin}" asks for more than is granted`,
      'Nothing was pulled.',
      '',
      'Not granted, and what grants it:',
      '',
      '  grant_permissions {',
      '    name  = "network"',
      '    value = ["host"]',
      '  }',
      '  grant_permissions {',
      '    name  = "capabilities"',
      '    value = ["CAP_NET_ADMIN","CAP_SYS_ADMIN"]',
      '  }',
      '',
      'A plugin has this on the machine of the engine, beyond the control of Terraform and of isolation policies. Add these blocks, or set '
      + '`grant_all_permissions = true`, if you trust whoever makes the plugin with it.',
    ].join('\n'));
    expect(await plugin('ls', '--quiet')).toBe('');
    expect(await refusal(managed().apply({
      name: names.plugin, grant_permissions: [...GRANTS.slice(0, 3), { name: 'capabilities', value: ['CAP_SYS_ADMIN'] }],
    }))).toContain('value = ["CAP_NET_ADMIN","CAP_SYS_ADMIN"]');
  });

  test('that are listed are granted, in any spelling, and a plugin that asks for nothing needs none', async () => {
    const one = managed();
    await one.apply({ name: names.plugin, grant_permissions: GRANTS });
    const capabilities = ['CAP_NET_ADMIN', 'CAP_SYS_ADMIN'].map((value) => ({ name: 'capabilities', value: [value] }));
    const divided = { name: names.plugin, grant_permissions: [...GRANTS.slice(0, 3), ...capabilities] };
    expect(await one.plan({ name: names.plugin, grant_permissions: [...GRANTS].reverse() })).toEqual(NONE);
    expect(await one.apply(divided)).toEqual({ action: 'update', changed: ['grant_permissions'] });
    await managed().apply({ name: names.modest });
    expect(privilegesOf((await inspect(names.modest))!.Config)).toEqual([]);
  });

  test('that an installed plugin has are found as the engine finds what it asks for', async () => {
    const one = await applied();
    const asked = JSON.parse(await run('curl', [
      '--silent', '--unix-socket', process.env.DOCKER_HOST!.replace('unix://', ''),
      '--header', `X-Registry-Auth: ${Buffer.from(JSON.stringify({ ...USER, serveraddress: registry.host })).toString('base64')}`,
      `http://docker/v1.41/plugins/privileges?remote=${names.plugin}`,
    ])) as Privilege[];
    const comparable = (all: readonly Privilege[]) => (
      all.map(({ Name: name, Value: values }) => ({ name, value: [...values ?? []].sort() })));
    expect(comparable(privilegesOf((await inspect(one.id))!.Config))).toEqual(comparable(asked));
    expect(comparable(asked)).toEqual(GRANTS);
  });

  test('can be listed later, and not be withdrawn from a plugin that has them', async () => {
    const one = await applied();
    const withdrawn = { name: names.plugin };
    expect(await refusal(one.plan(withdrawn)))
      .toMatch(/asks for more than is granted\nIt is installed, and has all[^]*"network"[^]*"device"/);
    expect(await one.apply({ ...withdrawn, grant_permissions: GRANTS })).toMatchObject({ action: 'update' });
    expect(await refusal(one.plan({ ...withdrawn, grant_permissions: GRANTS.slice(1) }))).toContain('name  = "network"');
    expect(await one.plan({ ...withdrawn, grant_permissions: GRANTS })).toEqual(NONE);
  });
});

describe('a plugin in use', () => {
  const VOLUME = 'e2e-plugin-volume';
  const given = { alias: 'e2e-in-use:latest' };
  const use = () => docker.createVolume({ Name: VOLUME, Driver: given.alias });
  // The engine keeps a volume whose driver was removed, until it has the driver again.
  afterEach(async () => {
    if (await inspect(given.alias) === undefined) await applied(given);
    await run('docker', ['volume', 'rm', '--force', VOLUME]);
  });

  test('is not disabled without force, and the error names the volumes', async () => {
    const one = await applied(given);
    await use();
    const message = await refusal(one.apply(config({ ...given, env: ['DEBUG=1'] })));
    expect(message).toContain(`Plugin "${given.alias}" is still in use, and was not disabled`);
    expect(message).toContain(`Used by: volume "${VOLUME}".`);
    expect(message).toContain('`force_disable = true`');
    expect(await one.apply(config({ ...given, env: ['DEBUG=1'], force_disable: true }))).toMatchObject({ action: 'update' });
    expect(await inspect(one.id)).toMatchObject({ Enabled: true });
    expect((await inspect(one.id))!.Settings.Env).toContain('DEBUG=1');
  });

  test('is not removed without force', async () => {
    const one = await applied(given);
    await use();
    expect(await refusal(one.destroy())).toMatch(/and was not removed[^]*volume "e2e-plugin-volume"[^]*`force_destroy = true`/);
    expect(await one.plan(config(given))).toEqual(NONE);
    await one.apply(config({ ...given, force_destroy: true }));
    await one.destroy();
    expect(await plugin('ls', '--quiet')).toBe('');
  });
});

describe('errors', () => {
  test('a name that is taken', async () => {
    await applied();
    expect(await refusal(managed().apply(config({ name: names.other, alias: names.plugin }))))
      .toMatch(new RegExp(`The name "${names.plugin}" is taken by another plugin[^]*docker plugin rm ${names.plugin}[^]*import`));
  });

  test('settings that a plugin lacks or fixes', async () => {
    const message = await refusal(managed().apply(config({ env: ['NOPE=top-secret', 'FIXED=other-secret', 'DEBUG=1'] })));
    expect(message).toContain('has no such setting: NOPE, FIXED\nIt can set only: DEBUG, MODE, TOKEN, data, disk, args.');
    expect(message).not.toContain('secret');
  });

  test('a plugin that does not start stays in the state, and is repaired by better settings', async () => {
    const one = managed();
    const message = await refusal(one.apply(config({ env: ['MODE=broken', 'TOKEN=a-real-password'] })));
    expect(message).toMatch(/Could not enable plugin[^]*The log of the engine/);
    expect(message).not.toContain('a-real-password');
    expect(one.values).toMatchObject({ enabled: false, alias: names.plugin });
    expect(await one.apply(config({ env: ['MODE=', 'TOKEN=a-real-password'] }))).toEqual({ action: 'update', changed: ['enabled', 'env'] });
    expect(await inspect(one.id)).toMatchObject({ Enabled: true });
  });

  test('an image, a missing plugin, and a registry without the right login', async () => {
    expect(await refusal(managed().apply(config({ name: names.image })))).toContain('an image under this name, and no plugin');
    expect(await refusal(managed().apply(config({ name: `${registry.host}/e2e-plugin/none` })))).toMatch(/Could not pull plugin/);
    const { DOCKER_CONFIG: configured } = process.env;
    process.env.DOCKER_CONFIG = join(folder, 'none');
    try {
      expect(await refusal(managed().apply(config()))).toContain('was accessed without credentials');
    } finally {
      process.env.DOCKER_CONFIG = configured;
    }
  });

  test.each<[Config, RegExp]>([
    [{ name: 'UPPER' }, /"UPPER" is not allowed: it has to be the name of a plugin in its registry/],
    [{ alias: `a@sha256:${'0'.repeat(64)}` }, /is not allowed: it has to be a name and a tag without a digest/],
    [{ env: ['=a-secret'] }, /An entry has no name/],
    [{ env: ['A=a-secret', 'A.value=b-secret'] }, /The setting A is given more than once/],
    [{ enable_timeout: -1 }, /-1 is not allowed: it has to be a whole number from 0 to 86400 seconds/],
    [{ grant_all_permissions: true, grant_permissions: GRANTS }, /are both set/],
  ])('%j', async (wrong, message) => {
    const refused = await refusal(managed().plan(config(wrong)));
    expect(refused).toMatch(message);
    expect(refused).not.toContain('-secret');
  });
});

test('a plugin is refused under a floor that does not allow it', async () => {
  const file = join(folder, 'floor.json');
  writeFileSync(file, JSON.stringify({ profile: 'baseline' }));
  const one = await applied();
  process.env.BERTH_ISOLATION_FLOOR = file;
  try {
    const message = /The plugin ".*" is not allowed under the isolation floor[^]*"swarms": true/;
    expect(await refusal(managed().plan(config({ alias: 'e2e-alias' })))).toMatch(message);
    expect(await one.plan(config())).toEqual(NONE);
    expect(await refusal(one.plan(config({ env: ['DEBUG=1'] })))).toMatch(message);
    writeFileSync(file, JSON.stringify({ profile: 'baseline', swarms: true }));
    expect(await one.apply(config({ env: ['DEBUG=1'] }))).toMatchObject({ action: 'update' });
  } finally {
    delete process.env.BERTH_ISOLATION_FLOOR;
  }
});

describe('an import', () => {
  test('finds a plugin by its name and by its id, and what has initial values may be listed or not', async () => {
    const one = await applied({ env: ['DEBUG=1'] });
    const imported = managed();
    for (const id of [names.plugin, names.plugin.replace(':latest', ''), one.id]) {
      await imported.import(id);
      expect(imported.id).toBe(one.id);
      for (const env of [['DEBUG=1'], ['DEBUG=1', 'MODE=', 'FIXED=x']]) {
        expect(await imported.plan({ ...config({ env }), grant_all_permissions: undefined })).toEqual(NONE);
      }
      expect(await imported.plan(config({ env: ['DEBUG=1'] }))).toEqual({ action: 'update', changed: ['grant_all_permissions'] });
      expect(await imported.plan({ name: names.plugin })).toEqual({ action: 'update', changed: ['env'] });
    }
  });

  test('takes one that was made on the engine', async () => {
    await plugin('create', 'e2e-local', join(folder, 'modest'));
    const one = managed();
    await one.import('e2e-local');
    expect(await one.plan({ name: 'e2e-local', enabled: false })).toEqual(NONE);
    expect(await one.apply({ name: 'e2e-local' })).toEqual({ action: 'update', changed: ['enabled'] });
    expect(await refusal(managed().import('e2e-none'))).toMatch(/e2e-none/);
    expect(await refusal(managed().import('../volumes'))).toMatch(/\.\.\/volumes/);
  });
});

test('terraform installs a plugin with a login, a volume uses it, and the data source reads it', async () => {
  const resource = {
    docker_plugin: { driver: { name: names.plugin, alias: 'e2e-alias', grant_permissions: GRANTS, env: ['DEBUG=1'] } },
    docker_volume: { data: { name: 'e2e-plugin-data', driver: '${docker_plugin.driver.alias}' } },
  };
  const data = { docker_plugin: { driver: { alias: '${docker_plugin.driver.alias}' }, same: { id: '${docker_plugin.driver.id}' } } };
  const provider = { docker: { registry_auth: [{ address: registry.host, ...USER }] } };
  const terraform = await newWorkspace({ provider, resource, data });
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await terraform.plan()).changes).toEqual([]);
  const { 'docker_plugin.driver': installed, 'data.docker_plugin.driver': read, 'data.docker_plugin.same': same } = await terraform.state();
  expect(installed).toMatchObject({ alias: 'e2e-alias', plugin_reference: names.plugin, env: ['DEBUG=1'] });
  const shown = { id: installed!.id, name: names.plugin, plugin_reference: names.plugin, enabled: true, grant_all_permissions: null };
  expect(read).toMatchObject({ ...shown, alias: installed!.alias });
  expect(same).toMatchObject({ ...shown, alias: 'e2e-alias:latest' });
  expect([...same!.env as string[]].sort()).toEqual(['DEBUG=1', 'FIXED=x', 'MODE=']);

  await plugin('disable', '--force', 'e2e-alias');
  const { changes, diagnostics } = await terraform.plan();
  expect(changes.map(({ address, change }) => [address, change.actions])).toContainEqual(['docker_plugin.driver', ['update']]);
  expect(diagnostics.map(({ severity, summary }) => [severity, summary])).toContainEqual(
    ['warning', 'Volume "e2e-plugin-data" could not be read: its driver does not run'],
  );
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect((await terraform.plan()).changes).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  terraform.configure({ provider, data: { docker_plugin: { none: { alias: 'e2e-alias' } } } });
  expect(await terraform.plan()).toMatchObject({ ok: false, diagnostics: [{ summary: 'The engine has no plugin "e2e-alias"' }] });
  terraform.configure({ provider, data: { docker_plugin: { none: {} } } });
  expect(await terraform.plan()).toMatchObject({ ok: false, diagnostics: [{ summary: 'A plugin is found by its `id` or its `alias`' }] });
});

test('a state of kreuzwerker/docker plans no change', async () => {
  const one = await applied();
  const full = ['DEBUG=0', 'MODE=', 'FIXED=x'];
  for (const more of [{}, { env: full }]) {
    const moved = managed();
    moved.state = { ...one.state!, env: full, enable_timeout: null, force_destroy: null, force_disable: null };
    expect(await moved.plan(config(more))).toEqual(NONE);
  }
});
