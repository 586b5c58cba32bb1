import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Application, JAVA, NODE } from './applications';
import { FORK_RUNTIME } from '../../src/bootstrap/fork-runtime';
import { Managed } from '../../test/e2e/resources/managed';
import { COLD, ForkingEngine, FORKS } from '../../test/e2e/support/forking-engine';
import { run } from '../../test/e2e/support/run';
import { Table } from '../report';

const NAME = 'bench-fork-memory';
const CLONES = 10;
const MIB = 2 ** 20;
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
  host: ForkingEngine, { image, command, isReady, signal }: Application, { isFork, restore = '', merges = false }: typeof TRIALS[string],
): Promise<string[]> {
  writeFileSync(host.program, FORK_RUNTIME.replace('restore --detach', `restore --detach ${restore}`), { mode: 0o755 });
  const set = new Managed('docker_clone_set', host.engine.address);
  const config = (replicas: number) => ({
    name: NAME,
    replicas,
    host: [{ name: 'here' }],
    fork: isFork ? [{ ready: [{ command: isReady }], after_fork: [{ signal }] }] : [],
    template: [{
      image, command: command(1000), runtime: isFork ? FORKS : COLD, network_mode: 'bridge', destroy_grace_seconds: 0, must_run_for: 0,
    }],
  });
  try {
    // The template is made, and files are in the page cache.
    await set.apply(config(1));
    await settle(host, 0, 1);
    const before = available();
    if (merges) writeFileSync(`${MERGING}/run`, '1');
    await set.apply(config(1 + CLONES));
    await settle(host, 1, 1 + CLONES);
    if (merges) await sleep(60_000);
    const used = (before - available()) / CLONES;
    const sums = { Rss: 0, Pss: 0, Private: 0 };
    for (let clone = 1; clone <= CLONES; clone += 1) await addMemoryOf(host, clone, sums);
    return [...Object.values(sums).map((sum) => sum / CLONES), used].map((bytes) => (bytes / MIB).toFixed(1));
  } finally {
    if (merges) writeFileSync(`${MERGING}/run`, '2');
    await set.destroy();
    host.install();
  }
}

async function settle({ engine }: ForkingEngine, from: number, to: number): Promise<void> {
  for (let clone = from; clone < to; clone += 1) {
    const { NetworkSettings: { Networks: { bridge } } } = await engine.docker.getContainer(`${NAME}-${clone}`).inspect();
    const ask = ['nsenter', ...engine.host.nsenter('curl', '-sf', '--connect-timeout', '1', `http://${bridge!.IPAddress}/`)].join(' ');
    await run('sh', ['-c', `until ${ask} >/dev/null; do sleep 0.1; done`]);
  }
  await sleep(2_000);
}

async function addMemoryOf({ engine }: ForkingEngine, clone: number, sums: { Rss: number; Pss: number; Private: number }): Promise<void> {
  const { Id: id } = await engine.docker.getContainer(`${NAME}-${clone}`).inspect();
  const processes = (await run('sh', ['-c', `cat /sys/fs/cgroup/pids/docker/${id}/cgroup.procs`])).trim().split('\n');
  for (const pid of processes) {
    // "Pss_Dirty" is a part of "Pss".
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').replace(/^Pss_.*$/gm, '');
    for (const [, name, kib] of rollup.matchAll(/^(Rss|Pss|Private)(?:_Clean|_Dirty)?: +(\d+) kB/gm)) {
      sums[name as keyof typeof sums] += Number(kib) * 1024;
    }
  }
}

/** In bytes. */
function available(): number {
  return Number(/^MemAvailable: +(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]) * 1024;
}
