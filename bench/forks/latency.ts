import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TicketsExample } from '../../test/e2e/support/tickets';
import { median } from '../measure';
import { Table } from '../report';

/** Requests a second. A server of the example answers a few less, so that one is not enough. */
const RATE = 50;
const [BEFORE, AFTER] = [3, 15] as const;
/** How long a server initialises, in seconds. */
const SECONDS = 5;
/** In milliseconds: one point of the plot. */
const STEP = 500;
const [FEW, MANY] = [1, 4] as const;

interface Answer {
  /** In milliseconds since the apply began. */
  readonly sent: number;
  readonly latency: number;
}

/** Measures what a client sees while a service that has too few servers gets more: from the beginning, and as forks. */
export async function latencyWhileScaling(): Promise<Table> {
  const example = await TicketsExample.start('bench-tickets');
  try {
    const runs = { cold: await scaled(example, false), fork: await scaled(example, true) };
    const moments = Array.from({ length: ((BEFORE + AFTER) * 1000) / STEP }, (_, step) => step * STEP - BEFORE * 1000);
    const series = Object.entries(runs).map(([name, { answers }]) => (
      { name, values: moments.map((moment) => medianAt(answers, moment)) }));
    return {
      title: `Latency of a service while it gets from ${FEW} to ${MANY} servers (examples/forks), in milliseconds`,
      columns: ['new servers start', 'apply, s', 'longest, ms', 'as before, after', 'requests', 'without an answer'],
      rows: Object.entries(runs).map(([name, { answers, seconds }]) => [
        name,
        seconds.toFixed(1),
        `${Math.max(...answers.map(({ latency }) => latency))}`,
        `${(settled(answers) / 1000).toFixed(1)} s`,
        `${answers.length}`,
        `${answers.filter(({ latency }) => latency < 0).length}`,
      ]),
      plot: {
        name: 'forks-latency',
        kind: 'lines',
        categories: moments.map((moment) => `${moment / 1000}`),
        axis: 'seconds since the apply began',
        series,
        unit: 'ms',
      },
      note: `One run. A client sends ${RATE} requests a second, however long the answers take. A server answers a few less a second, after `
        + `it has initialised for ${SECONDS} s. The apply begins ${BEFORE} s later. "Without an answer" are those with another status than `
        + '200, or an error. The plot has the median of all requests that were sent within half a second, and a gap where none had an '
        + 'answer. "As before" is when the last request was sent that took longer than 100 ms.',
    };
  } finally {
    await example.remove();
  }
}

interface Scaled {
  readonly answers: readonly Answer[];
  /** How long the apply took. */
  readonly seconds: number;
}

/** Lets a client begin, and applies more servers. Returns what the client saw. */
async function scaled(example: TicketsExample, isFork: boolean): Promise<Scaled> {
  const props = { isFork, seconds: SECONDS };
  await example.apply({ ...props, servers: FEW });
  await example.waitUntilItAnswers();
  try {
    const tsx = join(__dirname, '..', '..', 'node_modules', '.bin', 'tsx');
    const program = [tsx, join(__dirname, 'client.ts'), 'http://127.0.0.1:8080/', `${RATE}`, `${BEFORE + AFTER}`];
    const client = example.host.engine.host.run(program[0]!, program.slice(1));
    await sleep(BEFORE * 1000);
    const begin = Date.now();
    await example.apply({ ...props, servers: MANY });
    const seconds = (Date.now() - begin) / 1000;
    const lines = (await client).trim().split('\n').map((line) => line.split(' ').map(Number));
    return { seconds, answers: lines.map(([sent = 0, latency = 0]) => ({ sent: sent - begin, latency })) };
  } finally {
    await example.stack.terraform('destroy', '-auto-approve');
  }
}

function medianAt(answers: readonly Answer[], moment: number): number {
  const within = answers.filter(({ sent, latency }) => latency >= 0 && sent >= moment && sent < moment + STEP);
  return Math.round(median(within.map(({ latency }) => latency)));
}

function settled(answers: readonly Answer[]): number {
  return Math.max(0, ...answers.filter(({ latency }) => latency < 0 || latency > 100).map(({ sent }) => sent));
}
