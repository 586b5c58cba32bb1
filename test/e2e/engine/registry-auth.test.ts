import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { TerraformStack } from 'cdktf';
import Docker from 'dockerode';
import { Authority } from './certificates';
import { docker, forget, imageId, labelOf, publish } from './docker';
import { PrivateRegistry, USER } from './private-registry';
import { BaseImage, ContainerHost, RegistryCredentials } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-registry-auth';

const newWorkspace = workspacePerTest(PREFIX);
const folder = mkdtempSync(join(tmpdir(), 'berth-registry-auth-'));
const auth = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
/**
 * An address of this machine on a network of the engine. Not a loopback address, because an engine accepts any
 * certificate from a registry there.
 */
const ADDRESS = '10.213.7.1';
let network: Docker.Network;
let plain: PrivateRegistry;
let secure: PrivateRegistry;
let trust: string;

interface Setting {
  readonly blocks?: readonly object[];
  /** The content of Docker's `config.json`. */
  readonly config?: object;
  readonly env?: { readonly [name: string]: string };
}

/** The blocks that name these variables. */
const named = () => [{ address: plain.host, username_env: 'ROBOT', password_env: 'ROBOT_PASSWORD' }];
const VARIABLES = { ROBOT: USER.username, ROBOT_PASSWORD: USER.password };

function configuration(name: string, blocks: readonly object[], image: object): object {
  return { provider: { docker: { registry_auth: blocks } }, resource: { docker_image: { app: { name, ...image } } } };
}

/**
 * Pulls with the given settings, isolated from the configuration of the user who runs the tests. The provider logs
 * everything.
 */
async function workspaceWith(name: string, { blocks = [], config, env: variables }: Setting, image: object = {}): Promise<Workspace> {
  const dockerConfig = join(folder, 'docker-config');
  rmSync(dockerConfig, { recursive: true, force: true });
  mkdirSync(dockerConfig);
  if (config !== undefined) writeFileSync(join(dockerConfig, 'config.json'), JSON.stringify(config));
  const env = { DOCKER_CONFIG: dockerConfig, PATH: `${folder}${delimiter}${process.env.PATH}`, TF_LOG_PROVIDER: 'TRACE', ...variables };
  return newWorkspace(configuration(name, blocks, image), { env });
}

beforeAll(async () => {
  network = await docker.createNetwork({ Name: 'e2e-private-registry', IPAM: { Config: [{ Subnet: '10.213.7.0/24', Gateway: ADDRESS }] } });
  plain = await PrivateRegistry.start(join(folder, 'plain'), '127.0.0.1');
  const authority = await Authority.create(join(folder, 'authority'));
  const certificates = await authority.issue(
    join(folder, 'certificates'), `subjectAltName = IP:${ADDRESS}\nextendedKeyUsage = serverAuth\n`,
  );
  secure = await PrivateRegistry.start(join(folder, 'secure'), ADDRESS, certificates);
  trust = join('/etc/docker/certs.d', secure.host);
  const helper = join(folder, 'docker-credential-e2e');
  const answer = JSON.stringify({ Username: USER.username, Secret: USER.password });
  writeFileSync(helper, `#!/bin/sh\nread server\ntest "$server" = "${plain.host}" || exit 1\necho '${answer}'\n`);
  chmodSync(helper, 0o755);
  await publish(`${plain.host}/${PREFIX}:1`, 'one', USER);
});

afterEach(() => rmSync(trust, { recursive: true, force: true }));

afterAll(async () => {
  await plain.stop();
  await secure.stop();
  await network.remove();
  rmSync(folder, { recursive: true, force: true });
});

test.each<[string, () => Setting]>([
  ['user and password of `registry_auth`', () => ({ blocks: [{ address: `http://${plain.host}`, ...USER }] })],
  ['the variables that `registry_auth` names', () => ({ blocks: named(), env: VARIABLES })],
  [
    '`config_file_content` of `registry_auth`',
    () => ({ blocks: [{ address: plain.host, config_file_content: JSON.stringify({ auths: { [plain.host]: { auth } } }) }] }),
  ],
  ['`auths` of Docker\'s configuration', () => ({ config: { auths: { [plain.host]: { auth } } } })],
  ['the helper of the registry', () => ({ config: { credHelpers: { [plain.host]: 'e2e' } } })],
  ['the default helper', () => ({ config: { credsStore: 'e2e', auths: { [plain.host]: {} } } })],
])('pulls an image with %s, and shows no secret', async (_how, setting) => {
  const name = `${plain.host}/${PREFIX}:1`;
  const terraform = await workspaceWith(name, setting());
  const applied = await terraform.apply();
  expect(applied).toMatchObject({ ok: true });
  expect(await labelOf(name)).toBe('one');
  const plan = await terraform.plan();
  expect(plan.changes).toEqual([]);
  for (const secret of [USER.password, auth]) {
    expect(applied.output + plan.output + JSON.stringify(await terraform.state())).not.toContain(secret);
  }
});

