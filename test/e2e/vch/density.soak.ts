import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { usedByPool } from './pool-files';
import { waitUntil } from '../../../dev/machine/wait-until';
import { Applications, BOUNDS } from '../../../examples/density/stack';
import { docker } from '../engine/docker';
import { ExampleStack } from '../support/example';
import { onEngine } from '../support/on-engine';

const NAME = 'e2e-density';
const COUNT = 200;

const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const example = new ExampleStack(folder, NAME);
afterAll(() => rmSync(folder, { recursive: true }));

function synthesize(count = COUNT): void {
  const app = new App({ outdir: folder });
  new Applications(app, NAME, { count, image: 'busybox:latest' });
  app.synth();
}

test('200 applications run where by their limits four would fit, and each answers', async () => {
  synthesize();
  await example.terraform('init');
  expect(await example.terraform('apply', '-auto-approve')).toContain('201 fit, and 4 by their limits.');
  const containers = await docker.listContainers({ filters: { name: [`${NAME}-share-app-`] } });
  expect(containers).toHaveLength(COUNT);
  const visits = async () => (await docker.getContainer(`${NAME}-share-visitor`).logs({ stdout: true })).toString('latin1');
  await waitUntil('each application answers', async () => (await visits()).includes(`${COUNT} of ${COUNT} answer`), 120);

  const { memoryPeak, oomKills, processes } = await usedByPool(`${NAME}-share`);
  expect(memoryPeak).toBeLessThan(BOUNDS.memory.toBytes());
  expect(processes).toBeGreaterThanOrEqual(2 * COUNT);
  expect(oomKills).toBe(0);
  const limits = await Promise.all(containers.map(async ({ Id: id }) => (await docker.getContainer(id).inspect()).HostConfig.Memory ?? 0));
  expect(limits.reduce((sum, limit) => sum + limit, 0)).toBeGreaterThan(20 * BOUNDS.memory.toBytes());

  synthesize();
  await example.terraform('plan', '-detailed-exitcode');
  await example.terraform('destroy', '-auto-approve');
  expect(await onEngine(NAME)).toEqual([]);
});

test('more than fit are refused when the stack is synthesized', () => {
  expect(() => synthesize(321)).toThrow('321 are declared.');
});
