import { readFileSync } from 'node:fs';
import { usedByPool } from './pool-files';
import { waitUntil } from '../../../dev/machine/wait-until';
import { BaseImage, ContainerHost, Runtime, Size, VirtualContainerHost } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { onEngine } from '../support/on-engine';

const NAME = 'e2e-gvisor-sums';
const MIB = 1024 * 1024;

const GREEDY = {
  burns: 'while :; do :; done',
  eats: 'sleep 5; dd if=/dev/zero of=/dev/shm/fill bs=1M count=180 2>/dev/null; sleep 1000',
};

/** The host's threads of a sandbox count as processes, so that each needs some dozens. */
const BOUNDS = { memory: Size.mebibytes(384), memorySwap: Size.mebibytes(384), cpus: 0.5, processes: 1_000 };
const EACH = { memory: Size.mebibytes(300), cpus: 0.4, pidsLimit: 200, sharedMemory: Size.mebibytes(200) };

let stack: AppliedStack;

beforeEach(() => { stack = new AppliedStack(NAME); });

async function read(file: string, pattern: RegExp): Promise<number> {
  return Number(pattern.exec(readFileSync(`/sys/fs/cgroup/${file.replace('POOL', `berth/${NAME}`)}`, 'utf8'))?.[1]);
}

test('sandboxes that are each below their limit are together within the bounds', async () => {
  stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'machine');
    const share = new VirtualContainerHost(within, 'share', { host, name: NAME, ...BOUNDS });
    const image = BaseImage.fromRegistry('busybox:latest');
    for (const [name, script] of Object.entries(GREEDY)) {
      for (const number of [1, 2]) {
        share.addContainer(`${name}-${number}`, { image, command: ['sh', '-c', script], mustRun: false, runtime: Runtime.RUNSC, ...EACH });
      }
    }
  });
  await stack.tryApply();
  await waitUntil('the kernel ends a program', async () => (await usedByPool(NAME)).oomKills > 0, 120);
  await waitUntil('the kernel holds the CPU time', async () => await read('cpu/POOL/cpu.stat', /nr_throttled (\d+)/) > 0, 60);
  const { memoryPeak } = await usedByPool(NAME);
  expect(memoryPeak).toBeGreaterThan(EACH.memory.toBytes());
  expect(memoryPeak).toBeLessThanOrEqual(BOUNDS.memory.toBytes() + MIB);
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
  await expect(usedByPool(NAME)).rejects.toThrow('ENOENT');
});
