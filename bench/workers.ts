import { timed } from './measure';
import { Table } from './report';
import { waitUntil } from '../dev/machine/wait-until';
import { WorkersExample } from '../test/e2e/support/workers';

const JOBS = 20_000;

/** Runs the example of the queue in its full size, while its workers are scaled, killed and made anew. */
export async function workers(): Promise<Table> {
  const example = new WorkersExample('bench-workers', JOBS);
  const rows: string[][] = [];
  const step = async (what: string, work: () => Promise<unknown>) => {
    const seconds = await timed(work) / 1000;
    rows.push([what, seconds.toFixed(1), `${(await example.running()).length}`, `${(await example.progress()).done}`]);
  };
  await example.initialize(200, 'blue');
  try {
    await step('200 workers are created', () => example.apply(200, 'blue'));
    await step('20 workers are killed from outside', () => example.killSome(20));
    await step('300 workers: the killed ones are replaced, 100 more', () => example.apply(300, 'blue'));
    await step('all are made anew, a quarter at a time', () => example.apply(300, 'green'));
    await step('50 workers', () => example.apply(50, 'green'));
    await step('the queue is empty', () => waitUntil('all jobs are done', async () => (await example.progress()).done === JOBS, 1_800));
    await step('nothing to do', () => example.apply(50, 'green'));
  } finally {
    // Engine 20.10 can count members of a network that are gone. The containers are gone then, too, and this is measured nowhere.
    await example.stack.attempt('destroy', '-auto-approve');
    example.remove();
  }
  return {
    title: `A queue of ${JOBS.toLocaleString('en')} jobs, and its workers (examples/workers)`,
    columns: ['', 'seconds', 'workers that run', 'jobs done'],
    rows,
    note: `One run. Each job is done: the last number of jobs is ${JOBS}. An apply ends when each new worker has run for a second. Of the `
      + 'killed ones, the engine starts those again whose program was killed.',
  };
}
