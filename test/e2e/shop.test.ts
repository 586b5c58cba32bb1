import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetworkNamespace } from './support/network-namespace';
import { PREPARATION, ROOT, TestShop } from './support/shop';
import { visit } from '../../dev/demo/shop-page';

const CDKTF = join(ROOT, 'node_modules/.bin/cdktf');

describe('the shop, deployed by cdktf without a network', () => {
  let shop: TestShop;
  let offline: NetworkNamespace;

  beforeAll(async () => {
    shop = await TestShop.create('shop-by-cdktf');
    offline = await NetworkNamespace.create('berth-offline');
  }, PREPARATION);

  afterAll(async () => {
    await offline?.remove();
    await shop?.remove();
  });

  const cdktf = (command: string) => offline.run(
    CDKTF, [command, shop.name, '--auto-approve', '--output', shop.output], { cwd: shop.app, env: shop.env },
  );
  const applied = async (): Promise<Resource[]> => {
    const shown = await shop.terraform(shop.folder, 'show', '-json');
    const { values } = JSON.parse(shown) as { values: { root_module: { resources: Resource[] } } };
    return values.root_module.resources;
  };

  test('is applied by one deploy, and each container starts after its dependency is healthy', async () => {
    const events = await shop.watch();
    expect(await cdktf('deploy')).toContain(shop.address);
    expect(events).toEqual(['redis: start', 'redis: healthy', 'app: start', 'app: healthy', 'web: start', 'web: healthy']);
    expect((await applied()).map(({ type }) => type).sort()).toEqual([
      ...Array(3).fill('docker_container'), ...Array(3).fill('docker_image'), ...Array(3).fill('docker_network'), 'docker_volume',
    ]);
  });

  test('counts the visits of its page in redis, through nginx and the application', async () => {
    const first = await visit(shop.address);
    expect(await visit(shop.address)).toBe(first + 1);
    expect(await visit(shop.address)).toBe(first + 2);
    expect((await fetch(shop.address)).headers.get('server')).toMatch(/^nginx/);
  });

  test('a second plan is empty', async () => {
    expect(await shop.terraform(shop.folder, 'plan', '-input=false', '-detailed-exitcode')).toContain('No changes.');
  });

  test('each container is only on its own networks', async () => {
    const networks = async (which: 'web' | 'app' | 'redis') => Object.keys((await shop.container(which).inspect()).NetworkSettings.Networks)
      .map((name) => name.replace(`${shop.name}-`, '').replace(/-[\d.]+$/, '')).sort();
    expect(await networks('web')).toEqual(['app-web', 'web-outside']);
    expect(await networks('app')).toEqual(['app-redis', 'app-web']);
    expect(await networks('redis')).toEqual(['app-redis']);
  });

  test('the application reaches redis, but nginx does not', async () => {
    const { NetworkSettings } = await shop.container('redis').inspect();
    const address = Object.values(NetworkSettings.Networks)[0]!.IPAddress;
    // Something beyond the machine might accept the connection, so only the answer proves that it is redis.
    const ping = (which: 'web' | 'app', host: string) => shop.exec(
      which, 'timeout', '5', 'bash', '-c',
      `exec 3<>/dev/tcp/${host}/6379 && echo PING >&3 && read -t 3 answer <&3 && [[ $answer == +PONG* ]]`,
    );
    expect(await ping('app', address)).toBe(0);
    expect(await ping('app', `${shop.name}-redis`)).toBe(0);
    expect(await ping('web', address)).not.toBe(0);
    expect(await ping('web', `${shop.name}-redis`)).not.toBe(0);
    // nginx reaches the application, as allowed.
    const health = `http://${shop.name}-app:8080/health`;
    expect(await shop.exec('web', 'curl', '--silent', '--fail', '--output', '/dev/null', health)).toBe(0);
  });

  test('the count survives a replacement of redis, and only redis is replaced', async () => {
    const before = await visit(shop.address);
    const idOf = async (which: 'web' | 'redis') => (await shop.container(which).inspect()).Id;
    const [webId, redisId] = await Promise.all((['web', 'redis'] as const).map(idOf));
    const redis = (await applied()).find(({ values }) => values.name === `${shop.name}-redis`)!;
    await shop.terraform(shop.folder, 'apply', '-input=false', '-auto-approve', `-replace=${redis.address}`);
    expect((await shop.container('redis').inspect()).Id).not.toBe(redisId);
    expect((await shop.container('web').inspect()).Id).toBe(webId);
    expect(await visit(shop.address)).toBe(before + 1);
  });

  test('leaves nothing on the engine after a destroy', async () => {
    await cdktf('destroy');
    expect(await shop.onEngine()).toEqual([]);
  });
});

describe('the shop, planned in one place and applied in another', () => {
  let shop: TestShop;
  let elsewhere: string;

  beforeAll(async () => {
    shop = await TestShop.create('shop-by-plan');
    elsewhere = join(mkdtempSync(join(tmpdir(), 'berth-elsewhere-')), 'a copy');
  }, PREPARATION);

  afterAll(async () => {
    await shop?.remove();
    rmSync(elsewhere, { recursive: true, force: true });
  });

  test('a plan from the stack\'s folder is applied from a copy of the folder', async () => {
    await shop.synthesize();
    await shop.terraform(shop.folder, 'init', '-input=false');
    expect(await shop.terraform(shop.folder, 'plan', '-input=false', '-out=shop.plan'))
      .toContain('Plan: 10 to add, 0 to change, 0 to destroy.');
    expect(await shop.onEngine()).toEqual([]);

    // The files that `init` creates are valid only on the machine that it ran on.
    cpSync(shop.folder, elsewhere, { recursive: true, filter: (path) => !path.endsWith('/.terraform') });
    rmSync(shop.folder, { recursive: true });
    await shop.terraform(elsewhere, 'init', '-input=false');
    await shop.terraform(elsewhere, 'apply', '-input=false', 'shop.plan');
    expect(await visit(shop.address)).toBe(1);
    expect(await shop.terraform(elsewhere, 'plan', '-input=false', '-detailed-exitcode')).toContain('No changes.');
  });

  test('terraform destroy leaves nothing on the engine', async () => {
    expect(await shop.onEngine()).toHaveLength(7);
    await shop.terraform(elsewhere, 'destroy', '-input=false', '-auto-approve');
    expect(await shop.onEngine()).toEqual([]);
  });
});

interface Resource {
  readonly address: string;
  readonly type: string;
  readonly values: { readonly name: string };
}
