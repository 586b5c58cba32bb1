import { Sums, testSums } from './sums';
import { runInMachine } from '../support/user-mode-linux';

/* `npm run test:matrix` runs this in a machine with control groups of version 2. */

async function read(pool: string): Promise<Sums> {
  const text = await runInMachine(`cd /sys/fs/cgroup/berth/${pool} && cat memory.peak pids.current memory.events cpu.stat`);
  const valueOf = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
  const [memoryPeak, processes] = text.trim().split('\n').map(Number);
  return { memoryPeak: memoryPeak!, processes: processes!, oomKills: valueOf('oom_kill'), throttled: valueOf('nr_throttled') };
}

testSums(read);
