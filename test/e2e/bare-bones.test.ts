import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { ExampleStack } from './support/example';
import { onEngine } from './support/on-engine';
import { run } from './support/run';
import { PREPARATION } from './support/shop';
import { imagesFrom } from '../../examples/bare-bones/images';
import { BareBones } from '../../examples/bare-bones/stack';
import { berth } from '../cli/run-berth';

const NAME = 'bare-bones';

const folder = mkdtempSync(join(tmpdir(), `e2e-${NAME}-`));
const example = new ExampleStack(folder, NAME);
const lockFile = join(folder, 'debian.lock.json');

// A mirror may no longer have the versions of the lock file of the example.
beforeAll(async () => {
  const { code, stderr } = await berth(['image', 'lock', lockFile, 'nginx', 'redis-server', 'python3.11'], { environment: process.env });
  expect([code, stderr]).toEqual([0, '']);
}, PREPARATION);

afterAll(async () => {
  await example.attempt('destroy', '-auto-approve');
  rmSync(folder, { recursive: true });
});

function synthesize(): void {
  const app = new App({ outdir: folder });
  new BareBones(app, NAME, imagesFrom(lockFile));
  app.synth();
}

test('three services in minimal images serve a page that shows what is in each', async () => {
  synthesize();
  await example.terraform('init');
  await example.terraform('apply', '-auto-approve');
  const output = await run('terraform', ['output', '-json'], { cwd: example.folder });
  const outputs = JSON.parse(output) as Record<string, { readonly value: string }>;
  const get = async (path: string) => (await fetch(new URL(path, outputs.url!.value))).text();

  const page = await get('/');
  const parts = ['<h2>web</h2>', '<h2>app</h2>', '<h2>cache</h2>', 'nginx-common', 'libpython3.11-stdlib', 'redis-tools', 'iproute2'];
  for (const part of parts) expect(page).toContain(part);
  expect([await get('/api/visits'), await get('/api/visits')]).toEqual(['1', '2']);
  expect(await get('/web.spdx.json')).toBe(outputs.web_bill_of_materials!.value);
  const { components } = JSON.parse(await get('/cache.cdx.json')) as { readonly components: readonly { readonly name: string }[] };
  expect(components.map(({ name }) => name)).toContain('redis-server');

  synthesize();
  await example.terraform('plan', '-detailed-exitcode');
  await example.terraform('destroy', '-auto-approve');
  expect(await onEngine(NAME)).toEqual([]);
}, PREPARATION);
