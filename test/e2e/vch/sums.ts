import { waitUntil } from '../../../dev/machine/wait-until';
import { BaseImage, ContainerHost, Size, VirtualContainerHost } from '../../../src';
import { AppliedStack } from '../constructs/stack';

const NAME = 'e2e-sums';
const MIB = 1024 * 1024;

/** What the kernel lets a group have above its limit for a moment, since it counts pages in batches. */
const SLACK = MIB;

/** What the containers have together. Two of a kind want more, and each has a lower limit. */
const BOUNDS = { memory: Size.mebibytes(256), memorySwap: Size.mebibytes(256), cpus: 0.5, processes: 120 };
const EACH = { memory: Size.mebibytes(200), cpus: 0.4, pidsLimit: 100, sharedMemory: Size.mebibytes(180) };

/** What they do, one after the other: a shell that can't start a program ends, and the last begin when the others have theirs. */
const GREEDY = {
  burns: 'while :; do :; done',
  eats: 'sleep 10; dd if=/dev/zero of=/dev/shm/fill bs=1M count=150 2>/dev/null; sleep 5; rm -f /dev/shm/fill; sleep 1000',
  forks: 'sleep 40; (for i in $(seq 90); do sleep 1000 & done) 2>/dev/null; sleep 1000',
};

/** What the kernel says of a pool. */
export interface Sums {
  readonly memoryPeak: number;
  readonly oomKills: number;
  readonly processes: number;
  /** How often it was held for its bound of CPU time. */
  readonly throttled: number;
}

let stack: AppliedStack;

beforeEach(() => { stack = new AppliedStack(NAME); });
afterEach(() => stack.destroy());

/** Applies a virtual container host whose containers want more than it has. */
async function fill(): Promise<void> {
  stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'machine');
    const share = new VirtualContainerHost(within, 'share', { host, name: NAME, ...BOUNDS });
    const image = BaseImage.fromRegistry('busybox:latest');
    for (const [name, script] of Object.entries(GREEDY)) {
      for (const number of [1, 2]) {
        share.addContainer(`${name}-${number}`, { image, command: ['sh', '-c', script], mustRun: false, ...EACH });
      }
    }
  });
  // What the kernel ends may be what starts a container. All else has to be there.
  expect((await stack.tryApply()).stderr).not.toMatch(/resource pool|image/i);
}

/**
 * Tests that the kernel holds the containers of a virtual container host together within its bounds, and that others have the memory again.
 *
 * @param read  reads what the kernel says of the pool
 */
export function testSums(read: (pool: string) => Promise<Sums>): void {
  test('containers that are each below their limit are together within the bounds', async () => {
    await fill();
    await waitUntil('the kernel ends a program', async () => (await read(NAME)).oomKills > 0, 120);
    await waitUntil('the kernel holds the CPU time', async () => (await read(NAME)).throttled > 0, 60);
    await waitUntil('there are many processes', async () => (await read(NAME)).processes > EACH.pidsLimit, 120);
    const { memoryPeak, processes } = await read(NAME);
    expect(memoryPeak).toBeGreaterThan(EACH.memory.toBytes());
    expect(memoryPeak).toBeLessThanOrEqual(BOUNDS.memory.toBytes() + SLACK);
    expect(processes).toBeLessThanOrEqual(BOUNDS.processes);
  });
}
