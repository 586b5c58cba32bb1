import { readFileSync } from 'node:fs';
import { Application, JAVA, NODE } from './applications';
import { Managed } from '../../test/e2e/resources/managed';
import { COLD, ForkingEngine, FORKS } from '../../test/e2e/support/forking-engine';
import { run } from '../../test/e2e/support/run';
import { timed } from '../measure';
import { Table } from '../report';

const NAME = 'bench-fork';
const MIB = 2 ** 20;
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
  host: ForkingEngine, { image, command, isReady, signal }: Application, initialisation: number,
  { runtime, standby = 0, isFork = false }: typeof WAYS[string],
): Promise<string[]> {
  const set = new Managed('docker_clone_set', host.engine.address);
  const config = (replicas: number) => ({
    name: NAME,
    replicas,
    standby: Math.max(0, standby - replicas + 1),
    host: [{ name: 'here' }],
    fork: isFork ? [{ ready: [{ command: isReady }], after_fork: [{ signal }] }] : [],
    template: [{
      image,
      command: command(initialisation),
      runtime,
      network_mode: 'bridge',
      destroy_grace_seconds: 0,
      // They are paused when they are ready, which takes longer for many at once.
      must_run_for: standby > 0 ? initialisation / 1000 + 25 : 0,
    }],
  });
  try {
    await set.apply(config(1));
    await answers(host, 0, 1);
    const parked = standby === 0 ? '-' : inMiB(await memoryOf(host, standby));
    const scale = (from: number, to: number) => timed(async () => {
      await set.apply(config(to));
      await answers(host, from, to);
    });
    const one = await scale(1, 1 + ONE);
    const many = await scale(1 + ONE, 1 + ONE + MANY);
    const memory = await memoryOf(host, ONE + MANY);
    return [`${(one / 1000).toFixed(2)} s`, `${(many / 1000).toFixed(1)} s`, inMiB(memory), parked, isFork ? await saved() : '-'];
  } finally {
    await set.destroy();
  }
}

/** Waits until clones have answered a request each. */
async function answers({ engine }: ForkingEngine, from: number, to: number): Promise<void> {
  await Promise.all(Array.from({ length: to - from }, async (_, place) => {
    const { NetworkSettings: { Networks: { bridge } } } = await engine.docker.getContainer(`${NAME}-${from + place}`).inspect();
    const ask = ['nsenter', ...engine.host.nsenter('curl', '-sf', '--connect-timeout', '1', `http://${bridge!.IPAddress}/`)].join(' ');
    await run('sh', ['-c', `until ${ask} >/dev/null; do sleep 0.02; done`]);
  }));
}

/** Returns the proportional set size of the processes of a clone, in bytes. */
async function memoryOf({ engine }: ForkingEngine, clone: number): Promise<number> {
  const { Id: id } = await engine.docker.getContainer(`${NAME}-${clone}`).inspect();
  const processes = (await run('sh', ['-c', `cat /sys/fs/cgroup/pids/docker/${id}/cgroup.procs`])).trim().split('\n');
  return processes.reduce((sum, pid) => {
    const [, kib = '0'] = /^Pss: +(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return sum + Number(kib) * 1024;
  }, 0);
}

async function saved(): Promise<string> {
  return inMiB(Number((await run('sh', ['-c', 'du -sb /var/lib/berth/forks | cut -f1'])).trim()));
}

function inMiB(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
