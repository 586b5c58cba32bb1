import { Config, Managed, refusal } from '../resources/managed';
import { testSwarm } from '../support/swarm';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

type Type = 'docker_config' | 'docker_secret';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const labels = (value: string) => [{ label: 'tier', value }];

const swarm = testSwarm(1);
const newWorkspace = workspacePerTest();
const live: Managed[] = [];

function managed(type: Type): Managed {
  const one = new Managed(type, swarm.engines[0]!.host);
  live.unshift(one);
  return one;
}

const handle = (type: Type, id: string) => type === 'docker_config' ? swarm.docker.getConfig(id) : swarm.docker.getSecret(id);
interface Inspected {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly Spec: { readonly Name: string; readonly Data?: string; readonly Labels?: object; readonly Templating?: object };
}
const inspect = (type: Type, id: string) => handle(type, id).inspect() as unknown as Promise<Inspected>;
const list = (type: Type): Promise<unknown[]> => type === 'docker_config' ? swarm.docker.listConfigs() : swarm.docker.listSecrets();

beforeAll(async () => {
  await swarm.init();
  await swarm.pushImage();
});

afterEach(async () => {
  for (const one of live.splice(0)) await one.destroy();
  expect([await list('docker_config'), await list('docker_secret')]).toEqual([[], []]);
});

interface Row {
  /** Spellings of one value. */
  readonly same: readonly unknown[];
  readonly other: unknown;
  readonly action: 'update' | 'replace';
  /** What the engine's specification has after `other` was applied. */
  readonly shown: object;
  /** Whether it has a default, which differs from its first value. */
  readonly removable?: boolean;
}

const ROWS: Readonly<Record<string, Row>> = {
  name: { same: ['app'], other: 'app.2', action: 'replace', shown: { Name: 'app.2' } },
  data: { same: [base64('one'), 'b25l'], other: base64('two'), action: 'replace', shown: {} },
  labels: { same: [labels('1')], other: labels('2'), action: 'update', shown: { Labels: { tier: '2' } }, removable: true },
  random_suffix: {
    same: [false], other: true, action: 'replace', shown: { Name: expect.stringMatching(/^app-[a-z0-9]{8}$/) }, removable: true,
  },
  template_driver: { same: ['golang'], other: '', action: 'replace', shown: {}, removable: true },
};

/** Content that is not in the state has tests of its own. */
const ELSEWHERE = ['data_wo', 'data_wo_version', 'engine', 'engine_name', 'id'];

const TYPES: readonly Type[] = ['docker_config', 'docker_secret'];
const NONE = { action: 'none', changed: [] };

test.each(TYPES)('every attribute of %s has a row', (type) => {
  expect(managed(type).names.filter((name) => !(name in ROWS) && !ELSEWHERE.includes(name))).toEqual([]);
});

const tables = TYPES.flatMap((type) => Object.entries(ROWS).map(([name, row]) => ({ type, name, row })));

describe.each(tables)('$type.$name', ({ type, name, row }) => {
  const config = (value: unknown): Config => ({ name: 'app', data: base64('one'), ...value === undefined ? {} : { [name]: value } });

  test('is set, plans no change in any spelling, and changes', async () => {
    const one = managed(type);
    await one.apply(config(row.same[0]));
    for (const value of row.same) expect([value, await one.plan(config(value))]).toEqual([value, NONE]);
    const { id } = one;
    expect(await one.apply(config(row.other))).toMatchObject({ action: row.action });
    expect(one.id === id).toBe(row.action === 'update');
    expect(await one.plan(config(row.other))).toEqual(NONE);
    const { Spec: spec } = await inspect(type, one.id);
    expect(spec).toMatchObject(row.shown);
    expect(one.values.engine_name).toBe(spec.Name);
    if (type === 'docker_config') expect(spec.Data).toBe(base64(name === 'data' ? 'two' : 'one'));
  });

  if (row.removable) {
    test('returns to the default when removed', async () => {
      const one = managed(type);
      await one.apply(config(name === 'random_suffix' ? true : row.same[0]));
      expect(await one.apply(config(undefined))).toMatchObject({ action: row.action });
      expect(await one.plan(config(undefined))).toEqual(NONE);
      const { Spec: spec } = await inspect(type, one.id);
      expect(spec.Name).toBe('app');
      expect({ ...spec.Labels }).toEqual({});
      expect(spec.Templating).toBeUndefined();
    });
  }
});

