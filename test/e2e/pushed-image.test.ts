import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformOutput, TerraformStack } from 'cdktf';
import { AppliedStack } from './constructs/stack';
import { docker } from './engine/docker';
import { PrivateRegistry } from './engine/private-registry';
import { RegistryTags } from './engine/registry-tags';
import { registryWithLogin } from './resources/pushing';
import { BaseImage, ContainerHost, RemovalPolicy } from '../../src';

const NAME = 'e2e-pushed-image';

const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const keyFile = join(folder, 'signing.key');
let registry: PrivateRegistry;
const stack = new AppliedStack(NAME);

beforeAll(async () => {
  registry = await registryWithLogin(folder);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
});

afterAll(async () => {
  delete process.env.DOCKER_CONFIG;
  await registry.stop();
  rmSync(folder, { recursive: true });
});

/** Pushes a minimal image, and runs it from the registry, as any other host could. */
function describeStack(within: TerraformStack): void {
  const host = ContainerHost.fromEnvironment(within, 'host');
  const image = BaseImage.minimal({ id: 'sleeper', programs: [{ source: '/bin/sleep' }], command: ['/usr/bin/sleep', '100000'] });
  const name = `${registry.host}/${NAME}/sleeper:1`;
  const pushed = host.pushImage('push', { image, name, signature: { keyFile }, removalPolicy: RemovalPolicy.DESTROY });
  const pulled = BaseImage.fromRegistry(pushed.reference, { id: 'pulled', removalPolicy: RemovalPolicy.DESTROY });
  host.addContainer('sleeper', { image: pulled, name: NAME });
  new TerraformOutput(within, 'digest', { value: pushed.digest });
  new TerraformOutput(within, 'signed_by', { value: pushed.signedBy });
  new TerraformOutput(within, 'expected', { value: image.contents[0]!.digest });
}

test('a minimal image is pushed without an engine, signed, and used from the registry in the same apply', async () => {
  stack.synthesize(describeStack);
  try {
    await stack.apply();
    const digest = await stack.output('digest');
    // The digest is known at synthesis: the registry has the same bytes.
    expect(digest).toBe(await stack.output('expected'));
    expect(await stack.output('signed_by')).toContain('BEGIN PUBLIC KEY');
    const { State, Image } = await docker.getContainer(NAME).inspect();
    expect(State.Running).toBe(true);
    expect((await docker.getImage(Image).inspect()).RepoDigests).toEqual([`${registry.host}/${NAME}/sleeper@${digest}`]);
    expect(await new RegistryTags(registry.host, `${NAME}/sleeper`).digestOf('1')).toBe(digest);
    stack.synthesize(describeStack);
    expect(await stack.isUpToDate()).toBe(true);
  } finally {
    await stack.destroy();
  }
  expect(await new RegistryTags(registry.host, `${NAME}/sleeper`).digestOf('1')).toBeUndefined();
}, 300_000);
