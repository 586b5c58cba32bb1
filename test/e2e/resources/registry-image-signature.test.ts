import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Managed, refusal } from './managed';
import { applied, image, pushing, Pushing } from './pushing';
import { writeLayout } from '../../oci-layout';
import { NOWHERE } from '../engine/docker';
import { USER } from '../engine/private-registry';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-registry-signature';
const FIXTURES = join(__dirname, '../../fixtures/cosign');
const KEY_PASSWORD = 'secret-of-the-key';

const newWorkspace = workspacePerTest(PREFIX);
const encryptedKey = [{ key_file: join(FIXTURES, 'encrypted.key') }];
const publicKey = readFileSync(join(FIXTURES, 'encrypted.pub'), 'utf8').trim();

let registry: Pushing['registry'];
let tags: Pushing['tags'];
let folder: string;
let name: string;
let layout: string;

pushing(PREFIX, (each) => {
  ({ registry, tags, folder, name, layout } = each);
  writeLayout(layout, { content: each.unique });
  process.env.COSIGN_PASSWORD = KEY_PASSWORD;
});

afterAll(() => { delete process.env.COSIGN_PASSWORD; });

test('a signature is one that rules accept, is made again if it is gone, and by another key in place', async () => {
  const managed = await applied({ name, layout, signature: encryptedKey });
  expect(managed.values.signed_by).toBe(publicKey);
  const digest = managed.values.sha256_digest as string;
  const rules = (key: unknown) => JSON.stringify({ name: PREFIX, signature_keys: [key] });
  const pull = (key: unknown) => new Managed('docker_image').apply({ name: `${name}@${digest}`, virtual_host: rules(key) });
  // The engine can't use the image, whose layer is none, but the rules let it try.
  expect(await refusal(pull(publicKey))).not.toContain('has no signature');

  await tags.remove((await tags.digestOf(digest.replace(':', '-')))!);
  expect(await managed.plan({ name, layout, signature: encryptedKey })).toEqual({ action: 'update', changed: ['signed_by'] });
  await managed.apply({ name, layout, signature: encryptedKey });
  expect(managed.values.signed_by).toBe(publicKey);

  const { privateKey, publicKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  process.env.PLAIN_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const plain = { name, layout, signature: [{ key_variable: 'PLAIN_KEY' }] };
  expect(await managed.apply(plain)).toMatchObject({ action: 'update' });
  expect(managed.values.signed_by).toBe(other.export({ type: 'spki', format: 'pem' }).toString().trim());
  expect(await managed.plan(plain)).toMatchObject({ action: 'none' });
  for (const key of [publicKey, managed.values.signed_by]) expect(await refusal(pull(key))).not.toContain('has no signature');

  // Another machine plans, which lacks the key.
  delete process.env.PLAIN_KEY;
  expect(await managed.plan(plain)).toMatchObject({ action: 'none' });
  await managed.apply({ name, layout });
  expect(managed.values.signed_by).toBeNull();
  expect(await refusal(pull(publicKey))).not.toContain('has no signature');
});

test('a signature with a wrong password is refused before anything is pushed', async () => {
  process.env.COSIGN_PASSWORD = 'not-the-password';
  const refused = await refusal(image().apply({ name, layout, signature: encryptedKey }));
  expect(refused).toContain('The password in COSIGN_PASSWORD does not open the private key');
  expect(refused).not.toContain('not-the-password');
  expect(await tags.digestOf('1')).toBeUndefined();
  expect(await refusal(image().apply({ name, layout, signature: [{}] }))).toContain('`signature` has no key');
});

test('a signature leaves neither keys nor passwords in plan, state and output', async () => {
  const terraform = await newWorkspace({
    provider: { docker: { registry_auth: [{ address: registry.host, username: USER.username, password_env: 'ROBOT_PASSWORD' }] } },
    resource: { docker_registry_image: { app: { name, layout, signature: { key_file: 'cosign.key' } } } },
  }, { env: { ...NOWHERE, ROBOT_PASSWORD: USER.password, TF_LOG: 'TRACE', TF_LOG_PATH: join(folder, 'trace.log') } });
  copyFileSync(join(FIXTURES, 'encrypted.key'), join(terraform.folder, 'cosign.key'));
  const plan = await terraform.plan();
  const outcome = await terraform.applyLastPlan();
  expect(outcome).toMatchObject({ ok: true, diagnostics: [] });
  expect((await terraform.plan()).changes).toEqual([]);
  const written = [
    plan.output, outcome.output, readFileSync(join(folder, 'trace.log'), 'utf8'), JSON.stringify(await terraform.state()),
    readFileSync(join(terraform.folder, 'terraform.tfstate'), 'utf8'), await terraform.terraform('show', '-json', 'last.plan'),
  ].join('\n');
  const [, line] = readFileSync(join(FIXTURES, 'encrypted.key'), 'utf8').split('\n');
  for (const secret of [USER.password, KEY_PASSWORD, line!]) expect(written).not.toContain(secret);
});
