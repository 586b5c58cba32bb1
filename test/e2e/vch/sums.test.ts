import { readFileSync } from 'node:fs';
import { usedByPool } from './pool-files';
import { Sums, testSums } from './sums';

/** Reads control groups of version 1. */
async function read(pool: string): Promise<Sums> {
  const throttled = /^nr_throttled (\d+)$/m.exec(readFileSync(`/sys/fs/cgroup/cpu/berth/${pool}/cpu.stat`, 'utf8'))?.[1];
  return { ...await usedByPool(pool), throttled: Number(throttled) };
}

testSums(read);
