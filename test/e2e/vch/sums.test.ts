import { readFileSync } from 'node:fs';
import { usedByPool } from './pool-files';
import { Sums, testSums } from './sums';
import { Runtime } from '../../../src';

/** Reads control groups of version 1. */
async function read(pool: string): Promise<Sums> {
  const throttled = /^nr_throttled (\d+)$/m.exec(readFileSync(`/sys/fs/cgroup/cpu/berth/${pool}/cpu.stat`, 'utf8'))?.[1];
  return { ...await usedByPool(pool), throttled: Number(throttled) };
}

testSums(Runtime.RUNC, read, true);
// The kernel of a sandbox has the processes, and that of the host its threads.
testSums(Runtime.RUNSC, read, false);
