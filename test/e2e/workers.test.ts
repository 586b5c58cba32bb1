import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { docker, SOCKET } from './engine/docker';
import { TEST_STATE } from './support/engine';
import { ExampleStack } from './support/example';
import { onEngine } from './support/on-engine';
import { provideEngine } from '../../dev/engine/provide-engine';
import { provideImages } from '../../dev/images/provide-images';
import { waitUntil } from '../../dev/machine/wait-until';
import { Workers } from '../../examples/workers/stack';
import { berth } from '../cli/run-berth';

const NAME = 'e2e-workers';
const JOBS = 1_500;

const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const example = new ExampleStack(folder, NAME);
beforeAll(async () => provideImages(await provideEngine(TEST_STATE), TEST_STATE, ['redis:7.0']), 600_000);
afterAll(() => rmSync(folder, { recursive: true }));

function synthesize(workers: number, color: string): void {
  const app = new App({ outdir: folder });
  new Workers(app, NAME, { workers, jobs: JOBS, color });
  app.synth();
}

async function apply(workers: number, color: string): Promise<void> {
  synthesize(workers, color);
  await example.terraform('apply', '-auto-approve');
}

/** What the dispatcher printed last. */
async function progress(): Promise<{ readonly line: string; readonly done: number }> {
  const log = (await docker.getContainer(`${NAME}-dispatcher`).logs({ stdout: true, tail: 1 })).subarray(8).toString();
  return { line: log.trim(), done: Number(/(\d+) of/.exec(log)?.[1] ?? 0) };
}
const workers = async () => docker.listContainers({ filters: { name: [`${NAME}-pool-`], status: ['running'] } });

/** Ends workers in the middle of what they do: every other one is removed, and of the rest, the program is killed. */
async function killSome(count: number): Promise<void> {
  const chosen = (await workers()).sort(() => Math.random() - 0.5).slice(0, count);
  await Promise.all(chosen.map(async ({ Id: id }, index) => {
    if (index % 2 === 0) await docker.getContainer(id).remove({ force: true });
    else process.kill((await docker.getContainer(id).inspect()).State.Pid, 'SIGKILL');
  }));
}

test('workers empty a queue while they are scaled, made anew and killed, and no job is lost', async () => {
  const numbers: string[] = [];
  const note = async (what: string) => numbers.push(`${what}: ${(await progress()).line}`);
  synthesize(20, 'blue');
  await example.terraform('init');
  const end = new AbortController();
  const watched = berth(['watch', example.folder, '--json'], { environment: { DOCKER_HOST: `unix://${SOCKET}` }, signal: end.signal });
  await apply(20, 'blue');
  await waitUntil('some jobs are done', async () => (await progress()).done > 50);
  await note('20 blue workers');
  await killSome(6);
  await note('6 of them killed');
  await apply(30, 'blue');
  expect(await workers()).toHaveLength(30);
  await note('30 workers');
  await apply(30, 'green');
  await note('30 green workers');
  await killSome(4);
  await apply(8, 'green');
  expect(await workers()).toHaveLength(8);
  await note('8 workers');

  await waitUntil('all jobs are done', async () => (await progress()).done === JOBS, 300);
  await note('the end');
  console.log(numbers.join('\n'));
  const images = await Promise.all((await workers()).map(async ({ Id: id }) => (await docker.getContainer(id).inspect()).Config.Env));
  expect(images.every((env) => env.includes('COLOR=green'))).toBe(true);

  end.abort();
  const { code, stdout } = await watched;
  const [last] = stdout.toString().trim().split('\n').slice(-1).map((line) => JSON.parse(line) as object);
  expect({ code, last }).toMatchObject({ code: 0, last: { set: { running: 8, replicas: 8, standby: 1 } } });

  synthesize(8, 'green');
  await example.terraform('plan', '-detailed-exitcode');
  await example.terraform('destroy', '-auto-approve');
  expect(await onEngine(NAME)).toEqual([]);
});
