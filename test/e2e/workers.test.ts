import { docker, SOCKET } from './engine/docker';
import { onEngine } from './support/on-engine';
import { WorkersExample } from './support/workers';
import { waitUntil } from '../../dev/machine/wait-until';
import { berth } from '../cli/run-berth';

const NAME = 'e2e-workers';
const JOBS = 1_500;

const example = new WorkersExample(NAME, JOBS);
beforeAll(() => example.initialize(20, 'blue'), 600_000);
afterAll(() => example.remove());

test('workers empty a queue while they are scaled, made anew and killed, and no job is lost', async () => {
  const numbers: string[] = [];
  const note = async (what: string) => numbers.push(`${what}: ${(await example.progress()).line}`);
  const end = new AbortController();
  const environment = { DOCKER_HOST: `unix://${SOCKET}` };
  const watched = berth(['watch', example.stack.folder, '--json'], { environment, signal: end.signal });
  await example.apply(20, 'blue');
  await waitUntil('some jobs are done', async () => (await example.progress()).done > 50);
  await note('20 blue workers');
  await example.killSome(6);
  await note('6 of them killed');
  await example.apply(30, 'blue');
  expect(await example.running()).toHaveLength(30);
  await note('30 workers');
  await example.apply(30, 'green');
  await note('30 green workers');
  await example.killSome(4);
  await example.apply(8, 'green');
  expect(await example.running()).toHaveLength(8);
  await note('8 workers');

  await waitUntil('all jobs are done', async () => (await example.progress()).done === JOBS, 300);
  await note('the end');
  console.log(numbers.join('\n'));
  const variables = await Promise.all((await example.running()).map(async ({ Id: id }) => (
    (await docker.getContainer(id).inspect()).Config.Env)));
  expect(variables.every((env) => env.includes('COLOR=green'))).toBe(true);

  end.abort();
  const { code, stdout } = await watched;
  const [last] = stdout.toString().trim().split('\n').slice(-1).map((line) => JSON.parse(line) as object);
  expect({ code, last }).toMatchObject({ code: 0, last: { set: { running: 8, replicas: 8, standby: 1 } } });

  example.synthesize(8, 'green');
  await example.stack.terraform('plan', '-detailed-exitcode');
  await example.stack.terraform('destroy', '-auto-approve');
  expect(await onEngine(NAME)).toEqual([]);
});
