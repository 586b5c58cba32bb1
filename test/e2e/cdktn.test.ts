import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_STATE } from './support/engine';
import { PREPARATION, ROOT, TestShop } from './support/shop';
import { provideCdktn } from '../../dev/cdktn/provide-cdktn';
import { visit } from '../../dev/demo/shop-page';

describe('the shop, synthesized with cdktn and with cdktf', () => {
  let shop: TestShop;
  let checkout: string;

  beforeAll(async () => {
    shop = await TestShop.create('shop-by-cdktn');
    checkout = copyCheckout(await provideCdktn(TEST_STATE.cache));
  }, PREPARATION);

  afterAll(async () => {
    await shop?.remove();
    if (checkout !== undefined) rmSync(checkout, { recursive: true, force: true });
  });

  const withCdktn = async () => {
    await shop.synthesize(join(checkout, 'examples/shop'));
    return synthesized();
  };
  const withCdktf = async () => {
    await shop.synthesize();
    return synthesized();
  };
  const synthesized = () => {
    const { '//': { metadata }, ...configuration } = JSON.parse(readFileSync(join(shop.folder, 'cdk.tf.json'), 'utf8')) as Synthesized;
    return { version: metadata.version, configuration };
  };
  const planned = () => shop.terraform(shop.folder, 'plan', '-input=false', '-detailed-exitcode');

  test('is the same configuration', async () => {
    const byCdktf = await withCdktf();
    const byCdktn = await withCdktn();
    expect(byCdktf.version).toBe(versionOf(join(ROOT, 'node_modules/cdktf')));
    expect(byCdktn.version).toBe(versionOf(join(checkout, 'node_modules/cdktf')));
    expect(byCdktn.version).not.toBe(byCdktf.version);
    expect(byCdktn.configuration).toEqual(byCdktf.configuration);
  });

  test('is applied as cdktn wrote it, and works', async () => {
    await withCdktn();
    await shop.terraform(shop.folder, 'init', '-input=false');
    expect(await shop.terraform(shop.folder, 'apply', '-input=false', '-auto-approve')).toContain('10 added, 0 changed, 0 destroyed.');
    expect(await visit(shop.address)).toBe(1);
  });

  test('a second plan is empty, with either core', async () => {
    expect(await planned()).toContain('No changes.');
    await withCdktf();
    expect(await planned()).toContain('No changes.');
    await withCdktn();
    expect(await planned()).toContain('No changes.');
  });

  test('leaves nothing on the engine after a destroy', async () => {
    await shop.terraform(shop.folder, 'destroy', '-input=false', '-auto-approve');
    expect(await shop.onEngine()).toEqual([]);
  });
});

interface Synthesized {
  readonly '//': { readonly metadata: { readonly version: string } };
  readonly [block: string]: unknown;
}

/** Copies what the shop consists of to a folder in which `cdktf` is cdktn, also for the bindings. */
function copyCheckout(modules: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'berth-cdktn-'));
  const filter = (path: string) => !/\/(cdktf\.out|node_modules)$/.test(path);
  for (const path of ['package.json', 'tsconfig.json', 'src', 'dist/provider', 'examples/shop', 'examples/tsconfig.json']) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter });
  }
  symlinkSync(modules, join(folder, 'node_modules'));
  return folder;
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
