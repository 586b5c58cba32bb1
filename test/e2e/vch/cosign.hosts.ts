import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BLUE, blueContainer, rules } from './blue';
import { sign as storeSignature } from './store-signatures';
import { provideCosign } from '../../../dev/cosign/provide-cosign';
import { cosignKey } from '../../cosign';
import { writeLayout } from '../../oci-layout';
import { docker, forget, imageId, publish } from '../engine/docker';
import { PrivateRegistry, USER } from '../engine/private-registry';
import { Managed, refusal } from '../resources/managed';
import { TEST_STATE } from '../support/engine';
import { removeNamed } from '../support/remove-named';
import { attempt, run } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'berth-cosign-'));
const images: string[] = [];

let registry: PrivateRegistry;

beforeAll(async () => {
  await removeNamed(BLUE);
  registry = await PrivateRegistry.start(join(folder, 'registry'), '127.0.0.1');
  // The provider and cosign log in by Docker's configuration.
  process.env.DOCKER_CONFIG = join(folder, 'docker');
  mkdirSync(process.env.DOCKER_CONFIG);
  const auth = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
  writeFileSync(join(folder, 'docker/config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }));
  for (const [version] of OFFLINE) await provideCosign(version, TEST_STATE.cache);
}, 3_600_000);

afterAll(async () => {
  delete process.env.DOCKER_CONFIG;
  await removeNamed(BLUE);
  await forget(...images);
  await registry.stop();
  rmSync(folder, { recursive: true });
});

const options = { cwd: folder, env: { COSIGN_PASSWORD: 'secret-of-the-key' } };
const INSECURE = '--allow-insecure-registry';

/** How the major versions sign without a transparency log. */
const OFFLINE: readonly (readonly [version: string, ...args: string[]])[] = [
  ['2.6.1', '--tlog-upload=false'], ['3.1.3', '--tlog-upload=false', '--use-signing-config=false'],
];

async function pushed(label: string): Promise<string> {
  const image = await publish(`${registry.host}/${BLUE}/${label}:1`, label, USER);
  images.push(image);
  return image;
}

test.each(OFFLINE)('what cosign %s signs is pulled and runs, also if others signed it, and nothing else', async (version, ...offline) => {
  const cosign = await provideCosign(version, TEST_STATE.cache);
  const prefix = `of-${version}`;
  for (const each of [prefix, `other-${version}`]) await run(cosign, ['generate-key-pair', '--output-key-prefix', each], options);
  const sign = (key: string, image: string) => run(cosign, ['sign', '--key', `${key}.key`, '--yes', INSECURE, ...offline, image], options);
  const [signed, unsigned] = [await pushed(`signed-${version}`), await pushed(`unsigned-${version}`)];
  for (const image of [signed, unsigned]) await sign(`other-${version}`, image);
  await sign(prefix, signed);

  const virtualHost = rules({ signature_keys: [readFileSync(join(folder, `${prefix}.pub`), 'utf8')] });
  const image = new Managed('docker_image');
  await image.apply({ name: signed, virtual_host: virtualHost });
  const container = new Managed('docker_container');
  await container.apply(blueContainer('web', { image: image.values.image_id, virtual_host: virtualHost }));
  expect((await docker.getContainer(`${BLUE}-web`).inspect()).State.Running).toBe(true);
  await container.destroy();
  expect(await refusal(new Managed('docker_image').apply({ name: unsigned, virtual_host: virtualHost })))
    .toContain('has none that holds: a signature is by another key');
  expect(await imageId(unsigned)).toBeUndefined();
});

test('what the other tests sign, cosign verifies', async () => {
  const cosign = await provideCosign('2.6.1', TEST_STATE.cache);
  const image = await pushed('by-tests');
  for (const [name, key] of [['ours', cosignKey()], ['theirs', cosignKey()]] as const) {
    writeFileSync(join(folder, `${name}.pub`), key.pem);
    if (name === 'ours') await storeSignature(image, key);
  }
  const verify = (name: string) => (
    attempt(cosign, ['verify', '--key', `${name}.pub`, '--insecure-ignore-tlog', INSECURE, image], options));
  expect(await verify('ours')).toMatchObject({ exitCode: 0 });
  expect((await verify('theirs')).stderr).toContain('no matching signatures');
});

/** How the major versions verify bundles that are in no transparency log. Version 2 also wants to know authorities that it does not ask. */
const VERIFY_BUNDLES: readonly (readonly [version: string, ...args: string[]])[] = [
  ['2.6.1', '--new-bundle-format', '--trusted-root', 'root.json'], ['3.1.3'],
];

test.each(VERIFY_BUNDLES)('what docker_registry_image signs by two keys, cosign %s verifies with each', async (version, ...more) => {
  const cosign = await provideCosign(version, TEST_STATE.cache);
  const layout = join(folder, `layout-${version}`);
  const [digest] = writeLayout(layout, { content: version });
  for (const key of ['first', 'second', 'third']) {
    await run(cosign, ['generate-key-pair', '--output-key-prefix', `${key}-${version}`], options);
  }
  writeFileSync(join(folder, 'root.json'), JSON.stringify({ mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' }));
  process.env.COSIGN_PASSWORD = options.env.COSIGN_PASSWORD;
  const name = `${registry.host}/${BLUE}/layout-${version}:1`;
  const image = new Managed('docker_registry_image');
  for (const key of ['first', 'second']) {
    await image.apply({ name, layout, signature: [{ key_file: join(folder, `${key}-${version}.key`) }] });
  }
  const verify = (key: string) => attempt(cosign, [
    'verify', '--key', `${key}-${version}.pub`, '--insecure-ignore-tlog', INSECURE, ...more, `${name.slice(0, -2)}@${digest}`,
  ], options);
  for (const key of ['first', 'second']) expect(await verify(key)).toMatchObject({ exitCode: 0 });
  expect((await verify('third')).stderr).toContain('no matching');
  delete process.env.COSIGN_PASSWORD;
});
