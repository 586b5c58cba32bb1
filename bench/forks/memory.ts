import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Application, JAVA, NODE } from './applications';
import { MeasuredSet, MIB } from './measured-set';
import { FORK_RUNTIME } from '../../src/bootstrap/fork-runtime';
import { COLD, ForkingEngine, FORKS } from '../../test/e2e/support/forking-engine';
import { Table } from '../report';

const NAME = 'bench-fork-memory';
const CLONES = 10;
/** In milliseconds: how long the application initialises. */
const INITIALISATION = 1000;
/** Where Linux tells of kernel samepage merging, and takes its settings. */
const MERGING = '/sys/kernel/mm/ksm';

/** What was tried so that forks of one template share memory. */
const TRIALS: Readonly<Record<string, { readonly isFork: boolean; readonly restore?: string; readonly merges?: boolean }>> = {
  'cold': { isFork: false },
  'fork': { isFork: true },
  'fork, pages read when they are used (`runsc restore --background`)': { isFork: true, restore: '--background' },
  'fork, read past the page cache (`runsc restore --direct`)': { isFork: true, restore: '--direct' },
  'fork, with kernel samepage merging on the host': { isFork: true, merges: true },
};

/** Measures the memory of clones, and how much of it they share. */
export async function forkMemory(): Promise<Table> {
  const host = await ForkingEngine.start('bench-fork-memory');
  const rows: string[][] = [];
  try {
    for (const application of [NODE, JAVA]) {
      await application.provide(host.engine.docker);
      for (const [trial, how] of Object.entries(TRIALS)) rows.push([application.name, trial, ...await memory(host, application, how)]);
    }
  } finally {
    await host.remove();
  }
  return {
    title: 'Memory that forks of one template share',
    columns: [
      'server', 'start', 'resident, MiB each', 'proportional, MiB each', 'its own, MiB each', 'less available on the host, MiB each',
    ],
    rows,
    note: `${CLONES} clones each under gVisor, after each has answered a request. "Its own" is what no other process maps. What clones `
      + 'share is the program of gVisor and the files of the image, which all map from the page cache, cold ones and forks alike. gVisor '
      + 'reads what was saved into memory of its own (a memfd), and has no way to map the saved file itself: what forks only read is there '
      + 'once for each. Kernel samepage merging takes only anonymous memory for which a program asks: of 8 forks, it had looked at no page '
      + 'after 45 s (`pages_scanned`). What is less available on the host varies with what else the kernel keeps.',
  };
}

async function memory(
  host: ForkingEngine, application: Application, { isFork, restore = '', merges = false }: typeof TRIALS[string],
): Promise<string[]> {
  writeFileSync(host.program, FORK_RUNTIME.replace('restore --detach', `restore --detach ${restore}`), { mode: 0o755 });
  const set = new MeasuredSet(NAME, host, application, INITIALISATION, isFork, { runtime: isFork ? FORKS : COLD });
  const settle = async (from: number, to: number) => {
    await set.answer(from, to);
    await sleep(2_000);
  };
  try {
    // The template is made, and files are in the page cache.
    await set.apply(1);
    await settle(0, 1);
    const before = available();
    if (merges) writeFileSync(`${MERGING}/run`, '1');
    await set.apply(1 + CLONES);
    await settle(1, 1 + CLONES);
    if (merges) await sleep(60_000);
    const used = before - available();
    const clones = await Promise.all(Array.from({ length: CLONES }, (_, place) => set.memoryOf(1 + place)));
    const sums = (['resident', 'proportional', 'own'] as const).map((kind) => clones.reduce((sum, clone) => sum + clone[kind], 0));
    return [...sums, used].map((bytes) => (bytes / CLONES / MIB).toFixed(1));
  } finally {
    if (merges) writeFileSync(`${MERGING}/run`, '2');
    await set.destroy();
    host.install();
  }
}

/** In bytes. */
function available(): number {
  return Number(/^MemAvailable: +(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]) * 1024;
}