test.each<[string, () => Setting, readonly string[]]>([
  [
    'a wrong password', () => ({ blocks: [{ address: plain.host, username: 'robot', password: 'wrong-secret' }] }),
    ['as the user "robot" (from `registry_auth` for "'],
  ],
  ['no credentials', () => ({}), ['was accessed without credentials', 'docker-config/config.json, which does not exist', 'docker login']],
  [
    'a missing helper', () => ({ config: { credsStore: 'absent' } }),
    ['without credentials', 'docker-credential-absent', 'it is not on the PATH'],
  ],
  [
    'disabled credentials',
    () => ({ blocks: [{ address: plain.host, auth_disabled: true }], config: { auths: { [plain.host]: { auth } } } }),
    ['which sets `auth_disabled`'],
  ],
])('a pull with %s fails, and reports what was tried', async (_what, setting, said) => {
  const terraform = await workspaceWith(`${plain.host}/${PREFIX}:1`, setting());
  const { ok, diagnostics, output } = await terraform.apply();
  expect(ok).toBe(false);
  for (const text of [`The registry ${plain.host} was accessed`, ...said]) expect(diagnostics[0]!.detail).toContain(text);
  expect(output).not.toContain('wrong-secret');
  expect(await terraform.state()).toEqual({});
});

test('a pull fails without a variable that `registry_auth` names, and what needs no registry works', async () => {
  const name = `${plain.host}/${PREFIX}:1`;
  const terraform = await workspaceWith(name, { blocks: named(), env: { ROBOT: USER.username } });
  const { ok, diagnostics } = await terraform.apply();
  expect([ok, diagnostics.map(({ summary }) => summary)]).toEqual([false, ['The environment variable ROBOT_PASSWORD is not set']]);
  expect((await terraform.destroy()).ok).toBe(true);
});

test('a stack has only the names of the variables, and pulls with their values', async () => {
  const name = `${plain.host}/${PREFIX}:1`;
  await forget(name);
  const stack = new AppliedStack(PREFIX);
  const describe = (within: TerraformStack) => {
    const registryCredentials = { [plain.host]: RegistryCredentials.fromEnvironment({ username: 'ROBOT', password: 'ROBOT_PASSWORD' }) };
    ContainerHost.fromEnvironment(within, 'host', { registryCredentials }).addImage(BaseImage.fromRegistry(name));
  };
  expect(JSON.stringify(stack.synthesize(describe))).toContain('"password_env":"ROBOT_PASSWORD"');
  expect(await stack.diagnose({ ROBOT: '', ROBOT_PASSWORD: '' })).toEqual([
    expect.stringContaining('The environment variable ROBOT is not set'), expect.stringContaining('ROBOT_PASSWORD is not set'),
  ]);
  expect(await stack.diagnose(VARIABLES)).toEqual([]);
  expect(await labelOf(name)).toBe('one');
  for (const file of ['cdk.tf.json', 'terraform.tfstate']) {
    const stored = readFileSync(join(stack.folder, file), 'utf8');
    for (const secret of [USER.password, auth]) expect(stored).not.toContain(secret);
  }
  await stack.destroy();
});

test('pulls over TLS with a login, from a registry whose certificate the engine trusts', async () => {
  const name = `${secure.host}/${PREFIX}:1`;
  const terraform = await workspaceWith(name, { blocks: [{ address: secure.host, ...USER }] });
  const distrusted = await terraform.apply();
  expect(distrusted.ok).toBe(false);
  expect(distrusted.diagnostics[0]!.detail).toContain('/etc/docker/certs.d/<registry>/ca.crt');

  mkdirSync(trust, { recursive: true });
  cpSync(join(folder, 'authority/ca.pem'), join(trust, 'ca.crt'));
  await publish(name, 'secure', USER);
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await labelOf(name)).toBe('secure');
});

test.each<[string, () => readonly object[], () => object]>([
  ['the provider\'s', () => [{ address: plain.host, ...USER }], () => ({})],
  ['its own', () => [], () => ({ auth_config: [{ host_name: plain.host, user_name: USER.username, password: USER.password }] })],
])('builds from an image that needs a login, with %s credentials', async (_whose, blocks, build) => {
  const context = join(folder, 'context');
  mkdirSync(context, { recursive: true });
  writeFileSync(join(context, 'Dockerfile'), `FROM ${plain.host}/${PREFIX}:1\nLABEL built=yes\n`);
  const name = `${PREFIX}:built`;
  const terraform = await workspaceWith(name, { blocks: blocks() }, { build: [{ context, ...build() }] });
  const { ok, output } = await terraform.apply();
  expect(ok).toBe(true);
  expect(output).not.toContain(USER.password);
  expect((await docker.getImage(name).inspect()).Config.Labels).toEqual({ which: 'one', built: 'yes' });
  expect((await terraform.plan()).changes).toEqual([]);
});

test('pulls a moved tag again on request', async () => {
  const name = `${plain.host}/${PREFIX}:moving`;
  await publish(name, 'before', USER);
  const blocks = [{ address: plain.host, ...USER }];
  const terraform = await workspaceWith(name, { blocks }, { pull_triggers: ['first'] });
  expect(await terraform.apply()).toMatchObject({ ok: true });
  const before = await imageId(name);

  await docker.getImage(name).tag({ repo: PREFIX, tag: 'kept' });
  await publish(name, 'after', USER);
  await docker.getImage(`${PREFIX}:kept`).tag({ repo: `${plain.host}/${PREFIX}`, tag: 'moving' });
  expect((await terraform.plan()).changes).toEqual([]);

  terraform.configure(configuration(name, blocks, { pull_triggers: ['second'] }));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['delete', 'create'] } }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await imageId(name)).not.toBe(before);
  expect(await labelOf(name)).toBe('after');
});
