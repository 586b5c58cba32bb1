import { Application, JAVA, NODE } from './applications';
import { MeasuredSet, MIB } from './measured-set';
import { COLD, ForkingEngine, FORKS } from '../../test/e2e/support/forking-engine';
import { run } from '../../test/e2e/support/run';
import { timed } from '../measure';
import { Table } from '../report';

const NAME = 'bench-fork';
/** In milliseconds: how long the application initialises. */
const INITIALISATIONS = [1000, 5000];
/** How many clones are added. */
const [ONE, MANY] = [1, 20] as const;

/** How new clones get ready. */
const WAYS: Readonly<Record<string, { readonly runtime: string; readonly standby?: number; readonly isFork?: boolean }>> = {
  'cold, runc': { runtime: 'runc' },
  'cold, gVisor': { runtime: COLD },
  'standby, gVisor': { runtime: COLD, standby: ONE + MANY },
  'fork': { runtime: FORKS, isFork: true },
};

/** Measures how long new clones of a set take until all have answered, by how they get ready, and what memory they need. */
export async function forks(): Promise<Table> {
  const host = await ForkingEngine.start('bench-forks');
  const rows: string[][] = [];
  try {
    for (const application of [NODE, JAVA]) {
      await application.provide(host.engine.docker);
      for (const initialisation of INITIALISATIONS) {
        for (const [way, how] of Object.entries(WAYS)) {
          rows.push([application.name, `${initialisation / 1000} s`, way, ...await measured(host, application, initialisation, how)]);
        }
      }
    }
  } finally {
    await host.remove();
  }
  return {
    title: 'New clones of a server, until all have answered',
    columns: [
      'server', 'initialises for', 'start', 'one more', 'twenty more', 'memory of a clone', 'of one that stands by', 'saved, for all',
    ],
    rows,
    note: 'One run, in which the ways take turns. The time of the provider with the read of a plan, without Terraform, until the last of '
      + 'the new clones has answered a request. While it initialises, the server waits and uses no processor, which is the best case for '
      + 'cold starts. What the runtime of its language takes to start comes on top. The memory is the proportional set size of all '
      + 'processes of a container. What was saved for a fork is read into memory of its own.',
  };
}

async function measured(
  host: ForkingEngine, application: Application, initialisation: number,
  { runtime, standby = 0, isFork = false }: typeof WAYS[string],
): Promise<string[]> {
  // Those that stand by are paused when they are ready, which takes longer for many at once.
  const settings = { runtime, must_run_for: standby > 0 ? initialisation / 1000 + 25 : 0 };
  const set = new MeasuredSet(NAME, host, application, initialisation, isFork, settings);
  const apply = (replicas: number) => set.apply(replicas, Math.max(0, standby - replicas + 1));
  const proportional = async (clone: number) => inMiB((await set.memoryOf(clone)).proportional);
  try {
    await apply(1);
    await set.answer(0, 1);
    const parked = standby === 0 ? '-' : await proportional(standby);
    const scale = (from: number, to: number) => timed(async () => {
      await apply(to);
      await set.answer(from, to);
    });
    const one = await scale(1, 1 + ONE);
    const many = await scale(1 + ONE, 1 + ONE + MANY);
    const memory = await proportional(ONE + MANY);
    return [`${(one / 1000).toFixed(2)} s`, `${(many / 1000).toFixed(1)} s`, memory, parked, isFork ? await saved() : '-'];
  } finally {
    await set.destroy();
  }
}

async function saved(): Promise<string> {
  return inMiB(Number((await run('sh', ['-c', 'du -sb /var/lib/berth/forks | cut -f1'])).trim()));
}

function inMiB(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
