import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { redact } from '../../../../provider/diagnostics/secrets';
import { KeySource, readSigningKey } from '../../../../provider/resources/registry-image/signing-key';

const FIXTURES = join(__dirname, '../../../fixtures/cosign');
const ENCRYPTED = join(FIXTURES, 'encrypted.key');
const PUBLIC = readFileSync(join(FIXTURES, 'encrypted.pub'), 'utf8').trim();
const PASSWORD = 'secret-of-the-key';

const folder = mkdtempSync(join(tmpdir(), 'berth-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (source: Partial<KeySource>, environment: Record<string, string> = {}) => (
  Promise.resolve().then(() => readSigningKey({ key_file: null, key_variable: null, password_variable: null, ...source }, environment)));

async function problem(source: Partial<KeySource>, environment: Record<string, string> = {}): Promise<string> {
  const error: unknown = await read(source, environment).then(() => undefined, (reason: unknown) => reason);
  return (error as DiagnosticError).diagnostics.map(({ summary, detail, path }) => `${JSON.stringify(path)} ${summary}. ${detail}`).join();
}

/** Returns a key of OpenSSL, as PEM. */
function plain(type: 'ec' | 'ed25519' | 'rsa' = 'ec', namedCurve = 'P-256'): string {
  const options = { namedCurve, modulusLength: 2048 };
  return generateKeyPairSync(type as 'ec', options).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function file(content: string): string {
  const path = join(folder, createHash('sha256').update(content).digest('hex'));
  writeFileSync(path, content);
  return path;
}

test('a key that cosign encrypted is opened by its password', async () => {
  const key = await read({ key_file: ENCRYPTED }, { COSIGN_PASSWORD: PASSWORD });
  expect(key.publicKey).toBe(PUBLIC);
  expect(verify('sha256', Buffer.from('content'), PUBLIC, key.sign(Buffer.from('content')))).toBe(true);
  const der = createPublicKey(PUBLIC).export({ type: 'spki', format: 'der' });
  expect(key.hint).toBe(createHash('sha256').update(der).digest('base64'));
  const text = readFileSync(ENCRYPTED, 'utf8');
  const source = { key_variable: 'KEY', password_variable: 'KEY_PASSWORD' };
  expect((await read(source, { KEY: text.replaceAll('SIGSTORE', 'COSIGN'), KEY_PASSWORD: PASSWORD })).publicKey).toBe(PUBLIC);
});

test('a key without a password needs none, and is a secret', async () => {
  const pem = plain();
  expect((await read({ key_variable: 'KEY' }, { KEY: pem })).publicKey).toBe(createPublicKey(pem).export({ type: 'spki', format: 'pem' })
    .toString().trim());
  const [, line] = pem.split('\n');
  expect(redact(`it says ${line}`)).toBe('it says (sensitive value)');
});

const unopened = (change: (key: Record<string, Record<string, unknown>>) => void) => {
  const text = readFileSync(ENCRYPTED, 'utf8');
  const [, base64] = /KEY-----\n([^-]+)-----END/.exec(text)!;
  const key = JSON.parse(Buffer.from(base64!, 'base64').toString()) as Record<string, Record<string, unknown>>;
  change(key);
  return file(text.replace(base64!, `${Buffer.from(JSON.stringify(key)).toString('base64')}\n`));
};

const NO_KEY = '["signature",0,"key_file"] The private key is none that signs images. It has to be ECDSA on the curve P-256';
const WRONG = '["signature",0,"key_file"] The password in COSIGN_PASSWORD does not open the private key';

test.each<[string, () => Partial<KeySource>, Record<string, string>, string]>([
  ['a wrong password', () => ({ key_file: ENCRYPTED }), { COSIGN_PASSWORD: 'not-the-password' }, WRONG],
  ['no password', () => ({ key_file: ENCRYPTED }), {}, 'has a password, and the environment variable COSIGN_PASSWORD is not set'],
  ['an empty password', () => ({ key_file: ENCRYPTED }), { COSIGN_PASSWORD: '' }, WRONG],
  ['no password in another variable', () => ({ key_file: ENCRYPTED, password_variable: 'MINE' }), { COSIGN_PASSWORD: PASSWORD }, 'MINE'],
  ['no file', () => ({ key_file: '/nowhere/cosign.key' }), {}, 'The private key "/nowhere/cosign.key" can\'t be read: ENOENT'],
  ['an empty variable', () => ({ key_variable: 'KEY' }), { KEY: '' }, '["signature",0,"key_variable"] The environment variable KEY is not'],
  ['a key on another curve', () => ({ key_file: file(plain('ec', 'P-384')) }), {}, NO_KEY],
  ['a key of RSA', () => ({ key_file: file(plain('rsa')) }), {}, NO_KEY],
  ['a key of Ed25519', () => ({ key_file: file(plain('ed25519')) }), {}, NO_KEY],
  ['a public key', () => ({ key_file: join(FIXTURES, 'encrypted.pub') }), {}, NO_KEY],
  ['no key', () => ({ key_file: file('nothing') }), {}, NO_KEY],
  ['damaged content', () => ({ key_file: unopened((key) => { key.ciphertext = 'AAAA' as never; }) }), { COSIGN_PASSWORD: PASSWORD }, WRONG],
  ['another cipher', () => ({ key_file: unopened((key) => { key.cipher!.name = 'aes'; }) }), { COSIGN_PASSWORD: PASSWORD }, NO_KEY],
  ['a cost that no memory has', () => ({ key_file: unopened((key) => { (key.kdf!.params as { N: number }).N = 2 ** 40; }) }),
    { COSIGN_PASSWORD: PASSWORD }, NO_KEY],
])('%s is refused, and nothing is shown of it', async (_, source, environment, expected) => {
  const text = await problem(source(), environment);
  expect(text).toContain(expected);
  for (const secret of [PASSWORD, 'not-the-password']) expect(text).not.toContain(secret);
});