describe.each(TYPES)('%s', (type) => {
  const config = { name: 'app', data: base64('one'), labels: labels('1') };

  test('whose labels were changed is seen and repaired in place', async () => {
    const one = managed(type);
    await one.apply(config);
    const { Version: { Index: version }, Spec: spec } = await inspect(type, one.id);
    await handle(type, one.id).update({ _query: { version }, _body: { ...spec, Labels: { tier: '9', more: 'x' } } } as never);
    expect(await one.apply(config)).toEqual({ action: 'update', changed: ['labels'] });
    expect((await inspect(type, one.id)).Spec.Labels).toEqual({ tier: '1' });
  });

  test('that was removed is created again, and its destroy succeeds', async () => {
    const one = managed(type);
    await one.apply(config);
    await handle(type, one.id).remove();
    expect(await one.apply(config)).toMatchObject({ action: 'create' });
    await handle(type, one.id).remove();
    await one.destroy();
  });

  test('that was replaced under its name by another content is seen, and replaced again', async () => {
    const one = managed(type);
    await one.apply(config);
    const { id } = one;
    await handle(type, id).remove();
    const create = { _query: {}, _body: { Name: 'app', Data: base64('evil'), Labels: { tier: '1' } } } as never;
    await (type === 'docker_config' ? swarm.docker.createConfig(create) : swarm.docker.createSecret(create));
    expect(await one.plan(config)).toMatchObject({ action: 'replace', changed: ['data'] });
    await one.apply(config);
    if (type === 'docker_config') expect((await inspect(type, one.id)).Spec.Data).toBe(base64('one'));
    expect(await one.plan(config)).toEqual(NONE);
  });

  test('is refused under a name that is taken, and its error has no content', async () => {
    await managed(type).apply(config);
    const message = await refusal(managed(type).apply({ ...config, data: base64('top-secret-content') }));
    expect(message).toContain(`The name "app" is taken by another ${type.slice('docker_'.length)}`);
    expect(message).not.toMatch(new RegExp(`${base64('top-secret-content')}|top-secret-content`));
  });

  test('that services use is not removed, and the error names them', async () => {
    const one = managed(type);
    await one.apply(config);
    const use = type === 'docker_config'
      ? { Configs: [{ ConfigID: one.id, ConfigName: 'app', File: { Name: '/app', UID: '0', GID: '0', Mode: 0o444 } }] }
      : { Secrets: [{ SecretID: one.id, SecretName: 'app', File: { Name: 'app', UID: '0', GID: '0', Mode: 0o444 } }] };
    const service = await swarm.createService('user', use);
    expect(await refusal(one.destroy())).toMatch(/is still in use, and was not removed[^]*Used by the services: user\.[^]*random_suffix/);
    expect(one.state).not.toBeNull();
    await swarm.docker.getService(service).remove();
  });

  test('is imported by its name and by its id', async () => {
    const one = managed(type);
    await one.apply(config);
    const imported = managed(type);
    for (const id of ['app', one.id]) {
      await imported.import(id);
      expect(imported.id).toBe(one.id);
      expect(await imported.plan(config)).toMatchObject(type === 'docker_config' ? NONE : { action: 'replace', changed: ['data'] });
    }
  });

  test.each([
    [{ ...config, data: 'no base64!' }, /The value is not allowed: it has to be base64/],
    [{ ...config, name: '-app' }, /"-app" is not allowed: it has to be a name of at most 64 letters/],
    [{ ...config, name: 'a'.repeat(56), random_suffix: true }, /too long for a random suffix[^]*has 56 characters[^]*at most 55/],
    [{ ...config, template_driver: 'jinja' }, /"jinja" is not allowed: it has to be one of "", "golang"/],
    [{ ...config, labels: [{ label: 'berth.set', value: '1' }] }, /berth\.set/],
  ])('is refused as %j', async (wrong, message) => {
    expect(await refusal(managed(type).plan(wrong))).toMatch(message);
  });
});

