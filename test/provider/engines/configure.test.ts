import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { configureEngines } from '../../../provider/engines/configure';
import { Engines } from '../../../provider/engines/engines';
import { fromModel } from '../../../provider/framework/schema/body-values';
import { ObjectValue, Unknown } from '../../../provider/framework/value/value';
import { provider } from '../../../provider/provider';

const ENVIRONMENT = { DOCKER_HOST: 'tcp://127.0.0.1:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nowhere', HOME: '/root' };
const PEM = '-----BEGIN CERTIFICATE-----\n';

const values = (config: object): ObjectValue => fromModel(provider.schema, config);
const engines = (config: object): Engines => configureEngines(values(config), ENVIRONMENT);
const addressOf = (of: Engines, name: string | null) => of.of(name)?.endpoint.address;

function problems(run: () => unknown): ReadonlyArray<{ readonly summary: string; readonly path?: unknown }> {
  try {
    run();
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics;
  }
}

test('a name selects a block, and no name the provider\'s own engine', () => {
  const both = engines({ host: 'unix:///own.sock', engine: [{ name: 'a', host: 'unix:///a.sock' }, { name: 'b', host: 'ssh://b' }] });
  expect([null, 'a', 'b'].map((name) => addressOf(both, name))).toEqual(['unix:///own.sock', 'unix:///a.sock', 'ssh://b']);
});

test('no variable of the environment applies to a block', () => {
  // With the variables, it would look for certificates.
  const { endpoint } = engines({ engine: [{ name: 'a', host: 'tcp://10.0.0.1' }] }).of('a')!;
  expect(endpoint.target).toEqual({ kind: 'tcp', host: '10.0.0.1', port: 2375 });
  expect(engines({}).of(null)).toBeDefined();
});

test('messages name the block, and no variable', async () => {
  expect(engines({ engine: [{ name: 'a', host: 'ssh://b' }] }).of('a')!.endpoint.origin).toBe('`host` of the engine "a"');
  await expect(engines({ engine: [{ name: 'a', host: 'unix:///no/such.sock' }] }).of('a')!.version()).rejects.toMatchObject({
    diagnostics: [{ detail: expect.stringMatching(/that is running: set `host` or `context` of the engine "a"\.$/) }],
  });
});

test('a substitute is used instead of an engine, and is another block', () => {
  const blocks = (substitute: string) => ({ engine: [{ name: 'a', host: 'ssh://a', substitute }, { name: 'b', host: 'ssh://b' }] });
  const both = engines(blocks('b'));
  expect(addressOf(both, 'a')).toBe('ssh://b');
  expect(both.exactly('a')!.endpoint.address).toBe('ssh://a');
  expect(['a', 'b', null].map((name) => both.isLost(name))).toEqual([true, false, false]);
  for (const wrong of ['a', 'c']) {
    expect(problems(() => engines(blocks(wrong)))).toMatchObject([{
      summary: `Engine "a": its substitute "${wrong}" is no other \`engine\` block`, path: ['engine', 0, 'substitute'],
    }]);
  }
});

test('a name without a block is refused', () => {
  const one = engines({ engine: [{ name: 'a', host: 'ssh://a' }, { name: 'b', host: 'ssh://b' }] });
  expect(problems(() => one.of('c'))).toMatchObject([{
    summary: 'The provider has no engine "c"',
    detail: expect.stringContaining('The names of its `engine` blocks are "a", "b".'),
    path: ['engine'],
  }]);
  const detail = expect.stringContaining('Its configuration has no `engine` blocks.');
  expect(problems(() => engines({}).of('c'))).toMatchObject([{ detail }]);
});

describe('what is known only after apply', () => {
  const known = { name: 'a', host: 'ssh://a' };

  test.each<[string, object, ReadonlyArray<string | null>]>([
    ['the own address', { host: Unknown.PLAIN, engine: [known] }, [null]],
    ['the address of a block', { engine: [known, { name: 'b', host: Unknown.PLAIN }] }, ['b']],
    ['a certificate of a block', { engine: [known, { name: 'b', host: 'tcp://b', ca_material: Unknown.PLAIN }] }, ['b']],
    ['the name of a block', { engine: [known, { name: Unknown.PLAIN, host: 'ssh://b' }] }, ['b', 'c']],
  ])('%s leaves out only that engine', (_, config, missing) => {
    const some = engines(config);
    expect(missing.map((name) => some.of(name))).toEqual(missing.map(() => undefined));
    expect(addressOf(some, 'a')).toBe('ssh://a');
    if (!missing.includes(null)) expect(some.of(null)).toBeDefined();
  });

  test('all blocks leave out every name', () => {
    const none = configureEngines({ ...values({}), engine: Unknown.PLAIN }, ENVIRONMENT);
    expect([none.of('a'), none.of(Unknown.PLAIN)]).toEqual([undefined, undefined]);
    expect(none.of(null)).toBeDefined();
  });

  test('credentials leave out every engine', () => {
    const none = engines({ engine: [known], registry_auth: [{ address: 'r', username: 'u', password: Unknown.PLAIN }] });
    expect([none.of('a'), none.of(null)]).toEqual([undefined, undefined]);
  });
});

test('a block whose name is unknown is no other block', () => {
  const engine = [{ name: Unknown.PLAIN, host: 'ssh://b' }, { name: 'a', host: 'ssh://a' }];
  expect(problems(() => engines({ engine }))).toEqual([]);
});

test.each([
  ['without an address', [{ name: 'a' }], 'Engine "a": it has no address', ['engine', 0, 'host']],
  ['with the name of another', [{ name: 'a', host: 'ssh://a' }, { name: 'a', host: 'ssh://b' }],
    'Engine "a": another `engine` block has the same name', ['engine', 1, 'name']],
  ['with an address that is none', [{ name: 'a', host: 'ftp://a' }],
    'Engine "a": "ftp://a" is not a valid address of a Docker Engine: the scheme "ftp" is not supported', ['engine', 0, 'host']],
  ['with two addresses', [{ name: 'a', host: 'ssh://a', context: 'b' }],
    'Engine "a": `host` and `context` can\'t be set together', ['engine', 0, 'context']],
  ['with half of a pair', [{ name: 'a', host: 'tcp://a', cert_material: PEM }],
    'Engine "a": `cert_material` is set without `key_material`', ['engine', 0, 'cert_material']],
])('a block %s is refused', (_, engine, summary, path) => {
  expect(problems(() => engines({ engine }))).toMatchObject([{ summary, path }]);
  expect(problems(() => provider.validate!(values({ engine })))).toMatchObject([{ summary, path }]);
});
