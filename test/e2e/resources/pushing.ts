import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, Managed } from './managed';
import { forget } from '../engine/docker';
import { PrivateRegistry, USER } from '../engine/private-registry';
import { RegistryTags } from '../engine/registry-tags';

/** What a test of `docker_registry_image` works with. */
export interface Pushing {
  readonly registry: PrivateRegistry;
  /** A folder for the files of all tests. */
  readonly folder: string;
  /** The name of an image that no other test has. Its tag is 1. */
  readonly name: string;
  /** Its repository. */
  readonly tags: RegistryTags;
  /** Where the test may write a layout. */
  readonly layout: string;
  /** Makes the content of an image differ from that of other tests. */
  readonly unique: string;
}

/** Starts a private registry, and logs in there by a configuration of Docker. Both are in a folder. */
export async function registryWithLogin(folder: string): Promise<PrivateRegistry> {
  const registry = await PrivateRegistry.start(join(folder, 'registry'), '127.0.0.1');
  process.env.DOCKER_CONFIG = join(folder, 'docker');
  mkdirSync(process.env.DOCKER_CONFIG);
  const auth = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
  writeFileSync(join(folder, 'docker/config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }));
  return registry;
}

/** Starts a private registry for the tests of a file. The provider logs in there by Docker's configuration. */
export function pushing(prefix: string, use: (pushing: Pushing) => void): void {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}-`));
  let registry: PrivateRegistry;
  let name: string;
  let count = 0;

  beforeAll(async () => {
    registry = await registryWithLogin(folder);
  });

  beforeEach(() => {
    count += 1;
    const repository = `${prefix}/app${count}`;
    name = `${registry.host}/${repository}:1`;
    const tags = new RegistryTags(registry.host, repository);
    use({ registry, folder, name, tags, layout: join(folder, `layout${count}`), unique: `test-${count}` });
  });

  afterEach(() => forget(name));

  afterAll(async () => {
    delete process.env.DOCKER_CONFIG;
    await registry.stop();
    rmSync(folder, { recursive: true });
  });
}

export const image = () => new Managed('docker_registry_image');

/** Applies, and expects that the next plan is empty. */
export async function applied(config: Config): Promise<Managed> {
  const managed = image();
  await managed.apply(config);
  expect(await managed.plan(config)).toEqual({ action: 'none', changed: [] });
  return managed;
}
