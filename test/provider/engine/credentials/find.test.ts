import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { redact } from '../../../../provider/diagnostics/secrets';
import { RegistryAuth } from '../../../../provider/engine/credentials/credentials';
import { deniedAdvice } from '../../../../provider/engine/credentials/denied';
import { allCredentials, findCredentials } from '../../../../provider/engine/credentials/find';
import { askHelper } from '../../../../provider/engine/credentials/helper';
import { registryAt, registryOf } from '../../../../provider/engine/credentials/registry';
import { validateRegistryAuth } from '../../../../provider/engine/credentials/validate';

const REGISTRY = 'registry.example.com';
const HUB = 'https://index.docker.io/v1/';
const folder = mkdtempSync(join(tmpdir(), 'berth-credentials-'));
const environment = { DOCKER_CONFIG: folder, PATH: `${folder}${delimiter}${process.env.PATH}` };
const auth = Buffer.from('joe:pass:word').toString('base64');

function configure(config: unknown): void {
  writeFileSync(join(folder, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
}

function helper(name: string, script: string): void {
  const file = join(folder, `docker-credential-${name}`);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

async function found(config: unknown, registry = REGISTRY, ...blocks: RegistryAuth[]) {
  configure(config);
  return findCredentials(blocks, registry, environment);
}

beforeAll(() => {
  helper('good', 'read server; echo "{\\"ServerURL\\":\\"$server\\",\\"Username\\":\\"helped\\",\\"Secret\\":\\"for $server\\"}"');
  helper('token', 'echo \'{"Username":"<token>","Secret":"identity"}\'');
  helper('empty', 'echo "credentials not found in native keychain"; exit 1');
  helper('broken', 'echo "half of a secret"; exit 3');
  helper('odd', 'echo nonsense');
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['busybox', 'docker.io'],
  ['joe/app', 'docker.io'],
  ['localhost/app', 'localhost'],
  ['ghcr.io/joe/app', 'ghcr.io'],
  ['127.0.0.1:5000/app', '127.0.0.1:5000'],
  ['registry:5000/app', 'registry:5000'],
])('the registry of %s is %s', (repository, registry) => expect(registryOf(repository)).toBe(registry));

test.each([
  [HUB, 'docker.io'],
  ['registry-1.docker.io', 'docker.io'],
  ['https://Registry.example.com/v2/', REGISTRY],
  ['localhost:5000/', 'localhost:5000'],
])('the registry at %s is %s', (address, registry) => expect(registryAt(address)).toBe(registry));

const user = { username: 'joe', password: 'pass:word', serveraddress: REGISTRY };
const block: RegistryAuth = { address: `https://${REGISTRY}` };

test.each<[string, unknown, RegistryAuth[], object | undefined]>([
  ['`auth`', { auths: { [REGISTRY]: { auth } } }, [], user],
  ['an address with a scheme and a path', { auths: { [`https://${REGISTRY}/v1/`]: { auth } } }, [], user],
  ['separate fields for user and password', { auths: { [REGISTRY]: { username: 'joe', password: 'pass:word' } } }, [], user],
  [
    'an identity token', { auths: { [REGISTRY]: { auth: Buffer.from('joe:').toString('base64'), identitytoken: 'identity' } } }, [],
    { username: 'joe', identitytoken: 'identity', serveraddress: REGISTRY },
  ],
  ['another registry only', { auths: { 'ghcr.io': { auth } } }, [], undefined],
  ['an entry whose credentials are in a store', { auths: { [REGISTRY]: {} } }, [], undefined],
  ['JSON that is not an object', [1], [], undefined],
  ['an empty file', '', [], undefined],
  ['a store', { credsStore: 'good' }, [], { username: 'helped', password: `for ${REGISTRY}`, serveraddress: REGISTRY }],
  [
    'a helper before a store', { credsStore: 'broken', credHelpers: { [REGISTRY]: 'token' } }, [],
    { identitytoken: 'identity', serveraddress: REGISTRY },
  ],
  ['a store without credentials, and `auths`', { credsStore: 'empty', auths: { [REGISTRY]: { auth } } }, [], user],
  ['a missing helper', { credsStore: 'absent' }, [], undefined],
  [
    'a block with a user', { auths: { [REGISTRY]: { auth } } }, [{ ...block, username: 'own', password: 'secret' }],
    { username: 'own', password: 'secret', serveraddress: REGISTRY },
  ],
  [
    'a block for another registry', { auths: { [REGISTRY]: { auth } } }, [{ address: 'ghcr.io', username: 'own', password: 'secret' }],
    user,
  ],
  ['a block with an address only', { auths: { [REGISTRY]: { auth } } }, [block], user],
  ['a block that wants none', { auths: { [REGISTRY]: { auth } } }, [{ ...block, auth_disabled: true }], undefined],
  ['a block with a configuration', {}, [{ ...block, config_file_content: JSON.stringify({ auths: { [REGISTRY]: { auth } } }) }], user],
  ['a block with a file', {}, [{ ...block, config_file: join(folder, 'other.json') }], user],
])('finds credentials of %s', async (_what, config, blocks, credentials) => {
  writeFileSync(join(folder, 'other.json'), JSON.stringify({ auths: { [REGISTRY]: { auth } } }));
  expect((await found(config, REGISTRY, ...blocks)).credentials).toEqual(credentials);
});

test.each<[string, RegistryAuth, string | undefined]>([
  ['a block with an address only', block, 'own:secret'],
  ['a block with the user', { ...block, username: 'joe' }, 'joe:secret'],
  ['a block with both', { ...block, username: 'joe', password: 'pass' }, 'joe:pass'],
  ['a block with a configuration', { ...block, config_file_content: '{}' }, undefined],
  ['a block that wants none', { ...block, auth_disabled: true }, undefined],
  ['a block for another registry', { address: 'ghcr.io' }, undefined],
])('the variables and %s give %s', async (_what, one, login) => {
  configure({});
  const variables = { ...environment, DOCKER_REGISTRY_USER: 'own', DOCKER_REGISTRY_PASS: 'secret' };
  expect(() => validateRegistryAuth([one], variables)).not.toThrow();
  const { credentials } = await findCredentials([one], REGISTRY, variables);
  expect(credentials && `${credentials.username}:${credentials.password}`).toBe(login);
});

describe('credentials in environment variables that a block names', () => {
  const named: RegistryAuth = { ...block, username_env: 'ROBOT', password_env: 'ROBOT_PASSWORD' };

  test('apply before other sources, and are named where they are rejected', async () => {
    configure({ auths: { [REGISTRY]: { auth } } });
    const others = { DOCKER_REGISTRY_USER: 'other', DOCKER_REGISTRY_PASS: 'other' };
    const variables = { ...environment, ...others, ROBOT: 'robot', ROBOT_PASSWORD: 'from-variable' };
    expect(() => validateRegistryAuth([named], environment)).not.toThrow();
    const result = await findCredentials([named], REGISTRY, variables);
    expect(result.credentials).toEqual({ username: 'robot', password: 'from-variable', serveraddress: REGISTRY });
    expect(deniedAdvice(result)).toContain(
      'as the user in ROBOT (from `registry_auth` for "https://registry.example.com", with the environment variables ROBOT and ROBOT_PASSWORD)');
    expect(redact('it was from-variable')).toBe('it was (sensitive value)');
    const one = await findCredentials([{ ...block, username: 'joe', password_env: 'ROBOT_PASSWORD' }], REGISTRY, variables);
    expect(one.credentials).toMatchObject({ username: 'joe', password: 'from-variable' });
    expect(one.origin).toContain('with the environment variable ROBOT_PASSWORD');
  });

  test('are missed by their names, and only when the registry is accessed', async () => {
    const detail = (part: string) => `The provider takes the ${part} for the registry ${REGISTRY} from it, as \`${part}_env\` of `
      + '`registry_auth` says. Set it for the process that runs terraform, for the plan and for the apply. '
      + 'An empty variable counts as not set.';
    await expect(findCredentials([named], REGISTRY, { ...environment, ROBOT_PASSWORD: '' })).rejects.toMatchObject({
      diagnostics: [
        { summary: 'The environment variable ROBOT is not set', detail: detail('username') },
        { summary: 'The environment variable ROBOT_PASSWORD is not set', detail: detail('password') },
      ],
    });
    await expect(findCredentials([named], 'ghcr.io', environment)).resolves.toMatchObject({ registry: 'ghcr.io' });
  });
});

test('asks helpers for Docker Hub by its server address', async () => {
  expect(
    (await found({ credHelpers: { 'docker.io': 'good' } }, 'docker.io')).credentials,
  ).toEqual({ username: 'helped', password: `for ${HUB}`, serveraddress: HUB });
});

test('finds no credentials without a configuration', async () => {
  expect(
    await findCredentials([], REGISTRY, { DOCKER_CONFIG: join(folder, 'nowhere') }),
  ).toMatchObject({ origin: expect.stringContaining('nowhere/config.json') });
});

test('finds the credentials for all configured registries', async () => {
  configure({ auths: { [REGISTRY]: { auth } }, credHelpers: { 'ghcr.io': 'empty' } });
  const all = await allCredentials([{ address: 'quay.io', username: 'own', password: 'secret' }], environment);
  expect(
    all.map(({ registry, credentials }) => [registry, credentials?.username]).sort(),
  ).toEqual([['ghcr.io', undefined], ['quay.io', 'own'], [REGISTRY, 'joe']]);
});

test.each([
  ['empty', 'has no credentials'],
  ['broken', 'exit code 3'],
  ['odd', 'not JSON'],
  ['absent', 'not on the PATH'],
  ['../evil', 'names "../evil"'],
])('reports why the helper %s gives no credentials: %s', async (name, why) => {
  const answer = await askHelper(name, REGISTRY, environment);
  expect(answer).toEqual({ failure: expect.stringContaining(why) });
  expect(JSON.stringify(answer)).not.toContain('half of a secret');
});

test('gives up on a helper that does not answer', async () => {
  helper('slow', 'exec sleep 100');
  expect(await askHelper('slow', REGISTRY, environment, 200)).toEqual({ failure: 'it did not answer within 0.2 s' });
});

test('hides the secrets that were found, and describes rejected credentials without them', async () => {
  const denied = deniedAdvice(await found({ auths: { [REGISTRY]: { auth } } }));
  expect(denied).toContain(`The registry ${REGISTRY} was accessed as the user "joe" (from \`auths\` of ${folder}/config.json)`);
  expect(denied).not.toContain('pass:word');
  expect(redact('it was pass:word')).toBe('it was (sensitive value)');
  expect(deniedAdvice(await found({ credsStore: 'absent' }))).toContain('docker-credential-absent, set by');
});

test('refuses a configuration that is not JSON, without quoting it', async () => {
  await expect(found('{"auths": secret')).rejects.toMatchObject({
    diagnostics: [
      { summary: `The Docker configuration of ${folder}/config.json is not valid JSON`, detail: expect.not.stringContaining('secret') },
    ],
  });
  await expect(found({}, REGISTRY, { ...block, config_file: '/nowhere' })).rejects.toMatchObject(
    { diagnostics: [{ summary: expect.stringContaining('/nowhere can\'t be read') }] },
  );
});

test.each([
  ['two blocks for a registry', [{ address: 'docker.io' }, { address: HUB }], 'Two `registry_auth` blocks are for the registry docker.io'],
  [
    'a user without a password', [{ ...block, username: 'joe' }],
    '`registry_auth` for "https://registry.example.com" has `username` without `password`',
  ],
  [
    'a variable for the password alone', [{ ...block, password_env: 'ROBOT_PASSWORD' }],
    '`registry_auth` for "https://registry.example.com" has `password` without `username`',
  ],
  [
    'a password that is also in a variable', [{ ...block, username: 'joe', password: 'secret', password_env: 'ROBOT_PASSWORD' }],
    '`registry_auth` for "https://registry.example.com" has both `password` and `password_env`',
  ],
])('refuses %s', (_what, blocks, summary) => {
  const diagnostic = expect.objectContaining({ summary });
  expect(() => validateRegistryAuth(blocks, environment)).toThrow(expect.objectContaining({ diagnostics: [diagnostic] }));
});
