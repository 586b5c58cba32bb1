import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Authority, CLIENT, SERVER } from './certificates';
import { NOWHERE } from './docker';
import { TlsEngine } from './tls-engine';
import { run } from '../support/run';
import { Workspace, WorkspaceOptions } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const newWorkspace = workspacePerTest();
const folder = mkdtempSync(join(tmpdir(), 'berth-tls-'));
let engine: TlsEngine;
/** Folders of certificates: for a client that the engine accepts, and for one from another authority. */
let client: string;
let stranger: string;

/** A configuration of the provider with one volume. */
async function workspaceWith(provider: object, env: WorkspaceOptions['env'] = {}): Promise<Workspace> {
  return newWorkspace(
    { provider: { docker: provider }, resource: { docker_volume: { data: { name: 'tls' } } } }, { env: { ...NOWHERE, ...env } },
  );
}

function pem(from: string, name: string): string {
  return readFileSync(join(from, name), 'utf8');
}

beforeAll(async () => {
  const authority = await Authority.create(join(folder, 'authority'));
  const another = await Authority.create(join(folder, 'another'));
  client = await authority.issue(join(folder, 'client'), CLIENT);
  stranger = await another.issue(join(folder, 'stranger'), CLIENT);
  engine = await TlsEngine.start(join(folder, 'engine'), await authority.issue(join(folder, 'server'), SERVER));
});

afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each<[string, () => object, () => WorkspaceOptions['env']]>([
  [
    'certificates given as text',
    () => ({
      host: `tcp://127.0.0.1:${engine.port}`,
      ca_material: pem(client, 'ca.pem'),
      cert_material: pem(client, 'cert.pem'),
      key_material: pem(client, 'key.pem'),
    }),
    () => ({}),
  ],
  ['a folder of certificates', () => ({ host: `tcp://localhost:${engine.port}`, cert_path: client }), () => ({})],
  [
    'the environment',
    () => ({}),
    () => ({ DOCKER_HOST: `tcp://127.0.0.1:${engine.port}`, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: client }),
  ],
  [
    'certificates of the environment for a host that is configured',
    () => ({ host: `tcp://127.0.0.1:${engine.port}` }),
    () => ({ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: client }),
  ],
])('connects with %s', async (_with, provider, env) => {
  const terraform = await workspaceWith(provider(), env());
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await engine.volumes()).toEqual(['tls']);
  expect((await terraform.plan()).changes).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await engine.volumes()).toEqual([]);
});

describe('contexts', () => {
  const DOCKER_CONFIG = join(folder, 'config');

  beforeAll(async () => {
    const docker = `host=tcp://127.0.0.1:${engine.port},ca=${client}/ca.pem,cert=${client}/cert.pem,key=${client}/key.pem`;
    await run('docker', ['context', 'create', 'e2e-tls', '--docker', docker], { env: { ...NOWHERE, DOCKER_CONFIG } });
  });

  afterEach(async () => {
    await run('docker', ['context', 'use', 'default'], { env: { ...NOWHERE, DOCKER_CONFIG } });
  });

  test.each<[string, object, WorkspaceOptions['env'], boolean]>([
    ['set by the provider', { context: 'e2e-tls' }, { DOCKER_HOST: 'unix:///nowhere' }, false],
    ['set by the environment', {}, { DOCKER_CONTEXT: 'e2e-tls' }, false],
    ['selected by `docker context use`', {}, {}, true],
  ])('connects with a context %s', async (_which, provider, env, use) => {
    if (use) await run('docker', ['context', 'use', 'e2e-tls'], { env: { ...NOWHERE, DOCKER_CONFIG } });
    const terraform = await workspaceWith(provider, { DOCKER_CONFIG, ...env });
    expect(await terraform.apply()).toMatchObject({ ok: true });
    expect(await engine.volumes()).toEqual(['tls']);
    expect(await terraform.destroy()).toMatchObject({ ok: true });
  });

  test('fails for a missing context, and lists the existing ones', async () => {
    const terraform = await workspaceWith({ context: 'none' }, { DOCKER_CONFIG });
    const { ok, diagnostics } = await terraform.apply();
    expect(ok).toBe(false);
    expect(diagnostics[0]).toMatchObject({ summary: 'There is no Docker context "none"', detail: expect.stringContaining('"e2e-tls"') });
  });
});

test.each<[string, () => object, RegExp, string]>([
  [
    'an authority that did not sign the engine\'s certificate',
    () => ({ ca_material: pem(stranger, 'ca.pem'), cert_material: pem(client, 'cert.pem'), key_material: pem(client, 'key.pem') }),
    /certificate/i, 'was not signed by the configured certificate authority',
  ],
  [
    'no client certificate', () => ({ ca_material: pem(client, 'ca.pem') }), /certificate|alert/i,
    'rejected the client certificate, or did not receive one',
  ],
  [
    'a client certificate from another authority',
    () => ({ ca_material: pem(client, 'ca.pem'), cert_material: pem(stranger, 'cert.pem'), key_material: pem(stranger, 'key.pem') }),
    /certificate|alert|unknown ca/i, 'rejected the client certificate, or did not receive one',
  ],
  ['no TLS', () => ({}), /HTTP request to an HTTPS server/, 'The engine uses TLS on this port'],
])('fails with %s, and reports the cause', async (_with, certificates, summary, advice) => {
  const terraform = await workspaceWith({ host: `tcp://127.0.0.1:${engine.port}`, ...certificates() });
  const { ok, diagnostics, output } = await terraform.apply();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.summary).toMatch(summary);
  expect(diagnostics[0]!.detail).toContain(advice);
  expect(diagnostics[0]!.detail).toContain(`tcp://127.0.0.1:${engine.port}`);
  expect(output).not.toContain('PRIVATE KEY');
  expect(await engine.volumes()).toEqual([]);
});

test('a plan that only creates needs no engine', async () => {
  const terraform = await workspaceWith({ host: 'tcp://127.0.0.1:1', cert_path: join(folder, 'yet to be written') });
  const { ok, changes } = await terraform.plan();
  expect(ok).toBe(true);
  expect(changes).toMatchObject([{ address: 'docker_volume.data', change: { actions: ['create'] } }]);
});

test('plans for an engine whose address is known only at apply', async () => {
  const terraform = await newWorkspace({
    provider: { docker: { host: 'tcp://${terraform_data.machine.output}', cert_path: client } },
    resource: { terraform_data: { machine: { input: `127.0.0.1:${engine.port}` } }, docker_volume: { data: { name: 'tls' } } },
  }, { env: NOWHERE });
  expect((await terraform.plan()).changes).toHaveLength(2);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await engine.volumes()).toEqual(['tls']);
  expect((await terraform.plan()).changes).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
});
