import { Engine } from '../../../../../provider/engine/engine';
import { ContainerModel } from '../../../../../provider/resources/container/fields/schema';
import { inspectAsModeled } from '../../../../../provider/resources/container/operations/inspect';

const MIB = 1024 * 1024;

/** An engine with one container, which counts swap or does not. */
function engineWith(hostConfig: object, swapLimit: boolean): Engine {
  const inspect = { Id: 'one', Name: '/one', Image: 'sha256:a', State: { Running: true }, Config: {}, HostConfig: hostConfig, NetworkSettings: {} };
  const docker = { getContainer: () => ({ inspect: async () => inspect }) };
  const ask = (_: string, work: (client: typeof docker) => Promise<unknown>) => work(docker);
  return { ask, info: async () => ({ SwapLimit: swapLimit }) } as unknown as Engine;
}

const swapSeen = async (hostConfig: object, swapLimit: boolean, known?: Partial<ContainerModel>) =>
  (await inspectAsModeled(engineWith(hostConfig, swapLimit), 'one', known as ContainerModel))!.HostConfig.MemorySwap;

test.each([
  ['without swap accounting, an engine takes off the limit that nobody asked for: that is as if it had set its own', { Memory: 64 * MIB, MemorySwap: -1 }, false, {}, 128 * MIB],
  ['with it, no limit is somebody\'s doing', { Memory: 64 * MIB, MemorySwap: -1 }, true, {}, -1],
  ['no limit that was asked for is an answer', { Memory: 64 * MIB, MemorySwap: -1 }, false, { memory_swap: -1 }, -1],
  ['without a limit on memory there is nothing to derive', { Memory: 0, MemorySwap: -1 }, false, {}, -1],
])('%s', async (_, hostConfig, swapLimit, known, expected) => {
  expect(await swapSeen(hostConfig, swapLimit, known)).toBe(expected);
});
