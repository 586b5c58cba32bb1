import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { visit } from '../../../dev/demo/shop-page';
import { waitUntil } from '../../../dev/machine/wait-until';
import { SwarmEstate } from '../../../examples/estate/stacks';
import { clusterEngines, startCluster } from '../support/cluster';
import { ExampleStack } from '../support/example';

const NAME = 'estate';
const JOBS = 100;
const PORT = 8_080;

const engines = clusterEngines();
const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const stack = new ExampleStack(folder, NAME);

/** Returns what the task of a service printed last, and the engine that it is on. */
async function taskOf(service: string): Promise<{ readonly address: string; readonly line: string } | undefined> {
  for (const { address, docker } of engines.engines) {
    const filters = { label: [`com.docker.swarm.service.name=${NAME}-${service}`], status: ['running'] };
    const [task] = await docker.listContainers({ filters });
    if (task !== undefined) {
      return { address, line: (await docker.getContainer(task.Id).logs({ stdout: true, tail: 1 })).subarray(8).toString().trim() };
    }
  }
  return undefined;
}

beforeAll(async () => {
  await startCluster(engines, 2);
  const app = new App({ outdir: folder });
  const nodes = Object.fromEntries(engines.engines.map(({ name, host, address }) => [name, { host, address }]));
  new SwarmEstate(app, NAME, { nodes, port: PORT, workers: 3, jobs: JOBS, color: 'blue' });
  app.synth();
  await stack.terraform('init');
}, 600_000);

afterAll(async () => {
  await engines.remove();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

test('on a swarm, both virtual container hosts do their work, and nothing is left', async () => {
  await stack.terraform('apply', '-auto-approve');
  expect(await stack.terraform('plan', '-detailed-exitcode')).toContain('No changes.');
  expect(await visit(`http://${(await taskOf('sales-web'))!.address}:${PORT}`)).toBeGreaterThan(0);
  const done = `${JOBS} of ${JOBS} done`;
  await waitUntil('all jobs are done', async () => (await taskOf('batch-dispatcher'))?.line.startsWith(done) ?? false, 120);
  await waitUntil('the report sees them', async () => (await taskOf('sales-report'))?.line === `${JOBS}`);
  await stack.terraform('destroy', '-auto-approve');
  for (const { docker } of engines.engines) {
    const left = (await docker.listContainers({ all: true })).flatMap(({ Names: names }) => names.filter((name) => name.includes(NAME)));
    expect(left).toEqual([]);
  }
}, 900_000);