describe('a secret with data_wo', () => {
  const config = (text: string, version?: string) => ({ name: 'app', data_wo: base64(text), ...version && { data_wo_version: version } });

  test('is replaced when its version changes, and its content is in no state', async () => {
    const one = managed('docker_secret');
    await one.apply(config('first-content', '1'));
    const { id } = one;
    expect(await one.plan(config('second-content', '1'))).toEqual(NONE);
    expect(await one.apply(config('second-content', '2'))).toEqual({ action: 'replace', changed: ['data_wo_version'] });
    expect(one.id).not.toBe(id);
    expect(await one.apply(config('second-content'))).toEqual({ action: 'replace', changed: ['data_wo_version'] });
    expect(JSON.stringify(one.values)).not.toMatch(/-content|LWNvbnRlbn/);
  });

  test.each(['1', undefined])('that was replaced by somebody is seen, with the version %s', async (version) => {
    const one = managed('docker_secret');
    await one.apply(config('content', version));
    await swarm.docker.getSecret(one.id).remove();
    await swarm.docker.createSecret({ _query: {}, _body: { Name: 'app', Data: base64('evil') } } as never);
    expect(await one.apply(config('content', version))).toEqual({ action: 'replace', changed: ['data_wo_version'] });
    expect(await one.plan(config('content', version))).toEqual(NONE);
  });

  test('is imported without its content, and stays', async () => {
    const one = managed('docker_secret');
    await one.apply(config('content'));
    const imported = managed('docker_secret');
    await imported.import('app');
    expect(await imported.plan(config('content'))).toEqual(NONE);
  });

  test.each([
    [{ name: 'app' }, /needs a content/],
    [{ name: 'app', data: base64('a'), data_wo: base64('b') }, /either `data` or `data_wo`/],
  ])('is refused as %j', async (wrong, message) => {
    expect(await refusal(managed('docker_secret').plan(wrong))).toMatch(message);
  });
});

test('a successor with a random suffix is created before the other is removed, and the state has no content', async () => {
  const content = base64('written-nowhere');
  const configuration = (version: string) => ({
    provider: { docker: { host: swarm.engines[0]!.host } },
    variable: { content: { type: 'string', ephemeral: true, default: content } },
    resource: {
      docker_secret: {
        app: {
          name: 'app', random_suffix: true, data_wo: '${var.content}', data_wo_version: version, lifecycle: { create_before_destroy: true },
        },
      },
    },
  });
  const terraform: Workspace = await newWorkspace(configuration('1'));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const { 'docker_secret.app': first } = await terraform.state();
  expect((await terraform.plan()).changes).toEqual([]);
  terraform.configure(configuration('2'));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const { 'docker_secret.app': second } = await terraform.state();
  expect(second!.id).not.toBe(first!.id);
  expect(second!.engine_name).toMatch(/^app-[a-z0-9]{8}$/);
  expect(JSON.stringify(second)).not.toContain(content);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
});

test('the error of a service does not show the content of a secret of the same apply that its task prints', async () => {
  const content = 'correcthorsebattery';
  const terraform: Workspace = await newWorkspace({
    provider: { docker: { host: swarm.engines[0]!.host } },
    resource: {
      docker_secret: { app: { name: 'app', data: base64(`${content}\n`) } },
      docker_service: {
        app: {
          name: 'e2e-prints',
          task_spec: [{
            container_spec: [{
              image: swarm.image,
              command: ['sh', '-c', 'echo it has; cat /run/secrets/x; exit 3'],
              secrets: [{ secret_id: '${docker_secret.app.id}', secret_name: '${docker_secret.app.engine_name}', file_name: 'x' }],
            }],
            restart_policy: [{ condition: 'none' }],
          }],
          converge_config: [{ delay: '500ms', timeout: '30s' }],
        },
      },
    },
  });
  const { ok, diagnostics } = await terraform.apply();
  expect(ok).toBe(false);
  const shown = JSON.stringify(diagnostics);
  expect(shown).toMatch(/it has[^]*\(sensitive value\)/);
  expect(shown).not.toContain(content);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
});

test('what the swarm had is gone with it: planned again, and a destroy succeeds', async () => {
  const [config, secret] = [managed('docker_config'), managed('docker_secret')];
  await config.apply({ name: 'app', data: base64('one') });
  await secret.apply({ name: 'app', data: base64('one') });
  await swarm.leave();
  expect(await config.plan({ name: 'app', data: base64('one') })).toMatchObject({ action: 'create' });
  expect(await refusal(config.apply({ name: 'app', data: base64('one') }))).toMatch(/not a swarm manager[^]*`docker_swarm`/);
  await secret.destroy();
  await swarm.init();
});
